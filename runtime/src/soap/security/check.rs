//! Checking the block of WS-Security of messages that come in.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::nonces::{Nonces, Novelty};
use super::rejection::{Rejection, Subject};
use super::username::Presented;
use super::{EXTENSION, Identity, UTILITY, security_block, times};
use crate::soap::mandatory::Understood;
use crate::value::AnyElement;
use crate::xml::ReadOptions;

/// How many nonces are remembered.
const MAX_NONCES: usize = 65_536;

/// What the block `Security` of a message must prove: for an `Endpoint` of its requests, for a `Client` of its replies.
///
/// A check that asks for nothing looks only at the times that messages name. A clone remembers the same nonces.
///
/// ```
/// use castile::soap::SecurityCheck;
///
/// let check = SecurityCheck::new()
///     .with_timestamp()
///     .with_passwords(|user| (user == "user").then(|| "password".to_owned()));
/// // Endpoint::new(orders::Server(service)).with_security(check)
/// ```
///
/// Source: Web Services Security: SOAP Message Security 1.1; UsernameToken Profile 1.1.
#[derive(Clone)]
pub struct SecurityCheck {
    passwords: Option<Passwords>,
    plain_passwords: bool,
    timestamp: bool,
    max_age: Duration,
    skew: Duration,
    nonces: Arc<Nonces>,
    #[cfg(feature = "ws-signature")]
    signatures: Option<super::signature::SignatureCheck>,
}

/// Finds the password of a user.
type Passwords = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

impl Default for SecurityCheck {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for SecurityCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecurityCheck")
            .field("max_age", &self.max_age)
            .field("skew", &self.skew)
            .finish_non_exhaustive()
    }
}

impl SecurityCheck {
    /// A check that asks for nothing yet. Messages may be five minutes old, and clocks may differ by one.
    #[must_use]
    pub fn new() -> Self {
        Self {
            passwords: None,
            plain_passwords: true,
            timestamp: false,
            max_age: Duration::from_secs(300),
            skew: Duration::from_secs(60),
            nonces: Arc::new(Nonces::new(MAX_NONCES)),
            #[cfg(feature = "ws-signature")]
            signatures: None,
        }
    }

    /// Asks for a `UsernameToken`, with the password that the function knows: as text, or as a digest that was not used before.
    ///
    /// The function is called for every message, and must not wait. What it answers is compared in a time that does not depend
    /// on it, and an unknown user is answered as a wrong password is.
    #[must_use]
    pub fn with_passwords(
        mut self,
        passwords: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.passwords = Some(Arc::new(passwords));
        self
    }

    /// Refuses passwords that are not digests.
    #[must_use]
    pub fn with_digests_only(mut self) -> Self {
        self.plain_passwords = false;
        self
    }

    /// Asks for a `Timestamp`. One that is there is looked at always.
    #[must_use]
    pub fn with_timestamp(mut self) -> Self {
        self.timestamp = true;
        self
    }

    /// Asks for a signature.
    #[cfg(feature = "ws-signature")]
    #[must_use]
    pub fn with_signatures(mut self, signatures: super::signature::SignatureCheck) -> Self {
        self.signatures = Some(signatures);
        self
    }

    /// The time since a message was made. Default: five minutes.
    #[must_use]
    pub fn with_max_age(mut self, max_age: Duration) -> Self {
        self.max_age = max_age;
        self
    }

    /// The time by which the clocks of both sides may differ. Default: one minute.
    #[must_use]
    pub fn with_skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// How many nonces are remembered; further messages are refused until some are too old to come again. Default: 65,536.
    #[must_use]
    pub fn with_max_nonces(mut self, max: usize) -> Self {
        self.nonces = Arc::new(Nonces::new(max));
        self
    }

    /// Whether signatures are asked for.
    #[cfg(all(feature = "client", feature = "ws-signature"))]
    pub(crate) fn wants_signatures(&self) -> bool {
        self.signatures.is_some()
    }

    /// Whether signatures are asked for.
    #[cfg(all(feature = "client", not(feature = "ws-signature")))]
    pub(crate) fn wants_signatures(&self) -> bool {
        false
    }

    /// Who sent the message, whose header blocks without a type of their own are `blocks`; or what it fails to prove.
    pub(crate) fn check(
        &self,
        text: &str,
        blocks: &[AnyElement],
        node: &Understood,
        options: &ReadOptions,
    ) -> Result<Identity, Rejection> {
        self.check_at(SystemTime::now(), text, blocks, node, options)
    }

    #[cfg_attr(
        not(feature = "ws-signature"),
        expect(unused_variables, reason = "signatures are over the text")
    )]
    fn check_at(
        &self,
        now: SystemTime,
        text: &str,
        blocks: &[AnyElement],
        node: &Understood,
        options: &ReadOptions,
    ) -> Result<Identity, Rejection> {
        let mut identity = Identity::default();
        let Some(block) = own_block(blocks, node)? else {
            return match self.asks_for_something() {
                true => Err(Rejection::invalid("the message has no block `Security`")),
                false => Ok(identity),
            };
        };
        self.check_timestamp(block, now)?;
        #[cfg(feature = "ws-signature")]
        if let Some(signatures) = &self.signatures {
            signatures.check(text, now, node, options, &mut identity)?;
        }
        if let Some(passwords) = &self.passwords {
            identity.username = Some(self.check_token(block, passwords, now)?);
        }
        Ok(identity)
    }

    fn asks_for_something(&self) -> bool {
        #[cfg(feature = "ws-signature")]
        if self.signatures.is_some() {
            return true;
        }
        self.passwords.is_some() || self.timestamp
    }

    fn check_timestamp(&self, block: &AnyElement, now: SystemTime) -> Result<(), Rejection> {
        let Some(timestamp) = only(block, UTILITY, "Timestamp")? else {
            return match self.timestamp {
                true => Err(Rejection::invalid("the message has no Timestamp")),
                false => Ok(()),
            };
        };
        let created = time_in(timestamp, "Created")?;
        let created = created.ok_or_else(|| Rejection::invalid("the Timestamp says no time"))?;
        self.check_created(created, now)?;
        match time_in(timestamp, "Expires")? {
            Some(expires) if later(expires, self.skew) < now => {
                Err(Rejection::new(Subject::Expired, "the message has expired"))
            }
            _ => Ok(()),
        }
    }

    fn check_created(&self, created: SystemTime, now: SystemTime) -> Result<(), Rejection> {
        let reason = if later(now, self.skew) < created {
            "the message is from a time to come"
        } else if later(later(created, self.max_age), self.skew) < now {
            "the message is too old"
        } else {
            return Ok(());
        };
        Err(Rejection::new(Subject::Expired, reason))
    }

    /// The user whose password the message knows.
    fn check_token(
        &self,
        block: &AnyElement,
        passwords: &Passwords,
        now: SystemTime,
    ) -> Result<String, Rejection> {
        let failed = |reason: &'static str| Rejection::new(Subject::FailedAuthentication, reason);
        let Some(token) = only(block, EXTENSION, "UsernameToken")? else {
            return Err(Rejection::invalid("the message has no UsernameToken"));
        };
        let presented = Presented::read(token)?;
        if presented.is_text() && !self.plain_passwords {
            let reason = "passwords are taken as digests only";
            return Err(Rejection::new(Subject::UnsupportedToken, reason));
        }
        if let Some(created) = &presented.created {
            let created = times::read(created)
                .ok_or_else(|| Rejection::invalid("the UsernameToken says no time"))?;
            self.check_created(created, now)?;
        }
        let known = passwords(&presented.username);
        // An unknown user takes as long as a wrong password.
        let proven = presented.proves(known.as_deref().unwrap_or_default());
        if known.is_none() || !proven {
            return Err(failed("the user name or the password is wrong"));
        }
        if let Some(fingerprint) = presented.fingerprint() {
            // A message from a clock that is ahead stays valid for as much longer.
            let until = later(later(later(now, self.skew), self.max_age), self.skew);
            match self.nonces.note(fingerprint, now, until) {
                Novelty::New => {}
                Novelty::Repeated => return Err(failed("the nonce was used before")),
                Novelty::Full => return Err(failed("too many nonces are in use; try again later")),
            }
        }
        Ok(presented.username)
    }
}

/// The block that is meant for this node.
fn own_block<'b>(
    blocks: &'b [AnyElement],
    node: &Understood,
) -> Result<Option<&'b AnyElement>, Rejection> {
    let name = security_block();
    let mut own = blocks.iter().filter(|block| {
        block.name().is(name.namespace(), name.local()) && node.is_addressed(block)
    });
    match (own.next(), own.next()) {
        (_, Some(_)) => Err(Rejection::invalid("the message has two blocks `Security`")),
        (own, None) => Ok(own),
    }
}

/// The only child of that name, if there is one.
fn only<'b>(
    block: &'b AnyElement,
    namespace: &str,
    local: &str,
) -> Result<Option<&'b AnyElement>, Rejection> {
    let mut found = block
        .elements()
        .filter(|element| element.name().is(Some(namespace), local));
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(Rejection::invalid(format!(
            "there are two elements `{local}`"
        ))),
        (found, None) => Ok(found),
    }
}

fn time_in(timestamp: &AnyElement, local: &str) -> Result<Option<SystemTime>, Rejection> {
    let Some(element) = only(timestamp, UTILITY, local)? else {
        return Ok(None);
    };
    let time = element.text().and_then(|text| times::read(&text));
    match time {
        Some(time) => Ok(Some(time)),
        None => Err(Rejection::invalid(format!("`{local}` says no time"))),
    }
}

/// That much later, or as late as can be said.
fn later(time: SystemTime, by: Duration) -> SystemTime {
    time.checked_add(by).unwrap_or(time)
}
