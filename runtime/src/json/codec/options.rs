//! Settings of reading and writing JSON, with their defaults.

use crate::json::JsonStyle;
use crate::xml::{NilPolicy, Unknown};

/// What becomes of a schema's own member that has the discriminator's name.
///
/// JSON has one place for both. Where the member's value is a text that selects the object's class, it is the discriminator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnMember {
    /// It gives way: an object whose own member is absent, nil or another text looks as documented, and reads back with the
    /// discriminator in that member.
    #[default]
    Replaced,
    /// It is kept, and reads back as it was: what the discriminator cannot say stands in another member, whose name has a `$`
    /// before it: `"$Type": null` for nil, `"$Type": {}` for absent, `"$Type": "Other"` for that text. Others may refuse it.
    Kept,
}

/// How values are written as JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// When null is written.
    pub nil: NilPolicy,
    /// What becomes of a member that has the discriminator's name.
    pub own_member: OwnMember,
    /// The style of a value that has no table, such as a list at the root.
    pub style: JsonStyle,
}

impl WriteOptions {
    /// The same options with another nil policy.
    #[must_use]
    pub fn with_nil(mut self, nil: NilPolicy) -> Self {
        self.nil = nil;
        self
    }

    /// The same options with another way with the schema's own member.
    #[must_use]
    pub fn with_own_member(mut self, own_member: OwnMember) -> Self {
        self.own_member = own_member;
        self
    }

    /// The same options with another style for values without a table.
    #[must_use]
    pub fn with_style(mut self, style: JsonStyle) -> Self {
        self.style = style;
        self
    }
}

/// How JSON is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// What becomes of members that the schema does not know.
    pub unknown: Unknown,
    /// The style of a value that has no table, such as a list at the root.
    pub style: JsonStyle,
}

impl ReadOptions {
    /// Refuses unknown, repeated and missing members; for tests.
    #[must_use]
    pub fn strict() -> Self {
        Self {
            unknown: Unknown::Refuse,
            ..Self::default()
        }
    }

    /// The same options with another style for values without a table.
    #[must_use]
    pub fn with_style(mut self, style: JsonStyle) -> Self {
        self.style = style;
        self
    }
}
