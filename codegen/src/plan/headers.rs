//! The structs for header blocks.

use super::RustType;
use super::docs;
use super::item::{Field, FieldDefault, Item, Record};
use super::modules::ModuleBuilder;
use super::presence::{EmitDefault, Nillable, Presence};
use super::reach::part_element;
use super::scope::{Kind, Scope};
use super::service::Interface;
use super::words;
use crate::model::{self, ElementId, Message};

/// The structs for the distinct sets of header blocks of a port type.
#[derive(Debug, Default)]
pub(super) struct HeaderStructs {
    pub(super) requests: Vec<(Vec<ElementId>, String)>,
    pub(super) responses: Vec<(Vec<ElementId>, String)>,
}

/// What a message is sent as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

impl Direction {
    /// The word for it in a name.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Response => "Response",
        }
    }

    /// The operation's message in that direction.
    pub(super) fn message(self, operation: &model::Operation) -> Option<&Message> {
        match self {
            Self::Request => Some(&operation.input),
            Self::Response => operation.output.as_ref(),
        }
    }
}

impl<'m> ModuleBuilder<'_, 'm> {
    /// Adds a struct for each distinct set of header blocks.
    pub(super) fn header_structs(&mut self, interface: &Interface<'m>) -> HeaderStructs {
        HeaderStructs {
            requests: self.header_sets(interface, Direction::Request),
            responses: self.header_sets(interface, Direction::Response),
        }
    }

    /// The sets of one direction: the one that most operations have is called plainly, the others after their first operation.
    fn header_sets(
        &mut self,
        interface: &Interface<'m>,
        direction: Direction,
    ) -> Vec<(Vec<ElementId>, String)> {
        let mut counts: Vec<(Vec<ElementId>, usize, &str)> = Vec::new();
        for operation in &interface.operations {
            let set = direction
                .message(operation)
                .map(header_elements)
                .unwrap_or_default();
            match counts
                .iter_mut()
                .find(|(known, _, _)| is_same_set(known, &set))
            {
                Some((_, count, _)) => *count += 1,
                None if set.is_empty() => {}
                None => counts.push((set, 1, &operation.name)),
            }
        }
        let most = counts.iter().map(|(_, count, _)| *count).max().unwrap_or(0);
        let main = counts.iter().position(|(_, count, _)| *count == most);
        let plain = format!("{}Headers", direction.suffix());
        let mut sets = Vec::new();
        for (index, (set, _, operation)) in counts.into_iter().enumerate() {
            let wanted = if Some(index) == main {
                plain.clone()
            } else {
                words::camel(operation) + &plain
            };
            let name = self.item_name(interface, &wanted);
            let record = self.header_struct(&set, name.clone(), direction);
            self.push(Item::Record(record));
            sets.push((set, name));
        }
        sets
    }

    fn header_struct(&mut self, set: &[ElementId], name: String, direction: Direction) -> Record {
        let model = self.context.shapes.model;
        let mut scope = Scope::new(Kind::Field);
        let fields = set.iter().map(|element| {
            let declared = &model[*element];
            let presence = Presence::of(
                0,
                Nillable::from_schema(declared.is_nillable),
                EmitDefault::Yes,
            );
            let value = self.value(declared.ty);
            let row = self.element_row(&declared.name, presence, value.content.clone());
            let ty = value.in_state(presence);
            let shown = docs::code(&declared.name.local);
            let states = presence.in_words().unwrap_or_default();
            Field {
                name: scope.claim(&declared.name.local),
                documentation: docs::with_schema(
                    Some(&declared.annotation),
                    &format!("{shown}: {states}."),
                ),
                default: if matches!(ty, RustType::Nillable(_)) {
                    FieldDefault::Absent
                } else {
                    FieldDefault::OfType
                },
                ty,
                row,
            }
        });
        let fields: Vec<Field> = fields.collect();
        let has_own_default = fields
            .iter()
            .any(|field| field.default == FieldDefault::Absent);
        let default = (!has_own_default).then_some("Default");
        // The headers of a request are where tokens stand.
        let hides_values = direction == Direction::Request;
        let debug = (!hides_values).then_some("Debug");
        Record {
            documentation: format!(
                "The header blocks of a {}.",
                direction.suffix().to_lowercase()
            ),
            derives: ["Clone"]
                .into_iter()
                .chain(debug)
                .chain(default)
                .chain(["PartialEq"])
                .map(str::to_owned)
                .collect(),
            schema_name: String::new(),
            namespace: None,
            root: None,
            name,
            fields,
            has_own_default,
            is_mixed: false,
            hides_values,
        }
    }
}

/// The elements of a message's header blocks.
fn header_elements(message: &Message) -> Vec<ElementId> {
    let mut elements = Vec::new();
    for element in message
        .headers
        .iter()
        .filter_map(|header| part_element(&header.part))
    {
        if !elements.contains(&element) {
            elements.push(element);
        }
    }
    elements
}

fn is_same_set(left: &[ElementId], right: &[ElementId]) -> bool {
    left.len() == right.len() && left.iter().all(|element| right.contains(element))
}

/// The struct for a message's header blocks.
pub(super) fn headers_of(
    structs: &[(Vec<ElementId>, String)],
    message: Option<&Message>,
) -> RustType {
    let set = message.map(header_elements).unwrap_or_default();
    let known = structs.iter().find(|(known, _)| is_same_set(known, &set));
    known.map_or(RustType::Runtime("NoHeaders"), |(_, name)| {
        RustType::Local(name.clone())
    })
}
