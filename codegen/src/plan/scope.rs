//! The names that are taken in one place of the generated code.

use std::collections::HashSet;

use super::words;

/// What the names of a scope are for; it decides how a name is spelled and what it gives way to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Types, constants and what else stands at the top of a module.
    Item,
    /// Fields of a struct.
    Field,
    /// Variants of an enumeration.
    Variant,
    /// Methods and accessors.
    Method,
    /// Modules.
    Module,
}

/// The names that are taken in one place: a module, a struct, an enumeration.
///
/// Names are given in the order in which they are asked for, so equal input gives equal names.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    kind: Kind,
    taken: HashSet<String>,
}

/// Names of the prelude and of derived traits, which generated code writes without a path.
const PRELUDE: &[&str] = &[
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "ToString",
    "ToOwned",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "AsRef",
    "AsMut",
    "Send",
    "Sync",
    "Sized",
    "Unpin",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "IntoIterator",
    "Extend",
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "FromIterator",
    "Future",
    "IntoFuture",
];

/// Methods that every generated type has by its traits.
const TRAIT_METHODS: &[&str] = &[
    "clone",
    "clone_from",
    "eq",
    "ne",
    "fmt",
    "default",
    "from",
    "into",
    "try_from",
    "try_into",
    "borrow",
    "borrow_mut",
    "to_owned",
    "type_id",
    "drop",
    "new",
    "caller",
    "hash",
    "cmp",
    "partial_cmp",
    "to_string",
];

const RAW_KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

const PATH_KEYWORDS: &[&str] = &["self", "super", "crate", "_"];

impl Scope {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            taken: HashSet::new(),
        }
    }

    /// Takes a Rust name for a name of the schema.
    pub(super) fn claim(&mut self, schema_name: &str) -> String {
        let wanted = match self.kind {
            Kind::Item => words::camel(schema_name),
            Kind::Field | Kind::Method | Kind::Module => words::snake(schema_name),
            Kind::Variant => words::variant(schema_name),
        };
        self.claim_exact(&wanted)
    }

    /// Takes this name, or one like it if it is taken or reserved.
    pub(super) fn claim_exact(&mut self, wanted: &str) -> String {
        let free = self.first_free(wanted);
        self.taken.insert(free.clone());
        free
    }

    /// Takes the first of these names that is free, or one like the last.
    pub(super) fn claim_first(&mut self, wanted: &[String]) -> String {
        let free = wanted.iter().find(|name| self.is_free(name));
        let name = free.or(wanted.last()).cloned().unwrap_or_default();
        self.claim_exact(&name)
    }

    /// Marks a name as taken by something that cannot give way.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// Whether a name can be had without a number.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&self.spelled(name))
    }

    fn is_reserved(&self, name: &str) -> bool {
        match self.kind {
            Kind::Item => PRELUDE.contains(&name),
            Kind::Variant => name == "Self",
            Kind::Method => TRAIT_METHODS.contains(&name),
            Kind::Field | Kind::Module => false,
        }
    }

    /// The name as Rust lets it be.
    fn spelled(&self, wanted: &str) -> String {
        match wanted {
            keyword if PATH_KEYWORDS.contains(&keyword) => format!("{keyword}_"),
            keyword if RAW_KEYWORDS.contains(&keyword) => format!("r#{keyword}"),
            reserved if self.is_reserved(reserved) => {
                format!("{reserved}{}", self.kind.suffix())
            }
            other => other.to_owned(),
        }
    }

    fn first_free(&self, wanted: &str) -> String {
        let wanted = self.spelled(wanted);
        if !self.taken.contains(&wanted) {
            return wanted;
        }
        let plain = wanted.trim_start_matches("r#");
        let separator = self.kind.number_separator(plain);
        (2u32..)
            .map(|number| format!("{plain}{separator}{number}"))
            .find(|name| !self.taken.contains(name))
            .expect("there are more numbers than names")
    }
}

impl Kind {
    /// What makes a reserved name free.
    fn suffix(self) -> &'static str {
        match self {
            Self::Item => "Type",
            Self::Variant => "Value",
            Self::Field | Self::Method | Self::Module => "_",
        }
    }

    /// What stands between a name and the number that makes it free.
    fn number_separator(self, name: &str) -> &'static str {
        let is_camel = matches!(self, Self::Item | Self::Variant);
        let ends_in_digit = name.ends_with(|last: char| last.is_ascii_digit());
        if is_camel && !ends_in_digit { "" } else { "_" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim_all(kind: Kind, names: &[&str]) -> Vec<String> {
        let mut scope = Scope::new(kind);
        names.iter().map(|name| scope.claim(name)).collect()
    }

    #[test]
    fn keywords_are_raw_where_rust_allows_it() {
        let fields = claim_all(
            Kind::Field,
            &["Type", "Self", "gen", "Crate", "Match", "Name"],
        );
        assert_eq!(
            fields,
            ["r#type", "self_", "r#gen", "crate_", "r#match", "name"]
        );
    }

    #[test]
    fn names_that_differ_only_in_case_are_numbered_in_the_order_of_the_schema() {
        assert_eq!(
            claim_all(Kind::Field, &["Name", "name", "NAME"]),
            ["name", "name_2", "name_3"]
        );
        assert_eq!(
            claim_all(Kind::Item, &["Item", "item", "Item2"]),
            ["Item", "Item2", "Item2_2"]
        );
        assert_eq!(
            claim_all(Kind::Field, &["type", "Type"]),
            ["r#type", "type_2"]
        );
    }

    #[test]
    fn the_names_of_the_prelude_are_left_to_rust() {
        assert_eq!(
            claim_all(
                Kind::Item,
                &["Option", "String", "Vec", "Box", "Self", "Date"]
            ),
            [
                "OptionType",
                "StringType",
                "VecType",
                "BoxType",
                "SelfType",
                "Date"
            ]
        );
        assert_eq!(
            claim_all(Kind::Variant, &["None", "Some", "Self"]),
            ["None", "Some", "SelfValue"]
        );
    }

    #[test]
    fn values_that_differ_only_in_symbols_get_different_names() {
        assert_eq!(
            claim_all(Kind::Variant, &["", "a-b", "a_b", "1", "01", "+", "-"]),
            ["Empty", "AB", "AB2", "Value1", "Value01", "Plus", "Minus"]
        );
    }

    #[test]
    fn a_method_does_not_hide_one_of_a_trait() {
        assert_eq!(
            claim_all(Kind::Method, &["Clone", "Id", "New"]),
            ["clone_", "id", "new_"]
        );
    }
}
