//! Operations: their bodies and headers.

use super::RustType;
use super::docs;
use super::encoded::multidimensional;
use super::headers::{Direction, HeaderStructs, headers_of};
use super::item::{Entry, Field, FieldDefault, Item, Record};
use super::modules::ModuleBuilder;
use super::part::PartElement;
use super::presence::{EmitDefault, Nillable, Presence};
use super::reach::{closure, encoded_types};
use super::record::usual_derives;
use super::row::{Content, Row};
use super::scope::{Kind, Scope};
use super::service::Interface;
use super::service_item::{Actions, Body, Operation, SoapVersion};
use super::shape::Shapes;
use super::words;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, ElementId, Message, Part, Use};

/// Names that the operations of a port type refer to.
pub(super) struct OperationNames<'a, 'm> {
    pub(super) fault: &'a str,
    pub(super) headers: &'a HeaderStructs<'m>,
}

impl<'m> ModuleBuilder<'_, 'm> {
    /// An operation, or why it cannot be supported.
    pub(super) fn operation(
        &mut self,
        interface: &Interface<'m>,
        operation: &'m model::Operation,
        names: &OperationNames<'_, 'm>,
    ) -> Result<Operation, Diagnostic> {
        check(self.context.shapes, operation)?;
        let model = self.context.shapes.model;
        let renamed = self.context.choices.operation(&operation.name);
        let plain = words::camel(renamed.unwrap_or(&operation.name));
        let candidates = [
            plain.clone(),
            interface.prefix.clone() + &plain,
            plain.clone() + "Operation",
        ];
        let name = self.scope.claim_first(&candidates);
        let (request, request_body) = self.body(operation, Direction::Request);
        let (response, response_body) = self.body(operation, Direction::Response);
        let shown = docs::code(&operation.name);
        Ok(Operation {
            name,
            documentation: docs::with_schema(
                Some(&operation.annotation),
                &format!("The operation {shown}."),
            ),
            request,
            request_headers: headers_of(model, &names.headers.requests, Some(&operation.input)),
            response,
            response_headers: headers_of(
                model,
                &names.headers.responses,
                operation.output.as_ref(),
            ),
            fault: RustType::Local(names.fault.to_owned()),
            schema_name: operation.name.clone(),
            action: operation.soap_action.clone().unwrap_or_default(),
            addressing: actions(interface.binding, operation),
            version: match interface.binding.soap {
                model::SoapVersion::Soap11 => SoapVersion::Soap11,
                model::SoapVersion::Soap12 => SoapVersion::Soap12,
            },
            request_body,
            response_body,
        })
    }

    /// The content of a body, and its elements.
    fn body(&mut self, operation: &'m model::Operation, direction: Direction) -> (RustType, Body) {
        let nothing = RustType::Runtime("NoHeaders");
        let Some(message) = direction.message(operation) else {
            return (nothing, Body::Empty);
        };
        if let Some(wrapper) = &message.wrapper {
            let row = self.element_row(wrapper, Presence::Required, Content::Plain);
            let content = self.parts_of_body(operation, message, direction, Some(row.clone()));
            self.bodies.push(Entry {
                ty: content.clone(),
                schema_name: row.name.clone(),
                namespace: row.namespace.clone(),
                root: row.clone(),
            });
            let body = match message.body_use {
                Use::Literal => Body::Element(row),
                Use::Encoded(_) => Body::Encoded(row),
            };
            return (content, body);
        }
        if let Some(element) = message.element() {
            return self.element_body(element);
        }
        if message.parts.is_empty() {
            return (nothing.clone(), Body::Parts(nothing));
        }
        let content = self.parts_of_body(operation, message, direction, None);
        (content.clone(), Body::Parts(content))
    }

    fn element_body(&mut self, element: ElementId) -> (RustType, Body) {
        let declared = &self.context.shapes.model[element];
        let presence = Presence::of(
            1,
            Nillable::from_schema(declared.is_nillable),
            EmitDefault::Yes,
        );
        let value = self.root_value(declared.ty);
        let content = self.content_or_default(element, &value.content);
        let row = self.element_row(&declared.name, presence, content);
        let ty = if declared.is_nillable {
            value.ty.option()
        } else {
            value.ty
        };
        (ty, Body::Element(row))
    }

    /// A struct of the parts of a body: in an element that the binding names (style `rpc`), or one after the other.
    fn parts_of_body(
        &mut self,
        operation: &model::Operation,
        message: &'m Message,
        direction: Direction,
        root: Option<Row>,
    ) -> RustType {
        let suffix = direction.suffix();
        let plain = words::camel(&operation.name) + suffix;
        let name = self.scope.claim_first(&[plain.clone(), plain + "Body"]);
        let mut scope = Scope::new(Kind::Field);
        let fields = message.parts.iter().map(|part| {
            let name = scope.claim(&part.name);
            self.part_field(part, name, &message.body_use)
        });
        let fields: Vec<Field> = fields.collect();
        let has_own_default = fields
            .iter()
            .any(|field| field.default == FieldDefault::Absent);
        let encoded = match message.body_use {
            Use::Literal => Vec::new(),
            Use::Encoded(_) => self.encoded_parts(message),
        };
        let shown = docs::code(&operation.name);
        let json = self.json_of(fields.iter().map(|field| (&field.row, &field.ty)));
        self.push(Item::Record(Record {
            name: name.clone(),
            documentation: format!("The parts of a {} of {shown}.", suffix.to_lowercase()),
            derives: usual_derives(has_own_default)
                .iter()
                .map(|&derive| derive.to_owned())
                .collect(),
            schema_name: String::new(),
            namespace: None,
            root,
            fields,
            has_own_default,
            is_mixed: false,
            is_unordered: false,
            encoded,
            hides_values: false,
            json,
        }));
        RustType::Local(name)
    }

    /// A part of a body; in an encoded one it may always be nil.
    fn part_field(&mut self, part: &Part, name: String, body_use: &Use) -> Field {
        let model = self.context.shapes.model;
        let element = PartElement::of(model, part);
        let presence = match body_use {
            Use::Literal => element.presence(1),
            Use::Encoded(_) => Presence::RequiredNillable,
        };
        let (value, row) = self.part_row(&element, presence);
        let shown = docs::code(&part.name);
        Field {
            name,
            documentation: docs::with_schema(Some(&part.annotation), &format!("{shown}.")),
            default: FieldDefault::OfType,
            ty: value.in_state(presence),
            row,
            meant: None,
        }
    }
}

/// Refuses what no message of ours can look like.
fn check(shapes: &Shapes<'_>, operation: &model::Operation) -> Result<(), Diagnostic> {
    let model = shapes.model;
    let reached = closure(shapes, encoded_types(model, operation).collect());
    match multidimensional(model, reached.into_iter()) {
        Some(array) => Err(refusal(
            operation,
            &format!("sends an encoded array of several dimensions, {array}"),
        )),
        None => Ok(()),
    }
}

fn refusal(operation: &model::Operation, what: &str) -> Diagnostic {
    let message = format!("operation `{}` {what}; it is left out", operation.name);
    Diagnostic::new(Severity::Unsupported, operation.place.clone(), message)
}

/// The actions of an operation, where its binding asks for WS-Addressing: as the WSDL says them, or its SOAPAction, or the default.
///
/// Source: WS-Addressing 1.0 Metadata, 4.4.
fn actions(binding: &model::Binding, operation: &model::Operation) -> Option<Box<Actions>> {
    let default = |message: &model::Message| {
        let namespace = binding.port_type.namespace.as_deref().unwrap_or_default();
        let delimiter = match namespace {
            urn if urn.starts_with("urn:") => ":",
            closed if closed.ends_with('/') => "",
            _ => "/",
        };
        let delimiter_inside = if delimiter == ":" { ":" } else { "/" };
        format!(
            "{namespace}{delimiter}{}{delimiter_inside}{}",
            binding.port_type.local, message.name
        )
    };
    let soap_action = operation.soap_action.clone();
    let soap_action = soap_action.filter(|action| !action.is_empty());
    let request = operation.input.action.clone().or(soap_action);
    let response = operation.output.as_ref().map(|output| {
        let said = output.action.clone();
        said.unwrap_or_else(|| default(output))
    });
    binding.uses_addressing.then(|| {
        Box::new(Actions {
            request: request.unwrap_or_else(|| default(&operation.input)),
            response: response.unwrap_or_default(),
        })
    })
}
