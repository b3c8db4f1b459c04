//! Access tokens that are fresh at every call.

use super::answer::Tokens;
use super::app::App;
use super::error::{AuthError, AuthErrorKind};
use super::store::{TokenStore, Told};
use crate::{AccessToken, Credentials, RenewedToken, Secret};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

/// How long before its end an access token is replaced.
const EARLY: Duration = Duration::from_secs(300);
/// How long a token that is still good is used after an early refresh came to nothing.
const REST: Duration = Duration::from_secs(30);

/// [`Credentials`] with OAuth: an access token that is replaced before it ends, or when a service calls it expired.
///
/// Calls that need a new token at the same time share one refresh, also one that fails. A refresh that has begun goes on when the
/// call that asked for it is dropped, so that a new refresh token is not lost. Clones share everything.
#[derive(Clone)]
pub struct OAuth(Arc<Shared>);

struct Shared {
    app: App,
    store: Box<dyn TokenStore>,
    early: Duration,
    /// Refreshes that have ended.
    ended: AtomicU64,
    state: Arc<tokio::sync::Mutex<State>>,
}

#[derive(Default)]
struct State {
    access: Option<Access>,
    /// What the refresh that ended last came to, if to nothing, and the refresh token that it was made with.
    failure: Option<(AuthError, Secret)>,
    /// A refresh token that could not be kept.
    unsaved: Option<Secret>,
}

/// An access token.
struct Access {
    token: Secret,
    /// From when on it is to be replaced.
    stale_at: Option<Instant>,
    ends_at: Option<Instant>,
}

/// What is known of a token, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OAuthStatus {
    /// How long the access token is still valid; none if the authority does not say.
    pub expires_in: Option<Duration>,
}

/// The settings of an [`OAuth`].
#[must_use = "credentials are made by `build`"]
pub struct OAuthBuilder {
    app: App,
    tokens: Option<Tokens>,
    refresh_token: Option<Secret>,
    store: Option<Box<dyn TokenStore>>,
    on_new: Option<Box<OnNew>>,
    early: Duration,
}

type OnNew = dyn Fn(&Secret) -> Result<(), AuthError> + Send + Sync;

impl fmt::Debug for OAuth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OAuth")
            .field("app", &self.0.app)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OAuthBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OAuthBuilder")
            .field("app", &self.app)
            .finish_non_exhaustive()
    }
}

impl OAuth {
    /// Credentials to be set up.
    pub fn builder(app: App) -> OAuthBuilder {
        OAuthBuilder {
            app,
            tokens: None,
            refresh_token: None,
            store: None,
            on_new: None,
            early: EARLY,
        }
    }

    /// A token that is valid now, and what is known of it.
    ///
    /// # Errors
    ///
    /// Those of [`App::refresh`], and [`AuthErrorKind::Storage`] if the refresh token cannot be read.
    pub async fn token(&self) -> Result<(Secret, OAuthStatus), AuthError> {
        self.fresh(None).await
    }

    /// A token that is not `rejected` and still valid. The work goes on when nobody waits for it any more.
    async fn fresh(&self, rejected: Option<&Secret>) -> Result<(Secret, OAuthStatus), AuthError> {
        let ended = self.0.ended.load(Ordering::Acquire);
        let state = Arc::clone(&self.0.state).lock_owned().await;
        if let Some(access) = &state.access
            && access.is_good(rejected)
        {
            return Ok(access.given());
        }
        if self.0.ended.load(Ordering::Acquire) != ended
            && let Some((failure, _)) = &state.failure
        {
            return match &state.access {
                Some(access) if access.is_usable(rejected) => Ok(access.given()),
                _ => Err(failure.clone()),
            };
        }
        let shared = Arc::clone(&self.0);
        let rejected = rejected.cloned();
        let work = tokio::spawn(async move { shared.refresh(state, rejected.as_ref()).await });
        work.await.unwrap_or_else(|error| {
            let what = format!("the refresh of tokens was stopped: {error}");
            Err(AuthError::new(AuthErrorKind::Unavailable, what))
        })
    }
}

impl Shared {
    async fn refresh(
        self: Arc<Self>,
        mut state: OwnedMutexGuard<State>,
        rejected: Option<&Secret>,
    ) -> Result<(Secret, OAuthStatus), AuthError> {
        let outcome = Arc::clone(&self).renew(&mut state).await;
        self.ended.fetch_add(1, Ordering::Release);
        match (outcome, &mut state.access) {
            (Ok(given), _) => Ok(given),
            (Err(error), Some(access)) if access.is_usable(rejected) => {
                tracing::warn!(%error, "tokens were not refreshed; the access token is still good");
                access.stale_at = Some(Instant::now() + REST);
                Ok(access.given())
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Asks the authority, unless it has refused the very same refresh token for good.
    async fn renew(self: Arc<Self>, state: &mut State) -> Result<(Secret, OAuthStatus), AuthError> {
        let refresh_token = match state.unsaved.clone() {
            Some(token) => token,
            None => self.load().await?,
        };
        if let Some((error, with)) = &state.failure
            && error.needs_consent()
            && *with == refresh_token
        {
            return Err(error.clone());
        }
        match self.app.refresh(&refresh_token).await {
            Ok(tokens) => {
                tracing::debug!(expires_in = ?tokens.expires_in, "tokens were refreshed");
                state.failure = None;
                let new = tokens
                    .refresh_token
                    .clone()
                    .filter(|new| *new != refresh_token);
                if let Some(new) = new.or_else(|| state.unsaved.take()) {
                    state.unsaved = Arc::clone(&self).save(new).await;
                }
                let access = Access::of(&tokens, self.early);
                let given = access.given();
                state.access = Some(access);
                Ok(given)
            }
            Err(error) => {
                state.failure = Some((error.clone(), refresh_token));
                Err(error)
            }
        }
    }

    async fn load(self: &Arc<Self>) -> Result<Secret, AuthError> {
        let shared = Arc::clone(self);
        let loaded = tokio::task::spawn_blocking(move || shared.store.load()).await;
        let loaded = loaded.unwrap_or_else(|error| {
            let what = format!("the store of tokens failed: {error}");
            Err(AuthError::new(AuthErrorKind::Storage, what))
        })?;
        loaded.ok_or_else(|| {
            AuthError::new(
                AuthErrorKind::ConsentNeeded,
                "there is no refresh token: the user has to consent",
            )
        })
    }

    /// Keeps a new refresh token; what cannot be kept comes back, to be tried again.
    async fn save(self: Arc<Self>, new: Secret) -> Option<Secret> {
        let token = new.clone();
        let saved = tokio::task::spawn_blocking(move || self.store.save(&token)).await;
        match saved {
            Ok(Ok(())) => None,
            Ok(Err(error)) => {
                tracing::error!(%error, "the new refresh token could not be kept; it is in memory alone");
                Some(new)
            }
            Err(error) => {
                tracing::error!(%error, "the new refresh token could not be kept; it is in memory alone");
                Some(new)
            }
        }
    }
}

impl Access {
    fn of(tokens: &Tokens, early: Duration) -> Self {
        let now = Instant::now();
        let ends_at = tokens.expires_in.and_then(|valid| now.checked_add(valid));
        // A token that is short-lived is used for half of its life at least.
        let stale_at = tokens
            .expires_in
            .and_then(|valid| now.checked_add(valid - early.min(valid / 2)));
        Self {
            token: tokens.access_token.clone(),
            stale_at,
            ends_at,
        }
    }

    fn is_good(&self, rejected: Option<&Secret>) -> bool {
        rejected != Some(&self.token) && self.stale_at.is_none_or(|at| Instant::now() < at)
    }

    fn is_usable(&self, rejected: Option<&Secret>) -> bool {
        rejected != Some(&self.token) && self.ends_at.is_some_and(|at| Instant::now() < at)
    }

    fn given(&self) -> (Secret, OAuthStatus) {
        let now = Instant::now();
        let status = OAuthStatus {
            expires_in: self.ends_at.map(|at| at.saturating_duration_since(now)),
        };
        (self.token.clone(), status)
    }
}

impl Credentials for OAuth {
    fn access_token(&self) -> AccessToken<'_> {
        Box::pin(async { Ok(self.fresh(None).await?.0) })
    }

    fn renewed_token<'a>(&'a self, rejected: &'a Secret) -> RenewedToken<'a> {
        Box::pin(async { Ok(Some(self.fresh(Some(rejected)).await?.0)) })
    }
}

impl OAuthBuilder {
    /// Begins with these tokens, as [`App::redeem`] gives them.
    pub fn tokens(mut self, tokens: Tokens) -> Self {
        self.tokens = Some(tokens);
        self
    }

    /// Begins with this refresh token, and no access token.
    pub fn refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.refresh_token = Some(refresh_token.into());
        self
    }

    /// Keeps refresh tokens here: a [`TokenFile`](super::TokenFile), or a store of one's own. Without tokens to begin with, the
    /// one that is kept there is used.
    pub fn store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Box::new(store));
        self
    }

    /// Hands every new refresh token to a function, to be kept where there is no [`store`](Self::store). If it fails, it is
    /// called again with the next refresh.
    pub fn on_new_refresh_token(
        mut self,
        tell: impl Fn(&Secret) -> Result<(), AuthError> + Send + Sync + 'static,
    ) -> Self {
        self.on_new = Some(Box::new(tell));
        self
    }

    /// How long before its end an access token is replaced. Default: 5 minutes, and at most half of its life.
    pub fn refresh_early(mut self, early: Duration) -> Self {
        self.early = early;
        self
    }

    /// The credentials. Nothing is asked yet; what the tokens to begin with have of a refresh token is kept.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::Settings`] if there is neither a token nor a store, and [`AuthErrorKind::Storage`] if the first refresh
    /// token cannot be kept.
    pub fn build(self) -> Result<OAuth, AuthError> {
        let first = self
            .tokens
            .as_ref()
            .and_then(|tokens| tokens.refresh_token.clone());
        let first = first.or(self.refresh_token);
        let store: Box<dyn TokenStore> = match self.store {
            Some(store) => store,
            None if first.is_none() && self.tokens.is_none() => {
                let what = "OAuth needs tokens to begin with, or a store that has one";
                return Err(AuthError::new(AuthErrorKind::Settings, what));
            }
            None => Box::new(Told {
                token: Mutex::default(),
                tell: self.on_new.unwrap_or_else(|| Box::new(|_: &Secret| Ok(()))),
            }),
        };
        if let Some(first) = &first {
            store.save(first)?;
        }
        let access = self.tokens.as_ref();
        let state = State {
            access: access.map(|tokens| Access::of(tokens, self.early)),
            ..State::default()
        };
        Ok(OAuth(Arc::new(Shared {
            app: self.app,
            store,
            early: self.early,
            ended: AtomicU64::new(0),
            state: Arc::new(tokio::sync::Mutex::new(state)),
        })))
    }
}
