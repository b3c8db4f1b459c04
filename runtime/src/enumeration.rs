//! Enumerations: a closed list of texts, and room for one that the schema did not know.

use crate::value::Lexical;

/// A generated enumeration.
pub trait Enumeration: Sized + Clone + PartialEq + Default + Send + Sync + 'static {
    /// Every known value with its text, in the order of the schema.
    const VALUES: &'static [(&'static str, Self)];

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
        Self::VALUES
            .iter()
            .find(|(known, _)| *known == text)
            .map_or_else(|| Self::unknown(text), |(_, value)| value.clone())
    }
}

/// Reads an enumeration, for the [`Leaf`](crate::leaf::Leaf) that generated code makes of it.
///
/// # Errors
///
/// None: a text that the schema did not know is kept.
pub fn read<E: Enumeration>(value: &mut E, text: &str) -> Result<(), Lexical> {
    *value = E::from_text(text);
    Ok(())
}

/// Writes an enumeration, for the [`Leaf`](crate::leaf::Leaf) that generated code makes of it.
pub fn write<E: Enumeration>(value: &E, out: &mut String) {
    out.push_str(value.text());
}
