//! Who provides the access token of a call.

use crate::{Error, Secret};
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

/// An access token on its way.
pub type AccessToken<'a> = Pin<Box<dyn Future<Output = Result<Secret, Error>> + Send + 'a>>;

/// A provider of access tokens, asked before every call.
///
/// A [`Secret`] is one that always gives the same token. A closure that returns a future is one, too:
///
/// ```
/// use msads::{Credentials, Error, Secret};
///
/// fn takes(credentials: impl Credentials) {}
/// takes(Secret::new("token"));
/// takes(|| async { Ok::<_, Error>(Secret::new("a fresh token")) });
/// ```
pub trait Credentials: Send + Sync {
    /// A token that is valid now.
    ///
    /// # Errors
    ///
    /// [`Error::credentials`] if there is none to be had; the call is then not sent.
    fn access_token(&self) -> AccessToken<'_>;
}

impl Credentials for Secret {
    fn access_token(&self) -> AccessToken<'_> {
        Box::pin(ready(Ok(self.clone())))
    }
}

impl<F, Provided> Credentials for F
where
    F: Fn() -> Provided + Send + Sync,
    Provided: Future<Output = Result<Secret, Error>> + Send + 'static,
{
    fn access_token(&self) -> AccessToken<'_> {
        Box::pin(self())
    }
}

impl<C: Credentials + ?Sized> Credentials for Arc<C> {
    fn access_token(&self) -> AccessToken<'_> {
        (**self).access_token()
    }
}
