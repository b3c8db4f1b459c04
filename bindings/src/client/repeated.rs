//! Calls with all their attempts, whatever the operation.
//!
//! Nothing here is generic over the operation, and the future is boxed, so that all this is compiled with this crate, and not in
//! each program once more for each operation that it calls.

use super::ServiceCaller;
use crate::retry::{Attempts, RetryPolicy};
use crate::{Error, Secret};
use castile::operation::{CallFuture, Extensions};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// A call that may be made more than once.
pub(super) trait Repeatable: Send {
    /// What decides how often it is made.
    fn terms(&self) -> Terms<'_>;

    /// Makes it once, within that time, and keeps the reply. Gives what nobody is to see of what was sent.
    fn send<'s>(
        &'s mut self,
        access_token: &Secret,
        time: Duration,
    ) -> CallFuture<'s, Result<Vec<Secret>, Error>>;
}

/// What of a call decides how often it is made.
pub(super) struct Terms<'c> {
    pub(super) operation: &'static str,
    pub(super) extensions: &'c Extensions,
    /// The time that the call itself was given.
    pub(super) timeout: Option<Duration>,
}

/// What stays of a call that was answered.
pub(super) struct Granted {
    /// What nobody is to see of what was sent.
    pub(super) secrets: Vec<Secret>,
    /// The turn of the call, where these are limited.
    _turn: Option<OwnedSemaphorePermit>,
}

impl ServiceCaller {
    /// Makes a call as often as it takes.
    pub(super) fn repeated<'c>(
        &'c self,
        call: &'c mut dyn Repeatable,
    ) -> CallFuture<'c, Result<Granted, Error>> {
        Box::pin(async move {
            let terms = call.terms();
            let operation = terms.operation;
            let own = terms.extensions.get::<RetryPolicy>();
            let policy = own.unwrap_or(&self.access.retry).clone();
            let mut attempts = Attempts::new(self.service, operation, policy, terms.timeout);
            loop {
                let time = attempts.time(self.access.timeout);
                match self.attempt(operation, call, time).await {
                    Err(error) => attempts.wait_after(error).await?,
                    granted => return granted,
                }
            }
        })
    }

    /// Makes a call in its turn; twice if the token turns out to have expired and there is another.
    async fn attempt(
        &self,
        operation: &'static str,
        call: &mut dyn Repeatable,
        time: Duration,
    ) -> Result<Granted, Error> {
        let turn = self.access.turn().await;
        let token = self.access.credentials.access_token().await?;
        let error = match call.send(&token, time).await {
            Err(error) if error.is_about_the_token() => error,
            sent => {
                return sent.map(|secrets| Granted {
                    secrets,
                    _turn: turn,
                });
            }
        };
        let Some(token) = self.access.credentials.renewed_token(&token).await? else {
            return Err(error);
        };
        tracing::info!(operation, %error, "the token was renewed");
        let secrets = call.send(&token, time).await?;
        Ok(Granted {
            secrets,
            _turn: turn,
        })
    }
}
