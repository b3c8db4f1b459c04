//! The catalog: where documents of the network are kept on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::source::Place;

/// Where the documents of absolute addresses are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    files: HashMap<String, PathBuf>,
}

impl Catalog {
    /// Reads a catalog.
    ///
    /// Form: lines of an absolute URI, a tab, and a file relative to the catalog; empty lines and lines that begin with `#` are skipped.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line has no tab.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name: Arc<str> = Arc::from(path.to_string_lossy().replace('\\', "/"));
        let text = std::fs::read_to_string(path).map_err(|error| {
            let message = format!("the catalog cannot be read: {error}");
            Error::from(Diagnostic::new(
                Severity::Error,
                Place::start_of(&name),
                message,
            ))
        })?;
        Self::parse(&text, path.parent().unwrap_or_else(|| Path::new("")), &name)
    }

    fn parse(text: &str, folder: &Path, name: &Arc<str>) -> Result<Self, Error> {
        let mut catalog = Self::default();
        let mut wrong = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            match line.trim_end().split_once('\t') {
                _ if line.trim().is_empty() || line.starts_with('#') => {}
                Some((address, file)) => catalog.insert(address.trim(), folder.join(file.trim())),
                None => {
                    let place = Place {
                        file: name.clone(),
                        line: number,
                        column: 1,
                    };
                    let help =
                        "a line is an absolute address, a tab, and a file relative to the catalog";
                    wrong.push(
                        Diagnostic::new(Severity::Error, place, "the line has no tab")
                            .with_help(help),
                    );
                }
            }
        }
        if wrong.is_empty() {
            Ok(catalog)
        } else {
            Err(Error::new(wrong))
        }
    }

    /// Adds the file for an address.
    pub fn insert(&mut self, address: impl Into<String>, file: impl Into<PathBuf>) {
        self.files.insert(address.into(), file.into());
    }

    /// The file for an address; a fragment is not looked at.
    pub fn file(&self, address: &str) -> Option<&Path> {
        let plain = address.split('#').next().unwrap_or(address);
        self.files
            .get(address)
            .or_else(|| self.files.get(plain))
            .map(PathBuf::as_path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_relative_to_the_catalog() {
        let catalog = Catalog::parse(
            "# kept\n\nhttp://a/b\tc.xsd\n",
            Path::new("x"),
            &Arc::from("x/catalog.tsv"),
        );
        let catalog = catalog.expect("the catalog is well-formed");
        assert_eq!(catalog.file("http://a/b#d"), Some(Path::new("x/c.xsd")));
        assert_eq!(catalog.file("http://a/c"), None);
    }

    #[test]
    fn a_line_without_a_tab_is_refused() {
        let error = Catalog::parse(
            "http://a/b c.xsd\n",
            Path::new(""),
            &Arc::from("catalog.tsv"),
        );
        assert!(error.is_err_and(|error| {
            error
                .to_string()
                .starts_with("catalog.tsv:1:1: the line has no tab")
        }));
    }
}
