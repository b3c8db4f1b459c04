//! The lines of a journal: fields between tabs, the last of them a checksum of the others.

use super::Intent;
use sha2::{Digest, Sha256};
use std::fmt;

/// The first field of the first line: what the file is, and in which version.
const MAGIC: &str = "msads-journal 1";

/// What the service answered to a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The identifier of the call at Microsoft.
    pub tracking_id: Option<String>,
    /// The conversions that it rejected; empty if it took them all.
    pub rejections: Vec<RecordedRejection>,
}

/// One rejection as a journal keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordedRejection {
    /// The place in the batch, from 0; none if the service named no place in it.
    pub index: Option<usize>,
    /// The number of the error.
    pub code: i32,
    /// The name of the error, or nothing.
    pub symbol: String,
    /// The member at fault, or nothing.
    pub field: String,
    /// The reason in words, or nothing.
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Record {
    Upload {
        upload: String,
        started_at: i64,
        batch_size: usize,
    },
    Intended(Intent),
    Confirmed {
        batch: u64,
        outcome: Outcome,
    },
    Withdrawn {
        batch: u64,
    },
}

impl Record {
    /// The record as a line, its end included.
    pub(super) fn to_line(&self) -> String {
        let fields: Vec<String> = match self {
            Self::Upload {
                upload,
                started_at,
                batch_size,
            } => {
                vec![
                    MAGIC.into(),
                    upload.clone(),
                    started_at.to_string(),
                    batch_size.to_string(),
                ]
            }
            Self::Intended(intent) => vec![
                "intended".into(),
                intent.batch.to_string(),
                intent.conversions.to_string(),
                intent.digest.clone(),
            ],
            Self::Confirmed { batch, outcome } => confirmed_fields(*batch, outcome),
            Self::Withdrawn { batch } => vec!["withdrawn".into(), batch.to_string()],
        };
        let body = fields
            .iter()
            .map(|field| escape(field))
            .collect::<Vec<_>>()
            .join("\t");
        format!("{body}\t{}\n", checksum(&body))
    }

    fn from_line(line: &str) -> Option<Self> {
        let (body, sum) = line.rsplit_once('\t')?;
        if checksum(body) != sum {
            return None;
        }
        let fields: Vec<String> = body.split('\t').map(unescape).collect::<Option<_>>()?;
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        match fields.as_slice() {
            [MAGIC, upload, started_at, batch_size] => Some(Self::Upload {
                upload: (*upload).to_owned(),
                started_at: number(started_at)?,
                batch_size: number(batch_size)?,
            }),
            ["intended", batch, conversions, digest] => Some(Self::Intended(Intent {
                batch: number(batch)?,
                conversions: number(conversions)?,
                digest: (*digest).to_owned(),
            })),
            ["confirmed", batch, tracking_id, rejections @ ..] => Some(Self::Confirmed {
                batch: number(batch)?,
                outcome: Outcome {
                    tracking_id: Some(*tracking_id)
                        .filter(|id| !id.is_empty())
                        .map(str::to_owned),
                    rejections: read_rejections(rejections)?,
                },
            }),
            ["withdrawn", batch] => Some(Self::Withdrawn {
                batch: number(batch)?,
            }),
            _ => None,
        }
    }
}

fn confirmed_fields(batch: u64, outcome: &Outcome) -> Vec<String> {
    let mut fields = vec![
        "confirmed".into(),
        batch.to_string(),
        outcome.tracking_id.clone().unwrap_or_default(),
    ];
    for rejection in &outcome.rejections {
        fields.push(
            rejection
                .index
                .map(|index| index.to_string())
                .unwrap_or_default(),
        );
        fields.push(rejection.code.to_string());
        fields.extend([
            rejection.symbol.clone(),
            rejection.field.clone(),
            rejection.reason.clone(),
        ]);
    }
    fields
}

fn read_rejections(fields: &[&str]) -> Option<Vec<RecordedRejection>> {
    let (rejections, rest) = fields.as_chunks::<5>();
    if !rest.is_empty() {
        return None;
    }
    let read = |[index, code, symbol, field, reason]: &[&str; 5]| {
        Some(RecordedRejection {
            index: if index.is_empty() {
                None
            } else {
                Some(number(index)?)
            },
            code: number(code)?,
            symbol: (*symbol).to_owned(),
            field: (*field).to_owned(),
            reason: (*reason).to_owned(),
        })
    };
    rejections.iter().map(read).collect()
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// What makes a file no journal to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    /// Its first line is not that of a journal.
    NotAJournal,
    /// A line other than the last cannot be read.
    Line(usize),
}

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAJournal => out.write_str("its first line is something else"),
            Self::Line(line) => write!(out, "line {line} is damaged"),
        }
    }
}

/// Reads the records of a journal, and how many bytes of it are whole: a crash can tear the last line.
pub(super) fn parse(text: &[u8]) -> Result<(Vec<Record>, usize), Damage> {
    let mut records = Vec::new();
    let mut whole = 0;
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let record = line
            .strip_suffix(b"\n")
            .and_then(|line| str::from_utf8(line).ok())
            .and_then(Record::from_line);
        match record {
            Some(record) if matches!(record, Record::Upload { .. }) == records.is_empty() => {
                records.push(record)
            }
            None if lines.peek().is_none() && is_torn(line, records.is_empty()) => break,
            _ if records.is_empty() => return Err(Damage::NotAJournal),
            _ => return Err(Damage::Line(records.len() + 1)),
        }
        whole += line.len();
    }
    Ok((records, whole))
}

/// Whether a last line can be what a crash left of a record. A first one must at least begin as a journal does, so that
/// no other file is ever cut.
fn is_torn(line: &[u8], is_first: bool) -> bool {
    !is_first || line.starts_with(MAGIC.as_bytes()) || MAGIC.as_bytes().starts_with(line)
}

fn checksum(body: &str) -> String {
    super::super::hash::hex(&Sha256::digest(body.as_bytes())[..4])
}

fn escape(field: &str) -> String {
    field
        .replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

fn unescape(field: &str) -> Option<String> {
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(text)
}
