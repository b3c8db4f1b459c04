//! Classes of characters.

use super::block;

/// A class of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// `.`: all but line ends.
    Wildcard,
    /// `\d`, `\p{Lu}` and the like.
    Escape(Escape),
    /// `[...]`
    Set(Set),
}

/// What stands in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    /// Whether it is all but its members: `[^...]`.
    pub(super) is_negated: bool,
    pub(super) members: Vec<Member>,
    /// What is taken away: `[...-[...]]`.
    pub(super) without: Option<Box<Set>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    Range(char, char),
    Escape(Escape),
}

/// An escape that stands for several characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Escape {
    /// Whether it is all but what it says: `\D`, `\P{..}`.
    pub(super) is_negated: bool,
    pub(super) kind: EscapeKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EscapeKind {
    Space,
    NameStart,
    NameCharacter,
    Digit,
    Word,
    /// A general category of Unicode.
    Category(String),
    /// A block of Unicode.
    Block(block::Range),
}

impl EscapeKind {
    /// What the letter after `\` stands for, in lower case.
    pub(super) fn of_letter(letter: char) -> Option<Self> {
        Some(match letter {
            's' => Self::Space,
            'i' => Self::NameStart,
            'c' => Self::NameCharacter,
            'd' => Self::Digit,
            'w' => Self::Word,
            _ => return None,
        })
    }
}

/// Whether a general category has that name.
pub(super) fn is_category(name: &str) -> bool {
    let kinds = match name.get(..1) {
        Some("L") => "ultmo",
        Some("M") => "nce",
        Some("N") => "dlo",
        Some("P") => "cdseifo",
        Some("Z") => "slp",
        Some("S") => "mcko",
        Some("C") => "cfon",
        _ => return false,
    };
    let mut rest = name.chars().skip(1);
    match (rest.next(), rest.next()) {
        (None, _) => true,
        (Some(kind), None) => kinds.contains(kind),
        (Some(_), Some(_)) => false,
    }
}
