//! How an element may be missing.

/// Whether `xsi:nil` is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nillable {
    /// `nillable="true"`.
    Yes,
    /// `nillable="false"`, or nothing said.
    No,
}

impl Nillable {
    /// What the schema says.
    pub fn from_schema(is_nillable: bool) -> Self {
        if is_nillable { Self::Yes } else { Self::No }
    }
}

/// Whether a data contract writes a member that has its default value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmitDefault {
    /// `EmitDefaultValue="true"`, or nothing said.
    Yes,
    /// `EmitDefaultValue="false"`.
    No,
}

impl EmitDefault {
    /// What the annotation says, if it says anything.
    pub fn from_annotation(emit_default_value: Option<bool>) -> Self {
        match emit_default_value {
            Some(false) => Self::No,
            Some(true) | None => Self::Yes,
        }
    }
}

/// How an element may be missing, and what goes out when nothing is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never nil: `T`.
    Required,
    /// Always there, nil when unset: `Option<T>`.
    RequiredNillable,
    /// Left out when unset: `Option<T>`.
    Optional,
    /// Absent, nil or a value: `Nillable<T>`.
    OptionalNillable,
    /// Left out when unset, a nil is read as unset: `Option<T>`.
    OptionalNeverNil,
}

impl Presence {
    /// The only place that knows the table of states.
    pub fn of(min_occurs: u32, nillable: Nillable, emit_default: EmitDefault) -> Self {
        match (min_occurs, nillable, emit_default) {
            (1.., Nillable::No, _) => Self::Required,
            (1.., Nillable::Yes, _) => Self::RequiredNillable,
            (0, Nillable::No, _) => Self::Optional,
            (0, Nillable::Yes, EmitDefault::Yes) => Self::OptionalNillable,
            (0, Nillable::Yes, EmitDefault::No) => Self::OptionalNeverNil,
        }
    }

    /// The states in words, for the documentation of a field; nothing for an element that is always there.
    pub(crate) fn in_words(self) -> Option<&'static str> {
        match self {
            Self::Required => None,
            Self::RequiredNillable => Some("nil or a value"),
            Self::Optional => Some("may be absent"),
            Self::OptionalNillable => Some("absent, nil or a value"),
            Self::OptionalNeverNil => Some("may be absent; nil is read as absent"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_of_states_has_its_presence() {
        let table = [
            (1, Nillable::No, EmitDefault::Yes, Presence::Required),
            (1, Nillable::No, EmitDefault::No, Presence::Required),
            (
                1,
                Nillable::Yes,
                EmitDefault::Yes,
                Presence::RequiredNillable,
            ),
            (
                1,
                Nillable::Yes,
                EmitDefault::No,
                Presence::RequiredNillable,
            ),
            (
                2,
                Nillable::Yes,
                EmitDefault::Yes,
                Presence::RequiredNillable,
            ),
            (0, Nillable::No, EmitDefault::Yes, Presence::Optional),
            (0, Nillable::No, EmitDefault::No, Presence::Optional),
            (
                0,
                Nillable::Yes,
                EmitDefault::Yes,
                Presence::OptionalNillable,
            ),
            (
                0,
                Nillable::Yes,
                EmitDefault::No,
                Presence::OptionalNeverNil,
            ),
        ];
        for (min_occurs, nillable, emit_default, expected) in table {
            assert_eq!(
                Presence::of(min_occurs, nillable, emit_default),
                expected,
                "{min_occurs} {nillable:?} {emit_default:?}"
            );
        }
    }

    #[test]
    fn an_annotation_that_says_nothing_means_that_defaults_are_written() {
        assert_eq!(EmitDefault::from_annotation(None), EmitDefault::Yes);
        assert_eq!(EmitDefault::from_annotation(Some(true)), EmitDefault::Yes);
        assert_eq!(EmitDefault::from_annotation(Some(false)), EmitDefault::No);
    }
}
