//! What reports and bulk files have in common: waiting until one is made, and bringing it home.

mod download;
mod limits;
mod poll;
mod unpack;

pub use download::Downloaded;
pub use limits::FileLimits;
pub use poll::{JobProgress, PollPolicy};

pub(crate) use download::Fetching;
pub(crate) use poll::{Polling, Watch};
