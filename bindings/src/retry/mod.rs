//! Calls that are made again: when, how long after, and how often.
//!
//! | what happened | what is done |
//! |---|---|
//! | 117 `CallRateExceeded` | any call waits 60 seconds, as documented, and a little more by chance |
//! | 207 `ConcurrentRequestOverLimit` of Reporting | any call waits 15 seconds and longer from time to time, up to 60 |
//! | 4204 of Bulk, which asks for up to 15 minutes | any call waits 1 minute and longer from time to time, up to 5 |
//! | HTTP 429 | any call waits as long as `Retry-After` says, or 60 seconds |
//! | nothing was sent | any call is made again, after 1 second and longer from time to time, 4 times in all |
//! | no answer, HTTP 408 or 5xx, or error 0 | a call that reads, or whose duplicates are ignored, is made again in the same way |
//! | error 109 or HTTP 401 | the token is renewed, and the call made again once, at once |
//!
//! All that ends at the deadline: 20 minutes, or the time that the call was given. No wait is begun that would go beyond it. Which
//! calls read is in [`Nature::of`]. Every wait is logged, with its reason.
//!
//! ```no_run
//! # async fn once(client: msads::Client) -> Result<(), msads::Error> {
//! use msads::retry::RetryPolicy;
//! use msads::types::customer_management::GetUserRequest;
//!
//! // For one call; `ClientBuilder::retry` is for all.
//! let request = GetUserRequest::default();
//! let user = client.customer_management().get_user(&request).extension(RetryPolicy::none()).await?;
//! # Ok(())
//! # }
//! ```

mod after;
mod attempts;
mod decision;
mod nature;
mod policy;

pub use nature::Nature;
pub use policy::RetryPolicy;

pub(crate) use after::retry_after;
pub(crate) use attempts::Attempts;
