//! Small words that declarations are qualified with: occurs, derivations, values.

/// How often a particle may occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Occurs {
    /// At least so often.
    pub min: u32,
    /// At most so often; `None` is `unbounded`.
    pub max: Option<u32>,
}

impl Occurs {
    /// Exactly once, which is what is meant where nothing is said.
    pub const ONCE: Self = Self {
        min: 1,
        max: Some(1),
    };

    /// Whether it may be absent.
    pub fn is_optional(self) -> bool {
        self.min == 0
    }

    /// Whether it may occur more than once.
    pub fn is_repeated(self) -> bool {
        self.max.is_none_or(|max| max > 1)
    }
}

/// `processContents` of a wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProcessContents {
    /// The names must be declared and the content valid.
    Strict,
    /// Checked where declared.
    Lax,
    /// Anything well-formed.
    Skip,
}

/// `use` of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttributePresence {
    /// It may be absent.
    Optional,
    /// It must be there.
    Required,
    /// It is taken away from what the base type allows; never part of the effective attributes.
    Prohibited,
}

/// `default` or `fixed` of an element or attribute: the lexical form as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ValueConstraint {
    /// Neither.
    #[default]
    None,
    /// The value that is meant by an absent attribute or an empty element.
    Default(String),
    /// The same, and no other value is allowed.
    Fixed(String),
}

/// A set of methods of derivation, as in `block` and `final`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Derivations {
    /// `extension`.
    pub extension: bool,
    /// `restriction`.
    pub restriction: bool,
    /// `substitution`.
    pub substitution: bool,
    /// `list`.
    pub list: bool,
    /// `union`.
    pub union: bool,
}

impl Derivations {
    /// `#all`.
    pub const ALL: Self = Self {
        extension: true,
        restriction: true,
        substitution: true,
        list: true,
        union: true,
    };
}

/// How a complex type is derived from its base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Derivation {
    /// It allows less.
    Restriction,
    /// It has more, after what the base has.
    Extension,
}

/// `form` of a local element or attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// Its name is in the target namespace.
    Qualified,
    /// Its name is in no namespace.
    #[default]
    Unqualified,
}
