//! Client of the Microsoft Advertising API (unofficial).
//!
//! | what | where |
//! |---|---|
//! | which services are called | [`Environment`] |
//! | tokens that no output shows | [`Secret`], [`Credentials`], [`Settings`] |
//! | what went wrong, and whether anything was sent | [`Error`], [`ApiError`] |
//! | checking, hashing and uploading offline conversions | [`conversions`] |
//! | the documented rules with no account and no network | [`local`] |

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
pub use conversions::{ApplyConversions, ConversionUploader};
pub use credentials::{AccessToken, Credentials};
pub use environment::{Addresses, Environment, LOCAL_PORT, Service};
pub use error::{Delivery, Error, ErrorKind};
pub use secret::Secret;
#[cfg(feature = "settings")]
pub use settings::Settings;
pub use types::OfflineConversion;
