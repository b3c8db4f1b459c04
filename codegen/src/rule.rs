//! The constraints of XML Schema, as diagnostics cite them.

use std::fmt;

/// A constraint that the specification names.
///
/// Form: displayed as `` `cos-nonambig`, XML Schema Part 1, 3.8.6 ``.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    name: &'static str,
    part: u8,
    section: &'static str,
    weight: Weight,
}

/// What it means when a constraint is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Weight {
    /// The schema contradicts itself: there is no telling what is meant.
    Grave,
    /// What is meant is clear, and other tools take it.
    Formal,
}

impl Rule {
    /// A constraint of the structures (Part 1) whose breach leaves the meaning open.
    pub(crate) const fn grave(name: &'static str, section: &'static str) -> Self {
        Self {
            name,
            part: 1,
            section,
            weight: Weight::Grave,
        }
    }

    /// A constraint of the structures (Part 1) whose breach leaves the meaning clear.
    pub(crate) const fn formal(name: &'static str, section: &'static str) -> Self {
        Self {
            name,
            part: 1,
            section,
            weight: Weight::Formal,
        }
    }

    /// The same constraint, of the datatypes (Part 2).
    pub(crate) const fn of_datatypes(self) -> Self {
        Self { part: 2, ..self }
    }

    /// The name that the specification gives it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether what is meant is clear although the constraint is broken.
    ///
    /// Services are described in schemas that break such constraints, and their users cannot mend them: where a WSDL is loaded,
    /// a breach is a note. In a schema of its own it is an error.
    pub fn is_formal(&self) -> bool {
        self.weight == Weight::Formal
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "`{}`, XML Schema Part {}, {}",
            self.name, self.part, self.section
        )
    }
}
