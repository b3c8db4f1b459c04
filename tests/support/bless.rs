//! Golden files: compared always, written only when `BLESS=1`, and a run that writes fails.

use std::env;
use std::fs;
use std::path::Path;

/// Compares a golden file with what it should hold now; under `BLESS=1` it is written if it differs.
pub(crate) fn compare(file: &Path, text: &str) -> Result<(), String> {
    let golden = fs::read_to_string(file).unwrap_or_default();
    if golden == text {
        return Ok(());
    }
    let shown = file.display();
    if env::var_os("BLESS").is_some_and(|value| value == "1") {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{shown}: {error}"))?;
        }
        fs::write(file, text).map_err(|error| format!("{shown}: {error}"))?;
        return Err(format!(
            "{shown} was written anew; look at the difference, and run again without BLESS"
        ));
    }
    Err(format!(
        "{shown} differs ({}); BLESS=1 writes it anew",
        first_difference(&golden, text)
    ))
}

fn first_difference(golden: &str, text: &str) -> String {
    let mut lines = golden.lines().zip(text.lines()).enumerate();
    match lines.find(|(_, (left, right))| left != right) {
        Some((number, (left, right))) => format!("line {}: {left:?}, now {right:?}", number + 1),
        None => format!(
            "{} lines, now {}",
            golden.lines().count(),
            text.lines().count()
        ),
    }
}
