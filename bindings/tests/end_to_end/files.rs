//! Reports, bulk files and accounts against the local service, and files that do not come as they should.

use bytes::Bytes;
use http::{Method, Request, Response};
use msads::bulk::Bulk;
use msads::castile::soap::{
    Dispatch, Endpoint, InMemory, Incoming, Outcome, ReplyBody, Sent, Transport, TransportError,
};
use msads::local::LocalService;
use msads::reporting::{FileLimits, PollPolicy, Records, Reports};
use msads::types::bulk::DownloadCampaignsByAccountIdsRequest;
use msads::types::reporting::{
    self, CampaignPerformanceReportColumn as Column, CampaignPerformanceReportRequest,
    PollGenerateReport, PollGenerateReportResponse, ReportRequestStatus, ReportRequestStatusType,
    ReportTime, ReportTimePeriod, SubmitGenerateReport, SubmitGenerateReportResponse,
};
use msads::{Client, ErrorKind, Protocol};
use std::collections::VecDeque;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

fn report(time: ReportTimePeriod) -> CampaignPerformanceReportRequest {
    CampaignPerformanceReportRequest {
        report_name: "Clicks".into(),
        columns: Some(vec![
            Column::AccountId,
            Column::CampaignName,
            Column::Clicks,
        ]),
        time: Some(Box::new(ReportTime {
            predefined_time: time.into(),
            ..ReportTime::default()
        })),
        ..CampaignPerformanceReportRequest::default()
    }
}

async fn local() -> (msads::castile::soap::Serving, Client) {
    let serving = LocalService::new().serve("127.0.0.1:0").await.unwrap();
    let builder = Client::builder().base_address(&serving.url());
    (serving, builder.build().unwrap())
}

fn quick() -> PollPolicy {
    PollPolicy::default().longest_pause(Duration::from_millis(1))
}

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[tokio::test]
async fn a_report_is_asked_for_waited_for_and_read() {
    let (_serving, client) = local().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.csv");
    let states = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&states);
    let reports = Reports::new(&client)
        .poll(quick())
        .on_progress(move |progress| log.lock().unwrap().push(progress.state.clone()));
    let request = report(ReportTimePeriod::LastSevenDays);
    let downloaded = reports.run(request.into(), &path).await.unwrap().unwrap();
    assert_eq!(downloaded.bytes, std::fs::metadata(&path).unwrap().len());
    assert_eq!(*states.lock().unwrap(), ["Pending"]);
    let records: Vec<_> = Records::open(&path).unwrap().map(Result::unwrap).collect();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].get("AccountId"), Some("2001"));
    assert_eq!(records[0].get("Clicks"), Some("0"));
    assert_eq!(files(folder.path()), ["report.csv"]);
}

#[tokio::test]
async fn a_report_without_data_makes_no_file() {
    let (_serving, client) = local().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.csv");
    let reports = Reports::new(&client).poll(quick());
    let request = report(ReportTimePeriod::Today);
    assert_eq!(reports.run(request.into(), &path).await.unwrap(), None);
    assert!(files(folder.path()).is_empty());
    let error = reports.download("no such", &path).await.unwrap_err();
    assert_eq!(error.errors()[0].code, 2100);
}

#[tokio::test]
async fn what_is_uploaded_is_in_the_next_download() {
    let (_serving, client) = local().await;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(
        at("up.csv"),
        "Type,Name,Budget\nCampaign,Shoes,5\n,Nameless,7\n",
    )
    .unwrap();
    let bulk = Bulk::new(&client).poll(quick());
    let uploaded = bulk
        .upload(&at("up.csv"), &at("results.csv"))
        .await
        .unwrap();
    assert_eq!(uploaded.state, "CompletedWithErrors");
    let results = std::fs::read_to_string(at("results.csv")).unwrap();
    assert!(
        results.contains(",Nameless,7,the row has no type"),
        "{results}"
    );

    let request = DownloadCampaignsByAccountIdsRequest::default();
    bulk.download(request, &at("down.csv")).await.unwrap();
    let text = std::fs::read_to_string(at("down.csv")).unwrap();
    assert!(
        text.contains("Campaign,,,,Shoes,5") && !text.contains("Nameless"),
        "{text}"
    );
}

#[tokio::test]
async fn a_newcomer_finds_user_customer_and_accounts() {
    let (_serving, client) = local().await;
    let user = client.current_user().await.unwrap();
    assert_eq!(
        (user.name.as_str(), user.customer_ids.as_slice()),
        ("someone@example.com", &[1001][..])
    );
    let accounts = client.accounts().await.unwrap();
    let found: Vec<_> = accounts
        .iter()
        .map(|account| (account.id, account.customer_id))
        .collect();
    assert_eq!(found, [(2001, 1001), (2002, 1001)]);
    assert_eq!(accounts[0].name, "Contoso Shoes");
    assert_eq!(accounts[0].state, "Active");
}

/// Calls go to a service, everything else is answered by what is told.
#[derive(Clone)]
struct Split<D> {
    calls: Endpoint<D>,
    files: InMemory,
}

impl<D: Dispatch> Transport for Split<D> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        match request.method() == Method::POST && request.headers().contains_key("soapaction") {
            true => self.calls.send(request).await,
            false => self.files.send(request).await,
        }
    }
}

type Told = Result<Response<Bytes>, TransportError>;

/// Answers these, one after the other.
fn answering(answers: impl IntoIterator<Item = Told>) -> InMemory {
    let answers = Mutex::new(answers.into_iter().collect::<VecDeque<_>>());
    InMemory::new(move |_| answers.lock().unwrap().pop_front().unwrap())
}

fn file(status: u16, body: &'static [u8]) -> Told {
    let response = Response::builder().status(status);
    Ok(response.body(Bytes::from_static(body)).unwrap())
}

/// Reports that are ready at once, each time at another address.
#[derive(Default)]
struct Ready(Mutex<u32>);

impl reporting::Service for Ready {
    async fn submit_generate_report(
        &self,
        _: Incoming<SubmitGenerateReport>,
    ) -> Outcome<SubmitGenerateReport> {
        let body = SubmitGenerateReportResponse {
            report_request_id: "id".into(),
        };
        Ok(msads::castile::operation::Response::new(
            body,
            Default::default(),
        ))
    }

    async fn poll_generate_report(
        &self,
        _: Incoming<PollGenerateReport>,
    ) -> Outcome<PollGenerateReport> {
        let mut asked = self.0.lock().unwrap();
        *asked += 1;
        let status = ReportRequestStatus {
            report_download_url: format!("https://files.example/{asked}").into(),
            status: Some(ReportRequestStatusType::Success),
        };
        let body = PollGenerateReportResponse {
            report_request_status: status.into(),
        };
        Ok(msads::castile::operation::Response::new(
            body,
            Default::default(),
        ))
    }
}

fn ready(answers: impl IntoIterator<Item = Told>) -> (Client, InMemory) {
    let files = answering(answers);
    let transport = Split {
        calls: Endpoint::new(reporting::Server(Ready::default())),
        files: files.clone(),
    };
    (
        Client::builder()
            .protocol(Protocol::Soap)
            .transport(transport)
            .build()
            .unwrap(),
        files,
    )
}

#[tokio::test(start_paused = true)]
async fn an_address_that_has_ended_is_asked_for_again() {
    let broken = Err(TransportError::interrupted(Sent::Yes, "cut off"));
    let (client, asked) = ready([file(403, b"expired"), broken, file(200, b"A\n1\n")]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.csv");
    let reports = Reports::new(&client);
    reports
        .run(report(ReportTimePeriod::LastWeek).into(), &path)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"A\n1\n");
    let requests = asked.requests();
    let paths: Vec<_> = requests
        .iter()
        .map(|request| request.uri().path())
        .collect();
    assert_eq!(paths, ["/1", "/2", "/3"]);
    assert!(
        requests
            .iter()
            .all(|request| !request.headers().contains_key("authorization"))
    );
}

#[tokio::test(start_paused = true)]
async fn a_file_that_does_not_come_whole_leaves_nothing() {
    let cases: [(&str, Vec<Told>); 4] = [
        ("not there", (0..4).map(|_| file(404, b"")).collect()),
        (
            "becomes larger than 8 bytes",
            vec![file(200, b"A,B\n1,2\n3,4\n")],
        ),
        (
            "cannot be unpacked",
            vec![file(200, b"PK\x03\x04 and no more")],
        ),
        (
            "is broken or cut off",
            vec![file(200, b"\x1f\x8b\x08\x00\x00")],
        ),
    ];
    for (why, answers) in cases {
        let (client, _) = ready(answers);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("r.csv");
        std::fs::write(&path, "the one before").unwrap();
        let reports = Reports::new(&client).limits(FileLimits {
            max_unpacked_bytes: 8,
            ..FileLimits::default()
        });
        let error = reports
            .run(report(ReportTimePeriod::LastWeek).into(), &path)
            .await
            .unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "the one before");
        assert_eq!(files(folder.path()), ["r.csv"]);
    }
}

/// Sends the head of a file and a piece of it, and nothing more; calls are answered.
struct Stuck(Endpoint<reporting::Server<Ready>>, Arc<tokio::sync::Notify>);

/// A piece, and then silence.
struct Piece(Arc<tokio::sync::Notify>, bool);

impl http_body::Body for Piece {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        if std::mem::replace(&mut self.1, true) {
            self.0.notify_one();
            return Poll::Pending;
        }
        let piece = Bytes::from_static(b"A,B\n");
        Poll::Ready(Some(Ok(http_body::Frame::data(piece))))
    }
}

impl Transport for Stuck {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        if request.headers().contains_key("soapaction") {
            return self.0.send(request).await;
        }
        let piece = Piece(Arc::clone(&self.1), false);
        Ok(Response::new(ReplyBody::new(piece)))
    }
}

#[tokio::test]
async fn a_download_that_is_dropped_leaves_nothing() {
    let reached = Arc::new(tokio::sync::Notify::new());
    let calls = Endpoint::new(reporting::Server(Ready::default()));
    let transport = Stuck(calls, Arc::clone(&reached));
    let client = Client::builder()
        .protocol(Protocol::Soap)
        .transport(transport)
        .build()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.csv");
    let reports = Reports::new(&client);
    {
        let request = report(ReportTimePeriod::LastWeek).into();
        let mut run = Box::pin(reports.run(request, &path));
        tokio::select! {
            ended = &mut run => panic!("{ended:?}"),
            () = reached.notified() => assert_eq!(files(folder.path()).len(), 1, "a part of it"),
        }
    }
    assert!(files(folder.path()).is_empty());
}

/// A bulk service whose upload address loses the first file, or its answer.
mod uploads {
    use super::*;
    use msads::types::bulk::{
        self, GetBulkUploadStatus, GetBulkUploadStatusResponse, GetBulkUploadUrl,
        GetBulkUploadUrlResponse,
    };

    /// Says these states, one after the other.
    struct Saying(Mutex<VecDeque<&'static str>>);

    impl bulk::Service for Saying {
        async fn get_bulk_upload_url(
            &self,
            _: Incoming<GetBulkUploadUrl>,
        ) -> Outcome<GetBulkUploadUrl> {
            let body = GetBulkUploadUrlResponse {
                request_id: "id".into(),
                upload_url: "https://bulk.example/up".into(),
            };
            Ok(msads::castile::operation::Response::new(
                body,
                Default::default(),
            ))
        }

        async fn get_bulk_upload_status(
            &self,
            _: Incoming<GetBulkUploadStatus>,
        ) -> Outcome<GetBulkUploadStatus> {
            let state = self.0.lock().unwrap().pop_front().unwrap();
            let body = GetBulkUploadStatusResponse {
                request_status: state.into(),
                ..GetBulkUploadStatusResponse::default()
            };
            Ok(msads::castile::operation::Response::new(
                body,
                Default::default(),
            ))
        }
    }

    async fn upload(
        answers: impl IntoIterator<Item = Told>,
        states: &[&'static str],
    ) -> (Result<msads::bulk::Uploaded, msads::Error>, InMemory) {
        let files = answering(answers);
        let saying = Saying(Mutex::new(states.iter().copied().collect()));
        let transport = Split {
            calls: Endpoint::new(bulk::Server(saying)),
            files: files.clone(),
        };
        let client = Client::builder()
            .protocol(Protocol::Soap)
            .transport(transport)
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("up.csv");
        std::fs::write(&path, "Type\nCampaign\n").unwrap();
        let uploaded = Bulk::new(&client)
            .upload(&path, &folder.path().join("out.csv"))
            .await;
        (uploaded, files)
    }

    fn lost() -> Told {
        Err(TransportError::interrupted(Sent::Maybe, "reset"))
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_whose_answer_is_lost_is_not_sent_again_once_it_has_arrived() {
        let (uploaded, sent) = upload([lost()], &["InProgress", "InProgress", "Completed"]).await;
        assert_eq!(uploaded.unwrap().state, "Completed");
        assert_eq!(sent.requests().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_did_not_arrive_is_sent_again() {
        let (uploaded, sent) = upload(
            [lost(), file(503, b""), file(200, b"{}")],
            &["PendingFileUpload", "PendingFileUpload", "Completed"],
        )
        .await;
        assert_eq!(uploaded.unwrap().state, "Completed");
        let requests = sent.requests();
        assert_eq!(requests.len(), 3);
        let headers = requests[0].headers();
        for name in [
            "authorization",
            "authenticationtoken",
            "developertoken",
            "customerid",
            "accountid",
        ] {
            assert!(headers.contains_key(name), "{name}");
        }
        assert!(!headers.contains_key("customeraccountid"));
    }

    #[tokio::test(start_paused = true)]
    async fn an_address_that_took_a_file_already_has_it() {
        let used = br#"{"TrackingId":"t","Code":3224,"ErrorCode":"BulkServiceUrlAlreadyUsedForUpload","Message":"m"}"#;
        let (uploaded, sent) = upload(
            [lost(), file(400, used)],
            &["PendingFileUpload", "Completed"],
        )
        .await;
        assert_eq!(uploaded.unwrap().state, "Completed");
        assert_eq!(sent.requests().len(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_is_refused_is_explained() {
        let refused = br#"{"TrackingId":"t","Code":3220,"ErrorCode":"BulkServiceInvalidBulkUploadUrl","Message":"no such"}"#;
        let (uploaded, _) = upload([file(400, refused)], &[]).await;
        assert_eq!(
            uploaded.unwrap_err().to_string(),
            "the service did not take the file (HTTP 400): 3220 BulkServiceInvalidBulkUploadUrl: no such; tracking id t"
        );
        let (uploaded, _) = upload([file(200, b"")], &["Failed"]).await;
        let error = uploaded.unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Job, "the job `id` ended as Failed")
        );
    }
}
