//! `msads auth`.

use crate::arguments::{Auth, Google, Login, Status};
use crate::login;
use msads::auth::{self, App, AuthError, AuthErrorKind, IdentityProvider, Loopback, TokenFile};
use msads::{Error, ErrorKind};
use std::io::Write;
use std::time::Duration;

/// Signs in, or says who is.
pub(crate) async fn run(command: Auth) -> Result<u8, Error> {
    match command {
        Auth::Login(arguments) => log_in(arguments).await,
        Auth::Status(arguments) => status(arguments).await,
    }
}

async fn log_in(arguments: Login) -> Result<u8, Error> {
    let environment = login::environment(arguments.env);
    let path = login::file(arguments.token_file.as_deref(), &environment)?;
    let client_id = arguments
        .client_id
        .or_else(|| std::env::var("MSADS_CLIENT_ID").ok());
    let client_id = client_id.filter(|id| !id.is_empty()).ok_or_else(|| {
        let what = "missing: the client id of your program, by `--client-id` or MSADS_CLIENT_ID";
        Error::new(ErrorKind::Settings, what)
    })?;
    let mut kept = auth::Login::new(client_id, &environment);
    kept.tenant = arguments.tenant;
    kept.authority = arguments.authority;
    if arguments.google == Google::Yes {
        kept.provider = IdentityProvider::Google;
    }
    let mut app: App = kept.app();
    if let Some(secret) = login::secret()? {
        app = app.client_secret(secret);
    }
    let loopback = Loopback::listen(arguments.port).await?;
    let app = app.redirect_uri(loopback.redirect_uri());
    let consent = app.ask_consent()?;
    println!(
        "Open this address in a browser on this machine, and sign in:\n\n  {}\n",
        consent.url()
    );
    println!("waiting for {} seconds; ctrl-C ends it", arguments.seconds);
    // It may be a pipe: the address has to be there before the waiting begins.
    let _ = std::io::stdout().flush();
    let time = Duration::from_secs(arguments.seconds);
    let redirected = tokio::select! {
        answer = loopback.wait(&consent, time) => answer?,
        _ = tokio::signal::ctrl_c() => return Err(Error::credentials("stopped by hand")),
    };
    let tokens = app.redeem(consent, &redirected).await?;
    let refresh_token = tokens.refresh_token.ok_or_else(|| {
        let what = "the authority gave no refresh token: the login would end within the hour";
        AuthError::new(AuthErrorKind::Refused, what)
    })?;
    TokenFile::create(&path, kept, &refresh_token)?;
    println!(
        "signed in; `{}` keeps it, for its owner alone",
        path.display()
    );
    Ok(crate::ALL_WELL)
}

async fn status(arguments: Status) -> Result<u8, Error> {
    let environment = login::environment(arguments.env);
    let path = login::file(arguments.token_file.as_deref(), &environment)?;
    let Some(signed_in) = login::signed_in(&path)? else {
        println!(
            "not signed in to {environment}: there is no `{}`",
            path.display()
        );
        return Ok(crate::ROWS_REFUSED);
    };
    let file = TokenFile::open(&path)?;
    println!("file         {}", path.display());
    println!("environment  {}", file.login().environment);
    println!("client id    {}", file.login().client_id);
    println!("accounts of  {}", file.login().provider);
    match signed_in.tokens.token().await {
        Ok((_, status)) => {
            let minutes = status.expires_in.map(|time| time.as_secs() / 60);
            match minutes {
                Some(minutes) => {
                    println!("signed in    yes: an access token was given for {minutes} minutes")
                }
                None => println!("signed in    yes: an access token was given"),
            }
            Ok(crate::ALL_WELL)
        }
        Err(error) if error.needs_consent() => {
            println!("signed in    no: {error}");
            println!("`msads auth login` signs in again");
            Ok(crate::ROWS_REFUSED)
        }
        Err(error) => Err(error.into()),
    }
}
