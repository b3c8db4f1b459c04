use super::{ConversionUploader, Progress};
use crate::conversions::report::{Batch, Duplicate, Judge};
use crate::conversions::{Applied, ApplyConversions, Journal, UploadId};
use crate::{ApiError, Delivery, Error, ErrorCode, ErrorKind, OfflineConversion};
use castile::DateTime;
use std::collections::HashMap;
use std::future::pending;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

fn now() -> DateTime {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

fn conversion(click: usize) -> OfflineConversion {
    OfflineConversion {
        conversion_name: "Lead".into(),
        conversion_time: "2026-06-01T10:00:00Z".parse().ok(),
        microsoft_click_id: format!("c{click}").into(),
        ..OfflineConversion::default()
    }
}

fn conversions(count: usize) -> impl Iterator<Item = OfflineConversion> {
    (1..=count).map(conversion)
}

/// A service that counts what it gets, and fails, rejects or hangs as it is told.
#[derive(Default)]
struct Memory {
    calls: Mutex<Vec<Vec<String>>>,
    /// What to answer to a batch that begins with this click.
    answers: HashMap<String, Answer>,
    called: Notify,
    under_way: AtomicUsize,
    most_under_way: AtomicUsize,
}

enum Answer {
    Reject(Vec<ApiError>),
    Fail(ErrorKind),
    Hang,
}

impl Memory {
    fn answering(click: usize, answer: Answer) -> Self {
        Self {
            answers: HashMap::from([(format!("c{click}"), answer)]),
            ..Self::default()
        }
    }

    fn calls(&self) -> Vec<Vec<String>> {
        self.calls.lock().unwrap().clone()
    }

    /// Waits until so many conversions have come in.
    async fn has_received(&self, conversions: usize) {
        while self.clicks() < conversions {
            self.called.notified().await;
        }
    }

    fn clicks(&self) -> usize {
        self.calls().iter().map(Vec::len).sum()
    }
}

impl ApplyConversions for Memory {
    async fn apply(&self, conversions: Vec<OfflineConversion>) -> Result<Applied, Error> {
        let clicks: Vec<String> = conversions
            .iter()
            .filter_map(|conversion| conversion.microsoft_click_id.as_deref().map(str::to_owned))
            .collect();
        let answer = self.answers.get(&clicks[0]);
        self.calls.lock().unwrap().push(clicks);
        self.called.notify_one();
        let under_way = self.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_under_way.fetch_max(under_way, Ordering::SeqCst);
        tokio::task::yield_now().await;
        self.under_way.fetch_sub(1, Ordering::SeqCst);
        match answer {
            None => Ok(Applied {
                partial_errors: Vec::new(),
                tracking_id: Some("t".into()),
            }),
            Some(Answer::Reject(errors)) => Ok(Applied {
                partial_errors: errors.clone(),
                tracking_id: None,
            }),
            Some(Answer::Fail(kind)) => Err(Error::new(*kind, "as told")),
            Some(Answer::Hang) => pending().await,
        }
    }
}

fn uploader(service: &Memory) -> ConversionUploader<&Memory> {
    ConversionUploader::new(service).now(now())
}

fn journal(path: &Path) -> Journal {
    let (seconds, _) = now().to_unix().unwrap();
    Journal::open(path, &UploadId::of(&b"rows"[..]).unwrap(), seconds, 10).unwrap()
}

#[tokio::test]
async fn conversions_go_out_in_full_batches() {
    let service = Memory::default();
    let report = uploader(&service)
        .calls_at_once(1)
        .upload(conversions(2_500))
        .await
        .unwrap();
    let sizes: Vec<usize> = service.calls().iter().map(Vec::len).collect();
    assert_eq!(sizes, [1_000, 1_000, 500]);
    assert_eq!(
        (report.rows, report.sent, report.accepted),
        (2_500, 2_500, 2_500)
    );
    assert!(report.rejected.is_empty() && report.duplicates.is_empty());
}

#[tokio::test]
async fn no_more_calls_are_under_way_than_allowed() {
    let service = Memory::default();
    uploader(&service)
        .batch_size(1)
        .calls_at_once(3)
        .upload(conversions(20))
        .await
        .unwrap();
    assert_eq!(service.most_under_way.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn nothing_is_sent_of_what_the_checks_refuse() {
    let service = Memory::default();
    let bad = OfflineConversion {
        conversion_time: None,
        ..conversion(2)
    };
    let rows = vec![conversion(1), bad, conversion(3), conversion(1)];
    let report = uploader(&service).upload(rows).await.unwrap();
    assert_eq!(service.calls(), [["c1", "c3"]]);
    assert_eq!(
        (
            report.rows,
            report.sent,
            report.accepted,
            report.rejected_rows()
        ),
        (4, 2, 2, 1)
    );
    assert_eq!(report.duplicates, [Duplicate { row: 4, of: 1 }]);
    assert_eq!(
        (report.rejected[0].row, report.rejected[0].by),
        (Some(2), Judge::Check)
    );
    assert_eq!(report.rejected[0].name, "OfflineConversionTimeNullOrEmpty");
}

#[tokio::test]
async fn partial_errors_are_joined_to_their_rows() {
    let error = |index: usize| {
        ApiError::new(ErrorCode::OFFLINE_CONVERSION_NAME_INVALID).at(index, "ConversionName")
    };
    let unplaced = ApiError::new(ErrorCode::OFFLINE_CONVERSION_IS_NULL);
    let service = Memory::answering(
        11,
        Answer::Reject(vec![error(9), error(0), error(0), unplaced]),
    );
    let report = uploader(&service)
        .batch_size(10)
        .upload(conversions(25))
        .await
        .unwrap();
    let rows: Vec<_> = report
        .rejected
        .iter()
        .map(|rejection| rejection.row)
        .collect();
    assert_eq!(rows, [Some(11), Some(11), Some(20), None]);
    assert_eq!(report.rejected[0].code, Some(5606));
    assert_eq!(
        (report.sent, report.rejected_rows(), report.accepted),
        (25, 3, 22)
    );
}

#[tokio::test]
async fn progress_is_told_after_every_batch() {
    let told = std::sync::Arc::new(Mutex::new(Vec::<Progress>::new()));
    let teller = told.clone();
    let service = Memory::default();
    let uploader = uploader(&service).batch_size(10).calls_at_once(1);
    uploader
        .on_progress(move |progress| teller.lock().unwrap().push(progress))
        .upload(conversions(25))
        .await
        .unwrap();
    let rows: Vec<u64> = told
        .lock()
        .unwrap()
        .iter()
        .map(|progress| progress.rows)
        .collect();
    assert_eq!(rows, [10, 20, 25]);
}

#[tokio::test]
async fn after_a_failure_no_other_call_is_begun() {
    let service = Memory::answering(11, Answer::Fail(ErrorKind::NoAnswer));
    let stopped = uploader(&service)
        .batch_size(10)
        .calls_at_once(1)
        .upload(conversions(50))
        .await
        .unwrap_err();
    assert_eq!(service.calls().len(), 2);
    assert_eq!(stopped.error.delivery(), Delivery::Unknown);
    assert_eq!(stopped.report.sent, 10);
    assert_eq!(
        stopped.report.in_doubt,
        [Batch {
            first_row: 11,
            last_row: 20,
            conversions: 10
        }]
    );
}

#[tokio::test]
async fn an_error_of_the_input_stops_the_upload() {
    let service = Memory::default();
    let rows = (1..=15)
        .map(|click| Ok(conversion(click)))
        .chain([Err(Error::new(ErrorKind::Input, "torn"))]);
    let stream = futures_util::stream::iter(rows);
    let stopped = uploader(&service)
        .batch_size(10)
        .upload_stream(stream)
        .await
        .unwrap_err();
    assert_eq!(stopped.error.kind(), ErrorKind::Input);
    assert_eq!(service.clicks(), 10);
}

/// The acceptance of the whole: stopped in the middle, taken up again, nothing lost and no answered batch sent twice.
#[tokio::test]
async fn an_interrupted_upload_is_continued_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let error = ApiError::new(ErrorCode::OFFLINE_CONVERSION_NAME_INVALID).at(1, "ConversionName");
    let mut service = Memory::answering(21, Answer::Hang);
    service
        .answers
        .insert("c1".into(), Answer::Reject(vec![error]));
    let first = uploader(&service)
        .journal(journal(&path))
        .calls_at_once(2)
        .upload(conversions(45));
    tokio::select! {
        ended = first => panic!("the third batch has no answer, and yet: {ended:?}"),
        () = service.has_received(45) => {}
    }

    let second = Memory::default();
    let report = uploader(&second)
        .journal(journal(&path))
        .upload(conversions(45))
        .await
        .unwrap();
    let firsts: Vec<String> = second
        .calls()
        .iter()
        .map(|clicks| clicks[0].clone())
        .collect();
    assert!(firsts.contains(&"c21".to_owned()), "{firsts:?}");
    assert!(
        firsts
            .iter()
            .all(|first| ["c21", "c41"].contains(&first.as_str())),
        "{firsts:?}"
    );
    assert_eq!((report.rows, report.sent, report.accepted), (45, 45, 44));
    assert_eq!(report.rejected[0].row, Some(2));
    assert_eq!(
        report.resent[0],
        Batch {
            first_row: 21,
            last_row: 30,
            conversions: 10
        }
    );
    assert_eq!(
        report.resumed
            + report
                .resent
                .iter()
                .map(|batch| batch.conversions as u64)
                .sum::<u64>(),
        45
    );

    let third = Memory::default();
    let report = uploader(&third)
        .journal(journal(&path))
        .upload(conversions(45))
        .await
        .unwrap();
    assert_eq!(third.clicks(), 0);
    assert_eq!((report.sent, report.accepted, report.resumed), (45, 44, 45));
}

#[tokio::test]
async fn a_batch_that_was_refused_or_never_left_is_sent_later_and_not_called_resent() {
    for kind in [ErrorKind::NotSent, ErrorKind::Refused] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let service = Memory::answering(11, Answer::Fail(kind));
        let stopped = uploader(&service)
            .journal(journal(&path))
            .calls_at_once(1)
            .upload(conversions(30))
            .await
            .unwrap_err();
        assert_eq!(
            (stopped.report.sent, stopped.report.in_doubt.len()),
            (10, 0)
        );
        let second = Memory::default();
        let report = uploader(&second)
            .journal(journal(&path))
            .upload(conversions(30))
            .await
            .unwrap();
        assert_eq!(
            (
                report.sent,
                report.resumed,
                report.resent.len(),
                second.clicks()
            ),
            (30, 10, 0, 20)
        );
    }
}

#[tokio::test]
async fn other_rows_under_the_same_journal_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let service = Memory::default();
    uploader(&service)
        .journal(journal(&path))
        .upload(conversions(30))
        .await
        .unwrap();
    let stopped = uploader(&service)
        .journal(journal(&path))
        .upload(conversions(31).skip(1))
        .await
        .unwrap_err();
    assert_eq!(stopped.error.kind(), ErrorKind::Journal);
    assert_eq!(service.clicks(), 30);
}

#[test]
fn the_upload_is_send() {
    fn is_send(_: impl Send) {}
    let service = Memory::default();
    is_send(uploader(&service).upload(vec![conversion(1)]));
}
