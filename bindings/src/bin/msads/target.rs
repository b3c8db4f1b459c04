//! Where an upload goes: a client of the environment, and what tells that place from others.

use crate::arguments::{Upload, Where};
use crate::login;
use castile::soap::Serving;
use msads::local::{LocalService, access};
use msads::{Client, Environment, Error, ErrorKind, Settings};
use std::net::Ipv4Addr;

/// Where an upload goes.
pub(crate) struct Target {
    pub(crate) client: Client,
    /// The same for the same environment, address, customer and account, and for nothing else.
    pub(crate) identity: String,
    /// For people.
    pub(crate) name: String,
    pub(crate) calls_at_once: usize,
    /// The service inside this process, which stops when this is dropped.
    _embedded: Option<Serving>,
}

/// How many calls are under way at once if nothing else is said.
const CALLS_AT_ONCE: usize = 4;

impl Target {
    /// Sets up the client, and the service where it is inside this process.
    pub(crate) async fn of(arguments: &Upload) -> Result<Self, Error> {
        let calls = arguments.calls.unwrap_or(CALLS_AT_ONCE);
        let (environment, calls_at_once) = match arguments.env {
            Where::Local => (Environment::Local, calls),
            Where::Sandbox => (Environment::Sandbox, 1),
            Where::Production => (Environment::Production, calls),
        };
        let login = match arguments.env {
            Where::Local => None,
            _ => {
                let file = login::file(arguments.token_file.as_deref(), &environment)?;
                login::signed_in(&file)?
            }
        };
        let settings = settings(arguments, login.is_some())?;
        let login = login.filter(|_| settings.access_token.is_none());
        let ids = match arguments.env {
            Where::Local => (
                settings.customer_id.unwrap_or(access::CUSTOMER_ID),
                settings.account_id.unwrap_or(access::ACCOUNT_ID),
            ),
            _ => (
                settings.customer_id.unwrap_or_default(),
                settings.account_id.unwrap_or_default(),
            ),
        };
        let mut builder = Client::builder()
            .settings(settings)
            .protocol(arguments.protocol.into());
        if let Some(signed_in) = login {
            builder = signed_in.user_of(builder);
        }
        let mut embedded = None;
        let mut name = format!("the {environment} service");
        if let Some(address) = &arguments.address {
            builder = builder.base_address(address);
            name = address.clone();
        } else if arguments.env == Where::Local {
            let serving = embed().await?;
            builder = builder.base_address(&serving.url());
            embedded = Some(serving);
            "the local service in this process".clone_into(&mut name);
        }
        let address = arguments.address.as_deref().unwrap_or_default();
        let (customer, account) = ids;
        Ok(Self {
            identity: format!("{environment} {address} {customer} {account}\n"),
            client: builder.environment(environment).build()?,
            name,
            calls_at_once,
            _embedded: embedded,
        })
    }
}

/// Tokens and ids; the local service has its own, and needs none.
fn settings(arguments: &Upload, is_signed_in: bool) -> Result<Settings, Error> {
    if arguments.env == Where::Local {
        return match &arguments.credentials {
            Some(file) => Settings::from_file(file),
            None => Ok(Settings::default()),
        };
    }
    let settings = Settings::load(arguments.credentials.as_deref())?;
    let mut missing = settings.missing();
    missing.retain(|name| !(is_signed_in && *name == "MSADS_ACCESS_TOKEN"));
    match missing.as_slice() {
        [] => Ok(settings),
        missing => Err(Error::new(
            ErrorKind::Settings,
            format!(
                "missing: {}; they come from the environment or a file of `--credentials` (see `msads conversions upload --help`)",
                missing.join(", ")
            ),
        )),
    }
}

async fn embed() -> Result<Serving, Error> {
    let served = LocalService::new().serve((Ipv4Addr::LOCALHOST, 0)).await;
    served.map_err(|error| {
        let what = format!("no port to be had on this machine: {error}");
        Error::new(ErrorKind::Settings, what).caused_by(error)
    })
}
