//! The journal of an upload: what was about to be sent, and what came of it, on disk before the next step.
//!
//! A batch is *intended* before it is sent and *confirmed* with its result once the service has answered. What an
//! interruption leaves behind is then one of three things: not yet intended (it is sent), confirmed (it is never sent
//! again; its result comes from the journal), or intended and unconfirmed: *in doubt*. Nobody can say whether the
//! service has seen a batch in doubt. It is sent again, because the service ignores a conversion that it already has
//! (`ApplyOfflineConversions`: "the first instance will be used and the others will be ignored"), and reported as resent.
//!
//! The file is text, one record a line, each with a checksum, each on disk (`fsync`) before work goes on. A last line
//! that was torn by a crash is dropped; any other damage is an error. One process at a time holds the file.

mod line;

use crate::{Error, ErrorKind};
use line::Record;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use line::{Outcome, RecordedRejection};

/// How long a new holder waits for one that is letting go: an upload that was dropped finishes the entry that it was
/// writing.
const LETTING_GO: Duration = Duration::from_secs(1);

/// What an upload is of: a hash of its whole input. Two runs over the same input have the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UploadId(String);

impl UploadId {
    /// Reads `input` to its end.
    ///
    /// # Errors
    ///
    /// Those of reading.
    pub fn of(mut input: impl Read) -> std::io::Result<Self> {
        let mut hash = Sha256::new();
        let mut chunk = [0; 64 * 1024];
        loop {
            match input.read(&mut chunk)? {
                0 => return Ok(Self(super::hash::hex(&hash.finalize()))),
                length => hash.update(&chunk[..length]),
            }
        }
    }
}

impl fmt::Display for UploadId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A batch as the journal knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Intent {
    /// Its number, from 0.
    pub(crate) batch: u64,
    /// How many conversions it holds.
    pub(crate) conversions: usize,
    /// A hash of those conversions.
    pub(crate) digest: String,
}

/// What is known of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BatchState {
    /// It was never sent, or was refused as a whole.
    Open,
    /// It may have been sent.
    InDoubt,
    /// The service has answered.
    Confirmed(Outcome),
}

/// The journal of one upload, locked for this process.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    upload: UploadId,
    started_at: i64,
    batch_size: usize,
    batches: BTreeMap<u64, (Intent, BatchState)>,
    resumed: bool,
    broken: bool,
}

impl Journal {
    /// Opens the journal at `path`, or starts one there.
    ///
    /// `started_at` (Unix seconds) and `batch_size` are for a new journal; one that is continued keeps its own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Journal`] if another process holds it, if it is of another upload, if the file is something else
    /// or damaged before its last line, and if it cannot be read or written.
    pub fn open(
        path: &Path,
        upload: &UploadId,
        started_at: i64,
        batch_size: usize,
    ) -> Result<Self, Error> {
        let mut file = open_locked(path)?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)
            .map_err(|error| failed(path, "cannot be read", error))?;
        let (records, whole) = line::parse(&text).map_err(|damage| {
            Error::new(
                ErrorKind::Journal,
                format!(
                    "`{}` is not a journal that can be continued: {damage}",
                    path.display()
                ),
            )
        })?;
        cut(&mut file, whole).map_err(|error| failed(path, "cannot be written", error))?;
        let mut journal = Self {
            path: path.to_owned(),
            file,
            upload: upload.clone(),
            started_at,
            batch_size,
            batches: BTreeMap::new(),
            resumed: !records.is_empty(),
            broken: false,
        };
        if records.is_empty() {
            journal.append(&Record::Upload {
                upload: upload.0.clone(),
                started_at,
                batch_size,
            })?;
            sync_folder(path).map_err(|error| failed(path, "cannot be written", error))?;
        }
        for record in records {
            journal.replay(record)?;
        }
        Ok(journal)
    }

    /// Whether an earlier run has written to it.
    pub fn is_resumed(&self) -> bool {
        self.resumed
    }

    /// When the upload began, in Unix seconds: its clock, also for the runs that continue it.
    pub fn started_at(&self) -> i64 {
        self.started_at
    }

    /// How many conversions a full batch of this upload has.
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is known of a batch.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Journal`] if the journal knows a batch of that number with other conversions.
    pub(crate) fn state(&self, intent: &Intent) -> Result<BatchState, Error> {
        match self.batches.get(&intent.batch) {
            None => Ok(BatchState::Open),
            Some((known, state)) if known == intent => Ok(state.clone()),
            Some(_) => Err(Error::new(
                ErrorKind::Journal,
                format!(
                    "batch {} is not the one of the journal `{}`",
                    intent.batch,
                    self.path.display()
                ),
            )),
        }
    }

    /// Records that a batch is about to be sent.
    pub(crate) fn intend(&mut self, intent: Intent) -> Result<(), Error> {
        self.append(&Record::Intended(intent.clone()))?;
        self.batches
            .insert(intent.batch, (intent, BatchState::InDoubt));
        Ok(())
    }

    /// Records the answer to a batch.
    pub(crate) fn confirm(&mut self, batch: u64, outcome: Outcome) -> Result<(), Error> {
        self.append(&Record::Confirmed {
            batch,
            outcome: outcome.clone(),
        })?;
        self.settle(batch, BatchState::Confirmed(outcome));
        Ok(())
    }

    /// Records that the service has certainly not acted on a batch.
    pub(crate) fn withdraw(&mut self, batch: u64) -> Result<(), Error> {
        self.append(&Record::Withdrawn { batch })?;
        self.settle(batch, BatchState::Open);
        Ok(())
    }

    fn settle(&mut self, batch: u64, state: BatchState) {
        if let Some((_, known)) = self.batches.get_mut(&batch) {
            *known = state;
        }
    }

    fn replay(&mut self, record: Record) -> Result<(), Error> {
        match record {
            Record::Upload {
                upload,
                started_at,
                batch_size,
            } => {
                if upload != self.upload.0 {
                    return Err(Error::new(
                        ErrorKind::Journal,
                        format!(
                            "the journal `{}` is of another input; give another path, or remove it to start afresh",
                            self.path.display()
                        ),
                    ));
                }
                (self.started_at, self.batch_size) = (started_at, batch_size);
            }
            Record::Intended(intent) => {
                self.batches
                    .insert(intent.batch, (intent, BatchState::InDoubt));
            }
            Record::Confirmed { batch, outcome } => {
                self.settle(batch, BatchState::Confirmed(outcome))
            }
            Record::Withdrawn { batch } => self.settle(batch, BatchState::Open),
        }
        Ok(())
    }

    /// After a failure nothing more is appended, so that only the last line can be torn.
    fn append(&mut self, record: &Record) -> Result<(), Error> {
        if self.broken {
            return Err(Error::new(
                ErrorKind::Journal,
                format!(
                    "an earlier write to the journal `{}` failed",
                    self.path.display()
                ),
            ));
        }
        self.broken = true;
        self.file
            .write_all(record.to_line().as_bytes())
            .and_then(|()| self.file.sync_data())
            .map_err(|error| failed(&self.path, "cannot be written", error))?;
        self.broken = false;
        Ok(())
    }
}

/// Opens or creates the file, readable by its owner alone, and takes its lock.
fn open_locked(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(path)
        .map_err(|error| failed(path, "cannot be opened", error))?;
    let given_up = Instant::now() + LETTING_GO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < given_up => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(Error::new(
                    ErrorKind::Journal,
                    format!(
                        "the journal `{}` is in use by another upload",
                        path.display()
                    ),
                ));
            }
            Err(TryLockError::Error(error)) => return Err(failed(path, "cannot be locked", error)),
        }
    }
}

/// Drops a torn last line and stands at the end.
fn cut(file: &mut File, whole: usize) -> std::io::Result<()> {
    let whole = whole as u64;
    if file.metadata()?.len() > whole {
        file.set_len(whole)?;
        file.sync_data()?;
    }
    file.seek(SeekFrom::Start(whole)).map(drop)
}

/// Makes the name of a new file last, where the system allows to open a folder.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

fn failed(path: &Path, what: &str, error: std::io::Error) -> Error {
    Error::new(
        ErrorKind::Journal,
        format!("the journal `{}` {what}: {error}", path.display()),
    )
    .caused_by(error)
}

#[cfg(test)]
mod tests;
