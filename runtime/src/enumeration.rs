//! Enumerations: a closed list of texts, and room for one that the schema did not know.

use std::any::Any;
use std::fmt;

use crate::leaf::Leaf;
use crate::value::Lexical;

/// What white space in the texts of a type means.
///
/// Source: XML Schema Part 2, 4.3.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhiteSpace {
    /// It is a part of the value.
    Preserve,
    /// Around the value nothing, within it a space.
    Collapse,
}

/// The text without white space around it, and with one space for each run of it within.
pub(crate) fn collapse(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// A generated enumeration.
pub trait Enumeration: Sized + Clone + PartialEq + Default + Send + Sync + 'static {
    /// Every known value with its text, in the order of the schema.
    const VALUES: &'static [(&'static str, Self)];

    /// What white space in a text means.
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Preserve;

    /// The position of this value in [`VALUES`](Self::VALUES), or the text that the schema did not know.
    fn position(&self) -> Result<usize, &str>;

    /// A value that the schema did not know.
    fn unknown(text: &str) -> Self;

    /// The value's text on the wire.
    fn text(&self) -> &str {
        match self.position() {
            Ok(index) => Self::VALUES.get(index).map_or("", |(text, _)| text),
            Err(text) => text,
        }
    }

    /// The value with that text; one that the schema did not know is kept as it is.
    #[must_use]
    fn from_text(text: &str) -> Self {
        let known = |text: &str| Self::VALUES.iter().find(|(known, _)| *known == text);
        let collapsed = || match Self::WHITE_SPACE {
            WhiteSpace::Collapse => known(&collapse(text)),
            WhiteSpace::Preserve => None,
        };
        known(text)
            .or_else(collapsed)
            .map_or_else(|| Self::unknown(text), |(_, value)| value.clone())
    }
}

impl<E: Enumeration> Leaf for E {
    fn read(&mut self, text: &str) -> Result<(), Lexical> {
        *self = E::from_text(text);
        Ok(())
    }
    fn write(&self, out: &mut String) {
        out.push_str(self.text());
    }
    fn equals(&self, other: &dyn Leaf) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<Self>() == Some(self)
    }
    fn is_known(&self) -> bool {
        self.position().is_ok()
    }
}

/// Shows a value by its text, and one that the schema did not know as `Unknown("text")`: the `Debug` of an enumeration.
///
/// # Errors
///
/// Those of the formatter.
pub fn show<E: Enumeration>(value: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.position() {
        Ok(_) => f.write_str(value.text()),
        Err(text) => f.debug_tuple("Unknown").field(&text).finish(),
    }
}
