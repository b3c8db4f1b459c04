//! Reports, bulk files and accounts of the local service: what takes more than one call.

mod bulk;
mod customers;
mod every_service;
mod files;
mod reporting;
mod sheet;

pub(super) use every_service::EveryService;

use super::LocalService;
use super::access::{Caller, Claims};
use castile::soap::Carrier;
use sheet::Sheet;
use std::collections::HashMap;

/// How often a job is `InProgress` before it is done.
const ASKED_BEFORE_DONE: u32 = 1;

/// The jobs of a service and what they have worked on.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    by_id: HashMap<String, Job>,
    sheets: HashMap<i64, Sheet>,
}

/// A job, with the account that it is of.
#[derive(Debug)]
struct Job {
    caller: Caller,
    asked: u32,
    work: Work,
}

/// What a job is about.
#[derive(Debug)]
enum Work {
    /// A report; without a text there is no data for it.
    Report(Option<String>),
    /// A bulk file to be brought home.
    Download(String),
    /// A bulk file that is awaited.
    Awaited,
    /// A bulk file that came: its results, and whether there are errors among them.
    Uploaded { results: String, errors: usize },
}

impl LocalService {
    /// A new job; its id comes back.
    fn start(&self, caller: Caller, work: Work) -> String {
        let id = self.next_tracking_id();
        let job = Job {
            caller,
            asked: 0,
            work,
        };
        self.with_jobs(|jobs| jobs.by_id.insert(id.clone(), job));
        id
    }

    /// Looks at a job of this caller's account, and counts that it was asked for; `None` if there is none.
    fn ask<T>(&self, caller: Caller, id: &str, look: impl FnOnce(&Job) -> T) -> Option<T> {
        self.with_jobs(|jobs| {
            let job = jobs.by_id.get_mut(id).filter(|job| job.caller == caller)?;
            let seen = look(job);
            job.asked += 1;
            Some(seen)
        })
    }
}

impl Job {
    fn is_done(&self) -> bool {
        self.asked >= ASKED_BEFORE_DONE
    }
}

/// An address of this service, as the one who asks reaches it.
fn address(carrier: &Carrier, path: &str) -> String {
    let named = carrier
        .http_headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("host"));
    let usual = format!("127.0.0.1:{}", crate::LOCAL_PORT);
    let host = named.map_or(usual.as_str(), |(_, value)| value);
    format!("http://{host}{path}")
}

/// Lets the caller of an operation in, or answers with the fault of its service.
macro_rules! admit {
    ($module:ident, $service:expr, $headers:expr) => {
        $crate::local::jobs::admitted(&$crate::local::access::Claims {
            developer_token: $headers.developer_token.as_deref(),
            access_token: $headers.authentication_token.as_deref(),
            customer_id: $headers.customer_id.as_deref(),
            account_id: $headers.customer_account_id.as_deref(),
        })
        .map_err(|error| {
            let tracking_id = $service.next_tracking_id();
            $crate::local::jobs::refusal!($module, error, tracking_id)
        })
    };
}

/// The fault of a service with one error.
macro_rules! refusal {
    ($module:ident, $error:expr, $tracking_id:expr) => {{
        let error = $error;
        let tracking_id = $tracking_id;
        let fault = castile::soap::ServiceFault::receiver(format!(
            "The call was refused; see the details of the fault. TrackingId: {tracking_id}."
        ));
        let error = $crate::types::$module::AdApiError {
            code: Some(error.code),
            detail: error.details.into(),
            error_code: error.symbol.into(),
            message: error.message.into(),
        };
        let detail = $crate::types::$module::AdApiFaultDetail {
            tracking_id: tracking_id.into(),
            errors: vec![Some(error)].into(),
        };
        fault.with_detail($crate::types::$module::Fault::AdApiFaultDetail(Box::new(
            detail,
        )))
    }};
}

/// The answer to a call that was let in.
macro_rules! answer {
    ($module:ident, $service:expr, $body:expr) => {{
        let headers = $crate::types::$module::ResponseHeaders {
            tracking_id: $service.next_tracking_id().into(),
        };
        Ok(castile::operation::Response::new($body, headers))
    }};
}

use {admit, answer, refusal};

fn admitted(claims: &Claims<'_>) -> Result<Caller, crate::ApiError> {
    claims.verify()
}

/// The error of an id that there is no job of.
fn unknown_job(code: crate::ErrorCode, id: &str) -> crate::ApiError {
    crate::ApiError {
        message: Some(format!("there is no job `{id}` of this account")),
        ..crate::ApiError::new(code)
    }
}
