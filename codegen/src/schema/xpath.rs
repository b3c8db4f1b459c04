//! The part of XPath that identity constraints may use.
//!
//! Source: XML Schema Part 1, 3.11.6.

use std::sync::Arc;

use super::{QName, is_ncname};

/// A path of an identity constraint: elements, from one downwards, and perhaps an attribute at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Whether it begins at any depth: `.//`.
    pub is_deep: bool,
    /// The elements on the way; `.` is none.
    pub steps: Vec<NameTest>,
    /// The attribute at its end.
    pub attribute: Option<NameTest>,
}

/// Which names a step of a [`Path`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `prefix:*`
    Namespace(Arc<str>),
    /// A name; without a prefix it is in no namespace.
    Name(QName),
}

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It selects elements.
    Selector,
    /// It selects an element or an attribute of what was selected.
    Field,
}

/// Finds the namespace of a prefix.
type Prefixes<'p> = dyn Fn(&str) -> Option<Arc<str>> + 'p;

/// Reads the paths between `|`; `prefixes` finds the namespace of a prefix.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn read(
    path: &str,
    path_use: Use,
    prefixes: &Prefixes<'_>,
) -> Result<Vec<Path>, String> {
    path.split('|')
        .map(|branch| read_branch(branch, path_use, prefixes))
        .collect()
}

fn read_branch(branch: &str, path_use: Use, prefixes: &Prefixes<'_>) -> Result<Path, String> {
    let branch = branch.trim();
    let mut steps: Vec<&str> = branch.split('/').map(str::trim).collect();
    // `.//` at the start: a `.`, then an empty step.
    let is_deep =
        steps.len() > 2 && steps[0] == "." && steps[1].is_empty() && branch_starts(branch);
    if is_deep {
        steps.drain(..2);
    }
    let last = steps.len() - 1;
    let mut path = Path {
        is_deep,
        steps: Vec::new(),
        attribute: None,
    };
    for (at, step) in steps.iter().enumerate() {
        if step.is_empty() {
            return Err(match branch.is_empty() {
                true => "an empty path".to_owned(),
                false => "`/` and `//` may not stand there".to_owned(),
            });
        }
        read_step(step, path_use, at == last, prefixes, &mut path)?;
    }
    Ok(path)
}

/// Whether `.//` starts the path, its parts in one piece: `./ /` is none.
fn branch_starts(branch: &str) -> bool {
    branch[1..].trim_start().starts_with("//")
}

fn read_step(
    step: &str,
    path_use: Use,
    is_last: bool,
    prefixes: &Prefixes<'_>,
    path: &mut Path,
) -> Result<(), String> {
    if step == "." {
        return Ok(());
    }
    let (is_attribute, test) = match split_axis(step) {
        (None, test) => (false, test),
        (Some("child"), test) => (false, test),
        (Some("@" | "attribute"), test) => (true, test),
        (Some(axis), _) => return Err(format!("the axis `{axis}` is not allowed")),
    };
    if is_attribute && path_use == Use::Selector {
        return Err("a selector selects no attributes".to_owned());
    }
    if is_attribute && !is_last {
        return Err("an attribute stands last".to_owned());
    }
    let test = read_name(test, prefixes)?;
    match is_attribute {
        true => path.attribute = Some(test),
        false => path.steps.push(test),
    }
    Ok(())
}

/// The axis of a step, if it has one, and the test behind it.
fn split_axis(step: &str) -> (Option<&str>, &str) {
    if let Some(test) = step.strip_prefix('@') {
        return (Some("@"), test.trim_start());
    }
    match step.split_once("::") {
        Some((axis, test)) => (Some(axis.trim_end()), test.trim_start()),
        None => (None, step),
    }
}

fn read_name(test: &str, prefixes: &Prefixes<'_>) -> Result<NameTest, String> {
    if test == "*" {
        return Ok(NameTest::Any);
    }
    let (prefix, local) = match test.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, test),
    };
    if !(is_ncname(local) || (local == "*" && prefix.is_some())) {
        return Err(format!("`{test}` is neither a name nor `*`"));
    }
    let namespace = match prefix {
        Some(prefix) if !is_ncname(prefix) => return Err(format!("`{test}` is no name")),
        Some(prefix) => {
            let namespace = prefixes(prefix);
            Some(namespace.ok_or_else(|| format!("the prefix `{prefix}` is not declared"))?)
        }
        None => None,
    };
    Ok(match (local, namespace) {
        ("*", Some(namespace)) => NameTest::Namespace(namespace),
        (local, namespace) => NameTest::Name(QName {
            namespace,
            local: Arc::from(local),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_downwards_are_taken() {
        let cases = [
            ("a", Use::Selector, true),
            (".", Use::Selector, true),
            (".//a/b|c", Use::Selector, true),
            ("p:a/*/p:*", Use::Selector, true),
            ("child::a", Use::Selector, true),
            ("@a", Use::Selector, false),
            ("@a", Use::Field, true),
            (".//a/@p:b", Use::Field, true),
            ("attribute::a", Use::Field, true),
            ("@a/b", Use::Field, false),
            ("", Use::Selector, false),
            ("/a", Use::Selector, false),
            ("//a", Use::Selector, false),
            ("a//b", Use::Selector, false),
            ("..", Use::Selector, false),
            ("a[1]", Use::Selector, false),
            ("a|", Use::Selector, false),
            ("q:a", Use::Selector, false),
            ("parent::a", Use::Selector, false),
            ("text()", Use::Field, false),
        ];
        for (path, path_use, expected) in cases {
            let found = read(path, path_use, &|prefix| {
                (prefix == "p").then(|| "urn:p".into())
            });
            assert_eq!(found.is_ok(), expected, "{path} {found:?}");
        }
    }
}
