//! A program as the authority knows it, and its requests for tokens.

use super::answer::{self, Tokens};
use super::authority::Authority;
use super::consent::Consent;
use super::error::{AuthError, AuthErrorKind};
use crate::secret::SHORTEST_SECRET;
use crate::{Environment, Secret, web};
use bytes::Bytes;
use castile::soap::{HyperTransport, SharedTransport, Transport};
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, USER_AGENT};
use http::{Method, Request};
use std::fmt;
use std::time::Duration;

/// The time for an answer of the authority. Source: Microsoft's SDK for .NET.
const TIMEOUT: Duration = Duration::from_secs(100);
/// An answer is a few kilobytes.
const MAX_BYTES: usize = 1024 * 1024;
/// How long is waited before a refresh is tried again that the authority had no answer to.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(3)];

/// A program that is registered with an authority.
#[derive(Clone)]
pub struct App {
    client_id: String,
    client_secret: Option<Secret>,
    redirect_uri: Option<String>,
    authority: Authority,
    scope: Option<String>,
    environment: Environment,
    timeout: Duration,
    transport: SharedTransport,
}

impl fmt::Debug for App {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("App")
            .field("client_id", &self.client_id)
            .field("authority", &self.authority)
            .field("environment", &self.environment.to_string())
            .finish_non_exhaustive()
    }
}

impl App {
    /// A program on the machine of its user, which can keep no secret. The browser ends at the authority's page for such programs.
    pub fn desktop(client_id: impl Into<String>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: None,
            redirect_uri: None,
            authority: Authority::microsoft("common"),
            scope: None,
            environment: Environment::Production,
            timeout: TIMEOUT,
            transport: SharedTransport::new(HyperTransport::default()),
        }
    }

    /// A program on a server, with a secret; the browser ends at an address of its own.
    pub fn web(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self::desktop(client_id)
            .client_secret(client_secret)
            .redirect_uri(redirect_uri)
    }

    /// Who gives the tokens. Default: Microsoft, of any tenant.
    #[must_use]
    pub fn authority(mut self, authority: Authority) -> Self {
        self.authority = authority;
        self
    }

    /// Where the tokens shall be good: production and sandbox have scopes of their own. Default: production.
    #[must_use]
    pub fn environment(mut self, environment: &Environment) -> Self {
        self.environment = environment.clone();
        self
    }

    /// Asks for this scope instead of the environment's.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// The secret of the program. Google gives desktop programs one, too.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Where the browser ends, as it is registered with the authority.
    #[must_use]
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// The time for an answer of the authority. Default: 100 seconds.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Asks for tokens over another transport than HTTP.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = SharedTransport::new(transport);
        self
    }

    /// A request for consent, with a state and a code verifier of its own.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::Settings`] if there is no client id.
    pub fn ask_consent(&self) -> Result<Consent, AuthError> {
        self.check()?;
        let mut parameters = vec![
            ("client_id", self.client_id.as_str()),
            ("scope", self.asked()),
        ];
        parameters.extend(self.authority.extra_parameters());
        let redirect_uri = self.redirect_uri.as_deref();
        let redirect_uri = redirect_uri.unwrap_or(self.authority.native_redirect());
        Consent::new(
            self.authority.authorize_address(),
            &parameters,
            redirect_uri.to_owned(),
        )
    }

    /// The first tokens, for the address that the browser was sent to after the user consented.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::State`] if that address belongs to another request, [`AuthErrorKind::Denied`] if the user said no,
    /// [`AuthErrorKind::ConsentNeeded`] if the code was used before or is older than some minutes, and those of the authority.
    pub async fn redeem(&self, consent: Consent, redirected: &str) -> Result<Tokens, AuthError> {
        self.check()?;
        let redemption = consent.redeem(redirected)?;
        self.ask(&[
            ("grant_type", "authorization_code"),
            ("code", redemption.code.expose()),
            ("code_verifier", redemption.verifier.expose()),
            ("redirect_uri", &redemption.redirect_uri),
        ])
        .await
    }

    /// New tokens for a refresh token. What the authority has no answer to now is tried three times.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::ConsentNeeded`] if the refresh token is good no more, and the others of the authority.
    pub async fn refresh(&self, refresh_token: &Secret) -> Result<Tokens, AuthError> {
        self.check()?;
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token.expose()),
        ];
        for pause in PAUSES {
            match self.ask(&form).await {
                Err(error) if error.kind() == AuthErrorKind::Unavailable => {
                    tracing::warn!(%error, ?pause, "tokens were not refreshed; trying again");
                    tokio::time::sleep(pause).await;
                }
                answered => return answered,
            }
        }
        self.ask(&form).await
    }

    fn check(&self) -> Result<(), AuthError> {
        match self.client_id.trim().is_empty() {
            false => Ok(()),
            true => Err(AuthError::new(
                AuthErrorKind::Settings,
                "the program needs a client id",
            )),
        }
    }

    fn asked(&self) -> &str {
        let usual = self.authority.scope(&self.environment);
        self.scope.as_deref().unwrap_or(usual)
    }

    /// Posts a form and reads the answer.
    async fn ask(&self, form: &[(&str, &str)]) -> Result<Tokens, AuthError> {
        let request = self.request(form)?;
        let answer = web::exchange(&self.transport, request, self.timeout, MAX_BYTES);
        let answer = answer.await.map_err(|error| {
            let address = self.authority.token_address();
            let what = format!("no answer from `{address}`: {}", web::with_cause(&error));
            AuthError::new(AuthErrorKind::Unavailable, what)
        })?;
        answer::read(answer.status, &answer.body).or_else(|_| {
            // An authority may quote what it was sent; also where its words are cut off.
            let secrets = self.secrets_in(form);
            let body = mask(&String::from_utf8_lossy(&answer.body), &secrets);
            let read = answer::read(answer.status, body.as_bytes());
            read.map_err(|error| error.map(|text| mask(text, &secrets)))
        })
    }

    /// What of a request nobody is to see, as it is and as it is written in forms.
    fn secrets_in(&self, form: &[(&str, &str)]) -> Vec<String> {
        const NAMES: [&str; 3] = ["code", "code_verifier", "refresh_token"];
        let fields = form.iter().filter(|(name, _)| NAMES.contains(name));
        let client_secret = self.client_secret.as_ref().map(Secret::expose);
        let texts = fields.map(|(_, text)| *text).chain(client_secret);
        let long = texts.filter(|text| text.len() >= SHORTEST_SECRET);
        long.flat_map(|text| {
            let encoded = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            [text.to_owned(), encoded]
        })
        .collect()
    }

    fn request(&self, form: &[(&str, &str)]) -> Result<Request<Bytes>, AuthError> {
        let mut fields = form_urlencoded::Serializer::new(String::new());
        fields
            .append_pair("client_id", &self.client_id)
            .append_pair("scope", self.asked())
            .extend_pairs(form);
        if let Some(secret) = &self.client_secret {
            fields.append_pair("client_secret", secret.expose());
        }
        let mut request = Request::new(Bytes::from(fields.finish()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.authority.token_uri()?;
        let headers = request.headers_mut();
        for (name, value) in [
            (CONTENT_TYPE, "application/x-www-form-urlencoded"),
            (ACCEPT, "application/json"),
            (
                USER_AGENT,
                concat!("msads-rust/", env!("CARGO_PKG_VERSION")),
            ),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        Ok(request)
    }
}

fn mask(text: &str, secrets: &[String]) -> String {
    let masked = secrets.iter();
    masked.fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
}
