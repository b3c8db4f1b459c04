//! Facets and enumeration values.

use super::{Annotation, QName};
use crate::source::Place;

/// A value that an enumeration allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumerationValue {
    /// The lexical form, white space as in the file.
    pub value: String,
    /// The qualified name that the text would be, by the prefixes where it is written; `None` if it is none.
    pub name: Option<QName>,
    /// The documentation, and the number where `EnumerationValue` gives one ([`Annotation::enumeration_value`]).
    pub annotation: Annotation,
    /// Where it is written.
    pub place: Place,
}

/// The constraining facets of a simple type but enumeration; bounds in their lexical form.
///
/// Source: XML Schema Part 2, 4.3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// `length`.
    pub length: Option<u64>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`: the value must match one of them (those of one derivation step are alternatives).
    pub patterns: Vec<String>,
    /// `whiteSpace`.
    pub white_space: Option<WhiteSpace>,
    /// `minInclusive`.
    pub min_inclusive: Option<String>,
    /// `minExclusive`.
    pub min_exclusive: Option<String>,
    /// `maxInclusive`.
    pub max_inclusive: Option<String>,
    /// `maxExclusive`.
    pub max_exclusive: Option<String>,
    /// `totalDigits`.
    pub total_digits: Option<u64>,
    /// `fractionDigits`.
    pub fraction_digits: Option<u64>,
}

/// `whiteSpace`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhiteSpace {
    /// As it is.
    Preserve,
    /// Tabs and line ends become spaces.
    Replace,
    /// And runs of spaces one space, none outside.
    Collapse,
}

/// A constraining facet but enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FacetKind {
    Length,
    MinLength,
    MaxLength,
    Pattern,
    WhiteSpace,
    MinInclusive,
    MinExclusive,
    MaxInclusive,
    MaxExclusive,
    TotalDigits,
    FractionDigits,
}

impl FacetKind {
    const NAMES: [(&str, Self); 11] = [
        ("length", Self::Length),
        ("minLength", Self::MinLength),
        ("maxLength", Self::MaxLength),
        ("pattern", Self::Pattern),
        ("whiteSpace", Self::WhiteSpace),
        ("minInclusive", Self::MinInclusive),
        ("minExclusive", Self::MinExclusive),
        ("maxInclusive", Self::MaxInclusive),
        ("maxExclusive", Self::MaxExclusive),
        ("totalDigits", Self::TotalDigits),
        ("fractionDigits", Self::FractionDigits),
    ];

    /// The facet of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let known = Self::NAMES.iter().find(|known| known.0 == name);
        known.map(|known| known.1)
    }

    /// The name of its element.
    pub(crate) fn name(self) -> &'static str {
        let known = Self::NAMES.iter().find(|known| known.1 == self);
        known.map_or("facet", |known| known.0)
    }
}
