//! The local service.

pub mod click;
mod goal;
mod ledger;

pub use goal::{Counting, Revenue};
pub use ledger::Tally;
