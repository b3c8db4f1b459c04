//! Enumerations.

use super::docs;
use super::item::{Enumeration, Value};
use super::modules::ModuleBuilder;
use super::scope::{Kind, Scope};
use crate::model::{EnumerationValue, TypeId, WhiteSpace};

/// What an enumeration derives.
const DERIVES: &[&str] = &["Clone", "Default", "PartialEq"];
/// What comes with its values.
const GIVEN: &[&str] = &["Debug", "Eq", "Hash"];

impl ModuleBuilder<'_, '_> {
    /// The enumeration that a type declares.
    pub(super) fn enumeration(&mut self, ty: TypeId, name: String) -> Enumeration {
        let declared = &self.context.shapes.model[ty];
        let values = distinct(self.context.shapes.model.enumeration(ty));
        let mut scope = Scope::new(Kind::Variant);
        let chosen: Vec<Option<String>> = values
            .iter()
            .map(|value| {
                self.context
                    .choices
                    .variant(ty, &value.value)
                    .map(|name| scope.claim_exact(name))
            })
            .collect();
        let default = default_position(&values);
        let planned = values
            .iter()
            .zip(chosen)
            .enumerate()
            .map(|(index, (value, chosen))| Value {
                name: chosen.unwrap_or_else(|| scope.claim(&value.value)),
                documentation: docs::value(value),
                text: value.value.clone(),
                is_default: index == default,
            });
        let planned: Vec<Value> = planned.collect();
        let shown = self.shown(ty, &name);
        Enumeration {
            documentation: docs::with_schema(
                Some(&declared.annotation),
                &format!("{shown}: one of its values."),
            ),
            derives: self.context.choices.derives(ty, DERIVES, GIVEN),
            unknown: scope.claim_first(&["Unknown".to_owned(), "UnknownValue".to_owned()]),
            values: planned,
            collapses: self.context.shapes.model.white_space(ty) == WhiteSpace::Collapse,
            name,
        }
    }
}

/// The values, each text once.
fn distinct(values: &[EnumerationValue]) -> Vec<&EnumerationValue> {
    let mut seen = std::collections::HashSet::new();
    values
        .iter()
        .filter(|value| seen.insert(value.value.as_str()))
        .collect()
}

/// The value with the number 0 is what a data contract sends by default; else the first.
fn default_position(values: &[&EnumerationValue]) -> usize {
    values
        .iter()
        .position(|value| value.annotation.enumeration_value() == Some(0))
        .unwrap_or(0)
}
