//! Identity constraints in the tables of a grammar.

/// An identity constraint.
#[derive(Clone, Copy, Debug)]
pub struct Identity {
    pub(super) name: &'static str,
    pub(super) demand: Demand,
    pub(super) selector: &'static [Path],
    pub(super) fields: &'static [&'static [Path]],
}

/// What an identity constraint demands of what it selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// No two have the same fields.
    Unique,
    /// And none lacks one.
    Key,
    /// The key of that number has the same fields.
    Refer(u32),
}

/// An identity constraint: its name, what it demands, what it selects, and the fields of that.
#[must_use]
pub const fn identity(
    name: &'static str,
    demand: Demand,
    selector: &'static [Path],
    fields: &'static [&'static [Path]],
) -> Identity {
    Identity {
        name,
        demand,
        selector,
        fields,
    }
}

/// A path of an identity constraint: the elements on the way, and the attribute at its end, if there is one.
#[derive(Clone, Copy, Debug)]
pub enum Path {
    /// It begins at the element.
    Here(&'static [Test], Option<Test>),
    /// It begins at any depth: `.//`.
    Deep(&'static [Test], Option<Test>),
}

impl Path {
    pub(super) fn attribute(self) -> Option<Test> {
        match self {
            Self::Here(_, attribute) | Self::Deep(_, attribute) => attribute,
        }
    }
}

/// A test of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// `*`
    Any,
    /// `prefix:*`
    Namespace(&'static str),
    /// A name: local name, namespace.
    Name(&'static str, &'static str),
}

impl Test {
    pub(super) fn takes(self, namespace: &str, local: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Namespace(own) => own == namespace,
            Self::Name(name, own) => own == namespace && name == local,
        }
    }
}
