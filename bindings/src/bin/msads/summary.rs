//! What is printed at the end: numbers, duplicates, and a table of the rows that were refused.

use msads::conversions::report::{Batch, Duplicate, Rejection, Report};
use std::collections::HashSet;
use std::io::{self, Write};

/// What was found in a file.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) rows: u64,
    pub(crate) duplicates: Vec<Duplicate>,
    pub(crate) rejected: Vec<Rejection>,
}

/// Prints what a check found. That nobody reads it is no error.
pub(crate) fn print_check(findings: &Findings) {
    let refused = findings
        .rejected
        .iter()
        .filter_map(|rejection| rejection.row)
        .collect::<HashSet<_>>()
        .len() as u64;
    let duplicates = findings.duplicates.len() as u64;
    let mut out = io::stdout().lock();
    let _ = write_table(&mut out, &findings.rejected)
        .and_then(|()| write_duplicates(&mut out, &findings.duplicates))
        .and_then(|()| {
            let good = findings.rows - refused - duplicates;
            write_numbers(
                &mut out,
                &[
                    ("rows", findings.rows),
                    ("good", good),
                    ("duplicates", duplicates),
                    ("rejected", refused),
                ],
            )
        });
}

/// Prints what came of an upload. That nobody reads it is no error.
pub(crate) fn print_upload(report: &Report) {
    let mut out = io::stdout().lock();
    let _ = write_table(&mut out, &report.rejected)
        .and_then(|()| write_duplicates(&mut out, &report.duplicates))
        .and_then(|()| {
            write_batches(
                &mut out,
                "were resent after an interruption",
                &report.resent,
            )
        })
        .and_then(|()| write_batches(&mut out, "were sent, but no answer came", &report.in_doubt))
        .and_then(|()| {
            let numbers = [
                ("rows", report.rows),
                ("sent", report.sent),
                ("accepted", report.accepted),
                ("duplicates", report.duplicates.len() as u64),
                ("rejected", report.rejected_rows()),
            ];
            write_numbers(&mut out, &numbers)
        });
}

fn write_batches(out: &mut impl Write, what: &str, batches: &[Batch]) -> io::Result<()> {
    for Batch {
        first_row,
        last_row,
        conversions,
    } in batches
    {
        writeln!(
            out,
            "rows {first_row} to {last_row}: {conversions} conversions {what}"
        )?;
    }
    if batches.is_empty() {
        Ok(())
    } else {
        writeln!(out)
    }
}

/// The refused rows, one reason a line.
pub(crate) fn write_table(out: &mut impl Write, rejected: &[Rejection]) -> io::Result<()> {
    if rejected.is_empty() {
        return Ok(());
    }
    let mut lines = vec![["row", "field", "code", "by", "reason"].map(str::to_owned)];
    lines.extend(rejected.iter().map(|rejection| {
        [
            rejection
                .row
                .map_or_else(|| "?".to_owned(), |row| row.to_string()),
            plain(&rejection.field),
            plain(&rejection.code.map_or_else(
                || rejection.name.clone(),
                |code| format!("{code} {}", rejection.name),
            )),
            rejection.by.to_string(),
            plain(&rejection.reason),
        ]
    }));
    let width = |cell: usize| {
        lines
            .iter()
            .map(|line| line[cell].chars().count())
            .max()
            .unwrap_or(0)
    };
    let [row, field, code, by] = [width(0), width(1), width(2), width(3)];
    for [a, b, c, d, e] in &lines {
        writeln!(out, "{a:>row$}  {b:<field$}  {c:<code$}  {d:<by$}  {e}")?;
    }
    writeln!(out)
}

/// The rows that repeat others.
pub(crate) fn write_duplicates(out: &mut impl Write, duplicates: &[Duplicate]) -> io::Result<()> {
    for duplicate in duplicates {
        writeln!(
            out,
            "row {} is the same conversion as row {} and is not sent",
            duplicate.row, duplicate.of
        )?;
    }
    if duplicates.is_empty() {
        Ok(())
    } else {
        writeln!(out)
    }
}

/// Numbers with their names, one a line.
pub(crate) fn write_numbers(out: &mut impl Write, numbers: &[(&str, u64)]) -> io::Result<()> {
    let name = numbers
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or(0);
    let digits = numbers
        .iter()
        .map(|(_, number)| number.to_string().len())
        .max()
        .unwrap_or(0);
    numbers
        .iter()
        .try_for_each(|(what, number)| writeln!(out, "{what:<name$}  {number:>digits$}"))
}

/// Text from a file or a service, without what would steer a terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::write_table;
    use msads::conversions::report::{Judge, Rejection};

    #[test]
    fn the_table_has_a_line_for_every_reason() {
        let mut out = Vec::new();
        let rejection = Rejection {
            row: Some(12),
            field: "ConversionName".to_owned(),
            code: Some(5606),
            name: "OfflineConversionNameInvalid".to_owned(),
            reason: "no goal has the name `\u{1b}[2J`".to_owned(),
            by: Judge::Service,
        };
        write_table(&mut out, &[rejection]).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "row  field           code                               by       reason\n \
             12  ConversionName  5606 OfflineConversionNameInvalid  service  no goal has the name `\u{fffd}[2J`\n\n"
        );
    }
}
