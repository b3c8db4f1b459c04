//! Operations: their bodies and headers.

use super::RustType;
use super::docs;
use super::headers::{Direction, HeaderStructs, headers_of};
use super::item::{Field, FieldDefault, Item, Record};
use super::modules::ModuleBuilder;
use super::presence::{EmitDefault, Nillable, Presence};
use super::reach::part_element;
use super::row::{Content, Occurs, Place, Row};
use super::scope::{Kind, Scope};
use super::service::Interface;
use super::service_item::{Body, Operation, SoapVersion};
use super::words;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, ElementId, Message, Part, PartContent, Use};

/// Names that the operations of a port type refer to.
pub(super) struct OperationNames<'a> {
    pub(super) fault: &'a str,
    pub(super) headers: &'a HeaderStructs,
}

impl<'m> ModuleBuilder<'_, 'm> {
    /// An operation, or why it cannot be supported.
    pub(super) fn operation(
        &mut self,
        interface: &Interface<'m>,
        operation: &'m model::Operation,
        names: &OperationNames<'_>,
    ) -> Result<Operation, Diagnostic> {
        check(operation)?;
        let renamed = self.context.choices.operation(&operation.name);
        let plain = words::camel(renamed.unwrap_or(&operation.name));
        let candidates = [
            plain.clone(),
            interface.prefix.clone() + &plain,
            plain.clone() + "Operation",
        ];
        let name = self.scope.claim_first(&candidates);
        let (request, request_body) = self.body(operation, Direction::Request)?;
        let (response, response_body) = self.body(operation, Direction::Response)?;
        let shown = docs::code(&operation.name);
        Ok(Operation {
            name,
            documentation: docs::with_schema(
                Some(&operation.annotation),
                &format!("The operation {shown}."),
            ),
            request,
            request_headers: headers_of(&names.headers.requests, Some(&operation.input)),
            response,
            response_headers: headers_of(&names.headers.responses, operation.output.as_ref()),
            fault: RustType::Local(names.fault.to_owned()),
            schema_name: operation.name.clone(),
            action: operation.soap_action.clone().unwrap_or_default(),
            version: match interface.binding.soap {
                model::SoapVersion::Soap11 => SoapVersion::Soap11,
                model::SoapVersion::Soap12 => SoapVersion::Soap12,
            },
            request_body,
            response_body,
        })
    }

    /// The content of a body, and its element.
    fn body(
        &mut self,
        operation: &'m model::Operation,
        direction: Direction,
    ) -> Result<(RustType, Body), Diagnostic> {
        let Some(message) = direction.message(operation) else {
            return Ok((RustType::Runtime("NoHeaders"), Body::Empty));
        };
        if message.wrapper.is_some() {
            return Ok(self.wrapped_body(operation, message, direction));
        }
        match (message.element(), message.parts.as_slice()) {
            (Some(element), _) => Ok(self.element_body(element)),
            (None, []) => Ok((RustType::Runtime("NoHeaders"), Body::Empty)),
            (None, [_]) => Err(refusal(
                operation,
                "has a body that is a type, not an element",
            )),
            (None, _) => Err(refusal(operation, "has a body of several elements")),
        }
    }

    fn element_body(&mut self, element: ElementId) -> (RustType, Body) {
        let declared = &self.context.shapes.model[element];
        let presence = Presence::of(
            1,
            Nillable::from_schema(declared.is_nillable),
            EmitDefault::Yes,
        );
        let value = self.root_value(declared.ty);
        let row = self.element_row(&declared.name, presence, value.content);
        let ty = if declared.is_nillable {
            value.ty.option()
        } else {
            value.ty
        };
        (ty, Body::Element(row))
    }

    /// The body of style `rpc`: a struct of the parts, in an element that the binding names.
    fn wrapped_body(
        &mut self,
        operation: &model::Operation,
        message: &'m Message,
        direction: Direction,
    ) -> (RustType, Body) {
        let suffix = direction.suffix();
        let plain = words::camel(&operation.name) + suffix;
        let name = self.scope.claim_first(&[plain.clone(), plain + "Body"]);
        let mut scope = Scope::new(Kind::Field);
        let fields = message.parts.iter().map(|part| {
            let name = scope.claim(&part.name);
            self.part_field(part, name)
        });
        let fields: Vec<Field> = fields.collect();
        let row = message
            .wrapper
            .as_ref()
            .map(|wrapper| self.element_row(wrapper, Presence::Required, Content::Plain));
        let has_own_default = fields
            .iter()
            .any(|field| field.default == FieldDefault::Absent);
        let shown = docs::code(&operation.name);
        let default = (!has_own_default).then_some("Default");
        self.push(Item::Record(Record {
            name: name.clone(),
            documentation: format!("The parts of a {} of {shown}.", suffix.to_lowercase()),
            derives: ["Clone", "Debug"]
                .into_iter()
                .chain(default)
                .chain(["PartialEq"])
                .map(str::to_owned)
                .collect(),
            schema_name: String::new(),
            namespace: None,
            root: row.clone(),
            fields,
            has_own_default,
            is_mixed: false,
            hides_values: false,
        }));
        (
            RustType::Local(name),
            row.map_or(Body::Empty, Body::Element),
        )
    }

    /// A part of style `rpc`: an element in no namespace that is named after it.
    fn part_field(&mut self, part: &Part, name: String) -> Field {
        let model = self.context.shapes.model;
        let shown = docs::code(&part.name);
        let (ty, row) = match part.content {
            PartContent::Element(element) => {
                let declared = &model[element];
                let presence = Presence::of(
                    1,
                    Nillable::from_schema(declared.is_nillable),
                    EmitDefault::Yes,
                );
                let value = self.value(declared.ty);
                let row = self.element_row(&declared.name, presence, value.content.clone());
                (value.in_state(presence), row)
            }
            PartContent::Type(ty) => {
                let value = self.value(ty);
                let row = Row {
                    place: Place::Element,
                    name: part.name.clone(),
                    namespace: None,
                    presence: Presence::Required,
                    occurs: Occurs::Once,
                    content: value.content,
                };
                (value.ty, row)
            }
        };
        Field {
            name,
            documentation: docs::with_schema(Some(&part.annotation), &format!("{shown}.")),
            default: FieldDefault::OfType,
            ty,
            row,
        }
    }
}

/// Refuses what no message of ours can look like.
fn check(operation: &model::Operation) -> Result<(), Diagnostic> {
    let messages = [Some(&operation.input), operation.output.as_ref()];
    let uses_encoding = messages
        .into_iter()
        .flatten()
        .any(|message| matches!(message.body_use, Use::Encoded { .. }));
    if uses_encoding {
        return Err(refusal(operation, "is encoded (`use=\"encoded\"`)"));
    }
    let mut headers = messages
        .into_iter()
        .flatten()
        .flat_map(|message| &message.headers);
    match headers.find(|header| part_element(&header.part).is_none()) {
        Some(_) => Err(refusal(
            operation,
            "has a header block that is a type, not an element",
        )),
        None => Ok(()),
    }
}

fn refusal(operation: &model::Operation, what: &str) -> Diagnostic {
    let message = format!("operation `{}` {what}; it is left out", operation.name);
    Diagnostic::new(Severity::Unsupported, operation.place.clone(), message)
}
