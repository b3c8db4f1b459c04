//! Digest authentication: the password is proved, and not sent.

mod challenge;
mod hash;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{HeaderValue, Request, Response, StatusCode};
use ring::rand::{SecureRandom, SystemRandom};

use super::origin::{Elsewhere, Origin};
use super::{ReplyBody, Transport, TransportError};
use challenge::Challenge;

/// A transport that proves a user name and password where a server asks for it: with MD5 or SHA-256, for the head of the request.
///
/// The first request to a server goes out without proof and is repeated with it when the server has refused it; later ones have it
/// at once, until the server asks anew. A server that refuses the proof is not asked again: its reply is the reply. Clones share
/// what the servers asked for. A host that a redirect leads to gets no proof. Shown without user name and password.
///
/// Source: RFC 7616.
#[derive(Clone)]
pub struct DigestAuth<T> {
    transport: T,
    credentials: Arc<Credentials>,
    challenges: Arc<Mutex<HashMap<Origin, Challenge>>>,
}

pub(super) struct Credentials {
    pub(super) username: String,
    pub(super) password: String,
}

impl<T> fmt::Debug for DigestAuth<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DigestAuth").finish_non_exhaustive()
    }
}

impl<T> DigestAuth<T> {
    /// Proves that user name and password.
    pub fn new(transport: T, username: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            transport,
            credentials: Arc::new(Credentials {
                username: username.into(),
                password: password.into(),
            }),
            challenges: Arc::default(),
        }
    }

    fn challenges(&self) -> std::sync::MutexGuard<'_, HashMap<Origin, Challenge>> {
        self.challenges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The proof for a request, if it is known what its server asks for.
    fn proof(&self, request: &Request<Bytes>) -> Result<Option<HeaderValue>, TransportError> {
        let Some(origin) = Origin::of(request.uri()) else {
            return Ok(None);
        };
        let client_nonce = client_nonce()?;
        let mut challenges = self.challenges();
        let Some(challenge) = challenges.get_mut(&origin) else {
            return Ok(None);
        };
        let path = request
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str());
        let method = request.method().as_str();
        let proof = challenge.prove(&self.credentials, method, path, &client_nonce);
        let mut value = HeaderValue::try_from(proof).map_err(TransportError::connect)?;
        value.set_sensitive(true);
        Ok(Some(value))
    }

    /// Notes what a server asks for; `false` if it asks for nothing that is known, or for what was proved already.
    fn note(&self, request: &Request<Bytes>, reply: &Response<ReplyBody>, proved: bool) -> bool {
        let texts = reply.headers().get_all(WWW_AUTHENTICATE).iter();
        let texts = texts.filter_map(|value| value.to_str().ok());
        let challenge = Challenge::strongest(texts);
        let (Some(challenge), Some(origin)) = (challenge, Origin::of(request.uri())) else {
            return false;
        };
        let repeat = !proved || challenge.is_stale();
        self.challenges().insert(origin, challenge);
        repeat
    }
}

impl<T: Transport> Transport for DigestAuth<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        if request.extensions().get::<Elsewhere>().is_some() {
            return self.transport.send(request).await;
        }
        let mut attempt = request.clone();
        let proof = self.proof(&request)?;
        let proved = proof.is_some();
        if let Some(proof) = proof {
            attempt.headers_mut().insert(AUTHORIZATION, proof);
        }
        let reply = self.transport.send(attempt).await?;
        if reply.status() != StatusCode::UNAUTHORIZED || !self.note(&request, &reply, proved) {
            return Ok(reply);
        }
        let mut attempt = request;
        if let Some(proof) = self.proof(&attempt)? {
            attempt.headers_mut().insert(AUTHORIZATION, proof);
        }
        self.transport.send(attempt).await
    }
}

/// Sixteen random bytes in hexadecimal digits.
fn client_nonce() -> Result<String, TransportError> {
    let mut bytes = [0; 16];
    match SystemRandom::new().fill(&mut bytes) {
        Ok(()) => Ok(format!("{:032x}", u128::from_be_bytes(bytes))),
        Err(_) => Err(TransportError::connect("the system gives no random bytes")),
    }
}
