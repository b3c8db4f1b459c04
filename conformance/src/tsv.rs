//! Tables in text: a row of column names, then rows of fields between tabs.

use std::collections::HashMap;
use std::path::Path;

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    columns: HashMap<String, usize>,
    rows: Vec<Vec<String>>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    fields: &'a [String],
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or lacks one of `columns`.
    pub(crate) fn read(file: &Path, columns: &[&str]) -> Result<Self, String> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let mut lines = text.lines();
        let head = lines.next().unwrap_or_default();
        let table = Self {
            columns: head.split('\t').map(str::to_owned).zip(0..).collect(),
            rows: lines
                .filter(|line| !line.is_empty())
                .map(|line| line.split('\t').map(str::to_owned).collect())
                .collect(),
        };
        match columns
            .iter()
            .find(|name| !table.columns.contains_key(**name))
        {
            Some(name) => Err(format!("{}:1: there is no column `{name}`", file.display())),
            None => Ok(table),
        }
    }

    /// The rows, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|fields| Row {
            table: self,
            fields,
        })
    }
}

impl<'a> Row<'a> {
    /// The field of a column; empty if the row is too short.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        let index = self.table.columns.get(column);
        index
            .and_then(|index| self.fields.get(*index))
            .map_or("", String::as_str)
    }
}
