//! The page of the docs that the run writes its tables into.

use std::error::Error;
use std::path::PathBuf;

use crate::peer::home;

const BEGIN: &str = "<!-- the tables, as the run writes them -->\n";
const END: &str = "<!-- the end of the tables -->\n";

/// Compares the tables with those of the page; whether they are the same.
///
/// With `BLESS=1` the page is written, and is not the same.
pub(crate) fn compare(tables: &str) -> Result<bool, Box<dyn Error>> {
    let path = path();
    let page = std::fs::read_to_string(&path)?;
    let written = replace(&page, tables).ok_or("docs/interop.md has no place for the tables")?;
    if written == page {
        println!("docs/interop.md says what this run found");
        return Ok(true);
    }
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, written)?;
        println!(
            "docs/interop.md was written anew: look at the difference, and run again without BLESS"
        );
    } else {
        println!(
            "docs/interop.md says something else (BLESS=1 writes it anew); the run found:\n{tables}"
        );
    }
    Ok(false)
}

fn path() -> PathBuf {
    home().join("../docs/interop.md")
}

/// The page with other tables; `None` if it has no place for them.
fn replace(page: &str, tables: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{tables}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replace};

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let page = format!("a\n{BEGIN}old\n{END}z\n");
        let new = replace(&page, "new").unwrap();
        assert_eq!(new, format!("a\n{BEGIN}\nnew\n{END}z\n"));
        assert_eq!(replace(&new, "new").as_deref(), Some(new.as_str()));
        assert_eq!(replace("a", "new"), None);
    }
}
