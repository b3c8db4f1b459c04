//! Default and fixed values of elements and attributes.
//!
//! Source: XML Schema Part 1, 3.2.6 and 3.3.6.

use super::Rules;
use super::content::Part;
use super::validity::Named;
use crate::model::{
    AttributeUse, Builtin, Content, ElementId, Model, TypeId, TypeKind, ValueConstraint, Variety,
};
use crate::rule::Rule;
use crate::source::Place;

static ELEMENT: Rule = Rule::formal("e-props-correct", "3.3.6");
static DEFAULT: Rule = Rule::formal("cos-valid-default", "3.3.6");
static ATTRIBUTE: Rule = Rule::formal("a-props-correct", "3.2.6");
static NOTATION: Rule = Rule::formal("enumeration-required-notation", "3.2.19").of_datatypes();

/// The simple type of the text of a type; `None` for content that is no text.
pub(super) fn text_type(model: &Model, ty: TypeId) -> Option<TypeId> {
    match &model[ty].kind {
        TypeKind::Builtin(Builtin::AnyType) => None,
        TypeKind::Builtin(_) | TypeKind::Simple(_) => Some(ty),
        TypeKind::Complex(complex) => match &complex.content {
            Content::Simple(text) => Some(*text),
            Content::Empty | Content::Elements(_) => None,
        },
    }
}

/// The text of a default or fixed value.
fn text_of(value: &ValueConstraint) -> Option<&str> {
    match value {
        ValueConstraint::None => None,
        ValueConstraint::Default(text) | ValueConstraint::Fixed(text) => Some(text),
    }
}

impl Rules<'_> {
    /// Checks the default or fixed value of an element, and whether its type can be used.
    pub(super) fn check_element_value(&mut self, id: ElementId) {
        let element = &self.model[id];
        let (ty, place) = (element.ty, &element.place);
        let title = format!("element `{}`", element.name.local);
        if let Some(text) = text_type(self.model, ty) {
            self.check_notation(text, &title, place);
        }
        let Some(value) = text_of(&element.value) else {
            return;
        };
        match text_type(self.model, ty) {
            Some(text) if self.is_id(text) => {
                let message = format!("{title} is an `xs:ID` with a default or fixed value");
                self.breach(&ELEMENT, place, message, "an id is given once");
            }
            Some(text) => self.check_value(&DEFAULT, text, value, &title, place),
            None if self.is_mixed_and_emptiable(ty) => {}
            None => {
                let message = format!("{title} has a default or fixed value, and elements inside");
                let help = "only text has a value, and mixed content that may be empty";
                self.breach(&DEFAULT, place, message, help);
            }
        }
    }

    fn is_mixed_and_emptiable(&self, ty: TypeId) -> bool {
        let is_mixed = self
            .model
            .complex(ty)
            .is_none_or(|complex| complex.is_mixed);
        is_mixed && Part::of_type(self.model, ty).is_none_or(|content| content.is_emptiable())
    }

    /// Checks the default or fixed value of an attribute, and whether its type can be used.
    pub(super) fn check_attribute_value(&mut self, attribute: &AttributeUse) {
        let title = format!("attribute `{}`", attribute.name.local);
        if self.model.variety(attribute.ty).is_none() {
            let message = format!("{title} has a type with elements or attributes");
            let help = "the type of an attribute is a simple type";
            self.breach(&ATTRIBUTE, &attribute.place, message, help);
            return;
        }
        self.check_notation(attribute.ty, &title, &attribute.place);
        let Some(value) = text_of(&attribute.value) else {
            return;
        };
        if self.is_id(attribute.ty) {
            let message = format!("{title} is an `xs:ID` with a default or fixed value");
            self.breach(&ATTRIBUTE, &attribute.place, message, "an id is given once");
            return;
        }
        self.check_value(&ATTRIBUTE, attribute.ty, value, &title, &attribute.place);
    }

    fn check_value(
        &mut self,
        rule: &'static Rule,
        ty: TypeId,
        value: &str,
        title: &str,
        place: &Place,
    ) {
        if let Err(reason) = self.read_value(ty, value, Named::Unknown) {
            let message = format!("the default or fixed value of {title} is none: {reason}");
            self.breach(rule, place, message, "give it a value of its type");
        }
    }

    /// Reports a `NOTATION` that does not say which.
    fn check_notation(&mut self, ty: TypeId, title: &str, place: &Place) {
        let is_notation = self.model.variety(ty) == Some(Variety::Atomic(Builtin::Notation));
        if is_notation && self.facts(ty).enumeration.is_none() {
            let message = format!("the type of {title} is `xs:NOTATION` without an enumeration");
            self.breach(
                &NOTATION,
                place,
                message,
                "enumerate the notations that are meant",
            );
        }
    }
}
