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
            let numbers = [
                ("rows", findings.rows, "in the file"),
                ("good", good, "nothing was sent"),
                ("duplicates", duplicates, ""),
                ("rejected", refused, ""),
            ];
            writeln!(out, "What the check found")?;
            write_numbers(&mut out, &numbers)
        });
}

/// Prints what came of an upload to `target`. That nobody reads it is no error.
pub(crate) fn print_upload(report: &Report, target: &str) {
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
            writeln!(out, "Upload to {target}")?;
            write_report(&mut out, report)
        });
}

fn write_report(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let resumed = match report.resumed {
        0 => String::new(),
        resumed => format!("{resumed} of them by an earlier run"),
    };
    let by_checks = report.rejected_by_checks();
    let by_whom = format!(
        "{by_checks} by the checks and not sent, {} by the service",
        report.rejected_rows() - by_checks
    );
    let duplicates = report.duplicates.len() as u64;
    let in_doubt = report
        .in_doubt
        .iter()
        .map(|batch| batch.conversions as u64)
        .sum();
    let mut numbers = vec![
        ("rows", report.rows, "read"),
        ("sent", report.sent, resumed.as_str()),
        ("accepted", report.accepted, "by the service"),
        ("duplicates", duplicates, "not sent"),
        ("rejected", report.rejected_rows(), by_whom.as_str()),
    ];
    // What is left over where the upload stopped.
    let settled = report.accepted + duplicates + report.rejected_rows() + in_doubt;
    let left = [
        ("in doubt", in_doubt, "sent, and no answer came"),
        (
            "left",
            report.rows.saturating_sub(settled),
            "not taken, since the upload stopped",
        ),
    ];
    numbers.extend(left.into_iter().filter(|(_, number, _)| *number > 0));
    write_numbers(out, &numbers)
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
    writeln!(out, "Rejected rows")?;
    let [row, field, code, by] = [width(0), width(1), width(2), width(3)];
    for [a, b, c, d, e] in &lines {
        writeln!(out, "  {a:>row$}  {b:<field$}  {c:<code$}  {d:<by$}  {e}")?;
    }
    writeln!(out)
}

/// The rows that repeat others.
pub(crate) fn write_duplicates(out: &mut impl Write, duplicates: &[Duplicate]) -> io::Result<()> {
    if !duplicates.is_empty() {
        writeln!(out, "Duplicates")?;
    }
    for duplicate in duplicates {
        writeln!(
            out,
            "  row {} is the same conversion as row {} and is not sent",
            duplicate.row, duplicate.of
        )?;
    }
    if duplicates.is_empty() {
        Ok(())
    } else {
        writeln!(out)
    }
}

/// Numbers with their names and what is to be said of those that are not 0, one a line.
pub(crate) fn write_numbers(out: &mut impl Write, numbers: &[(&str, u64, &str)]) -> io::Result<()> {
    let name = numbers
        .iter()
        .map(|(name, ..)| name.len())
        .max()
        .unwrap_or(0);
    let digits = numbers
        .iter()
        .map(|(_, number, _)| number.to_string().len())
        .max()
        .unwrap_or(0);
    for (what, number, note) in numbers {
        let note = if *number == 0 { "" } else { note };
        let line = format!("  {what:<name$}  {number:>digits$}  {note}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Text from a file or a service, without what would steer a terminal.
pub(crate) fn plain(text: &str) -> String {
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
            "Rejected rows\n  row  field           code                               by       reason\n   \
             12  ConversionName  5606 OfflineConversionNameInvalid  service  no goal has the name `\u{fffd}[2J`\n\n"
        );
    }
}
