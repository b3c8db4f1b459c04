//! `msads conversions upload`.

use crate::arguments::Upload;
use crate::target::Target;
use crate::{check, progress, summary};
use castile::DateTime;
use futures_util::stream;
use msads::conversions::{Interrupted, Journal, Report, UploadId};
use msads::{ConversionUploader, Error, ErrorKind};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Uploads a file and prints what came of it.
pub(crate) async fn run(arguments: Upload) -> Result<u8, Error> {
    let target = Target::of(&arguments).await?;
    let (seconds, _) = DateTime::now_utc().to_unix().unwrap_or_default();
    let mut uploader = ConversionUploader::new(target.client.clone())
        .batch_size(arguments.batch_size)
        .calls_at_once(target.calls_at_once);
    let mut started_at = seconds;
    if let Some(path) = &arguments.journal {
        let journal = Journal::open(
            path,
            &upload_id(&arguments.file, &target.identity)?,
            seconds,
            arguments.batch_size,
        )?;
        if journal.is_resumed() {
            eprintln!("continuing the upload of `{}`", path.display());
        }
        started_at = journal.started_at();
        uploader = uploader.journal(journal);
    }
    let now = DateTime::from_unix(started_at, 0).map_err(|error| {
        Error::new(
            ErrorKind::Journal,
            "the journal began at an impossible time",
        )
        .caused_by(error)
    })?;
    let rows = count(&arguments.file, now)?;
    let bar = progress::bar(rows);
    let shown = bar.clone();
    let upload = uploader
        .on_progress(move |done| progress::show(&shown, done))
        .upload_stream(stream::iter(check::open(&arguments.file, now)?));
    let ended = tokio::select! {
        // First, so that nothing is begun before the signal is listened to.
        biased;
        signal = tokio::signal::ctrl_c() => {
            bar.abandon();
            return Err(stopped(&arguments, signal.is_ok()));
        }
        ended = upload => ended,
    };
    bar.finish_and_clear();
    conclude(ended, &target.name)
}

fn conclude(ended: Result<Report, Interrupted>, target: &str) -> Result<u8, Error> {
    match ended {
        Ok(report) => {
            summary::print_upload(&report, target);
            Ok(if report.rejected.is_empty() {
                crate::ALL_WELL
            } else {
                crate::ROWS_REFUSED
            })
        }
        Err(interrupted) => {
            summary::print_upload(&interrupted.report, target);
            Err(interrupted.into())
        }
    }
}

fn stopped(arguments: &Upload, by_hand: bool) -> Error {
    let why = if by_hand {
        "stopped by hand"
    } else {
        "stopped"
    };
    let next = match &arguments.journal {
        Some(path) => format!(
            "the same command with `--journal {}` continues",
            path.display()
        ),
        None => "without `--journal` it is not known what was sent".to_owned(),
    };
    Error::new(ErrorKind::NoAnswer, format!("{why}; {next}"))
}

/// The same for the same file to the same service and account, and for nothing else.
fn upload_id(file: &Path, target: &str) -> Result<UploadId, Error> {
    let failed = |error| {
        Error::new(
            ErrorKind::Input,
            format!("`{}` cannot be read: {error}", file.display()),
        )
    };
    let content = BufReader::new(File::open(file).map_err(failed)?);
    UploadId::of(target.as_bytes().chain(content)).map_err(failed)
}

/// Reads the file once to its end, so that a file that cannot be read is known before anything is sent.
fn count(file: &Path, now: DateTime) -> Result<u64, Error> {
    check::open(file, now)?.try_fold(0, |rows, row| row.map(|_| rows + 1))
}
