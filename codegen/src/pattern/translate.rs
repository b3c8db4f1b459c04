//! Writing patterns as the `regex` crate reads them.

use std::fmt::Write as _;

use super::class::{Class, Escape, EscapeKind, Member, Set};
use super::{Atom, Branch, Piece};

/// What `\i` stands for.
///
/// Source: XML 1.0, fifth edition, production 4, which has all letters of the second edition.
const NAME_START: &str = r":A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}";

/// What `\c` stands for beside that.
const NAME_MARKS: &str = r"\-.0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}";

/// The whole pattern, anchored at both ends.
pub(super) fn translate(branches: &[Branch]) -> String {
    let mut out = String::from(r"\A(?:");
    write_branches(branches, &mut out);
    out.push_str(r")\z");
    out
}

fn write_branches(branches: &[Branch], out: &mut String) {
    for (index, branch) in branches.iter().enumerate() {
        if index > 0 {
            out.push('|');
        }
        for piece in branch {
            write_piece(piece, out);
        }
    }
}

fn write_piece(piece: &Piece, out: &mut String) {
    match &piece.atom {
        Atom::Character(character) => write_character(*character, out),
        Atom::Class(class) => write_class(class, out),
        Atom::Group(branches) => {
            out.push_str("(?:");
            write_branches(branches, out);
            out.push(')');
        }
    }
    match (piece.min, piece.max) {
        (1, Some(1)) => {}
        (0, Some(1)) => out.push('?'),
        (0, None) => out.push('*'),
        (1, None) => out.push('+'),
        (min, None) => append(out, format_args!("{{{min},}}")),
        (min, Some(max)) => append(out, format_args!("{{{min},{max}}}")),
    }
}

/// A character so that it means itself wherever it stands.
fn write_character(character: char, out: &mut String) {
    match character.is_alphanumeric() {
        true => out.push(character),
        false => append(out, format_args!(r"\u{{{:X}}}", u32::from(character))),
    }
}

fn write_class(class: &Class, out: &mut String) {
    match class {
        Class::Wildcard => out.push_str(r"[^\n\r]"),
        Class::Escape(escape) => write_escape(escape, out),
        Class::Set(set) => write_set(set, out),
    }
}

fn write_set(set: &Set, out: &mut String) {
    if set.without.is_some() {
        out.push('[');
    }
    out.push_str(if set.is_negated { "[^" } else { "[" });
    for member in &set.members {
        match member {
            Member::Escape(escape) => write_escape(escape, out),
            Member::Range(low, high) => {
                write_character(*low, out);
                if low != high {
                    out.push('-');
                    write_character(*high, out);
                }
            }
        }
    }
    out.push(']');
    if let Some(without) = &set.without {
        out.push_str("--");
        write_set(without, out);
        out.push(']');
    }
}

fn write_escape(escape: &Escape, out: &mut String) {
    out.push_str(if escape.is_negated { "[^" } else { "[" });
    match &escape.kind {
        EscapeKind::Space => out.push_str(r" \t\n\r"),
        EscapeKind::NameStart => out.push_str(NAME_START),
        EscapeKind::NameCharacter => append(out, format_args!("{NAME_START}{NAME_MARKS}")),
        EscapeKind::Digit => out.push_str(r"\p{Nd}"),
        EscapeKind::Word => out.push_str(r"[\p{L}\p{M}\p{N}\p{S}]"),
        EscapeKind::Category(name) => append(out, format_args!(r"\p{{{name}}}")),
        EscapeKind::Block(range) => append(
            out,
            format_args!(r"\u{{{:X}}}-\u{{{:X}}}", range.start, range.end),
        ),
    }
    out.push(']');
}

fn append(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes all text");
}
