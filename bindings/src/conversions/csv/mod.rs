//! Conversions from a CSV file.
//!
//! The first row names the columns, in any order, upper and lower case alike:
//!
//! | column | what it holds |
//! |---|---|
//! | `ConversionName` | the name of the conversion goal |
//! | `ConversionTime` | `2026-01-31T23:59:59Z`, or for examples and tests a time relative to the start of the upload: `now`, `now-3d`, `now-36h`, `now-90m`, `now-30s`, `now+1d` |
//! | `MicrosoftClickId` | the MSCLKID |
//! | `ConversionValue` | a number with a decimal point |
//! | `ConversionCurrencyCode` | three letters |
//! | `ExternalAttributionCredit` | a number greater than 0 and at most 1 |
//! | `ExternalAttributionModel` | the name of the model |
//! | `HashedEmailAddress`, `HashedPhoneNumber` | SHA-256 hashes, 64 hex digits |
//! | `Email`, `Phone` | in the clear: [brought into form and hashed](super::hash) here, and never sent or kept |
//! | `Note` | for you; not sent |
//!
//! Columns may be left out; an empty cell is a value that is not given. Rows are numbered as a spreadsheet does: the
//! header is row 1. The text is UTF-8, with or without a byte order mark; lines end in LF or CRLF; cells may be quoted
//! and then hold commas, quotes (doubled) and line ends. Rows without any text are passed over.

mod column;
mod draft;

use super::row::Row;
use super::rules::{Rule, Violation};
use crate::{Error, ErrorKind};
use castile::DateTime;
use column::Column;
use csv::ByteRecord;
use draft::Draft;
use std::io::Read;

/// Reads the rows of a CSV file one after the other.
///
/// ```
/// use castile::DateTime;
/// use msads::conversions::csv::Reader;
///
/// let text = "ConversionName,ConversionTime,MicrosoftClickId\nLead,2026-01-31T10:00:00Z,c1\n";
/// let rows: Vec<_> = Reader::new(text.as_bytes(), DateTime::now_utc())?.collect::<Result<_, _>>()?;
/// assert_eq!(rows[0].number, Some(2));
/// # Ok::<(), msads::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    reader: csv::Reader<R>,
    columns: Vec<Column>,
    now: DateTime,
    row: u64,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Relative times count from `now`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] if there is no header, it has an unknown column or one twice, or the text is UTF-16.
    pub fn new(input: R, now: DateTime) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let header = reader.byte_headers().map_err(unreadable)?;
        let first = header.get(0).unwrap_or_default();
        if first.starts_with(&[0xFF, 0xFE]) || first.starts_with(&[0xFE, 0xFF]) {
            return Err(input_error(
                "the text is UTF-16; save it as UTF-8".to_owned(),
            ));
        }
        let mut columns = Vec::with_capacity(header.len());
        for name in header {
            let name = str::from_utf8(name)
                .map_err(|_| input_error("the header is not UTF-8".to_owned()))?;
            let column = Column::named(name.trim())?;
            if columns.contains(&column) {
                return Err(input_error(format!(
                    "the column `{}` is there twice",
                    column.name()
                )));
            }
            columns.push(column);
        }
        if columns.is_empty() {
            return Err(input_error("there is no header".to_owned()));
        }
        Ok(Self {
            reader,
            columns,
            now,
            row: 1,
        })
    }

    fn read(&self, record: &ByteRecord) -> Row {
        let mut draft = Draft {
            row: self.row,
            now: self.now,
            ..Draft::default()
        };
        if record.len() != self.columns.len() {
            let reason = format!(
                "the row has {} cells, the header {}",
                record.len(),
                self.columns.len()
            );
            draft
                .violations
                .push(Violation::new(self.row, Rule::CellsReadable).because(reason));
        }
        for (column, cell) in self.columns.iter().zip(record) {
            match str::from_utf8(cell) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => draft.set(*column, text.trim()),
                Err(_) => draft.violations.push(Violation {
                    field: column.name(),
                    ..Violation::new(self.row, Rule::CellsReadable).because("the cell is not UTF-8")
                }),
            }
        }
        let content = if draft.violations.is_empty() {
            Ok(draft.conversion)
        } else {
            Err(draft.violations)
        };
        Row {
            number: Some(self.row),
            content,
        }
    }
}

/// Each row with its number; an error ends the rows.
impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = ByteRecord::new();
        loop {
            match self.reader.read_byte_record(&mut record) {
                Ok(false) => return None,
                Ok(true) => self.row += 1,
                Err(error) => return Some(Err(unreadable(error))),
            }
            if record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                return Some(Ok(self.read(&record)));
            }
        }
    }
}

fn unreadable(error: csv::Error) -> Error {
    input_error(format!("the file cannot be read: {error}")).caused_by(error)
}

fn input_error(what: String) -> Error {
    Error::new(ErrorKind::Input, what)
}

#[cfg(test)]
mod tests;
