//! Base types with subtypes.

use std::collections::HashMap;
use std::rc::Rc;

use super::docs;
use super::item::{Accessor, Subtypes, Variant};
use super::modules::ModuleBuilder;
use super::scope::{Kind, Scope};
use crate::model::{Model, TypeId};

const DERIVES: &[&str] = &["Clone", "PartialEq"];

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
            derives: self.context.choices.derives(ty, DERIVES, &["Debug"]),
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
        let is_common = self.common_rows(ty, fields.len(), subtypes);
        let mut scope = Scope::new(Kind::Method);
        let common = fields.iter().enumerate().filter(|(row, _)| is_common[*row]);
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

impl ModuleBuilder<'_, '_> {
    /// Which of the rows of a base all its subtypes have; each of these is compared with the one before it alone, and once.
    fn common_rows(&mut self, ty: TypeId, rows: usize, subtypes: &[TypeId]) -> Vec<bool> {
        let model = self.context.shapes.model;
        let mut common = vec![true; rows];
        let mut in_types = HashMap::from([(ty, common.clone())]);
        for subtype in subtypes {
            let base = named_base(model, ty, *subtype).unwrap_or(ty);
            let same = self.same_rows(base, *subtype);
            let of_base = in_types.get(&base).cloned().unwrap_or_default();
            let is_same = |row: usize| same.get(row).is_some_and(|same| *same);
            let own: Vec<bool> = (0..rows)
                .map(|row| is_same(row) && of_base.get(row).is_some_and(|same| *same))
                .collect();
            common
                .iter_mut()
                .zip(&own)
                .for_each(|(all, own)| *all &= *own);
            in_types.insert(*subtype, own);
        }
        common
    }

    /// Which rows of a type another has in the same place.
    fn same_rows(&mut self, base: TypeId, subtype: TypeId) -> Rc<[bool]> {
        let key = (base, subtype, self.is_data_contract);
        if let Some(known) = self.known_alike.get(&key) {
            return known.clone();
        }
        let (own, other) = (self.fields(base), self.fields(subtype));
        let pairs = own.iter().zip(other.iter());
        let same: Rc<[bool]> = pairs
            .map(|(own, other)| own.row == other.row && own.ty == other.ty)
            .collect();
        self.known_alike.insert(key, same.clone());
        same
    }
}

fn end_sentence(documentation: &str) -> String {
    documentation.trim_end().to_owned()
}

/// All subtypes, each after its base, in the order of the schema.
fn depth_first(model: &Model, ty: TypeId) -> Vec<TypeId> {
    let mut children: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for subtype in model.subtypes(ty).into_iter().rev() {
        if let Some(base) = named_base(model, ty, subtype) {
            children.entry(base).or_default().push(subtype);
        }
    }
    let mut found = Vec::new();
    let mut open = children.remove(&ty).unwrap_or_default();
    while let Some(next) = open.pop() {
        found.push(next);
        open.extend(children.remove(&next).unwrap_or_default());
    }
    found
}

/// The type that a subtype of `root` stands behind: anonymous types between are passed through.
fn named_base(model: &Model, root: TypeId, subtype: TypeId) -> Option<TypeId> {
    let mut base = model.base(subtype);
    while let Some(id) = base.filter(|id| *id != root && model[*id].name.is_none()) {
        base = model.base(id);
    }
    base
}
