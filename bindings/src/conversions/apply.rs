//! The one call that an upload makes, behind a trait.

use crate::{ApiError, Error, OfflineConversion};
use std::future::Future;

/// Who applies conversions: the service, or something in its place in a test.
pub trait ApplyConversions: Send + Sync {
    /// Applies up to 1,000 conversions. A conversion that the service has already is ignored by it.
    ///
    /// # Errors
    ///
    /// Those of the call; [`Error::delivery`] says whether anything was sent.
    fn apply(
        &self,
        conversions: Vec<OfflineConversion>,
    ) -> impl Future<Output = Result<Applied, Error>> + Send;
}

/// The answer of the service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The conversions that were rejected, by their index; the others were accepted.
    pub partial_errors: Vec<ApiError>,
    /// The identifier of the call at Microsoft.
    pub tracking_id: Option<String>,
}

impl<A: ApplyConversions> ApplyConversions for &A {
    fn apply(
        &self,
        conversions: Vec<OfflineConversion>,
    ) -> impl Future<Output = Result<Applied, Error>> + Send {
        (**self).apply(conversions)
    }
}
