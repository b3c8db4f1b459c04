//! A client for the commands that need no more than one.

use crate::arguments::{Connection, Where};
use crate::login;
use castile::soap::Serving;
use msads::local::LocalService;
use msads::{Client, Error, ErrorKind, Settings};
use std::net::Ipv4Addr;

/// A client, with the service that it talks to where that is inside this process.
pub(crate) struct Connected {
    pub(crate) client: Client,
    _embedded: Option<Serving>,
}

/// Whether a command works on an account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// It does.
    Account,
    /// It looks for accounts.
    Nothing,
}

impl Connection {
    /// The client.
    pub(crate) async fn open(&self, needs: Needs) -> Result<Connected, Error> {
        let environment = login::environment(self.env);
        let mut builder = Client::builder()
            .environment(environment.clone())
            .protocol(self.protocol.into());
        let mut embedded = None;
        if let Some(address) = &self.address {
            builder = builder.base_address(address);
        } else if self.env == Where::Local {
            let serving = LocalService::new().serve((Ipv4Addr::LOCALHOST, 0)).await;
            let serving = serving.map_err(|error| {
                let what = format!("no port to be had on this machine: {error}");
                Error::new(ErrorKind::Settings, what)
            })?;
            builder = builder.base_address(&serving.url());
            embedded = Some(serving);
        }
        if self.env != Where::Local || self.credentials.is_some() {
            let settings = Settings::load(self.credentials.as_deref())?;
            let path = login::file(self.token_file.as_deref(), &environment)?;
            let login = match &settings.access_token {
                Some(_) => None,
                None => login::signed_in(&path)?,
            };
            check(&settings, login.is_some(), needs, self.env)?;
            builder = builder.settings(settings);
            if let Some(signed_in) = login {
                builder = signed_in.user_of(builder);
            }
        }
        Ok(Connected {
            client: builder.build()?,
            _embedded: embedded,
        })
    }
}

/// Names all that is missing at once.
fn check(settings: &Settings, is_signed_in: bool, needs: Needs, env: Where) -> Result<(), Error> {
    if env == Where::Local {
        return Ok(());
    }
    let missing: Vec<&str> = settings
        .missing()
        .into_iter()
        .filter(|name| match *name {
            "MSADS_ACCESS_TOKEN" => !is_signed_in,
            "MSADS_CUSTOMER_ID" | "MSADS_ACCOUNT_ID" => needs == Needs::Account,
            _ => true,
        })
        .map(|name| match name {
            "MSADS_ACCESS_TOKEN" => "a login (`msads auth login`) or MSADS_ACCESS_TOKEN",
            name => name,
        })
        .collect();
    match missing.as_slice() {
        [] => Ok(()),
        missing => Err(Error::new(
            ErrorKind::Settings,
            format!(
                "missing: {}; `msads accounts` finds the ids, and they come from the environment or a file of `--credentials`",
                missing.join(", ")
            ),
        )),
    }
}

/// Works until it is done or stopped by hand; what was begun is then left, with nothing of it on the disk.
pub(crate) async fn until_stopped<T>(
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::select! {
        // First, so that nothing is begun before the signal is listened to.
        biased;
        _ = tokio::signal::ctrl_c() => Err(Error::new(ErrorKind::File, "stopped by hand; no file was written")),
        done = work => done,
    }
}
