//! Validating documents and values against all that their schema says.
//!
//! Reading looks at what it needs to fill in a type. What a schema says beyond that is in a [`Grammar`], which the generator writes
//! into each module where the setting `validation` is on: content models, all attributes, facets, `xsi:type`, nil, substitution groups,
//! wildcards, fixed values, ids and keys.
//!
//! ```
//! use castile::validate::{Grammar, Tables, ViolationKind, attribute, complex, element, item, local_element, sequence, xs};
//! use castile::validate::{Facet, Own, RESTRICTION, simple};
//!
//! // As generated code says it.
//! static ORDER: Grammar = Grammar::new(Tables {
//!     elements: &[element("order", "", Own(0)), local_element("item", "", Own(1))],
//!     attributes: &[attribute("id", "", xs::INT).required()],
//!     types: &[
//!         complex("Order", "", xs::ANY_TYPE, RESTRICTION).elements(1).attributes(&[0]),
//!         simple("", "", xs::STRING).facets(&[Facet::MaxLength(5)]),
//!     ],
//!     particles: &[item(1).occurs(1, 3), sequence(&[0])],
//!     identities: &[],
//! });
//!
//! assert!(ORDER.validate("<order id='1'><item>pen</item></order>").is_ok());
//! let violations = ORDER.validate("<order><item>pen</item><item>pencil</item></order>").unwrap_err();
//! assert_eq!(
//!     violations.to_string(),
//!     "1:1: /order: the attribute `id` is missing\n\
//!      1:24: /order/item[2]: \"pencil\" has a length of 6, and the `maxLength` is 5",
//! );
//! assert_eq!(violations.first().kind(), ViolationKind::MissingAttribute);
//! ```

mod attributes;
mod builtin;
mod children;
mod constraint;
mod content;
mod derivation;
mod document;
mod duration;
mod element;
mod grammar;
mod identity;
mod index;
mod simple;
mod value;
mod violation;

pub use builtin::{Builtin, xs};
pub use constraint::{Demand, Identity, Path, Test, identity};
pub use grammar::{
    Attribute, Constraint, Content, EXTENSION, Element, Facet, Grammar, MANY, Own, Particle,
    Process, RESTRICTION, Tables, Term, Type, TypeRef, WhiteSpace, Wildcard, all, any, attribute,
    choice, complex, element, item, list, local_element, sequence, simple, union,
};
pub use violation::{Violation, ViolationKind, Violations};

use crate::record::Slot;
use crate::xml::{ReadOptions, WriteOptions};
use document::Root;

impl Grammar {
    /// Validates a document whose root is an element that the schema declares.
    ///
    /// # Errors
    ///
    /// [`Violations`]: all that is wrong, each with its path and position. Where the document cannot be read, because it is no XML
    /// or passes a default limit, that is the last of them.
    ///
    /// Source: XML Schema Part 1, 5.2: the root is strictly assessed, by its declaration or the type that `xsi:type` names.
    pub fn validate(&self, document: &str) -> Result<(), Violations> {
        self.validate_within(document, &ReadOptions::default())
    }

    /// The same with other limits, or another reader of markup.
    ///
    /// # Errors
    ///
    /// As [`validate`](Self::validate).
    pub fn validate_within(&self, document: &str, options: &ReadOptions) -> Result<(), Violations> {
        validate_against(&[self], document, options)
    }
}

/// Validates a document against several grammars together: what one of them admits by a wildcard, another may declare.
///
/// # Errors
///
/// As [`Grammar::validate`].
pub fn validate_against(
    grammars: &[&Grammar],
    document: &str,
    options: &ReadOptions,
) -> Result<(), Violations> {
    document::validate(grammars, document, Root::Declared, options)
}

/// A generated type whose values can be held to their schema; implemented where the setting `validation` is on.
pub trait Validate: crate::record::Type + Slot {
    /// What its schema says.
    fn grammar() -> &'static Grammar;

    /// The type in the grammar.
    const TYPE: TypeRef;

    /// Validates the value as it would be written.
    ///
    /// # Errors
    ///
    /// [`Violations`]: all that is wrong. Their positions are those in what [`to_string`](crate::xml::to_string) writes.
    fn validate(&self) -> Result<(), Violations>
    where
        Self: Sized,
    {
        let row = crate::xml::root_of::<Self>();
        match crate::xml::write_element(self, &row, &WriteOptions::default()) {
            Ok(text) => {
                let options = ReadOptions::default();
                document::validate(&[Self::grammar()], &text, Root::Of(Self::TYPE), &options)
            }
            Err(error) => Err(Violations::unreadable(&error)),
        }
    }
}
