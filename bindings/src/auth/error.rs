//! Why there is no token.

use crate::{Error, ErrorKind};
use std::fmt;
use std::sync::Arc;

/// The longest description of an authority that is shown, in characters.
const LONGEST_DESCRIPTION: usize = 400;

/// What stands between a program and its access token.
///
/// Calls fail with [`ErrorKind::Credentials`], of which [`Error::auth_error`] is this. No token or secret is part of its text.
#[derive(Clone)]
pub struct AuthError(Arc<Inner>);

struct Inner {
    kind: AuthErrorKind,
    what: String,
    code: Option<String>,
    description: Option<String>,
}

/// The sort of an [`AuthError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthErrorKind {
    /// The consent of the user has ended, was withdrawn, or was never given: ask for it again.
    ConsentNeeded,
    /// The user said no.
    Denied,
    /// What came back belongs to another request for consent, or to none.
    State,
    /// The authority refuses the program: its id, secret, scope or redirect address.
    Refused,
    /// The authority could not be reached, or has no answer now; trying again later may help.
    Unavailable,
    /// The authority answered something that is no answer of OAuth.
    NotUnderstood,
    /// The refresh token could not be read or kept.
    Storage,
    /// Nobody consented in the time for it.
    TimedOut,
    /// A setting is missing or makes no sense.
    Settings,
}

impl AuthError {
    /// An error of a kind, with a sentence that says what stood in the way.
    pub fn new(kind: AuthErrorKind, what: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            what: what.into(),
            code: None,
            description: None,
        }))
    }

    /// A refusal in the words of the authority.
    pub(super) fn refusal(
        kind: AuthErrorKind,
        what: impl Into<String>,
        code: &str,
        description: Option<&str>,
    ) -> Self {
        Self(Arc::new(Inner {
            kind,
            what: what.into(),
            code: Some(one_line(code)),
            description: description.map(one_line),
        }))
    }

    /// The same error in other words.
    pub(super) fn map(&self, word: impl Fn(&str) -> String) -> Self {
        Self(Arc::new(Inner {
            kind: self.0.kind,
            what: word(&self.0.what),
            code: self.0.code.as_deref().map(&word),
            description: self.0.description.as_deref().map(&word),
        }))
    }

    /// The sort of error.
    pub fn kind(&self) -> AuthErrorKind {
        self.0.kind
    }

    /// The code of the authority, such as `invalid_grant`, if it gave one.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Whether the user must consent again before there can be a token.
    pub fn needs_consent(&self) -> bool {
        matches!(
            self.0.kind,
            AuthErrorKind::ConsentNeeded | AuthErrorKind::Denied
        )
    }
}

/// Words of others on one line and no longer than they need to be.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(LONGEST_DESCRIPTION).collect()
}

impl fmt::Display for AuthError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.what)?;
        if let Some(code) = &self.0.code {
            write!(out, ": {code}")?;
        }
        match self.0.description.as_deref() {
            None | Some("") => Ok(()),
            Some(description) => write!(out, " ({description})"),
        }
    }
}

impl fmt::Debug for AuthError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("AuthError")
            .field("kind", &self.0.kind)
            .field("message", &self.to_string())
            .finish()
    }
}

impl std::error::Error for AuthError {}

impl From<AuthError> for Error {
    fn from(error: AuthError) -> Self {
        let kind = match error.kind() {
            AuthErrorKind::Settings => ErrorKind::Settings,
            _ => ErrorKind::Credentials,
        };
        Error::new(kind, error.to_string()).caused_by(error)
    }
}

#[cfg(test)]
mod tests {
    use super::{AuthError, AuthErrorKind};
    use crate::{Error, ErrorKind};

    #[test]
    fn an_error_is_one_line_of_what_the_authority_says() {
        let error = AuthError::refusal(
            AuthErrorKind::ConsentNeeded,
            "the user has to consent again",
            "invalid_grant",
            Some("AADSTS70000: expired.\r\nTrace ID: 1\r\n"),
        );
        assert_eq!(
            error.to_string(),
            "the user has to consent again: invalid_grant (AADSTS70000: expired. Trace ID: 1)"
        );
        assert!(error.needs_consent());
        let call = Error::from(error);
        assert_eq!(call.kind(), ErrorKind::Credentials);
        assert_eq!(call.auth_error().unwrap().code(), Some("invalid_grant"));
    }
}
