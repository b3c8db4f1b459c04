//! Where the recorded data is: folders that a variable may name, with defaults.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The recorded output of Microsoft's serialiser: `ORACLE_DIR`, or the project's own copy.
pub(crate) fn oracle() -> PathBuf {
    named("ORACLE_DIR").unwrap_or_else(|| root().join("tests/oracle"))
}

/// A folder beside the project that is not part of it: `variable`, or `../shared/NAME`.
///
/// `None` if it is not there, with a line that says so; in CI it must be there where its siblings are.
pub(crate) fn shared(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(folder) = named(variable) {
        return Some(folder);
    }
    let shared = root().join("../shared");
    let folder = shared.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let in_ci = env::var_os("CI").is_some_and(|value| value == "true");
    assert!(
        !(in_ci && shared.is_dir()),
        "{} is missing, and its siblings are there",
        folder.display()
    );
    println!(
        "SKIPPED: there is no folder {}, which holds data that is not part of the project; {variable} may name another",
        folder.display()
    );
    None
}

fn named(variable: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os(variable)?);
    assert!(
        folder.is_dir(),
        "{variable} names {}, which is no folder",
        folder.display()
    );
    Some(folder)
}

/// The project's own folder.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file, without a byte order mark.
pub(crate) fn text(path: &Path) -> String {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// The files of a folder with that extension, by name; none if there is no such folder.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| {
            entry
                .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
                .path()
        })
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// The name of a file without its extension.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The lines of a table with a heading, as cells.
pub(crate) fn table(path: &Path) -> Vec<Vec<String>> {
    let text = text(path);
    let lines = text.split('\n').skip(1);
    lines
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .filter(|line| !line.is_empty())
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// The folders in a folder, by name.
pub(crate) fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| {
            entry
                .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
                .path()
        })
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}
