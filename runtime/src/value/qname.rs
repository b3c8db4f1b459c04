//! Qualified names.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::Lexical;
use super::text::trim;

/// A qualified name: the value of an `xs:QName`, or the name of an element or attribute.
///
/// The text of such a value, `p:local`, means nothing without the declarations around it, so reading it takes a look-up of
/// prefixes and writing it takes a prefix that is declared where it goes. The engine does both.
///
/// A prefix that nobody declared does not fail: the name then has no namespace and keeps the prefix, and is written as it was.
/// Where the namespace is known the prefix is only a hint for writing, and two names are equal whatever their prefixes.
#[derive(Clone, Debug, Default)]
pub struct QName {
    namespace: Option<String>,
    local: String,
    prefix: Option<String>,
}

impl QName {
    /// The name `local` in `namespace`.
    pub fn new(namespace: impl Into<String>, local: impl Into<String>) -> Self {
        Self {
            namespace: Some(namespace.into()),
            local: local.into(),
            prefix: None,
        }
    }

    /// The name `local` in no namespace.
    pub fn without_namespace(local: impl Into<String>) -> Self {
        Self {
            namespace: None,
            local: local.into(),
            prefix: None,
        }
    }

    /// The same name with the prefix that it should be written with.
    ///
    /// A name without a namespace then stands for one whose prefix is not declared.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into()).filter(|prefix| !prefix.is_empty());
        self
    }

    /// The namespace; none if the name has none, or its prefix is not declared.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The local part.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The prefix that the name was read with, if any.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref()
    }

    /// Whether the name has a prefix that nobody declared.
    #[must_use]
    pub const fn is_unresolved(&self) -> bool {
        self.namespace.is_none() && self.prefix.is_some()
    }

    /// Whether the name is `local` in `namespace`.
    #[must_use]
    pub fn is(&self, namespace: Option<&str>, local: &str) -> bool {
        self.local == local && self.namespace() == namespace && !self.is_unresolved()
    }

    /// Reads an `xs:QName`. `namespace_of` finds the namespace of a prefix; it is asked for `""`, the default namespace, where
    /// there is none.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text has no name or more than one colon, or characters that no name has.
    ///
    /// Source: XML Schema Part 2, 3.2.18.
    pub fn parse(
        text: &str,
        namespace_of: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Self, Lexical> {
        let trimmed = trim(text);
        let (prefix, local) = match trimmed.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, trimmed),
        };
        if !is_ncname(local) || !prefix.is_none_or(is_ncname) {
            return Err(Lexical::new(text, "QName"));
        }
        let namespace =
            namespace_of(prefix.unwrap_or("")).filter(|namespace| !namespace.is_empty());
        Ok(Self {
            namespace,
            local: local.to_owned(),
            prefix: prefix.map(str::to_owned),
        })
    }

    /// Reads a name: `{namespace}local`, `local` or `prefix:local`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if what stands there is no name.
    pub(crate) fn parse_expanded(text: &str) -> Result<Self, Lexical> {
        match text
            .strip_prefix('{')
            .and_then(|rest| rest.rsplit_once('}'))
        {
            Some((namespace, local)) => Self::parse(local, |_| Some(namespace.to_owned())),
            None => Self::parse(text, |_| None),
        }
    }

    /// Appends the text of the name, with a prefix that is declared for its namespace, or `""` for the default namespace.
    ///
    /// A name without a namespace is written with its own prefix, if it has one, whatever the argument.
    pub fn write(&self, declared_prefix: &str, out: &mut String) {
        let prefix = match (&self.namespace, &self.prefix) {
            (Some(_), _) => declared_prefix,
            (None, prefix) => prefix.as_deref().unwrap_or(""),
        };
        if !prefix.is_empty() {
            out.push_str(prefix);
            out.push(':');
        }
        out.push_str(&self.local);
    }

    /// What makes the name: the prefix counts only where there is no namespace to go by.
    fn identity(&self) -> (Option<&str>, &str, Option<&str>) {
        let prefix = self.prefix().filter(|_| self.namespace.is_none());
        (self.namespace(), &self.local, prefix)
    }
}

/// Shows the name for people: `{namespace}local`, `local`, or `prefix:local` where the prefix is not declared.
impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.identity() {
            (Some(namespace), local, _) => write!(f, "{{{namespace}}}{local}"),
            (None, local, Some(prefix)) => write!(f, "{prefix}:{local}"),
            (None, local, None) => f.write_str(local),
        }
    }
}

impl PartialEq for QName {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for QName {}

impl PartialOrd for QName {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for QName {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.identity().cmp(&other.identity())
    }
}

impl Hash for QName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

/// Whether the text is a name without a colon.
///
/// Source: Namespaces in XML 1.0, production 4, with the characters of XML 1.0, fifth edition, productions 4 and 4a.
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(starts_name) && characters.all(continues_name)
}

/// The prefixes of the names in a text: of `p:a`, of the items of a list, of the steps of an XPath such as `p:a/@q:b` or `p:*`.
///
/// What only looks like a name is among them: the text does not say what it is.
pub(crate) fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(':').filter_map(|(colon, _)| {
        let is_name = text[colon + 1..].starts_with(|next| starts_name(next) || next == '*');
        let before = text[..colon].trim_end_matches(continues_name).len();
        let prefix = text[before..colon].trim_start_matches(|first| !starts_name(first));
        (is_name && !prefix.is_empty()).then_some(prefix)
    })
}

pub(crate) fn starts_name(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

pub(crate) fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
