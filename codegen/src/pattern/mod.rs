//! The regular expressions of XML Schema: read, checked, and translated for the `regex` crate.
//!
//! Nothing here knows of schemas; whoever has a pattern and a value can use it.
//!
//! Source: XML Schema Part 2, appendix F.

mod block;
mod class;
mod parse;
mod translate;

use std::fmt;

/// How large the automaton of a pattern may become, in bytes; patterns with large repetitions exceed it.
const MAX_SIZE: usize = 10 << 20;

/// A pattern that is well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    branches: Vec<Branch>,
}

/// Pieces, one after the other.
type Branch = Vec<Piece>;

/// An atom and how often it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    atom: Atom,
    min: u32,
    /// `None` is without end.
    max: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    Character(char),
    Class(class::Class),
    Group(Vec<Branch>),
}

/// What is wrong with a pattern, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The number of characters before the fault.
    pub position: usize,
    /// What is wrong: one line, lower case.
    pub reason: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at character {}", self.reason, self.position + 1)
    }
}

impl std::error::Error for Malformed {}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if the text is no regular expression of XML Schema 1.0.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        parse::parse(text).map(|branches| Self { branches })
    }

    /// The same for the `regex` crate: anchored at both ends.
    pub fn translate(&self) -> String {
        translate::translate(&self.branches)
    }

    /// What tells which values match; `None` for a pattern whose repetitions are too large to be matched.
    pub fn compile(&self) -> Option<regex::Regex> {
        let mut builder = regex::RegexBuilder::new(&self.translate());
        builder
            .size_limit(MAX_SIZE)
            .dfa_size_limit(MAX_SIZE)
            .build()
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, value: &str) -> bool {
        let pattern = Pattern::parse(pattern).expect("the pattern is well-formed");
        let compiled = pattern.compile().expect("the pattern is small");
        compiled.is_match(value)
    }

    #[test]
    fn a_pattern_matches_the_whole_value() {
        let cases = [
            ("a", "a", true),
            ("a", "ab", false),
            ("a|b", "b", true),
            ("a|b", "ab", false),
            ("^a$", "^a$", true),
            ("(ab){2}", "abab", true),
            ("a{2,}", "a", false),
            ("a{0,2}", "", true),
            ("a.c", "a\nc", false),
            (r"\d{3}-[A-Z]{2}", "123-AB", true),
            (r"\i\c*", "_a1", true),
            (r"\i\c*", "1a", false),
            (r"[\i-[:]][\c-[:]]*", "a:b", false),
            ("[a-z-[aeiou]]", "e", false),
            ("[a-z-[aeiou]]", "f", true),
            ("[^a-z-[A-Z]]", "A", false),
            (r"\p{Lu}\P{Lu}", "Ab", true),
            (r"\p{IsBasicLatin}*", "abc", true),
            (r"\P{IsBasicLatin}", "ä", true),
            (r"[\w\s]+", "a b", true),
            (r"\w", ".", false),
            ("[-a]", "-", true),
            ("[a-]", "-", true),
            (r"[\^&&]", "&", true),
            ("", "", true),
            ("|a", "", true),
        ];
        for (pattern, value, expected) in cases {
            assert_eq!(matches(pattern, value), expected, "{pattern} {value}");
        }
    }

    #[test]
    fn what_other_languages_allow_is_refused() {
        let cases = [
            ("*a", "nothing to repeat at character 1"),
            ("a**", "nothing to repeat at character 3"),
            ("a{2,1}", "a repetition from 2 to 1 times at character 2"),
            ("a{,1}", "`{` without a number at character 2"),
            ("(a", "`(` is not closed at character 1"),
            ("a)", "`)` closes nothing at character 2"),
            ("a]", "`]` closes nothing at character 2"),
            ("[a", "`[` is not closed at character 1"),
            ("[]a]", "`[]` is empty at character 1"),
            ("[b-a]", "a range from `b` to `a` at character 2"),
            ("[a-c-e]", "a `-` between other characters at character 5"),
            (r"\b", "`\\b` means nothing at character 1"),
            (r"\1", "`\\1` means nothing at character 1"),
            ("(?:a)", "nothing to repeat at character 2"),
            (r"\p{Xx}", "`\\p{Xx}` names no category at character 1"),
            (
                r"\p{IsNowhere}",
                "`\\p{IsNowhere}` names no block at character 1",
            ),
            ("a\\", "`\\` at the end at character 2"),
        ];
        for (pattern, expected) in cases {
            let error = Pattern::parse(pattern).expect_err(pattern);
            assert_eq!(error.to_string(), expected, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_nests_without_end_is_refused() {
        let pattern = "(".repeat(100_000);
        assert!(Pattern::parse(&pattern).is_err());
    }
}
