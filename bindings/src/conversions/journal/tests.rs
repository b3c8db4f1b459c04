use super::{BatchState, Intent, Journal, Outcome, RecordedRejection, UploadId};
use crate::ErrorKind;
use std::fs;
use std::io::Write;
use std::path::Path;

fn upload() -> UploadId {
    UploadId::of(&b"input"[..]).unwrap()
}

fn open(path: &Path) -> Journal {
    Journal::open(path, &upload(), 1_700_000_000, 1000).unwrap()
}

fn intent(batch: u64) -> Intent {
    Intent {
        batch,
        conversions: 2,
        digest: format!("digest {batch}"),
    }
}

fn outcome() -> Outcome {
    Outcome {
        tracking_id: Some("9eaa".into()),
        rejections: vec![RecordedRejection {
            index: Some(1),
            code: 5606,
            symbol: "OfflineConversionNameInvalid".into(),
            field: "ConversionName".into(),
            reason: "a reason\twith a tab,\r\na line and a \\".into(),
        }],
    }
}

#[test]
fn what_was_recorded_is_known_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = open(&path);
    assert!(!journal.is_resumed());
    for batch in 0..3 {
        journal.intend(intent(batch)).unwrap();
    }
    journal.confirm(0, outcome()).unwrap();
    journal.withdraw(2).unwrap();
    drop(journal);

    let journal = Journal::open(&path, &upload(), 5, 7).unwrap();
    assert!(journal.is_resumed());
    assert_eq!(
        (journal.started_at(), journal.batch_size()),
        (1_700_000_000, 1000)
    );
    assert_eq!(
        journal.state(&intent(0)).unwrap(),
        BatchState::Confirmed(outcome())
    );
    assert_eq!(journal.state(&intent(1)).unwrap(), BatchState::InDoubt);
    assert_eq!(journal.state(&intent(2)).unwrap(), BatchState::Open);
    assert_eq!(journal.state(&intent(3)).unwrap(), BatchState::Open);
}

/// Every length at which a crash can stop the writing of a line.
#[test]
fn a_torn_last_line_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = open(&path);
    journal.intend(intent(0)).unwrap();
    drop(journal);
    let before = fs::read(&path).unwrap();
    let mut journal = open(&path);
    journal.confirm(0, outcome()).unwrap();
    drop(journal);
    let after = fs::read(&path).unwrap();

    for length in before.len()..after.len() {
        fs::write(&path, &after[..length]).unwrap();
        assert_eq!(
            open(&path).state(&intent(0)).unwrap(),
            BatchState::InDoubt,
            "{length}"
        );
        assert_eq!(fs::read(&path).unwrap(), before, "{length}");
    }
    for length in 0..before.iter().position(|byte| *byte == b'\n').unwrap() {
        fs::write(&path, &before[..length]).unwrap();
        assert!(!open(&path).is_resumed(), "{length}");
    }
}

#[test]
fn a_damaged_line_in_the_middle_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = open(&path);
    journal.intend(intent(0)).unwrap();
    journal.intend(intent(1)).unwrap();
    drop(journal);
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace("intended\t0", "intended\t7");
    fs::write(&path, &text).unwrap();
    let error = Journal::open(&path, &upload(), 0, 1000).unwrap_err();
    assert!(error.to_string().contains("line 2 is damaged"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn another_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for text in [
        "ConversionName,ConversionTime",
        "ConversionName\nLead\n",
        "msads",
    ] {
        let path = folder.path().join("file");
        fs::File::create(&path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let opened = Journal::open(&path, &upload(), 0, 1000);
        if text == "msads" {
            assert!(opened.is_ok(), "a torn first line starts afresh");
        } else {
            assert_eq!(opened.unwrap_err().kind(), ErrorKind::Journal);
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
}

#[test]
fn the_journal_of_another_input_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(open(&path));
    let other = UploadId::of(&b"other"[..]).unwrap();
    let error = Journal::open(&path, &other, 0, 1000).unwrap_err();
    assert!(error.to_string().contains("another input"), "{error}");
}

#[test]
fn a_batch_with_other_conversions_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(&folder.path().join("journal"));
    journal.intend(intent(0)).unwrap();
    let other = Intent {
        digest: "another".into(),
        ..intent(0)
    };
    assert_eq!(
        journal.state(&other).unwrap_err().kind(),
        ErrorKind::Journal
    );
}

#[test]
fn a_second_holder_is_refused_until_the_first_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let first = open(&path);
    let error = Journal::open(&path, &upload(), 0, 1000).unwrap_err();
    assert!(
        error.to_string().contains("in use by another upload"),
        "{error}"
    );
    drop(first);
    open(&path);
}

#[cfg(unix)]
#[test]
fn a_new_journal_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(open(&path));
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}
