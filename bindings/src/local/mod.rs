//! The local service: the documented rules of goals and offline conversions, with no account and no network.

pub mod access;
pub mod click;
mod goal;
mod goals;
#[cfg(all(
    feature = "bulk",
    feature = "customer-management",
    feature = "files",
    feature = "reporting"
))]
mod jobs;
mod ledger;
mod members;
mod sample;
mod service;
mod soap;

pub use access::Caller;
pub use ledger::Tally;
pub use service::LocalService;
