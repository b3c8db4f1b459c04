//! Who is signed in: the file of a login, and the tokens that come of it.

use crate::arguments::Where;
use msads::auth::{IdentityProvider, OAuth, TokenFile};
use msads::{ClientBuilder, Environment, Error, ErrorKind};
use std::path::{Path, PathBuf};

/// The file of the login to an environment: the one that is named, by argument or `MSADS_TOKEN_FILE`, or the usual one.
pub(crate) fn file(named: Option<&Path>, environment: &Environment) -> Result<PathBuf, Error> {
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    if let Some(path) = variable("MSADS_TOKEN_FILE") {
        return Ok(path);
    }
    let folder = variable("XDG_CONFIG_HOME")
        .or_else(|| variable("APPDATA"))
        .or_else(|| variable("HOME").map(|home| home.join(".config")));
    match folder {
        Some(folder) => Ok(folder.join("msads").join(format!("{environment}.json"))),
        None => Err(Error::new(
            ErrorKind::Settings,
            "there is no folder for logins: name a file with `--token-file` or MSADS_TOKEN_FILE",
        )),
    }
}

/// Somebody who is signed in.
pub(crate) struct SignedIn {
    pub(crate) tokens: OAuth,
    provider: IdentityProvider,
}

impl SignedIn {
    /// A client of that user.
    pub(crate) fn user_of(self, builder: ClientBuilder) -> ClientBuilder {
        builder
            .identity_provider(self.provider)
            .credentials(self.tokens)
    }
}

/// Who is signed in by a file; `None` if there is no such file.
pub(crate) fn signed_in(path: &Path) -> Result<Option<SignedIn>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let file = TokenFile::open(path)?;
    let mut app = file.login().app();
    if let Some(secret) = secret()? {
        app = app.client_secret(secret);
    }
    let provider = file.login().provider;
    let tokens = OAuth::builder(app).store(file).build()?;
    Ok(Some(SignedIn { tokens, provider }))
}

/// The client secret, for programs that have one.
pub(crate) fn secret() -> Result<Option<String>, Error> {
    match std::env::var("MSADS_CLIENT_SECRET") {
        Ok(secret) if !secret.is_empty() => Ok(Some(secret)),
        Ok(_) | Err(std::env::VarError::NotPresent) => Ok(None),
        Err(error) => Err(Error::new(
            ErrorKind::Settings,
            format!("MSADS_CLIENT_SECRET cannot be used: {error}"),
        )),
    }
}

/// The environment of a name.
pub(crate) fn environment(named: Where) -> Environment {
    match named {
        Where::Local => Environment::Local,
        Where::Sandbox => Environment::Sandbox,
        Where::Production => Environment::Production,
    }
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}
