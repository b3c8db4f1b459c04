//! Services: for each port type its headers, faults, operations, client and server.

use super::docs;
use super::item::{Alternative, Alternatives, Item};
use super::modules::ModuleBuilder;
use super::operation::OperationNames;
use super::part::PartElement;
use super::presence::Presence;
use super::reach::kept_operations;
use super::scope::{Kind, Scope};
use super::service_item::{Client, ClientMethod, Operation, Service, ServiceMethod, Unwrapped};
use super::typing::Value;
use super::words;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, Binding, BindingId, DocumentId, Model, QName, SoapVersion};

/// A port type, and the binding by which it is reached.
pub(super) struct Interface<'m> {
    pub(super) binding: &'m Binding,
    pub(super) operations: Vec<&'m model::Operation>,
    /// What distinguishes its names from those of other port types; empty if it is alone.
    pub(super) prefix: String,
    address: Option<&'m str>,
}

/// An operation that was planned, and how it is called.
struct Planned {
    operation: Operation,
    method: String,
    unwrapped: Option<Unwrapped>,
}

impl<'c, 'm> ModuleBuilder<'c, 'm> {
    /// Adds the services of a document.
    pub(super) fn add_services(&mut self, document: DocumentId, diagnostics: &mut Vec<Diagnostic>) {
        let model = self.context.shapes.model;
        self.is_data_contract = model[document].is_data_contract;
        for interface in self.interfaces(document, diagnostics) {
            if !interface.operations.is_empty() {
                self.add_interface(&interface, diagnostics);
            }
        }
    }

    fn interfaces(
        &self,
        document: DocumentId,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Interface<'m>> {
        let model = self.context.shapes.model;
        let chosen = chosen_bindings(model, document, diagnostics);
        let is_alone = chosen.len() == 1;
        let settings = self.context.settings;
        let interfaces = chosen.into_iter().map(|(id, binding)| Interface {
            binding,
            operations: kept_operations(binding, settings).collect(),
            prefix: if is_alone {
                String::new()
            } else {
                words::camel(&binding.port_type.local)
            },
            address: address(model, id),
        });
        interfaces.collect()
    }

    fn add_interface(&mut self, interface: &Interface<'m>, diagnostics: &mut Vec<Diagnostic>) {
        let client = self.item_name(interface, "Client");
        let service = self.item_name(interface, "Service");
        let server = self.item_name(interface, "Server");
        let fault = self.item_name(interface, "Fault");
        let headers = self.header_structs(interface);
        let choice = self.fault(interface, fault.clone());
        self.push(Item::Alternatives(choice));
        let mut methods = Scope::new(Kind::Method);
        let mut planned: Vec<Planned> = Vec::new();
        for operation in &interface.operations {
            let names = OperationNames {
                fault: &fault,
                headers: &headers,
            };
            match self.operation(interface, operation, &names) {
                Ok(done) => {
                    let renamed = self.context.choices.operation(&operation.name);
                    planned.push(Planned {
                        method: methods.claim(renamed.unwrap_or(&operation.name)),
                        unwrapped: self.unwrapped(operation, &done),
                        operation: done,
                    });
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        for done in &mut planned {
            let unwrapped = done.unwrapped.take();
            done.unwrapped = Self::name_unwrapped(unwrapped, &done.method, &mut methods);
            self.push(Item::Operation(done.operation.clone()));
        }
        self.add_client(interface, client, &planned);
        self.add_service(interface, service, server, &planned);
    }

    /// A name that generated code gives by itself: that of the port type before it where it is not free alone.
    pub(super) fn item_name(&mut self, interface: &Interface<'_>, name: &str) -> String {
        let prefixed = format!("{}{name}", words::camel(&interface.binding.port_type.local));
        let alone = if interface.prefix.is_empty() {
            name.to_owned()
        } else {
            prefixed.clone()
        };
        self.scope.claim_first(&[alone, prefixed])
    }

    /// The type parameter of the clients of this module: no type that their methods name is called so.
    fn caller_parameter(&mut self) -> String {
        if self.caller_parameter.is_none() {
            let wanted = ["C", "Caller", "CallerParameter"].map(str::to_owned);
            self.caller_parameter = Some(self.scope.claim_first(&wanted));
        }
        self.caller_parameter.clone().unwrap_or_default()
    }

    fn add_client(&mut self, interface: &Interface<'_>, name: String, operations: &[Planned]) {
        if !self.context.settings.client {
            return;
        }
        let shown = docs::code(&interface.binding.port_type.local);
        let methods = operations.iter().map(|planned| ClientMethod {
            name: planned.method.clone(),
            documentation: planned.operation.documentation.clone(),
            operation: planned.operation.name.clone(),
            request: planned.operation.request.clone(),
            unwrapped: planned.unwrapped.clone(),
        });
        let parameter = self.caller_parameter();
        self.push(Item::Client(Client {
            name,
            parameter,
            documentation: docs::with_schema(
                Some(&interface.binding.annotation),
                &format!("A client of {shown}."),
            ),
            address: interface.address.map(str::to_owned),
            methods: methods.collect(),
        }));
    }

    fn add_service(
        &mut self,
        interface: &Interface<'_>,
        name: String,
        server: String,
        operations: &[Planned],
    ) {
        if !self.context.settings.server {
            return;
        }
        let shown = docs::code(&interface.binding.port_type.local);
        let line = format!(
            "What a service of the form {shown} does; each operation answers that it is not implemented unless it is written."
        );
        let methods = operations.iter().map(|planned| ServiceMethod {
            name: planned.method.clone(),
            documentation: planned.operation.documentation.clone(),
            operation: planned.operation.name.clone(),
        });
        self.push(Item::Service(Service {
            name,
            server,
            documentation: docs::with_schema(Some(&interface.binding.annotation), &line),
            methods: methods.collect(),
        }));
    }

    /// The details of all faults of a port type.
    fn fault(&mut self, interface: &Interface<'m>, name: String) -> Alternatives {
        let model = self.context.shapes.model;
        let mut scope = Scope::new(Kind::Variant);
        let details = fault_details(model, interface);
        let alternatives = details.into_iter().map(|(element, is_one)| {
            let shown = docs::code(&element.name.local);
            let value = if is_one {
                self.root_value(element.ty)
            } else {
                Value::tree()
            };
            Alternative {
                name: scope.claim(&element.name.local),
                documentation: docs::with_schema(Some(element.annotation), &format!("{shown}.")),
                row: self.element_row(&element.name, Presence::Required, value.content.clone()),
                ty: value.chosen(Presence::Required),
            }
        });
        let alternatives: Vec<Alternative> = alternatives.collect();
        let shown = docs::code(&interface.binding.port_type.local);
        Alternatives {
            name,
            documentation: format!("The details of a fault of {shown}."),
            alternatives,
            unknown: scope.claim_first(&["Unknown".to_owned(), "UnknownElement".to_owned()]),
        }
    }
}

/// The elements in the details of faults, each name once, in the order of the operations; whether there is one type of it.
///
/// Parts of several types may have one name. Which of them a detail is cannot be told, so it stays a tree.
fn fault_details<'m>(model: &'m Model, interface: &Interface<'m>) -> Vec<(PartElement<'m>, bool)> {
    let mut details: Vec<(PartElement<'m>, bool)> = Vec::new();
    let faults = interface
        .operations
        .iter()
        .flat_map(|operation| &operation.faults);
    for fault in faults {
        let element = PartElement::of(model, &fault.detail);
        let mut known = details.iter_mut();
        match known.find(|(known, _)| known.name == element.name) {
            Some((known, is_one)) => *is_one &= known.ty == element.ty,
            None => details.push((element, true)),
        }
    }
    details
}

/// How late a binding is chosen: those over HTTP first, and those of SOAP 1.1 among them.
fn rank(binding: &Binding) -> (bool, bool) {
    let transport = binding.transport.to_ascii_lowercase();
    let is_over_http = transport.is_empty() || transport.contains("/http");
    (!is_over_http, binding.soap != SoapVersion::Soap11)
}

/// For each port type the binding that is used, the first of the lowest [`rank`]; the others are noted.
fn chosen_bindings<'m>(
    model: &'m Model,
    document: DocumentId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(BindingId, &'m Binding)> {
    let all: Vec<(BindingId, &Binding)> = model
        .bindings()
        .filter(|(_, binding)| binding.document == document)
        .collect();
    let mut port_types: Vec<&QName> = Vec::new();
    for (_, binding) in &all {
        if !port_types.contains(&&binding.port_type) {
            port_types.push(&binding.port_type);
        }
    }
    let mut chosen = Vec::new();
    for port_type in port_types {
        let candidates: Vec<_> = all
            .iter()
            .filter(|(_, binding)| binding.port_type == *port_type)
            .copied()
            .collect();
        let Some(best) = candidates.iter().min_by_key(|(_, binding)| rank(binding)) else {
            continue;
        };
        let best = *best;
        for (_, other) in candidates.iter().filter(|(id, _)| *id != best.0) {
            let message = format!(
                "binding `{}` reaches the same operations as `{}`, which is used",
                other.name.local, best.1.name.local
            );
            diagnostics.push(Diagnostic::new(
                Severity::Note,
                other.place.clone(),
                message,
            ));
        }
        chosen.push(best);
    }
    chosen
}

/// The address of the first port with that binding.
fn address(model: &Model, binding: BindingId) -> Option<&str> {
    let ports = model.services().flat_map(|(_, service)| &service.ports);
    ports
        .filter(|port| port.binding == binding)
        .find_map(|port| port.address.as_deref())
}
