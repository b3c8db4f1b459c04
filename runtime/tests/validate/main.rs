//! Documents against grammars that are written by hand, a family of rules in each file.

mod attributes;
mod content;
mod hostile;
mod identity;
mod instructions;
mod values;
mod wildcards;

use castile::validate::{Grammar, Violation, ViolationKind, Violations};

/// The violations of a document.
fn violations(grammar: &Grammar, document: &str) -> Vec<Violation> {
    let found = grammar.validate(document).err();
    found.into_iter().flat_map(Violations::into_iter).collect()
}

/// The kinds and paths of the violations of a document.
fn kinds(grammar: &Grammar, document: &str) -> Vec<(ViolationKind, String)> {
    let found = violations(grammar, document).into_iter();
    found
        .map(|violation| (violation.kind(), violation.path().to_owned()))
        .collect()
}

/// Holds documents to what is wrong with them: nothing, or something of one kind.
fn hold(grammar: &Grammar, cases: &[(&str, Option<ViolationKind>)]) {
    for (document, expected) in cases {
        let found = violations(grammar, document);
        let kinds: Vec<ViolationKind> = found.iter().map(Violation::kind).collect();
        let expected: Vec<ViolationKind> = expected.iter().copied().collect();
        assert_eq!(kinds, expected, "{document}: {found:?}");
    }
}
