//! The files of the local service: those of jobs to be had, and places for those that come.

use super::{Work, admitted};
use crate::local::LocalService;
use crate::local::access::Claims;
use crate::{ApiError, ErrorCode};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use std::io::{Cursor, Read, Write};

/// The most bytes of a file that came, unpacked.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// A file that is not taken, with the status that says so.
struct Refused {
    status: StatusCode,
    error: ApiError,
}

impl Refused {
    fn new(status: StatusCode, error: ApiError) -> Box<Self> {
        Box::new(Self { status, error })
    }
}

impl LocalService {
    /// Answers a request for a file, or with one; `None` if it is neither.
    pub(in crate::local) fn answer_file(
        &self,
        request: &Request<Bytes>,
    ) -> Option<Response<Bytes>> {
        let path = request.uri().path();
        if let Some(id) = path.strip_prefix("/files/") {
            return Some(self.give_file(request.method(), id));
        }
        let id = path.strip_prefix("/uploads/")?;
        Some(match self.take_file(request, id) {
            Ok(()) => reply(
                StatusCode::OK,
                "application/json",
                Bytes::from_static(b"{}"),
            ),
            Err(refused) => {
                let Refused { status, error } = *refused;
                let body = serde_json::json!({
                    "TrackingId": self.next_tracking_id(),
                    "RequestId": id,
                    "Code": error.code,
                    "ErrorCode": error.symbol,
                    "Message": error.message,
                });
                reply(status, "application/json", body.to_string().into())
            }
        })
    }

    fn give_file(&self, method: &Method, id: &str) -> Response<Bytes> {
        let file = self.with_jobs(|jobs| {
            let job = jobs.by_id.get(id).filter(|job| job.is_done())?;
            match &job.work {
                Work::Report(text) => text.clone(),
                Work::Download(text) => Some(text.clone()),
                Work::Uploaded { results, .. } => Some(results.clone()),
                Work::Awaited => None,
            }
        });
        match (method, file.and_then(|text| zipped(&text))) {
            (&Method::GET, Some(archive)) => reply(StatusCode::OK, "application/zip", archive),
            _ => reply(StatusCode::NOT_FOUND, "text/plain", Bytes::new()),
        }
    }

    fn take_file(&self, request: &Request<Bytes>, id: &str) -> Result<(), Box<Refused>> {
        let caller = admitted(&claims(request.headers()))
            .map_err(|error| Refused::new(StatusCode::UNAUTHORIZED, error))?;
        let refused = |code, reason: &str| {
            let error = ApiError::new(code).with_message(reason);
            Refused::new(StatusCode::BAD_REQUEST, error)
        };
        let is_form = request.method() == Method::POST;
        let file = Some(request).filter(|_| is_form).and_then(file_of);
        let text = file.and_then(unzipped).ok_or_else(|| {
            refused(
                ErrorCode::NULL_REQUEST,
                "a form with an archive of one file is expected",
            )
        })?;
        self.with_jobs(|jobs| {
            let job = jobs.by_id.get_mut(id).filter(|job| job.caller == caller);
            let Some(job) = job else {
                return Err(refused(
                    ErrorCode::BULK_SERVICE_INVALID_BULK_UPLOAD_URL,
                    "no file is awaited here",
                ));
            };
            if !matches!(job.work, Work::Awaited) {
                let code = ErrorCode::BULK_SERVICE_URL_ALREADY_USED_FOR_UPLOAD;
                return Err(refused(code, "a file has come here already"));
            }
            let taken = jobs
                .sheets
                .entry(caller.account_id)
                .or_default()
                .take(&text);
            job.asked = 0;
            job.work = Work::Uploaded {
                results: taken.results,
                errors: taken.errors,
            };
            Ok(())
        })
    }
}

fn claims(headers: &HeaderMap) -> Claims<'_> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text("authorization").and_then(|text| text.strip_prefix("Bearer "));
    Claims {
        developer_token: text("developertoken"),
        access_token: bearer.or_else(|| text("authenticationtoken")),
        customer_id: text("customerid"),
        account_id: text("accountid"),
    }
}

/// The content of the one file in a form.
fn file_of(request: &Request<Bytes>) -> Option<&[u8]> {
    let kind = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let (_, boundary) = kind
        .strip_prefix("multipart/form-data")?
        .split_once("boundary=")?;
    let end = format!("\r\n--{}--", boundary.trim_matches('"'));
    let body = request.body();
    let start = find(body, b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&body[..start]).ok()?;
    if !head.contains("name=\"file\"") {
        return None;
    }
    let content = &body[start..];
    Some(&content[..find(content, end.as_bytes())?])
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

fn unzipped(archive: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
    let file = archive.by_index(0).ok()?;
    let mut text = String::new();
    file.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

fn zipped(text: &str) -> Option<Bytes> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("local.csv", options).ok()?;
    archive.write_all(text.as_bytes()).ok()?;
    Some(archive.finish().ok()?.into_inner().into())
}

fn reply(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
