//! The structs for header blocks.

use super::RustType;
use super::docs;
use super::item::{Field, FieldDefault, Item, Record};
use super::modules::ModuleBuilder;
use super::part::PartElement;
use super::record::usual_derives;
use super::scope::{Kind, Scope};
use super::service::Interface;
use super::words;
use crate::model::{self, Message, Model};

/// The structs for the distinct sets of header blocks of a port type.
pub(super) struct HeaderStructs<'m> {
    pub(super) requests: Vec<HeaderSet<'m>>,
    pub(super) responses: Vec<HeaderSet<'m>>,
}

/// The elements of header blocks, and the name of the struct for them.
pub(super) type HeaderSet<'m> = (Vec<PartElement<'m>>, String);

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
    pub(super) fn header_structs(&mut self, interface: &Interface<'m>) -> HeaderStructs<'m> {
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
    ) -> Vec<HeaderSet<'m>> {
        let model = self.context.shapes.model;
        let mut counts: Vec<(Vec<PartElement<'m>>, usize, &str)> = Vec::new();
        for operation in &interface.operations {
            let set = direction
                .message(operation)
                .map(|message| header_elements(model, message))
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

    fn header_struct(
        &mut self,
        set: &[PartElement<'m>],
        name: String,
        direction: Direction,
    ) -> Record {
        let mut scope = Scope::new(Kind::Field);
        let fields = set.iter().map(|element| {
            let presence = element.presence(0);
            let (value, row) = self.part_row(element, presence);
            let ty = value.in_state(presence);
            let shown = docs::code(&element.name.local);
            let states = presence.in_words().unwrap_or_default();
            Field {
                name: scope.claim(&element.name.local),
                documentation: docs::with_schema(
                    Some(element.annotation),
                    &format!("{shown}: {states}."),
                ),
                default: if matches!(ty, RustType::Nillable(_)) {
                    FieldDefault::Absent
                } else {
                    FieldDefault::OfType
                },
                ty,
                row,
                meant: None,
            }
        });
        let fields: Vec<Field> = fields.collect();
        let has_own_default = fields
            .iter()
            .any(|field| field.default == FieldDefault::Absent);
        // The headers of a request are where tokens stand.
        let hides_values = direction == Direction::Request;
        Record {
            documentation: format!(
                "The header blocks of a {}.",
                direction.suffix().to_lowercase()
            ),
            derives: usual_derives(has_own_default)
                .iter()
                .map(|&derive| derive.to_owned())
                .collect(),
            schema_name: String::new(),
            namespace: None,
            root: None,
            name,
            fields,
            has_own_default,
            is_mixed: false,
            is_unordered: false,
            encoded: Vec::new(),
            hides_values,
            json: None,
        }
    }
}

/// The elements of a message's header blocks, the first of each name.
fn header_elements<'m>(model: &'m Model, message: &'m Message) -> Vec<PartElement<'m>> {
    let mut elements: Vec<PartElement<'m>> = Vec::new();
    for header in &message.headers {
        let element = PartElement::of(model, &header.part);
        if elements.iter().all(|known| known.name != element.name) {
            elements.push(element);
        }
    }
    elements
}

fn is_same_set(left: &[PartElement<'_>], right: &[PartElement<'_>]) -> bool {
    left.len() == right.len() && left.iter().all(|element| right.contains(element))
}

/// The struct for a message's header blocks.
pub(super) fn headers_of<'m>(
    model: &'m Model,
    structs: &[HeaderSet<'m>],
    message: Option<&'m Message>,
) -> RustType {
    let set = message
        .map(|message| header_elements(model, message))
        .unwrap_or_default();
    let known = structs.iter().find(|(known, _)| is_same_set(known, &set));
    known.map_or(RustType::Runtime("NoHeaders"), |(_, name)| {
        RustType::Local(name.clone())
    })
}
