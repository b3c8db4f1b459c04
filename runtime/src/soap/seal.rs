//! What answers say of themselves: the block of WS-Security, where the feature and the service have it.

use crate::operation::SoapVersion;
use crate::value::AnyElement;

/// What answers say of themselves; nothing by default.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seal {
    #[cfg(feature = "ws-security")]
    pub(crate) security: Option<std::sync::Arc<super::security::Security>>,
}

#[cfg(feature = "ws-security")]
impl Seal {
    /// The header blocks of an answer.
    pub(crate) fn blocks(&self, version: SoapVersion) -> Result<Vec<AnyElement>, String> {
        let block = self.security.as_ref().map(|s| s.block(version));
        let block = block.transpose().map_err(|error| error.to_string())?;
        Ok(block.into_iter().collect())
    }

    /// The answer with its signature; `plain` writes it with all its values in it, if that is another text.
    pub(crate) fn apply<E: ToString>(
        &self,
        text: String,
        plain: impl FnOnce() -> Option<Result<String, E>>,
    ) -> Result<String, String> {
        let Some(security) = self.security.as_ref().filter(|s| s.signs()) else {
            return Ok(text);
        };
        let plain = plain().transpose().map_err(|error| error.to_string())?;
        let sealed = security.seal(text, plain.as_deref());
        sealed.map_err(|error| error.to_string())
    }
}

#[cfg(not(feature = "ws-security"))]
#[expect(
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "with the feature they may fail"
)]
impl Seal {
    /// No header blocks.
    pub(crate) fn blocks(&self, _version: SoapVersion) -> Result<Vec<AnyElement>, String> {
        Ok(Vec::new())
    }

    /// The answer as it is.
    pub(crate) fn apply<E: ToString>(
        &self,
        text: String,
        _plain: impl FnOnce() -> Option<Result<String, E>>,
    ) -> Result<String, String> {
        Ok(text)
    }
}
