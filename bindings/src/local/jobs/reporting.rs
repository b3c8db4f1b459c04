//! Reporting of the local service: one sample record for the account that asks.

use super::{Work, address, admit, answer, refusal, unknown_job};
use crate::local::LocalService;
use crate::local::access::Caller;
use crate::types::reporting::{
    PollGenerateReport, PollGenerateReportResponse, ReportRequest, ReportRequestStatus,
    ReportRequestStatusType, ReportTimePeriod, Service, SubmitGenerateReport,
    SubmitGenerateReportResponse,
};
use crate::{ApiError, ErrorCode};
use castile::codegen::Enumeration as _;
use castile::soap::{Incoming, Outcome};

impl Service for LocalService {
    async fn submit_generate_report(
        &self,
        request: Incoming<SubmitGenerateReport>,
    ) -> Outcome<SubmitGenerateReport> {
        let caller = admit!(reporting, self, request.headers)?;
        let Some(report) = request.body.report_request.as_option() else {
            let error = ApiError::new(ErrorCode::NULL_REQUEST).with_message("there is no report");
            return Err(refusal!(reporting, error, self.next_tracking_id()));
        };
        let id = self.start(caller, Work::Report(text(report, caller)));
        answer!(
            reporting,
            self,
            SubmitGenerateReportResponse {
                report_request_id: id.into(),
            }
        )
    }

    async fn poll_generate_report(
        &self,
        request: Incoming<PollGenerateReport>,
    ) -> Outcome<PollGenerateReport> {
        let caller = admit!(reporting, self, request.headers)?;
        let id = request.body.report_request_id.unwrap_or_default();
        let seen = self.ask(caller, &id, |job| match &job.work {
            Work::Report(text) => Some((job.is_done(), text.is_some())),
            _ => None,
        });
        let Some((is_done, has_data)) = seen.flatten() else {
            let error = unknown_job(ErrorCode::REPORTING_SERVICE_INVALID_REPORT_ID, &id);
            return Err(refusal!(reporting, error, self.next_tracking_id()));
        };
        let url = (is_done && has_data).then(|| address(&request.carrier, &format!("/files/{id}")));
        let status = ReportRequestStatus {
            report_download_url: url.into(),
            status: Some(match is_done {
                true => ReportRequestStatusType::Success,
                false => ReportRequestStatusType::Pending,
            }),
        };
        answer!(
            reporting,
            self,
            PollGenerateReportResponse {
                report_request_status: status.into(),
            }
        )
    }
}

/// The columns and the time of a report of a sort that the local service has.
macro_rules! asked {
    ($request:expr; $($sort:ident)*) => {
        match $request {
            $(ReportRequest::$sort(report) => Some((
                report.columns.iter().flatten().map(|column| column.text().to_owned()).collect(),
                report.report_name.as_option().cloned().unwrap_or_default(),
                report.time.as_ref().and_then(|time| time.predefined_time.as_option().cloned()),
            )),)*
            _ => None,
        }
    };
}

/// A report with header, one record and footer; nothing for sorts that the local service does not have, and for today.
fn text(request: &ReportRequest, caller: Caller) -> Option<String> {
    let (columns, name, time): (Vec<String>, String, Option<ReportTimePeriod>) = asked!(
        request;
        AccountPerformanceReportRequest CampaignPerformanceReportRequest AdGroupPerformanceReportRequest
        AdPerformanceReportRequest KeywordPerformanceReportRequest
    )?;
    if time == Some(ReportTimePeriod::Today) {
        return None;
    }
    let values = columns.iter().map(|column| match column.as_str() {
        "AccountId" => caller.account_id.to_string(),
        "CustomerId" => caller.customer_id.to_string(),
        "TimePeriod" => "2026-01-31".to_owned(),
        "CurrencyCode" => "USD".to_owned(),
        column if column.ends_with("Name") => "Sample".to_owned(),
        column if column.ends_with("Id") => "1".to_owned(),
        _ => "0".to_owned(),
    });
    let line = |cells: Vec<String>| format!("\"{}\"\r\n", cells.join("\",\""));
    Some(format!(
        "\u{feff}\"Report Name: {}\"\r\n\"Rows: 1\"\r\n\r\n{}{}\r\n\"©2026 Microsoft Corporation. All rights reserved. \"\r\n",
        name.replace('"', ""),
        line(columns.clone()),
        line(values.collect()),
    ))
}
