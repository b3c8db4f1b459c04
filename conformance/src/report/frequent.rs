//! The most frequent kinds of failure.

use std::collections::HashMap;

use super::line;
use crate::outcome::{Failure, FailureStage};

/// Writes the most frequent kinds of failure, each with one example.
pub(super) fn write(out: &mut String, failures: &[(String, &Failure)], top: usize) {
    let mut kinds: HashMap<(FailureStage, String), (usize, &str, &str)> = HashMap::new();
    for (name, failure) in failures {
        let kind = (failure.stage, shape(&failure.error));
        kinds.entry(kind).or_insert((0, name, &failure.error)).0 += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by(|left, right| (right.1.0, &left.0).cmp(&(left.1.0, &right.0)));
    if kinds.is_empty() {
        return;
    }
    line(
        out,
        format_args!("\nthe most frequent of {} kinds of failure\n", kinds.len()),
    );
    for ((stage, shape), (count, name, error)) in kinds.iter().take(top) {
        line(out, format_args!("{count:>6}  {stage}: {shape}"));
        line(out, format_args!("        such as {name}: {error}"));
    }
}

/// An error without what differs from case to case: the place in front, names in backquotes, numbers.
fn shape(error: &str) -> String {
    let message = without_place(error);
    let mut shape = String::new();
    let mut is_quoted = false;
    for character in message.chars() {
        match character {
            '`' => {
                is_quoted = !is_quoted;
                shape.push_str(if is_quoted { "`_" } else { "`" });
            }
            _ if is_quoted => {}
            digit if digit.is_ascii_digit() => {
                if !shape.ends_with('0') {
                    shape.push('0');
                }
            }
            other => shape.push(other),
        }
    }
    shape
}

/// Leaves out what stands in front: `file:line:column: `, `line:column: ` and the path of elements.
fn without_place(error: &str) -> &str {
    let mut rest = error;
    while let Some((head, tail)) = rest.split_once(": ") {
        if head.contains([' ', '`', '"']) {
            break;
        }
        rest = tail;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_an_error_has_no_names_and_no_numbers() {
        assert_eq!(
            shape("/a/b.xsd:12:3: element `a` has 14 types"),
            "element `_` has 0 types"
        );
        assert_eq!(
            shape("12:3: a/b[2]/c: \"x\" is no xs:int"),
            "\"x\" is no xs:int"
        );
        assert_eq!(
            shape("a/b: the text \"x: y\" is lost"),
            "the text \"x: y\" is lost"
        );
        assert_eq!(shape("it died of signal 6"), "it died of signal 0");
    }
}
