//! Who provides the access token of a call.

use crate::{Error, Secret};
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

/// An access token on its way.
pub type AccessToken<'a> = Pin<Box<dyn Future<Output = Result<Secret, Error>> + Send + 'a>>;

/// A token in place of one that was rejected, on its way; none if there is no other.
pub type RenewedToken<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Secret>, Error>> + Send + 'a>>;

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

    /// Another token than `rejected`, which a service has just called expired; asked once for a call. Default: there is none.
    ///
    /// # Errors
    ///
    /// [`Error::credentials`] if another token is needed and cannot be had.
    fn renewed_token<'a>(&'a self, rejected: &'a Secret) -> RenewedToken<'a> {
        let _ = rejected;
        Box::pin(ready(Ok(None)))
    }
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

    /// What it gives when it is called again, if that is another.
    fn renewed_token<'a>(&'a self, rejected: &'a Secret) -> RenewedToken<'a> {
        Box::pin(async move {
            let given = self().await?;
            Ok(Some(given).filter(|given| given != rejected))
        })
    }
}

impl<C: Credentials + ?Sized> Credentials for Arc<C> {
    fn access_token(&self) -> AccessToken<'_> {
        (**self).access_token()
    }

    fn renewed_token<'a>(&'a self, rejected: &'a Secret) -> RenewedToken<'a> {
        (**self).renewed_token(rejected)
    }
}
