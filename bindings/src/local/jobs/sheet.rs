//! A bulk file as the local service keeps it: rows with named columns.

use csv::{ReaderBuilder, StringRecord, Writer};

/// The columns that every bulk file has.
const COLUMNS: [&str; 4] = ["Type", "Status", "Id", "Parent Id"];
/// The column in which results have what is wrong with a row.
const ERROR: &str = "Error";
/// The type of the row that names the format, and its version.
const FORMAT: (&str, &str) = ("Format Version", "6.0");

/// The rows of an account, beside those that every file begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// What came of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// The rows of the file, each with what is wrong with it.
    pub(super) results: String,
    /// How many rows were not taken.
    pub(super) errors: usize,
}

impl Sheet {
    /// Takes over the rows of a file; those without a type are left out.
    pub(super) fn take(&mut self, text: &str) -> Taken {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = reader.records().map_while(Result::ok);
        let columns = records.next().unwrap_or_default();
        let mut results = vec![with(&columns, ERROR)];
        let mut errors = 0;
        for record in records {
            let problem = problem(&columns, &record);
            errors += usize::from(!problem.is_empty());
            results.push(with(&record, problem));
            if problem.is_empty() && record.get(0) != Some(FORMAT.0) {
                self.keep(&columns, &record);
            }
        }
        Taken {
            results: written(&results),
            errors,
        }
    }

    fn keep(&mut self, columns: &StringRecord, record: &StringRecord) {
        let mut row = vec![String::new(); self.columns.len()];
        for (column, value) in columns.iter().zip(record) {
            let place = self.columns.iter().position(|known| known == column);
            let place = place.unwrap_or_else(|| {
                self.columns.push(column.to_owned());
                row.push(String::new());
                self.columns.len() - 1
            });
            value.clone_into(&mut row[place]);
        }
        self.rows.push(row);
    }

    /// The file of an account.
    pub(super) fn text(&self, account_id: i64) -> String {
        let own = |column: &&String| !COLUMNS.contains(&column.as_str());
        let mut columns: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
        columns.push("Name".to_owned());
        let others = self
            .columns
            .iter()
            .filter(own)
            .filter(|column| *column != "Name");
        columns.extend(others.cloned());
        let row = |value: &dyn Fn(&str) -> String| -> StringRecord {
            columns.iter().map(|column| value(column)).collect()
        };
        let mut lines = vec![columns.iter().collect::<StringRecord>()];
        lines.push(row(&|column| match column {
            "Type" => FORMAT.0.to_owned(),
            "Name" => FORMAT.1.to_owned(),
            _ => String::new(),
        }));
        lines.push(row(&|column| match column {
            "Type" => "Account".to_owned(),
            "Id" => account_id.to_string(),
            _ => String::new(),
        }));
        for kept in &self.rows {
            lines.push(row(&|column| {
                let place = self.columns.iter().position(|known| known == column);
                let value = place.and_then(|place| kept.get(place));
                value.cloned().unwrap_or_default()
            }));
        }
        written(&lines)
    }
}

/// What is wrong with a row.
fn problem(columns: &StringRecord, record: &StringRecord) -> &'static str {
    let place = columns.iter().position(|column| column == "Type");
    let ty = place
        .and_then(|place| record.get(place))
        .unwrap_or_default();
    match (record.len() == columns.len(), ty.is_empty()) {
        (false, _) => "the row has another number of cells than there are columns",
        (_, true) => "the row has no type",
        _ => "",
    }
}

fn with(record: &StringRecord, last: &str) -> StringRecord {
    record.iter().chain([last]).collect()
}

fn written(lines: &[StringRecord]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for line in lines {
        // Memory takes everything.
        let _ = writer.write_record(line);
    }
    let bytes = Writer::into_inner(writer).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Sheet;

    #[test]
    fn rows_are_kept_by_their_columns_and_bad_ones_are_not() {
        let mut sheet = Sheet::default();
        let taken = sheet.take("Type,Name,Id\nFormat Version,6.0,\nCampaign,\"A, B\",1\n,C,2\n");
        assert_eq!(taken.errors, 1);
        assert_eq!(
            taken.results,
            "Type,Name,Id,Error\nFormat Version,6.0,,\nCampaign,\"A, B\",1,\n,C,2,the row has no type\n"
        );
        sheet.take("Budget,Type\n5,Campaign\n");
        assert_eq!(
            sheet.text(7),
            "Type,Status,Id,Parent Id,Name,Budget\nFormat Version,,,,6.0,\nAccount,,7,,,\nCampaign,,1,,\"A, B\",\nCampaign,,,,,5\n"
        );
    }
}
