//! Groups in the content of a type: structs for sequences, enums for choices.

use super::content::{Group, GroupKind, PartKind};
use super::docs;
use super::item::{Alternative, Choice, FieldDefault, Item, Record};
use super::json;
use super::modules::ModuleBuilder;
use super::record::spelled_name;
use super::recursion::default_alternative;
use super::scope::{Kind, Scope};
use super::words;

impl ModuleBuilder<'_, '_> {
    /// The name of a group's type, which is made when the group is met for the first time.
    pub(super) fn group(&mut self, group: &Group<'_>) -> String {
        if let Some(name) = self.groups.get(&group.key) {
            return name.clone();
        }
        let wanted = self.owner_name(group) + &words::camel(&group.hint);
        let name = self.scope.claim_exact(&wanted);
        self.groups.insert(group.key, name.clone());
        let position = self.following.len();
        let item = match group.kind {
            GroupKind::Sequence => Item::Record(self.sequence(group, name.clone())),
            GroupKind::Choice => Item::Choice(self.choice(group, name.clone())),
        };
        self.following.insert(position, item);
        name
    }

    /// The Rust name of the type that declares a group, or the schema's name for one that is not written.
    fn owner_name(&self, group: &Group<'_>) -> String {
        let model = self.context.shapes.model;
        match (
            self.context.naming.get(self.document, group.owner),
            &model[group.owner].name,
        ) {
            (Some(names), _) => names.name.clone(),
            (None, Some(name)) => words::camel(&name.local),
            (None, None) => String::new(),
        }
    }

    fn sequence(&mut self, group: &Group<'_>, name: String) -> Record {
        let fields = self.fields_of(group.owner, &group.parts);
        let has_own_default = fields
            .iter()
            .any(|field| field.default != FieldDefault::OfType);
        let json = self.json_of(fields.iter().map(|field| (&field.row, &field.ty)));
        Record {
            documentation: format!(
                "{} of {}.",
                self.group_text(group),
                self.shown(group.owner, &name)
            ),
            derives: self.record_derives(group.owner, has_own_default),
            schema_name: String::new(),
            namespace: None,
            root: None,
            name,
            fields,
            has_own_default,
            is_mixed: false,
            is_unordered: group.is_unordered,
            encoded: Vec::new(),
            hides_values: false,
            json,
        }
    }

    fn choice(&mut self, group: &Group<'_>, name: String) -> Choice {
        let model = self.context.shapes.model;
        let mut scope = Scope::new(Kind::Variant);
        let mut alternatives: Vec<Alternative> = group
            .parts
            .iter()
            .map(|part| {
                let (ty, row) = self.chosen_slot(part);
                let text = match part.kind {
                    PartKind::Text(_) => "Text among the elements".to_owned(),
                    _ => docs::part_name(model, part),
                };
                let wanted = match part.kind {
                    PartKind::Text(_) => "text".to_owned(),
                    _ => spelled_name(&part.setting_name(model)),
                };
                Alternative {
                    name: scope.claim_exact(&words::camel(&wanted)),
                    documentation: docs::with_schema(part.annotation(), &format!("{text}.")),
                    ty,
                    row,
                }
            })
            .collect();
        json::name_apart(
            alternatives
                .iter_mut()
                .map(|alternative| &mut alternative.row),
        );
        let rows = alternatives
            .iter()
            .map(|alternative| (&alternative.row, &alternative.ty));
        let json = self.json_of(rows);
        let default = default_alternative(self.context.shapes, group);
        Choice {
            documentation: format!(
                "{} of {}.",
                self.group_text(group),
                self.shown(group.owner, &name)
            ),
            default: alternatives[default].name.clone(),
            name,
            alternatives,
            json,
        }
    }

    fn group_text(&self, group: &Group<'_>) -> &'static str {
        match (group.kind, group.hint.as_str()) {
            (GroupKind::Sequence, _) => "Elements that belong together in the content",
            (GroupKind::Choice, "content") => "A piece of the content",
            (GroupKind::Choice, _) => "One of several elements in the content",
        }
    }
}
