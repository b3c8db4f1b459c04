//! A bulk file to the service, and what came of it back.

use super::{Bulk, JobState, errors, form, identified, job_failed, package};
use crate::client::Signature;
use crate::transfer::{Downloaded, Polling};
use crate::types::bulk::{GetBulkUploadStatusRequest, GetBulkUploadUrlRequest, ResponseMode};
use crate::{ApiError, Delivery, Error, ErrorCode, ErrorKind, web};
use std::path::Path;
use std::time::Duration;
use tokio::time::sleep;

/// The time for the service to take in a file.
const TIMEOUT: Duration = Duration::from_secs(600);
/// The most bytes of the answer to a file.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;
/// How often a file is sent that did not arrive.
const TRIES: u32 = 4;
/// How long is waited before.
const PAUSE: Duration = Duration::from_secs(5);

/// What came of an upload.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Uploaded {
    /// The id of the upload.
    pub id: String,
    /// `Completed`, or `CompletedWithErrors`: the results say which rows were not taken.
    pub state: String,
    /// The file of results, if the service made one: the rows as they are now, and the errors.
    pub results: Option<Downloaded>,
    /// Errors of the upload as a whole.
    pub errors: Vec<ApiError>,
}

/// What became of a file on its way.
enum Arrival {
    /// The service has it.
    Arrived,
    /// It may be there, or not.
    Unknown(Error),
    /// The service did not take it.
    Refused(Error),
}

impl Bulk {
    /// Takes a bulk file to the service, waits until it is worked off, and brings the results to their place, unpacked.
    ///
    /// The file is packed if it is no archive yet. It is worked off once: its address takes one file, and it is sent again only
    /// where the service says that none has come.
    ///
    /// # Errors
    ///
    /// Those of the calls; [`ErrorKind::Input`] if the file is too large; [`ErrorKind::Job`] if the service gave it up, with its
    /// errors; [`ErrorKind::NoAnswer`] if it takes too long.
    pub async fn upload(&self, file: &Path, results: &Path) -> Result<Uploaded, Error> {
        let path = file.to_owned();
        let packing = tokio::task::spawn_blocking(move || package::package(&path)).await;
        let archive = packing.map_err(|error| {
            Error::new(ErrorKind::File, format!("the file was not packed: {error}"))
        })??;
        let request = GetBulkUploadUrlRequest {
            response_mode: Some(ResponseMode::ErrorsAndResults),
            account_id: self.client.account(),
        };
        let given = self.client.bulk().get_bulk_upload_url(&request).await?.body;
        let id = identified(given.request_id.into_option())?;
        let url = given.upload_url.into_option().ok_or_else(|| {
            let what = "the service gave no address for the file";
            Error::new(ErrorKind::NotUnderstood, what)
        })?;
        self.send(&id, &url, &archive).await?;
        self.resume_upload(&id, results).await
    }

    /// Waits for an upload whose file has arrived, by its id, and brings its results to their place.
    ///
    /// # Errors
    ///
    /// Those of [`upload`](Self::upload).
    pub async fn resume_upload(&self, id: &str, results: &Path) -> Result<Uploaded, Error> {
        let mut fetching = self.fetching(results);
        loop {
            let job = self.ended(id).await?;
            let results = match &job.url {
                None => None,
                Some(url) => match fetching.fetch(url).await? {
                    None => continue,
                    fetched => fetched,
                },
            };
            return Ok(Uploaded {
                id: id.to_owned(),
                state: job.state,
                results,
                errors: job.errors,
            });
        }
    }

    /// Sends the file until it is there.
    async fn send(&self, id: &str, url: &str, archive: &[u8]) -> Result<(), Error> {
        let mut tries = 1;
        loop {
            let error = match self.send_signed(url, archive).await? {
                Arrival::Arrived => return Ok(()),
                Arrival::Refused(error) => return Err(error),
                Arrival::Unknown(error) => error,
            };
            // The service knows: its address takes one file.
            let state = self.upload_state(id).await?.state;
            if state != "PendingFileUpload" {
                tracing::info!(id, state, %error, "the file has arrived all the same");
                return Ok(());
            }
            if tries == TRIES {
                return Err(error.with_delivery(Delivery::NotSent));
            }
            tracing::warn!(id, %error, "the file has not arrived; it is sent again");
            tries += 1;
            sleep(PAUSE).await;
        }
    }

    /// Sends the file; twice if the token turns out to have expired and there is another.
    async fn send_signed(&self, url: &str, archive: &[u8]) -> Result<Arrival, Error> {
        let signature = self.client.signature().await?;
        let error = match self.send_once(url, archive, &signature).await? {
            Arrival::Refused(error) if error.is_about_the_token() => error,
            arrival => return Ok(arrival),
        };
        match self.client.renewed_signature(&signature).await? {
            Some(renewed) => self.send_once(url, archive, &renewed).await,
            None => Err(error),
        }
    }

    async fn send_once(
        &self,
        url: &str,
        archive: &[u8],
        signature: &Signature,
    ) -> Result<Arrival, Error> {
        let request = form::request(url, archive, signature)?;
        let transport = self.client.transport();
        let answer = match web::exchange(transport, request, TIMEOUT, MAX_ANSWER_BYTES).await {
            Ok(answer) => answer,
            Err(error) => {
                let cause = web::with_cause(&error);
                let what = format!("the file was sent, and no answer came: {cause}");
                return Ok(Arrival::Unknown(Error::told(ErrorKind::NoAnswer, what)));
            }
        };
        if answer.status.is_success() {
            return Ok(Arrival::Arrived);
        }
        let status = answer.status.as_u16();
        let error = refusal(status, &answer.body, signature);
        Ok(match status {
            _ if error.has(ErrorCode::BULK_SERVICE_URL_ALREADY_USED_FOR_UPLOAD) => Arrival::Arrived,
            408 | 429 | 500.. => Arrival::Unknown(error),
            _ => Arrival::Refused(error),
        })
    }

    /// Waits until an upload has ended.
    async fn ended(&self, id: &str) -> Result<JobState, Error> {
        let mut polling = Polling::of(id, self.poll, &self.watch);
        loop {
            let job = self.upload_state(id).await?;
            match job.state.as_str() {
                "Completed" | "CompletedWithErrors" => return Ok(job),
                "PendingFileUpload" | "FileUploaded" | "InProgress" | "" => {
                    polling.wait(&job.state, job.percent).await?;
                }
                state => return Err(job_failed(id, state, job.errors)),
            }
        }
    }

    async fn upload_state(&self, id: &str) -> Result<JobState, Error> {
        let request = GetBulkUploadStatusRequest {
            request_id: id.into(),
        };
        let asked = self.client.bulk().get_bulk_upload_status(&request).await;
        let body = asked?.body;
        Ok(JobState {
            state: body.request_status.unwrap_or_default(),
            percent: body.percent_complete,
            url: body.result_file_url.into_option(),
            errors: errors(&body.errors),
        })
    }
}

/// The refusal of a file.
///
/// Form: `{"TrackingId":…,"RequestId":…,"Code":3224,"ErrorCode":"…","Message":…}`. Source: "Bulk download and upload".
fn refusal(status: u16, body: &[u8], signature: &Signature) -> Error {
    let what = format!("the service did not take the file (HTTP {status})");
    let object: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let text = |name: &str| Some(signature.mask(object.get(name)?.as_str()?));
    let code = object.get("Code").and_then(serde_json::Value::as_i64);
    let Some(code) = code.and_then(|code| i32::try_from(code).ok()) else {
        return Error::new(ErrorKind::NotUnderstood, what)
            .with_status(Some(status))
            .with_delivery(Delivery::Refused);
    };
    let error = ApiError {
        code,
        symbol: text("ErrorCode"),
        message: text("Message"),
        ..ApiError::default()
    };
    Error::refused(what, vec![error], text("TrackingId")).with_status(Some(status))
}
