//! Base types with subtypes.

use super::docs;
use super::item::{Accessor, Field, Subtypes, Variant};
use super::modules::ModuleBuilder;
use super::scope::{Kind, Scope};
use crate::model::{Model, TypeId};

const DERIVES: &[&str] = &["Clone", "Debug", "PartialEq"];

impl ModuleBuilder<'_, '_> {
    /// The enum of a base type and its subtypes.
    pub(super) fn subtypes(&mut self, ty: TypeId, name: String) -> Subtypes {
        let model = self.context.shapes.model;
        let declared = &model[ty];
        let mut scope = Scope::new(Kind::Variant);
        scope.reserve("Base");
        let mut variants = vec![self.variant(ty, "Base".to_owned())];
        let subtypes = depth_first(model, ty);
        for subtype in &subtypes {
            let wanted = model[*subtype]
                .name
                .as_ref()
                .map_or("Subtype", |name| &name.local);
            let variant = scope.claim(wanted);
            variants.push(self.variant(*subtype, variant));
        }
        let shown = docs::code(
            declared
                .name
                .as_ref()
                .map_or(name.as_str(), |name| &name.local),
        );
        Subtypes {
            documentation: docs::with_schema(
                Some(&declared.annotation),
                &format!("{shown}: one of its subtypes."),
            ),
            derives: self.context.choices.derives(ty, DERIVES),
            unknown: scope.claim_first(&["Unknown".to_owned(), "UnknownType".to_owned()]),
            variants,
            accessors: self.accessors(ty, &subtypes),
            name,
        }
    }

    fn variant(&self, ty: TypeId, name: String) -> Variant {
        let names = self
            .context
            .naming
            .get(self.document, ty)
            .expect("subtypes of a written type are written");
        let shown = docs::code(
            self.context.shapes.model[ty]
                .name
                .as_ref()
                .map_or("", |name| &name.local),
        );
        let documentation = if name == "Base" {
            format!("{shown} itself.")
        } else {
            format!("{shown}.")
        };
        let record = names.base.as_ref().unwrap_or(&names.name).clone();
        Variant {
            name,
            documentation,
            record,
        }
    }

    /// Methods for the fields that the base and all its subtypes have in the same row.
    fn accessors(&mut self, ty: TypeId, subtypes: &[TypeId]) -> Vec<Accessor> {
        let fields = self.fields(ty);
        let in_subtypes: Vec<Vec<Field>> = subtypes
            .iter()
            .map(|subtype| self.fields(*subtype))
            .collect();
        let mut scope = Scope::new(Kind::Method);
        let is_everywhere = |row: usize, field: &Field| {
            in_subtypes.iter().all(|fields| {
                fields
                    .get(row)
                    .is_some_and(|own| own.row == field.row && own.ty == field.ty)
            })
        };
        let common = fields
            .iter()
            .enumerate()
            .filter(|(row, field)| is_everywhere(*row, field));
        common
            .map(|(row, field)| Accessor {
                name: scope.claim_exact(&field.name),
                documentation: format!(
                    "{} `None` if the type is unknown.",
                    end_sentence(&field.documentation)
                ),
                ty: field.ty.clone(),
                row,
            })
            .collect()
    }
}

fn end_sentence(documentation: &str) -> String {
    documentation.trim_end().to_owned()
}

/// All subtypes, each after its base, in the order of the schema.
fn depth_first(model: &Model, ty: TypeId) -> Vec<TypeId> {
    let all = model.subtypes(ty);
    let mut found = Vec::new();
    let mut open: Vec<TypeId> = children(model, &all, ty);
    while let Some(next) = open.pop() {
        found.push(next);
        open.extend(children(model, &all, next));
    }
    found
}

/// The direct subtypes among `all`, the last first; anonymous types between are passed through.
fn children(model: &Model, all: &[TypeId], ty: TypeId) -> Vec<TypeId> {
    let is_child = |candidate: &TypeId| {
        let mut base = model.base(*candidate);
        while let Some(id) = base.filter(|id| *id != ty && model[*id].name.is_none()) {
            base = model.base(id);
        }
        base == Some(ty)
    };
    all.iter().rev().copied().filter(is_child).collect()
}
