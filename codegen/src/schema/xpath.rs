//! The part of XPath that identity constraints may use.
//!
//! Source: XML Schema Part 1, 3.11.6.

use super::is_ncname;

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It selects elements.
    Selector,
    /// It selects an element or an attribute of what was selected.
    Field,
}

/// Checks a path; `has_prefix` tells which prefixes are declared.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn check(
    path: &str,
    path_use: Use,
    has_prefix: impl Fn(&str) -> bool,
) -> Result<(), String> {
    path.split('|')
        .try_for_each(|branch| check_branch(branch, path_use, &has_prefix))
}

fn check_branch(
    branch: &str,
    path_use: Use,
    has_prefix: &impl Fn(&str) -> bool,
) -> Result<(), String> {
    let branch = branch.trim();
    let mut steps: Vec<&str> = branch.split('/').map(str::trim).collect();
    // `.//` at the start: a `.`, then an empty step.
    if steps.len() > 2 && steps[0] == "." && steps[1].is_empty() && branch_starts(branch) {
        steps.drain(..2);
    }
    let last = steps.len() - 1;
    for (at, step) in steps.iter().enumerate() {
        if step.is_empty() {
            return Err(match branch.is_empty() {
                true => "an empty path".to_owned(),
                false => "`/` and `//` may not stand there".to_owned(),
            });
        }
        check_step(step, path_use, at == last, has_prefix)?;
    }
    Ok(())
}

/// Whether `.//` starts the path, its parts in one piece: `./ /` is none.
fn branch_starts(branch: &str) -> bool {
    branch[1..].trim_start().starts_with("//")
}

fn check_step(
    step: &str,
    path_use: Use,
    is_last: bool,
    has_prefix: &impl Fn(&str) -> bool,
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
    check_name(test, has_prefix)
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

fn check_name(test: &str, has_prefix: &impl Fn(&str) -> bool) -> Result<(), String> {
    if test == "*" {
        return Ok(());
    }
    let (prefix, local) = match test.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, test),
    };
    if !(is_ncname(local) || (local == "*" && prefix.is_some())) {
        return Err(format!("`{test}` is neither a name nor `*`"));
    }
    match prefix {
        Some(prefix) if !is_ncname(prefix) => Err(format!("`{test}` is no name")),
        Some(prefix) if !has_prefix(prefix) => {
            Err(format!("the prefix `{prefix}` is not declared"))
        }
        _ => Ok(()),
    }
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
            let found = check(path, path_use, |prefix| prefix == "p");
            assert_eq!(found.is_ok(), expected, "{path} {found:?}");
        }
    }
}
