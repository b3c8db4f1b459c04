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

use super::hash;
use super::row::Row;
use super::rules::{Rule, Violation};
use crate::{Error, ErrorKind, OfflineConversion};
use castile::{DateTime, Nillable};
use csv::ByteRecord;
use std::io::Read;

/// A column of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    CurrencyCode,
    Name,
    Time,
    Value,
    Credit,
    Model,
    HashedEmail,
    HashedPhone,
    ClickId,
    Email,
    Phone,
    Note,
}

impl Column {
    const ALL: [(Self, &'static str); 12] = [
        (Self::Name, "ConversionName"),
        (Self::Time, "ConversionTime"),
        (Self::ClickId, "MicrosoftClickId"),
        (Self::Value, "ConversionValue"),
        (Self::CurrencyCode, "ConversionCurrencyCode"),
        (Self::Credit, "ExternalAttributionCredit"),
        (Self::Model, "ExternalAttributionModel"),
        (Self::HashedEmail, "HashedEmailAddress"),
        (Self::HashedPhone, "HashedPhoneNumber"),
        (Self::Email, "Email"),
        (Self::Phone, "Phone"),
        (Self::Note, "Note"),
    ];

    fn named(name: &str) -> Result<Self, Error> {
        let known = Self::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        known.map(|(column, _)| *column).ok_or_else(|| {
            let names = Self::ALL.map(|(_, name)| name).join(", ");
            let hint = if name.contains([';', '\t']) {
                "; cells are separated by commas"
            } else {
                ""
            };
            input_error(format!(
                "there is no column `{name}`{hint}; the columns are {names}"
            ))
        })
    }

    fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(column, _)| *column == self)
            .map_or("", |(_, name)| name)
    }
}

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

/// A row on its way from cells to a conversion.
#[derive(Default)]
struct Draft {
    row: u64,
    now: DateTime,
    conversion: OfflineConversion,
    violations: Vec<Violation>,
}

impl Draft {
    fn set(&mut self, column: Column, text: &str) {
        let conversion = &mut self.conversion;
        match column {
            Column::CurrencyCode => conversion.conversion_currency_code = text.into(),
            Column::Name => conversion.conversion_name = text.into(),
            Column::Model => conversion.external_attribution_model = text.into(),
            Column::ClickId => conversion.microsoft_click_id = text.into(),
            Column::HashedEmail => self.set_email(Ok(text.to_owned())),
            Column::HashedPhone => self.set_phone(Ok(text.to_owned())),
            Column::Email => self.set_email(hash::email(text)),
            Column::Phone => self.set_phone(hash::phone(text)),
            Column::Time => match read_time(text, self.now) {
                Some(time) => conversion.conversion_time = Some(time),
                None => self.refuse(
                    Rule::TimeReadable,
                    format!("{}: `{text}`", Rule::TimeReadable),
                ),
            },
            Column::Value => match text.parse() {
                Ok(value) => conversion.conversion_value = Nillable::Value(value),
                Err(_) => self.refuse(
                    Rule::ValueUsable,
                    format!("{}: `{text}`", Rule::ValueUsable),
                ),
            },
            Column::Credit => match text.parse() {
                Ok(credit) => conversion.external_attribution_credit = Nillable::Value(credit),
                Err(_) => self.refuse(
                    Rule::CreditInRange,
                    format!("{}: `{text}`", Rule::CreditInRange),
                ),
            },
            Column::Note => {}
        }
    }

    fn set_email(&mut self, hash: Result<String, hash::NotHashable>) {
        match hash {
            Ok(_) if self.conversion.hashed_email_address.is_some() => {
                self.refuse(
                    Rule::EmailUsable,
                    "both `Email` and `HashedEmailAddress` are given".to_owned(),
                );
            }
            Ok(hash) => self.conversion.hashed_email_address = Some(hash),
            Err(error) => self.refuse(Rule::EmailUsable, error.to_string()),
        }
    }

    fn set_phone(&mut self, hash: Result<String, hash::NotHashable>) {
        match hash {
            Ok(_) if self.conversion.hashed_phone_number.is_some() => {
                self.refuse(
                    Rule::PhoneUsable,
                    "both `Phone` and `HashedPhoneNumber` are given".to_owned(),
                );
            }
            Ok(hash) => self.conversion.hashed_phone_number = Some(hash),
            Err(error) => self.refuse(Rule::PhoneUsable, error.to_string()),
        }
    }

    fn refuse(&mut self, rule: Rule, reason: String) {
        self.violations
            .push(Violation::new(self.row, rule).because(reason));
    }
}

/// Reads a time as the schema writes it, or relative to `now`.
fn read_time(text: &str, now: DateTime) -> Option<DateTime> {
    let Some(offset) = text.strip_prefix("now") else {
        return DateTime::parse(text).ok();
    };
    if offset.is_empty() {
        return Some(now);
    }
    let number = &offset[..offset.len() - offset.chars().next_back()?.len_utf8()];
    let unit = match offset.as_bytes().last()? {
        b'd' => 86_400,
        b'h' => 3_600,
        b'm' => 60,
        b's' => 1,
        _ => return None,
    };
    if !number.starts_with(['+', '-']) {
        return None;
    }
    let (seconds, nanoseconds) = now.to_unix()?;
    let seconds = number
        .parse::<i64>()
        .ok()?
        .checked_mul(unit)?
        .checked_add(seconds)?;
    DateTime::from_unix(seconds, nanoseconds).ok()
}

#[cfg(test)]
mod tests {
    use super::{Reader, read_time};
    use crate::conversions::hash;
    use crate::conversions::row::Row;
    use castile::DateTime;

    fn now() -> DateTime {
        "2026-06-30T12:00:00Z".parse().unwrap()
    }

    fn rows(text: &str) -> Vec<Row> {
        Reader::new(text.as_bytes(), now())
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    fn header_error(text: &str) -> String {
        Reader::new(text.as_bytes(), now()).unwrap_err().to_string()
    }

    fn complaints(row: &Row) -> Vec<String> {
        row.content
            .as_ref()
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn cells_become_members() {
        let text = "\u{feff}ConversionName, conversiontime ,MicrosoftClickId,ConversionValue,ConversionCurrencyCode,Email,Phone,Note\r\n\
                    \"Lead, \"\"new\"\"\r\nhere\",2026-06-01T10:00:00.5Z,c1,1234.5,EUR,A.b+c@D.com,+1 425 555 1234,hello\r\n";
        let [row] = rows(text).try_into().unwrap();
        assert_eq!(row.number, Some(2));
        let conversion = row.content.unwrap();
        assert_eq!(
            conversion.conversion_name.as_deref(),
            Some("Lead, \"new\"\r\nhere")
        );
        assert_eq!(
            conversion.conversion_time,
            "2026-06-01T10:00:00.5Z".parse().ok()
        );
        assert_eq!(conversion.microsoft_click_id.as_deref(), Some("c1"));
        assert_eq!(conversion.conversion_value.as_option(), Some(&1234.5));
        assert_eq!(conversion.conversion_currency_code.as_deref(), Some("EUR"));
        assert_eq!(
            conversion.hashed_email_address,
            hash::email("ab@d.com").ok()
        );
        assert_eq!(
            conversion.hashed_phone_number,
            hash::phone("+14255551234").ok()
        );
    }

    #[test]
    fn an_empty_cell_is_a_value_that_is_not_given() {
        let [row] = rows("ConversionName,ConversionValue\nLead,\n")
            .try_into()
            .unwrap();
        let conversion = row.content.unwrap();
        assert!(conversion.conversion_value.as_option().is_none());
        assert!(conversion.conversion_time.is_none());
    }

    #[test]
    fn every_bad_cell_is_named() {
        let text = "ConversionName,ConversionTime,ConversionValue,ExternalAttributionCredit,Email,Phone\n\
                    Lead,31/01/2026,\"1,5\",half,nobody,12345\n";
        assert_eq!(
            complaints(&rows(text)[0]),
            [
                "row 2, ConversionTime: a time is written like 2026-01-31T23:59:59Z: `31/01/2026`",
                "row 2, ConversionValue: the value must be a number, finite and not negative: `1,5`",
                "row 2, ExternalAttributionCredit: the credit must be greater than 0 and at most 1: `half`",
                "row 2, Email: an email address has an `@`",
                "row 2, Phone: a phone number starts with `+` and the country code",
            ]
        );
    }

    #[test]
    fn an_address_is_given_once_in_the_clear_or_hashed() {
        let text = format!("HashedEmailAddress,Email\n{},a@b.c\n", "0".repeat(64));
        assert_eq!(
            complaints(&rows(&text)[0]),
            ["row 2, Email: both `Email` and `HashedEmailAddress` are given"]
        );
    }

    #[test]
    fn a_row_of_another_length_is_named() {
        let read = rows("ConversionName,Note\nLead\nLead,a,b\n");
        assert_eq!(
            complaints(&read[0]),
            ["row 2: the row has 1 cells, the header 2"]
        );
        assert_eq!(
            complaints(&read[1]),
            ["row 3: the row has 3 cells, the header 2"]
        );
    }

    #[test]
    fn rows_keep_their_numbers_when_others_have_no_text() {
        let numbers: Vec<_> = rows("ConversionName,Note\nLead,\n,\n , \nSale,\n")
            .iter()
            .map(|row| row.number)
            .collect();
        assert_eq!(numbers, [Some(2), Some(5)]);
    }

    #[test]
    fn a_header_that_cannot_be_understood_is_explained() {
        assert!(header_error("ConversionName,Clickid\n").starts_with(
            "there is no column `Clickid`; the columns are ConversionName, ConversionTime, MicrosoftClickId"
        ));
        assert!(
            header_error("ConversionName;ConversionTime\n")
                .contains("cells are separated by commas")
        );
        assert_eq!(
            header_error("Note,note\n"),
            "the column `Note` is there twice"
        );
        assert_eq!(header_error(""), "there is no header");
    }

    #[test]
    fn text_in_another_encoding_is_named() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("Note\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let error = Reader::new(utf16.as_slice(), now()).unwrap_err();
        assert_eq!(error.to_string(), "the text is UTF-16; save it as UTF-8");
        let latin1: &[u8] = b"ConversionName\nCaf\xe9\n";
        let row = Reader::new(latin1, now()).unwrap().next().unwrap().unwrap();
        assert_eq!(
            complaints(&row),
            ["row 2, ConversionName: the cell is not UTF-8"]
        );
    }

    #[test]
    fn times_may_be_relative_to_the_start_of_the_upload() {
        for (text, time) in [
            ("now", Some("2026-06-30T12:00:00Z")),
            ("now-3d", Some("2026-06-27T12:00:00Z")),
            ("now-36h", Some("2026-06-29T00:00:00Z")),
            ("now-90m", Some("2026-06-30T10:30:00Z")),
            ("now+30s", Some("2026-06-30T12:00:30Z")),
            ("now-d", None),
            ("now3d", None),
            ("now-3w", None),
            ("now-3\u{e9}", None),
            ("now-99999999999999999d", None),
        ] {
            assert_eq!(
                read_time(text, now()),
                time.map(|time| time.parse().unwrap()),
                "{text}"
            );
        }
    }
}
