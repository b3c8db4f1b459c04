//! OAuth 2.0: consent of a user once, access tokens from then on.
//!
//! | step | with |
//! |---|---|
//! | the program as the authority knows it | [`App`], [`Authority`] |
//! | asking the user for consent, and what comes back from the browser | [`Consent`], [`Loopback`], [`App::redeem`] |
//! | tokens that are fresh at every call | [`OAuth`] |
//! | keeping the refresh token, which changes each time | [`TokenStore`], [`TokenFile`] |
//! | why there is no token | [`AuthError`] |
//!
//! ```no_run
//! # async fn login() -> Result<(), msads::Error> {
//! use msads::auth::{App, OAuth};
//! use msads::{Client, Environment};
//!
//! let app = App::desktop("the client id").environment(&Environment::Production);
//! let consent = app.ask_consent()?;
//! println!("open {}", consent.url());
//! let redirected = "the address that the browser is sent to";
//! let tokens = app.redeem(consent, redirected).await?;
//! let client = Client::builder()
//!     .environment(Environment::Production)
//!     .developer_token("...")
//!     .credentials(OAuth::builder(app).tokens(tokens).build()?)
//!     .build()?;
//! # Ok(())
//! # }
//! ```

mod answer;
mod app;
mod authority;
mod consent;
mod credentials;
mod error;
mod loopback;
mod store;
mod token_file;

pub use answer::Tokens;
pub use app::App;
pub use authority::{Authority, IdentityProvider};
pub use consent::Consent;
pub use credentials::{OAuth, OAuthBuilder, OAuthStatus};
pub use error::{AuthError, AuthErrorKind};
pub use loopback::Loopback;
pub use store::TokenStore;
pub use token_file::{Login, TokenFile};
