//! Reports, start to finish: asked for, waited for, brought home, read.
//!
//! ```no_run
//! # async fn report(client: msads::Client) -> Result<(), msads::Error> {
//! use msads::reporting::{Records, Reports};
//! use msads::types::reporting::CampaignPerformanceReportRequest;
//!
//! let request = CampaignPerformanceReportRequest::default(); // columns, time and scope belong here
//! let reports = Reports::new(&client).on_progress(|progress| println!("{}", progress.state));
//! match reports.run(request.into(), "report.csv".as_ref()).await? {
//!     Some(file) => for record in Records::open(&file.path)? {
//!         println!("{:?}", record?.get("Impressions"));
//!     },
//!     None => println!("there is no data"),
//! }
//! # Ok(())
//! # }
//! ```

mod records;

pub use crate::transfer::{Downloaded, FileLimits, JobProgress, PollPolicy};
pub use records::{Record, Records};

use crate::transfer::{Fetching, Polling, Watch};
use crate::types::reporting::{
    PollGenerateReportRequest, ReportRequest, ReportRequestStatusType, SubmitGenerateReportRequest,
};
use crate::{Client, Error, ErrorKind};
use castile::codegen::Enumeration as _;
use std::path::Path;
use std::sync::Arc;

/// Makes reports.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reports {
    client: Client,
    poll: PollPolicy,
    limits: FileLimits,
    watch: Watch,
}

impl Reports {
    /// Reports of a client's account.
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

    /// How large reports may be.
    pub fn limits(mut self, limits: FileLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Tells a function how far a report is, each time that the service was asked.
    pub fn on_progress(mut self, tell: impl Fn(&JobProgress) + Send + Sync + 'static) -> Self {
        self.watch = Watch(Some(Arc::new(tell)));
        self
    }

    /// Asks for a report, waits for it, and brings it to a file, unpacked; `None` if there is no data for it, and then no file.
    ///
    /// The file is there when it is whole, and not before, whatever happens. When the future is dropped, nothing is left of it
    /// but the report at the service, which [`download`](Self::download) gets by the id that `on_progress` was told.
    ///
    /// # Errors
    ///
    /// Those of the calls; [`ErrorKind::Job`] if the service could not make the report; [`ErrorKind::NoAnswer`] if it takes
    /// too long; [`ErrorKind::File`] if the file cannot be written.
    pub async fn run(
        &self,
        request: ReportRequest,
        to: &Path,
    ) -> Result<Option<Downloaded>, Error> {
        let id = self.submit(request).await?;
        self.download(&id, to).await
    }

    /// Asks for a report; its id comes back, which is good for a day.
    ///
    /// # Errors
    ///
    /// Those of the call, and [`ErrorKind::NotUnderstood`] if no id came.
    pub async fn submit(&self, request: ReportRequest) -> Result<String, Error> {
        let request = SubmitGenerateReportRequest {
            report_request: request.into(),
        };
        let submitted = self
            .client
            .reporting()
            .submit_generate_report(&request)
            .await?;
        let id = submitted.body.report_request_id.into_option();
        id.ok_or_else(|| {
            Error::new(
                ErrorKind::NotUnderstood,
                "the service gave the report no id",
            )
        })
    }

    /// Waits for a report and brings it to a file, as [`run`](Self::run) does.
    ///
    /// # Errors
    ///
    /// Those of [`run`](Self::run).
    pub async fn download(&self, id: &str, to: &Path) -> Result<Option<Downloaded>, Error> {
        let mut fetching = Fetching::new(self.client.transport(), self.limits, to);
        loop {
            let Some(url) = self.wait(id).await? else {
                return Ok(None);
            };
            if let Some(downloaded) = fetching.fetch(&url).await? {
                return Ok(Some(downloaded));
            }
        }
    }

    /// Waits until a report is ready; its address comes back, or nothing if it has no data.
    async fn wait(&self, id: &str) -> Result<Option<String>, Error> {
        let mut polling = Polling::of(id, self.poll, &self.watch);
        let request = PollGenerateReportRequest {
            report_request_id: id.into(),
        };
        loop {
            let polled = self
                .client
                .reporting()
                .poll_generate_report(&request)
                .await?;
            let status = polled.body.report_request_status.into_option();
            let status = status.map(|status| *status).unwrap_or_default();
            match status.status {
                Some(ReportRequestStatusType::Success) => {
                    let url = status.report_download_url.into_option();
                    return Ok(url.filter(|url| !url.is_empty()));
                }
                Some(ReportRequestStatusType::Error) => {
                    let what = format!("the service could not make the report `{id}`");
                    return Err(Error::new(ErrorKind::Job, what));
                }
                Some(state) => polling.wait(state.text(), None).await?,
                None => polling.wait("Pending", None).await?,
            }
        }
    }
}
