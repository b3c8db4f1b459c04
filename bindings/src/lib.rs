//! Client of the Microsoft Advertising API (unofficial).

mod api_error;
mod credentials;
mod environment;
mod error;
mod secret;
#[cfg(feature = "settings")]
mod settings;
mod types;

pub mod conversions;
#[cfg(feature = "local")]
pub mod local;

pub use api_error::{ApiError, ErrorCode};
pub use credentials::{AccessToken, Credentials};
pub use environment::{Addresses, Environment, LOCAL_PORT, Service};
pub use error::{Delivery, Error, ErrorKind};
pub use secret::Secret;
#[cfg(feature = "settings")]
pub use settings::Settings;
pub use types::OfflineConversion;
