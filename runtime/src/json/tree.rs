//! A JSON value as a tree.

/// A JSON value of any kind, as it was read: members keep their order, and numbers their digits.
///
/// It holds what a schema did not know, such as an object whose discriminator names no known type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written in JSON.
    Number(String),
    /// A string, with escapes resolved.
    Text(String),
    /// An array.
    Array(Vec<Tree>),
    /// An object: names and values in their order.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// The value of an object's member; the first, should there be several of the name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(member, _)| member == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
