//! Bulk of the local service: rows that are uploaded are there in the next download.

use super::{Work, address, admit, answer, refusal, unknown_job};
use crate::ErrorCode;
use crate::local::LocalService;
use crate::types::bulk::{
    DownloadCampaignsByAccountIds, DownloadCampaignsByAccountIdsResponse, GetBulkDownloadStatus,
    GetBulkDownloadStatusResponse, GetBulkUploadStatus, GetBulkUploadStatusResponse,
    GetBulkUploadUrl, GetBulkUploadUrlResponse, Service,
};
use castile::soap::{Incoming, Outcome};

impl Service for LocalService {
    async fn download_campaigns_by_account_ids(
        &self,
        request: Incoming<DownloadCampaignsByAccountIds>,
    ) -> Outcome<DownloadCampaignsByAccountIds> {
        let caller = admit!(bulk, self, request.headers)?;
        let account_id = caller.account_id;
        let text = self.with_jobs(|jobs| {
            let sheet = jobs.sheets.entry(account_id).or_default();
            sheet.text(account_id)
        });
        let id = self.start(caller, Work::Download(text));
        answer!(
            bulk,
            self,
            DownloadCampaignsByAccountIdsResponse {
                download_request_id: id.into(),
            }
        )
    }

    async fn get_bulk_download_status(
        &self,
        request: Incoming<GetBulkDownloadStatus>,
    ) -> Outcome<GetBulkDownloadStatus> {
        let caller = admit!(bulk, self, request.headers)?;
        let id = request.body.request_id.unwrap_or_default();
        let seen = self.ask(caller, &id, |job| match &job.work {
            Work::Download(_) => Some(job.is_done()),
            _ => None,
        });
        let Some(is_done) = seen.flatten() else {
            let error = unknown_job(ErrorCode::BULK_SERVICE_INVALID_REQUEST_ID, &id);
            return Err(refusal!(bulk, error, self.next_tracking_id()));
        };
        let (percent, state) = match is_done {
            true => (100, "Completed"),
            false => (0, "InProgress"),
        };
        let url = is_done.then(|| address(&request.carrier, &format!("/files/{id}")));
        answer!(
            bulk,
            self,
            GetBulkDownloadStatusResponse {
                percent_complete: Some(percent),
                request_status: state.into(),
                result_file_url: url.into(),
                ..GetBulkDownloadStatusResponse::default()
            }
        )
    }

    async fn get_bulk_upload_url(
        &self,
        request: Incoming<GetBulkUploadUrl>,
    ) -> Outcome<GetBulkUploadUrl> {
        let caller = admit!(bulk, self, request.headers)?;
        let id = self.start(caller, Work::Awaited);
        let url = address(&request.carrier, &format!("/uploads/{id}"));
        answer!(
            bulk,
            self,
            GetBulkUploadUrlResponse {
                request_id: id.into(),
                upload_url: url.into(),
            }
        )
    }

    async fn get_bulk_upload_status(
        &self,
        request: Incoming<GetBulkUploadStatus>,
    ) -> Outcome<GetBulkUploadStatus> {
        let caller = admit!(bulk, self, request.headers)?;
        let id = request.body.request_id.unwrap_or_default();
        let seen = self.ask(caller, &id, |job| match &job.work {
            Work::Awaited => Some((0, "PendingFileUpload")),
            Work::Uploaded { .. } if !job.is_done() => Some((50, "InProgress")),
            Work::Uploaded { errors: 0, .. } => Some((100, "Completed")),
            Work::Uploaded { .. } => Some((100, "CompletedWithErrors")),
            _ => None,
        });
        let Some((percent, state)) = seen.flatten() else {
            let error = unknown_job(ErrorCode::BULK_SERVICE_INVALID_REQUEST_ID, &id);
            return Err(refusal!(bulk, error, self.next_tracking_id()));
        };
        let is_done = state.starts_with("Completed");
        let url = is_done.then(|| address(&request.carrier, &format!("/files/{id}")));
        answer!(
            bulk,
            self,
            GetBulkUploadStatusResponse {
                percent_complete: Some(percent),
                request_status: state.into(),
                result_file_url: url.into(),
                ..GetBulkUploadStatusResponse::default()
            }
        )
    }
}
