//! Bulk files, start to finish: a whole account brought home, and changes taken there.
//!
//! ```no_run
//! # async fn bulk(client: msads::Client) -> Result<(), msads::Error> {
//! use msads::bulk::Bulk;
//! use msads::types::bulk::{DownloadCampaignsByAccountIdsRequest, DownloadEntity};
//!
//! let bulk = Bulk::new(&client).on_progress(|progress| println!("{:?} %", progress.percent));
//! let request = DownloadCampaignsByAccountIdsRequest {
//!     account_ids: vec![180_000_001].into(),
//!     download_entities: vec![DownloadEntity::Campaigns].into(),
//!     ..DownloadCampaignsByAccountIdsRequest::default()
//! };
//! bulk.download(request, "account.csv".as_ref()).await?;
//! // Change what is to be changed, and:
//! let uploaded = bulk.upload("changes.csv".as_ref(), "results.csv".as_ref()).await?;
//! println!("{}", uploaded.state);
//! # Ok(())
//! # }
//! ```

mod form;
mod package;
mod upload;

pub use crate::transfer::{Downloaded, FileLimits, JobProgress, PollPolicy};
pub use upload::Uploaded;

use crate::transfer::{Fetching, Polling, Watch};
use crate::types::bulk::{
    CompressionType, DownloadCampaignsByAccountIdsRequest, DownloadCampaignsByCampaignIdsRequest,
    DownloadFileType, GetBulkDownloadStatusRequest, OperationError,
};
use crate::{ApiError, Client, Error, ErrorKind};
use castile::Nillable;
use std::path::Path;
use std::sync::Arc;

/// The version of the file format. Source: Microsoft Advertising documentation, "Bulk file schema".
const FORMAT_VERSION: &str = "6.0";

/// Downloads and uploads bulk files.
#[derive(Clone, Debug)]
#[must_use]
pub struct Bulk {
    client: Client,
    poll: PollPolicy,
    limits: FileLimits,
    watch: Watch,
}

/// What the service says of a job.
struct JobState {
    state: String,
    percent: Option<i32>,
    url: Option<String>,
    errors: Vec<ApiError>,
}

impl Bulk {
    /// Bulk files of a client's accounts.
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
            poll: PollPolicy::default(),
            limits: FileLimits::default(),
            watch: Watch::default(),
        }
    }

    /// How often the service is asked, and for how long.
    pub fn poll(mut self, policy: PollPolicy) -> Self {
        self.poll = policy;
        self
    }

    /// How large files may be.
    pub fn limits(mut self, limits: FileLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Tells a function how far a job is, each time that the service was asked.
    pub fn on_progress(mut self, tell: impl Fn(&JobProgress) + Send + Sync + 'static) -> Self {
        self.watch = Watch(Some(Arc::new(tell)));
        self
    }

    /// Asks for the entities of accounts, waits for the file, and brings it to its place, unpacked.
    ///
    /// What the request does not say is a CSV file in an archive, of the format 6.0. The file is there when it is whole, and not
    /// before, whatever happens; when the future is dropped, nothing of it is left here.
    ///
    /// # Errors
    ///
    /// Those of the calls; [`ErrorKind::Job`] if the service could not make the file, where a state of `FailedFullSyncRequired`
    /// asks to leave out the time of the last one; [`ErrorKind::NoAnswer`] if it takes too long; [`ErrorKind::File`] if the file
    /// cannot be written.
    pub async fn download(
        &self,
        mut request: DownloadCampaignsByAccountIdsRequest,
        to: &Path,
    ) -> Result<Downloaded, Error> {
        usual(&mut request.compression_type, CompressionType::Zip);
        usual(&mut request.download_file_type, DownloadFileType::Csv);
        usual(&mut request.format_version, FORMAT_VERSION.to_owned());
        let bulk = self.client.bulk();
        let asked = bulk.download_campaigns_by_account_ids(&request).await?;
        let id = identified(asked.body.download_request_id.into_option())?;
        self.resume_download(&id, to).await
    }

    /// The same for single campaigns.
    ///
    /// # Errors
    ///
    /// Those of [`download`](Self::download).
    pub async fn download_campaigns(
        &self,
        mut request: DownloadCampaignsByCampaignIdsRequest,
        to: &Path,
    ) -> Result<Downloaded, Error> {
        usual(&mut request.compression_type, CompressionType::Zip);
        usual(&mut request.download_file_type, DownloadFileType::Csv);
        usual(&mut request.format_version, FORMAT_VERSION.to_owned());
        let bulk = self.client.bulk();
        let asked = bulk.download_campaigns_by_campaign_ids(&request).await?;
        let id = identified(asked.body.download_request_id.into_option())?;
        self.resume_download(&id, to).await
    }

    /// Waits for a file that was asked for before, by the id that `on_progress` was told, and brings it to its place.
    ///
    /// # Errors
    ///
    /// Those of [`download`](Self::download).
    pub async fn resume_download(&self, id: &str, to: &Path) -> Result<Downloaded, Error> {
        let mut fetching = self.fetching(to);
        loop {
            let url = self.downloadable(id).await?;
            if let Some(downloaded) = fetching.fetch(&url).await? {
                return Ok(downloaded);
            }
        }
    }

    /// Waits until a file can be brought home; its address comes back.
    async fn downloadable(&self, id: &str) -> Result<String, Error> {
        let mut polling = Polling::of(id, self.poll, &self.watch);
        loop {
            let job = self.download_state(id).await?;
            match (job.state.as_str(), job.url) {
                ("Completed", Some(url)) => return Ok(url),
                ("InProgress" | "", _) => polling.wait("InProgress", job.percent).await?,
                (state, _) => return Err(job_failed(id, state, job.errors)),
            }
        }
    }

    async fn download_state(&self, id: &str) -> Result<JobState, Error> {
        let request = GetBulkDownloadStatusRequest {
            request_id: id.into(),
        };
        let asked = self.client.bulk().get_bulk_download_status(&request).await;
        let body = asked?.body;
        Ok(JobState {
            state: body.request_status.unwrap_or_default(),
            percent: body.percent_complete,
            url: body.result_file_url.into_option(),
            errors: errors(&body.errors),
        })
    }

    fn fetching(&self, to: &Path) -> Fetching {
        Fetching::new(self.client.transport(), self.limits, to)
    }
}

fn usual<T>(place: &mut Nillable<T>, value: T) {
    if !place.is_value() {
        *place = Nillable::Value(value);
    }
}

fn identified(id: Option<String>) -> Result<String, Error> {
    id.ok_or_else(|| Error::new(ErrorKind::NotUnderstood, "the service gave the job no id"))
}

fn errors(list: &Nillable<Vec<Option<OperationError>>>) -> Vec<ApiError> {
    let given = list.iter().flatten().flatten();
    given.map(ApiError::of).collect()
}

fn job_failed(id: &str, state: &str, errors: Vec<ApiError>) -> Error {
    Error::job(format!("the job `{id}` ended as {state}"), errors)
}
