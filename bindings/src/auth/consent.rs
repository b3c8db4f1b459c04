//! Asking a user for consent: the address to open, and what the browser comes back with.

use super::error::{AuthError, AuthErrorKind};
use crate::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;

/// Bytes of chance in a state and in a code verifier: 43 characters, the fewest that RFC 7636 allows, of 256 bits.
const RANDOM_BYTES: usize = 32;

/// A request for consent under way: good for one answer.
pub struct Consent {
    url: String,
    state: Secret,
    verifier: Secret,
    redirect_uri: String,
}

impl fmt::Debug for Consent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Consent")
            .field("redirect_uri", &self.redirect_uri)
            .finish_non_exhaustive()
    }
}

/// What a code is redeemed with.
pub(super) struct Redemption {
    pub(super) code: Secret,
    pub(super) verifier: Secret,
    pub(super) redirect_uri: String,
}

impl Consent {
    /// A request at this address, with these parameters beside those of its own.
    pub(super) fn new(
        authorize: &str,
        parameters: &[(&str, &str)],
        redirect_uri: String,
    ) -> Result<Self, AuthError> {
        let (state, verifier) = (random()?, random()?);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose().as_bytes()));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("response_mode", "query")
            .append_pair("redirect_uri", &redirect_uri)
            .append_pair("state", state.expose())
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .extend_pairs(parameters);
        Ok(Self {
            url: format!("{authorize}?{}", query.finish()),
            state,
            verifier,
            redirect_uri,
        })
    }

    /// The address for the user's browser.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the browser is sent in the end.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// Whether an address that a browser was sent to answers this request: its `state` is the one of [`url`](Self::url).
    pub fn is_answered_by(&self, redirected: &str) -> bool {
        self.check_state(&Redirected::of(redirected)).is_ok()
    }

    /// The code that the browser brought.
    pub(super) fn redeem(self, redirected: &str) -> Result<Redemption, AuthError> {
        let answer = Redirected::of(redirected);
        self.check_state(&answer)?;
        if let Some(code) = answer.one("error")? {
            let kind = match code.as_str() {
                "access_denied" => AuthErrorKind::Denied,
                "server_error" | "temporarily_unavailable" => AuthErrorKind::Unavailable,
                "login_required" | "consent_required" | "interaction_required" => {
                    AuthErrorKind::ConsentNeeded
                }
                _ => AuthErrorKind::Refused,
            };
            let description = answer.one("error_description")?;
            let what = "the user did not consent";
            return Err(AuthError::refusal(
                kind,
                what,
                &code,
                description.as_deref(),
            ));
        }
        match answer.one("code")?.filter(|code| !code.is_empty()) {
            Some(code) => Ok(Redemption {
                code: Secret::new(code),
                verifier: self.verifier,
                redirect_uri: self.redirect_uri,
            }),
            None => Err(AuthError::new(
                AuthErrorKind::NotUnderstood,
                "the browser came back with neither a code nor an error",
            )),
        }
    }

    fn check_state(&self, answer: &Redirected) -> Result<(), AuthError> {
        let refused = |what: &str| Err(AuthError::new(AuthErrorKind::State, what));
        match answer.one("state")?.map(Secret::new) {
            Some(state) if state == self.state => Ok(()),
            Some(_) => refused(
                "the answer belongs to another request for consent: its `state` is not the one that was sent",
            ),
            None => refused("the answer has no `state`: it belongs to no request for consent"),
        }
    }
}

/// The parameters of an address.
struct Redirected(Vec<(String, String)>);

impl Redirected {
    /// Of an address, or of its query alone.
    fn of(redirected: &str) -> Self {
        let whole = redirected.trim();
        let query = whole.split_once('?').map_or(whole, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// A parameter; that it stands there twice is an error, as RFC 6749, 3.1 says.
    fn one(&self, name: &str) -> Result<Option<String>, AuthError> {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        match (found.next(), found.next()) {
            (first, None) => Ok(first.map(|(_, value)| value.clone())),
            _ => Err(AuthError::new(
                AuthErrorKind::NotUnderstood,
                format!("the browser came back with `{name}` twice"),
            )),
        }
    }
}

fn random() -> Result<Secret, AuthError> {
    let mut bytes = [0; RANDOM_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| {
        let what = format!("the system has no random numbers: {error}");
        AuthError::new(AuthErrorKind::Settings, what)
    })?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::{Consent, Redirected};
    use crate::auth::AuthErrorKind;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use sha2::{Digest, Sha256};

    fn consent() -> Consent {
        let redirect = "http://localhost:1/".to_owned();
        Consent::new("https://a.example/authorize", &[("scope", "a b")], redirect).unwrap()
    }

    fn state(consent: &Consent) -> String {
        Redirected::of(consent.url()).one("state").unwrap().unwrap()
    }

    #[test]
    fn the_challenge_is_the_sha_256_of_the_verifier() {
        let consent = consent();
        let sent = Redirected::of(consent.url());
        let verifier = consent.verifier.expose();
        assert!(verifier.len() >= 43 && verifier.is_ascii());
        assert_eq!(
            sent.one("code_challenge").unwrap().unwrap(),
            URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
        );
        assert_eq!(sent.one("code_challenge_method").unwrap().unwrap(), "S256");
        assert_eq!(sent.one("scope").unwrap().unwrap(), "a b");
        assert!(!consent.url().contains(verifier));
    }

    #[test]
    fn the_example_of_the_specification_is_reproduced() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn no_two_requests_are_alike() {
        assert_ne!(state(&consent()), state(&consent()));
    }

    #[test]
    fn a_code_comes_with_the_state_that_was_sent_or_not_at_all() {
        let right = consent();
        let url = format!(
            "http://localhost:1/?code=C&state={}#fragment",
            state(&right)
        );
        assert!(right.is_answered_by(&url));
        assert_eq!(right.redeem(&url).unwrap().code.expose(), "C");
        for (query, kind) in [
            ("code=C&state=other", AuthErrorKind::State),
            ("code=C", AuthErrorKind::State),
            ("error=access_denied&state=other", AuthErrorKind::State),
            ("", AuthErrorKind::State),
        ] {
            let error = consent().redeem(&format!("http://localhost:1/?{query}"));
            assert_eq!(error.err().unwrap().kind(), kind, "{query}");
        }
    }

    #[test]
    fn what_the_authority_says_through_the_browser_is_told() {
        for (query, kind, text) in [
            (
                "error=access_denied&error_description=The+user+said+no",
                AuthErrorKind::Denied,
                "the user did not consent: access_denied (The user said no)",
            ),
            (
                "error=invalid_scope",
                AuthErrorKind::Refused,
                "the user did not consent: invalid_scope",
            ),
            (
                "code=",
                AuthErrorKind::NotUnderstood,
                "the browser came back with neither a code nor an error",
            ),
            (
                "code=A&code=B",
                AuthErrorKind::NotUnderstood,
                "the browser came back with `code` twice",
            ),
        ] {
            let consent = consent();
            let url = format!("{query}&state={}", state(&consent));
            let error = consent.redeem(&url).err().unwrap();
            assert_eq!((error.kind(), error.to_string().as_str()), (kind, text));
        }
    }
}
