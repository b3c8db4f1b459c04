//! Client of the Microsoft Advertising API (unofficial).
//!
//! | what | where |
//! |---|---|
//! | calling the six services | [`Client`] |
//! | requests, responses and values | [`types`] |
//! | which services are called | [`Environment`] |
//! | tokens that no output shows | [`Secret`], [`Credentials`], [`Settings`] |
//! | OAuth: consent, refresh, and where tokens are kept | [`auth`] |
//! | what went wrong, and whether anything was sent | [`Error`], [`ApiError`] |
//! | when calls are made again | [`retry`] |
//! | which records of a call were not taken | [`partial`] |
//! | checking, hashing and uploading offline conversions | [`conversions`] |
//! | reports and bulk files, start to finish | [`reporting`], [`bulk`] |
//! | the documented rules with no account and no network | [`local`] |
//!
//! Calls go out over REST, or over SOAP where [`ClientBuilder::protocol`] says so; what comes of them is the same.
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `ad-insight`, `bulk`, `customer-billing`, `customer-management`, `reporting` | yes | the services beside Campaign Management |
//! | `cli` | yes | the command `msads`, with all below |
//! | `csv` | with `cli` | reading conversions from CSV files |
//! | `files` | with `cli` | reports and bulk files, start to finish |
//! | `settings` | with `cli` | settings from the environment or a credentials file |
//! | `local` | with `cli` | the local service; with it the `server` of the types, for services of your own: `types::reporting::Service` |

mod api_error;
mod client;
mod credentials;
mod environment;
mod error;
mod rest;
mod secret;
#[cfg(feature = "settings")]
mod settings;

mod web;

#[cfg(all(feature = "files", any(feature = "reporting", feature = "bulk")))]
mod transfer;

pub mod auth;
#[cfg(all(feature = "bulk", feature = "files"))]
pub mod bulk;
pub mod conversions;
#[cfg(feature = "local")]
pub mod local;
pub mod partial;
#[cfg(all(feature = "reporting", feature = "files"))]
pub mod reporting;
pub mod retry;

pub use castile;
pub use castile::soap::RawExchange;
pub use castile::{Base64Binary, DateTime, Decimal, Nillable};
pub use msads_types as types;

pub use api_error::{ApiError, ErrorCode};
#[cfg(feature = "customer-management")]
pub use client::{Account, CurrentUser};
pub use client::{Client, ClientBuilder, ReplyItems, ServiceCaller};
pub use conversions::{ApplyConversions, ConversionUploader};
pub use credentials::{AccessToken, Credentials, RenewedToken};
pub use environment::{
    Addresses, Environment, LOCAL_ACCESS_TOKEN, LOCAL_ACCOUNT_ID, LOCAL_CUSTOMER_ID,
    LOCAL_DEVELOPER_TOKEN, LOCAL_PORT, Protocol, Service,
};
pub use error::{Delivery, Error, ErrorKind};
pub use secret::Secret;
#[cfg(feature = "settings")]
pub use settings::Settings;
pub use types::campaign_management::OfflineConversion;
