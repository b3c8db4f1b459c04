//! The records of a report that was brought home as CSV.

use crate::{Error, ErrorKind};
use csv::StringRecord;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

/// The beginning of the first line of a report's header.
const HEADER: &str = "Report Name:";
/// The line of the header that counts the records.
const COUNT: &str = "Rows:";
/// The beginnings of the last line of a report.
const FOOTERS: [&str; 2] = ["©", "\u{40}2"];

/// The records of a report, one by one. What stands before and after them, the header and the footer, is left out.
///
/// A report that counts its records is held to it: one that ends early is an error.
#[derive(Debug)]
pub struct Records {
    reader: csv::Reader<BufReader<File>>,
    columns: Arc<StringRecord>,
    expected: Option<u64>,
    read: u64,
    is_over: bool,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    columns: Arc<StringRecord>,
    values: StringRecord,
}

impl Record {
    /// The value in a column, by the column's name.
    pub fn get(&self, column: &str) -> Option<&str> {
        let place = self.columns.iter().position(|name| name == column)?;
        self.values.get(place)
    }

    /// The names of the columns with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().zip(self.values.iter())
    }
}

impl Records {
    /// Opens a report and reads its header.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if it cannot be opened, and [`ErrorKind::Input`] if it is not CSV or has no column names.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|error| {
            let what = format!("`{}` cannot be opened: {error}", path.display());
            Error::new(ErrorKind::File, what)
        })?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(BufReader::new(file));
        let (columns, expected) = read_header(&mut reader)?;
        Ok(Self {
            reader,
            columns: Arc::new(columns),
            expected,
            read: 0,
            is_over: false,
        })
    }

    /// The names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter()
    }

    /// How many records the report says that it has, where it does.
    pub fn expected(&self) -> Option<u64> {
        self.expected
    }

    fn read_one(&mut self) -> Result<Option<Record>, Error> {
        let mut values = StringRecord::new();
        let is_there = self.reader.read_record(&mut values).map_err(unread)?;
        if !is_there || is_footer(&values) {
            return match self.expected {
                Some(expected) if expected != self.read => Err(Error::new(
                    ErrorKind::Input,
                    format!("the report ends after {} of {expected} records", self.read),
                )),
                _ => Ok(None),
            };
        }
        if values.len() != self.columns.len() {
            let line = values.position().map_or(0, csv::Position::line);
            let (count, columns) = (values.len(), self.columns.len());
            let what = format!(
                "line {line} of the report has {count} values; there are {columns} columns"
            );
            return Err(Error::new(ErrorKind::Input, what));
        }
        self.read += 1;
        Ok(Some(Record {
            columns: Arc::clone(&self.columns),
            values,
        }))
    }
}

impl Iterator for Records {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.read_one().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Reads up to the names of the columns; with them comes the number of records, if the header has it.
fn read_header(
    reader: &mut csv::Reader<BufReader<File>>,
) -> Result<(StringRecord, Option<u64>), Error> {
    let mut line = StringRecord::new();
    let mut expected = None;
    let mut is_header = false;
    let mut is_first = true;
    while reader.read_record(&mut line).map_err(unread)? {
        let cell = line
            .get(0)
            .unwrap_or_default()
            .trim_start_matches('\u{feff}');
        if is_first && cell.starts_with(HEADER) {
            is_header = true;
        }
        if is_first && !is_header {
            let mut columns = StringRecord::from(vec![cell]);
            line.iter()
                .skip(1)
                .for_each(|name| columns.push_field(name));
            return Ok((columns, None));
        }
        is_first = false;
        if let Some(count) = cell.strip_prefix(COUNT) {
            expected = count.trim().parse().ok();
        }
        // The lines of a header are one cell each, with a colon; the names of columns have none.
        if line.len() > 1 || !cell.contains(':') {
            return Ok((line, expected));
        }
    }
    Err(Error::new(
        ErrorKind::Input,
        "the report has no names of columns",
    ))
}

fn is_footer(values: &StringRecord) -> bool {
    let first = values.get(0).unwrap_or_default();
    let rest_is_empty = values.iter().skip(1).all(str::is_empty);
    rest_is_empty
        && FOOTERS.iter().any(|footer| first.starts_with(footer))
        && first.contains("Microsoft")
}

fn unread(error: csv::Error) -> Error {
    Error::new(
        ErrorKind::Input,
        format!("the report cannot be read: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::Records;

    fn records(text: &str) -> Result<Vec<Vec<(String, String)>>, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let records = Records::open(file.path()).map_err(|error| error.to_string())?;
        records
            .map(|record| {
                let record = record.map_err(|error| error.to_string())?;
                let pairs = record
                    .iter()
                    .map(|(name, value)| (name.into(), value.into()));
                Ok(pairs.collect())
            })
            .collect()
    }

    const HEADER: &str = "\u{feff}\"Report Name: r\"\n\"Report Time: 1/1/2026\"\n\"Rows: 2\"\n\n";
    const FOOTER: &str = "\n\"©2026 Microsoft Corporation. All rights reserved. \"\n";

    #[test]
    fn records_are_what_stands_between_header_and_footer() {
        let body = "\"AccountId\",\"Clicks\"\n\"1\",\"2\"\n\"3\",\"4\"\n";
        for text in [
            format!("{HEADER}{body}{FOOTER}"),
            format!("{HEADER}{body}"),
            format!("{body}{FOOTER}"),
            body.to_owned(),
            format!("\u{feff}{body}"),
        ] {
            let records = records(&text).unwrap();
            assert_eq!(records.len(), 2);
            assert_eq!(records[1][0], ("AccountId".into(), "3".into()), "{text}");
            assert_eq!(records[1][1], ("Clicks".into(), "4".into()));
        }
    }

    #[test]
    fn a_report_that_ends_early_is_an_error() {
        let text = format!("{HEADER}A,B\n1,2\n");
        assert_eq!(
            records(&text).unwrap_err(),
            "the report ends after 1 of 2 records"
        );
    }

    #[test]
    fn a_line_with_another_number_of_values_is_named() {
        assert_eq!(
            records("A,B\n1,2,3\n").unwrap_err(),
            "line 2 of the report has 3 values; there are 2 columns"
        );
        assert_eq!(
            records("").unwrap_err(),
            "the report has no names of columns"
        );
    }

    #[test]
    fn a_report_may_have_one_column_and_no_records() {
        assert!(records("AccountId\n").unwrap().is_empty());
        let text = format!("{}AccountId\n", HEADER.replace("2\"\n\n", "0\"\n\n"));
        assert!(records(&text).unwrap().is_empty());
    }
}
