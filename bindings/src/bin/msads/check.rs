//! `msads conversions check`.

use crate::summary;
use castile::DateTime;
use msads::conversions::csv::Reader;
use msads::conversions::report::{Duplicate, Rejection};
use msads::conversions::rules::{Checker, Verdict};
use msads::{Error, ErrorKind};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Checks every row of a file and prints what is wrong.
pub(crate) fn run(path: &Path) -> Result<u8, Error> {
    let now = DateTime::now_utc();
    let mut checker = Checker::new(now);
    let mut findings = summary::Findings::default();
    for row in open(path, now)? {
        let row = row?;
        findings.rows += 1;
        let number = row.number.unwrap_or(findings.rows);
        let verdict = match row.content {
            Ok(conversion) => checker.check(number, &conversion),
            Err(violations) => Verdict::Bad(violations),
        };
        match verdict {
            Verdict::Good => {}
            Verdict::Duplicate { of } => findings.duplicates.push(Duplicate { row: number, of }),
            Verdict::Bad(violations) => findings
                .rejected
                .extend(violations.into_iter().map(Rejection::from)),
        }
    }
    summary::print_check(&findings);
    Ok(if findings.rejected.is_empty() {
        crate::ALL_WELL
    } else {
        crate::ROWS_REFUSED
    })
}

/// Opens a CSV file and reads its header.
pub(crate) fn open(path: &Path, now: DateTime) -> Result<Reader<BufReader<File>>, Error> {
    let file = File::open(path).map_err(|error| {
        Error::new(
            ErrorKind::Input,
            format!("`{}` cannot be opened: {error}", path.display()),
        )
    })?;
    Reader::new(BufReader::new(file), now)
}
