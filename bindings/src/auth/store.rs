//! Where the refresh token is kept.

use super::error::AuthError;
use crate::Secret;
use std::sync::{Mutex, PoisonError};

/// Keeps the refresh token, which an authority may replace at every use.
///
/// Its methods may take their time: they are called off the async threads.
pub trait TokenStore: Send + Sync + 'static {
    /// The refresh token as it is kept now; another process may have put it there.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::Storage`](super::AuthErrorKind::Storage) if it cannot be read.
    fn load(&self) -> Result<Option<Secret>, AuthError>;

    /// Keeps a new refresh token in place of the one before.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::Storage`](super::AuthErrorKind::Storage) if it cannot be written.
    fn save(&self, refresh_token: &Secret) -> Result<(), AuthError>;
}

/// Keeps the refresh token in memory, and tells somebody when there is a new one.
pub(super) struct Told<F> {
    pub(super) token: Mutex<Option<Secret>>,
    pub(super) tell: F,
}

impl<F> TokenStore for Told<F>
where
    F: Fn(&Secret) -> Result<(), AuthError> + Send + Sync + 'static,
{
    fn load(&self) -> Result<Option<Secret>, AuthError> {
        Ok(self
            .token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    fn save(&self, refresh_token: &Secret) -> Result<(), AuthError> {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        *token = Some(refresh_token.clone());
        drop(token);
        (self.tell)(refresh_token)
    }
}
