//! Structs.

use std::rc::Rc;

use super::content::{self, Part};
use super::docs;
use super::item::{Field, FieldDefault, Meant, Record};
use super::json;
use super::modules::ModuleBuilder;
use super::presence::Presence;
use super::row::{Content, Occurs, Row};
use super::scope::{Kind, Scope};
use super::shape::Shape;
use super::typing::Slot;
use crate::model::{ElementId, Owner, TypeId, ValueConstraint};

/// What a struct derives: `Debug` and `PartialEq` come with its table.
pub(super) fn usual_derives(has_own_default: bool) -> &'static [&'static str] {
    if has_own_default {
        &["Clone"]
    } else {
        &["Clone", "Default"]
    }
}

impl ModuleBuilder<'_, '_> {
    /// The struct of a type.
    pub(super) fn record(&mut self, ty: TypeId, name: String) -> Record {
        let model = self.context.shapes.model;
        let fields = self.fields(ty).to_vec();
        let declared = &model[ty];
        let shown = self.shown(ty, &name);
        let line = match self.context.shapes.get(ty) {
            Shape::Subtypes(..) => format!("{shown} itself, without what its subtypes add."),
            _ => format!("{shown}."),
        };
        let has_own_default = fields
            .iter()
            .any(|field| field.default != FieldDefault::OfType);
        let json = self.json_of_record(ty, &fields);
        Record {
            name,
            documentation: docs::with_schema(Some(&declared.annotation), &line),
            derives: self.record_derives(ty, has_own_default),
            schema_name: declared
                .name
                .as_ref()
                .map(|name| name.local.to_string())
                .unwrap_or_default(),
            namespace: declared.name.as_ref().and_then(|name| self.namespace(name)),
            root: self.root(ty),
            fields,
            has_own_default,
            is_mixed: content::is_mixed(model, ty),
            is_unordered: content::is_unordered(model, ty),
            encoded: self.encoded_fields(ty),
            hides_values: false,
            json,
        }
    }

    /// What a type's struct derives: the usual, and what the settings add.
    pub(super) fn record_derives(&self, ty: TypeId, has_own_default: bool) -> Vec<String> {
        let usual = usual_derives(has_own_default);
        self.context
            .choices
            .derives(ty, usual, &["Debug", "PartialEq"])
    }

    /// How the documentation speaks of a type: by its name, or for an anonymous one by its element.
    pub(super) fn shown(&self, ty: TypeId, rust_name: &str) -> String {
        let shapes = self.context.shapes;
        let declared = &shapes.model[ty];
        match (&declared.name, &declared.owner) {
            (Some(name), _) => docs::code(&name.local),
            (None, Some(Owner::Element(element))) => {
                let own = docs::code(&shapes.model[*element].name.local);
                match shapes.parent(*element) {
                    Some(parent) => format!("{own} in {}", self.shown(parent, rust_name)),
                    None => own,
                }
            }
            (None, Some(Owner::Attribute(parent, name))) => {
                let own = docs::code(&name.local);
                format!("Attribute {own} of {}", self.shown(*parent, rust_name))
            }
            (None, Some(Owner::Item(owner) | Owner::Base(owner))) => self.shown(*owner, rust_name),
            (None, _) => docs::code(rust_name),
        }
    }

    /// The fields of a type's struct.
    pub(super) fn fields(&mut self, ty: TypeId) -> Rc<[Field]> {
        let key = (ty, self.is_data_contract);
        if let Some(known) = self.known_fields.get(&key) {
            return known.clone();
        }
        let shapes = self.context.shapes;
        let fields: Rc<[Field]> = self
            .fields_of(ty, shapes.get(ty).parts().unwrap_or_default())
            .into();
        self.known_fields.insert(key, fields.clone());
        fields
    }

    /// The fields for some parts of a type.
    pub(super) fn fields_of(&mut self, ty: TypeId, parts: &[Part<'_>]) -> Vec<Field> {
        let names = self.field_names(ty, parts);
        let named = parts.iter().zip(names);
        let mut fields: Vec<Field> = named
            .map(|(part, name)| self.field(ty, part, name))
            .collect();
        self.add_meant(parts, &mut fields);
        json::name_apart(fields.iter_mut().map(|field| &mut field.row));
        fields
    }

    fn field(&mut self, ty: TypeId, part: &Part<'_>, name: String) -> Field {
        let shapes = self.context.shapes;
        let mut presence = part.presence(shapes.model);
        let must_be_there = presence == Presence::Required && part.occurs == Occurs::Once;
        if must_be_there && self.context.recursion.is_endless(shapes, ty, part) {
            presence = Presence::Optional;
        }
        let Slot {
            ty: rust_type,
            row,
            default,
        } = self.slot(part, presence);
        let flags = part.ty(shapes.model).and_then(|ty| shapes.model.flags(ty));
        let kind = flags.map(|_| "flags");
        Field {
            name,
            documentation: docs::field(shapes.model, part, presence, kind),
            ty: rust_type,
            row,
            default,
            meant: None,
        }
    }

    /// The functions for the values that are meant by absence, named after their fields.
    fn add_meant(&mut self, parts: &[Part<'_>], fields: &mut [Field]) {
        let model = self.context.shapes.model;
        let mut scope = Scope::new(Kind::Method);
        for (part, field) in parts.iter().zip(fields) {
            let (word, text) = match part.value(model) {
                ValueConstraint::Default(text) => ("default", text),
                ValueConstraint::Fixed(text) => ("fixed", text),
                ValueConstraint::None => continue,
            };
            let Some(ty) = part.ty(model).filter(|_| self.is_readable(part)) else {
                continue;
            };
            let own = field.name.strip_prefix("r#").unwrap_or(&field.name);
            field.meant = Some(Meant {
                name: scope.claim_exact(&format!("{word}_{own}")),
                ty: self.value(ty).ty,
                text: text.clone(),
            });
        }
    }

    /// The names of the fields: those that the settings give first.
    fn field_names(&self, ty: TypeId, parts: &[Part<'_>]) -> Vec<String> {
        let model = self.context.shapes.model;
        let mut scope = Scope::new(Kind::Field);
        let chosen: Vec<Option<String>> = parts
            .iter()
            .map(|part| {
                let chosen = self.context.choices.field(ty, &part.setting_name(model));
                chosen.map(|name| scope.claim_exact(name))
            })
            .collect();
        let named = parts.iter().zip(chosen);
        named
            .map(|(part, chosen)| {
                chosen.unwrap_or_else(|| scope.claim(&spelled_name(&part.setting_name(model))))
            })
            .collect()
    }

    /// The row of the global element that holds a type at the root of a document.
    fn root(&mut self, ty: TypeId) -> Option<Row> {
        let element = self.root_element(ty)?;
        let declared = &self.context.shapes.model[element];
        let presence = if declared.is_nillable {
            Presence::RequiredNillable
        } else {
            Presence::Required
        };
        let name = declared.name.clone();
        Some(self.element_row(&name, presence, Content::Plain))
    }

    /// The global element of a type: its own for an anonymous type, else the one of the same name, else the only one.
    pub(super) fn root_element(&self, ty: TypeId) -> Option<ElementId> {
        let model = self.context.shapes.model;
        let declared = &model[ty];
        match &declared.owner {
            Some(Owner::Element(element)) => return model[*element].is_global.then_some(*element),
            Some(_) => return None,
            None => {}
        }
        let candidates = self.context.root_elements(ty);
        let same_name = candidates
            .iter()
            .find(|element| Some(&model[**element].name) == declared.name.as_ref());
        match candidates {
            [only] => Some(*only),
            _ => same_name.copied(),
        }
    }
}

/// The name that a field's name is made of.
pub(super) fn spelled_name(setting_name: &str) -> String {
    match setting_name.strip_prefix('$') {
        Some("text") => "value".to_owned(),
        Some(other) => other.to_owned(),
        None => setting_name.to_owned(),
    }
}
