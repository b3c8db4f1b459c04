//! Who gives tokens, and for what.

use super::error::{AuthError, AuthErrorKind};
use crate::{Environment, web};
use http::Uri;
use std::fmt;

/// With whose account a user signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IdentityProvider {
    /// A Microsoft account, of work or of one's own.
    #[default]
    Microsoft,
    /// A Google account. Calls then say so in a header.
    Google,
}

impl fmt::Display for IdentityProvider {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Microsoft => "Microsoft",
            Self::Google => "Google",
        })
    }
}

/// The addresses that consent is asked at and tokens come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    provider: IdentityProvider,
    authorize: String,
    token: String,
    native_redirect: &'static str,
}

impl Authority {
    /// Microsoft's. The tenant is `common` but for programs of one organisation.
    ///
    /// Source: Microsoft Advertising documentation, "Authentication with OAuth".
    pub fn microsoft(tenant: &str) -> Self {
        Self::microsoft_at("https://login.microsoftonline.com", tenant)
    }

    /// One that is built like Microsoft's, at another base address: a national cloud, or a test's own.
    pub fn microsoft_at(base: &str, tenant: &str) -> Self {
        let base = base.trim_end_matches('/');
        let tenant: String = form_urlencoded::byte_serialize(tenant.as_bytes()).collect();
        Self {
            provider: IdentityProvider::Microsoft,
            authorize: format!("{base}/{tenant}/oauth2/v2.0/authorize"),
            token: format!("{base}/{tenant}/oauth2/v2.0/token"),
            native_redirect: "https://login.microsoftonline.com/common/oauth2/nativeclient",
        }
    }

    /// Google's.
    ///
    /// Source: Microsoft's SDKs, 13.0.26 and newer; Google Identity documentation, "OAuth 2.0 for mobile and desktop apps".
    pub fn google() -> Self {
        Self {
            provider: IdentityProvider::Google,
            authorize: "https://accounts.google.com/o/oauth2/v2/auth".to_owned(),
            token: "https://oauth2.googleapis.com/token".to_owned(),
            native_redirect: "http://localhost",
        }
    }

    /// The same with Google's accounts behind other addresses.
    #[must_use]
    pub fn google_at(base: &str) -> Self {
        let base = base.trim_end_matches('/');
        Self {
            authorize: format!("{base}/o/oauth2/v2/auth"),
            token: format!("{base}/token"),
            ..Self::google()
        }
    }

    /// With whose accounts users sign in.
    pub fn provider(&self) -> IdentityProvider {
        self.provider
    }

    /// Where the user consents.
    pub fn authorize_address(&self) -> &str {
        &self.authorize
    }

    /// Where tokens come from.
    pub fn token_address(&self) -> &str {
        &self.token
    }

    /// Where a desktop program lets the browser end.
    pub(super) fn native_redirect(&self) -> &'static str {
        self.native_redirect
    }

    /// What is asked for. Microsoft's differ by environment; the local service takes those of production.
    ///
    /// Source: the same table of Microsoft's SDKs; `ads.manage` and `bingads.manage` are accepted no more.
    pub(super) fn scope(&self, environment: &Environment) -> &'static str {
        match (self.provider, environment) {
            (IdentityProvider::Google, _) => "openid email profile",
            (IdentityProvider::Microsoft, Environment::Sandbox) => {
                "https://si.ads.microsoft.com/msads.manage offline_access"
            }
            (IdentityProvider::Microsoft, _) => {
                "https://ads.microsoft.com/msads.manage offline_access"
            }
        }
    }

    /// What the address of consent needs beside what all authorities need.
    pub(super) fn extra_parameters(&self) -> &'static [(&'static str, &'static str)] {
        match self.provider {
            IdentityProvider::Microsoft => &[],
            // Without them Google gives a refresh token the first time only, or never.
            IdentityProvider::Google => &[("access_type", "offline"), ("prompt", "consent")],
        }
    }

    /// The address of tokens, if secrets may be sent to it.
    pub(super) fn token_uri(&self) -> Result<Uri, AuthError> {
        let refused = |why: &str| {
            let what = format!("tokens cannot be asked for at `{}`: {why}", self.token);
            AuthError::new(AuthErrorKind::Settings, what)
        };
        let uri: Uri = self
            .token
            .parse()
            .map_err(|_| refused("it is no address"))?;
        match web::is_private(&uri) {
            true => Ok(uri),
            false => Err(refused("secrets go over https only")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Authority;
    use crate::Environment;

    #[test]
    fn addresses_and_scopes_are_the_documented_ones() {
        let microsoft = Authority::microsoft("common");
        assert_eq!(
            microsoft.token_address(),
            "https://login.microsoftonline.com/common/oauth2/v2.0/token"
        );
        assert_eq!(
            microsoft.authorize_address(),
            "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
        );
        assert_eq!(
            microsoft.scope(&Environment::Production),
            "https://ads.microsoft.com/msads.manage offline_access"
        );
        assert_eq!(
            microsoft.scope(&Environment::Sandbox),
            "https://si.ads.microsoft.com/msads.manage offline_access"
        );
        let google = Authority::google();
        assert_eq!(
            google.token_address(),
            "https://oauth2.googleapis.com/token"
        );
        assert_eq!(google.scope(&Environment::Sandbox), "openid email profile");
    }

    #[test]
    fn secrets_are_not_sent_in_the_clear() {
        let error = Authority::microsoft_at("http://login.example", "common").token_uri();
        assert_eq!(
            error.unwrap_err().to_string(),
            "tokens cannot be asked for at `http://login.example/common/oauth2/v2.0/token`: secrets go over https only"
        );
        assert!(
            Authority::microsoft_at("http://127.0.0.1:9", "common")
                .token_uri()
                .is_ok()
        );
    }
}
