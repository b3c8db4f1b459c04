//! Linking services and ports to bindings.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Linker, number};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{BindingId, Port, QName, Service, ServiceId};
use crate::schema::{self, Definitions, File, Protocol, Reference, ServicePort};
use crate::source::Place;

/// The WSDL components of an entry by name.
#[derive(Debug, Default)]
pub(super) struct Declarations<'a> {
    pub(super) messages: HashMap<QName, &'a schema::Message>,
    pub(super) port_types: HashMap<QName, &'a schema::PortType>,
    bindings: HashMap<QName, (&'a schema::Binding, Option<BindingId>)>,
    /// All that are declared by the name: their ports are taken together.
    services: HashMap<QName, Vec<&'a schema::Service>>,
}

impl<'a> Linker<'a> {
    pub(super) fn link_services(&mut self) {
        let entry = self.entry;
        let files = entry.definitions.iter().map(|file| &**file);
        let all: Vec<&'a Definitions> = files
            .filter_map(|file| match file {
                File::Wsdl(definitions) => Some(definitions),
                File::Schema(_) => None,
            })
            .collect();
        let mut known = Declarations::default();
        for definitions in &all {
            self.declare_definitions(definitions, &mut known);
        }
        for definitions in &all {
            self.link_bindings(definitions, &mut known);
        }
        for definitions in &all {
            for service in &definitions.services {
                self.link_service(service, definitions, &known);
            }
        }
        let mut bindings = all.iter().flat_map(|definitions| &definitions.bindings);
        let has_soap = bindings.any(|binding| matches!(binding.protocol, Protocol::Soap { .. }));
        if let (Some(first), false) = (all.first(), has_soap) {
            let help = "types are generated; a client needs a binding for SOAP 1.1 or 1.2";
            let message = "the definition has no SOAP binding";
            let note = Diagnostic::new(Severity::Note, first.place.clone(), message);
            self.diagnostics.push(note.with_help(help));
        }
    }

    fn declare_definitions(&mut self, definitions: &'a Definitions, known: &mut Declarations<'a>) {
        let name = |local: &Arc<str>| QName {
            namespace: definitions.target_namespace.clone(),
            local: local.clone(),
        };
        for message in &definitions.messages {
            let first = *known.messages.entry(name(&message.name)).or_insert(message);
            if first.fingerprint != message.fingerprint {
                self.leave_out("message", &message.name, &message.place, &first.place);
            }
        }
        for port_type in &definitions.port_types {
            let first = *known
                .port_types
                .entry(name(&port_type.name))
                .or_insert(port_type);
            if first.fingerprint != port_type.fingerprint {
                self.leave_out("port type", &port_type.name, &port_type.place, &first.place);
            }
        }
        for binding in &definitions.bindings {
            let (first, _) = *known
                .bindings
                .entry(name(&binding.name))
                .or_insert((binding, None));
            if first.fingerprint != binding.fingerprint {
                self.leave_out("binding", &binding.name, &binding.place, &first.place);
            }
        }
        for service in &definitions.services {
            let declared = known.services.entry(name(&service.name)).or_default();
            if declared
                .iter()
                .all(|first| first.fingerprint != service.fingerprint)
            {
                declared.push(service);
            }
        }
    }

    /// Reports a second declaration of a name: the first one stands.
    fn leave_out(&mut self, kind: &str, name: &str, place: &Place, first: &Place) {
        let message = format!(
            "{kind} `{name}` is declared twice; the second is left out, the first is at {first}"
        );
        self.diagnostics
            .push(Diagnostic::new(Severity::Broken, place.clone(), message));
    }

    fn link_bindings(&mut self, definitions: &'a Definitions, known: &mut Declarations<'a>) {
        for binding in &definitions.bindings {
            let name = QName {
                namespace: definitions.target_namespace.clone(),
                local: binding.name.clone(),
            };
            let Some(linked) = self.link_binding(binding, &name, known) else {
                continue;
            };
            let id = BindingId(number(self.model.bindings.len()));
            self.model.bindings.push(linked);
            self.model.documents[self.document.index()]
                .bindings
                .push(id);
            known.bindings.insert(name, (binding, Some(id)));
        }
    }

    fn link_service(
        &mut self,
        service: &'a schema::Service,
        definitions: &'a Definitions,
        known: &Declarations<'a>,
    ) {
        let name = QName {
            namespace: definitions.target_namespace.clone(),
            local: service.name.clone(),
        };
        let declared = known.services.get(&name).map_or(&[][..], Vec::as_slice);
        if !declared
            .first()
            .is_some_and(|first| std::ptr::eq(*first, service))
        {
            return;
        }
        let of_service = declared.iter().any(|service| service.uses_addressing);
        let mut ports = Vec::new();
        for port in self.ports_of(declared) {
            let Some(linked) = self.link_port(port, known) else {
                continue;
            };
            // To a port that does not ask for it, its header blocks are ones that it need not understand.
            let binding = &mut self.model.bindings[linked.binding.index()];
            binding.uses_addressing |= of_service || port.uses_addressing;
            ports.push(linked);
        }
        let id = ServiceId(number(self.model.services.len()));
        self.model.services.push(Service {
            document: self.document,
            name: QName {
                namespace: definitions.target_namespace.clone(),
                local: service.name.clone(),
            },
            ports,
            annotation: service.annotation.clone(),
            place: service.place.clone(),
        });
        self.model.documents[self.document.index()]
            .services
            .push(id);
    }

    /// The ports of all declarations of a service, the first of each name.
    fn ports_of(&mut self, declared: &[&'a schema::Service]) -> Vec<&'a ServicePort> {
        let mut ports: Vec<&ServicePort> = Vec::new();
        for (index, service) in declared.iter().enumerate() {
            if index > 0 {
                let message = format!(
                    "service `{}` is declared twice; the ports of both are its ports, the first is at {}",
                    service.name, declared[0].place
                );
                self.note(&service.place, message);
            }
            for port in &service.ports {
                match ports.iter().find(|known| known.name == port.name) {
                    None => ports.push(port),
                    Some(known) if known.says_the_same(port) => {}
                    Some(known) => {
                        let first = known.place.clone();
                        self.leave_out("port", &port.name, &port.place, &first);
                    }
                }
            }
        }
        ports
    }

    fn link_port(&mut self, port: &'a ServicePort, known: &Declarations<'a>) -> Option<Port> {
        let Some(reference) = &port.binding else {
            self.error(
                &port.place,
                format!("port `{}` has no `binding`", port.name),
            );
            return None;
        };
        let Some((binding, id)) = known.bindings.get(&reference.name) else {
            self.leave_out_port(port, reference);
            return None;
        };
        match id {
            Some(id) => Some(Port {
                name: port.name.clone(),
                binding: *id,
                address: port.address.clone(),
                annotation: port.annotation.clone(),
                place: port.place.clone(),
            }),
            None if matches!(binding.protocol, Protocol::Soap { .. }) => None,
            None => {
                self.note(
                    &port.place,
                    format!("port `{}` does not speak SOAP and is left out", port.name),
                );
                None
            }
        }
    }

    /// Reports a port without a binding: it says only an address. Where the binding may be in a file that is not there, it is an error.
    fn leave_out_port(&mut self, port: &ServicePort, reference: &Reference) {
        let subject = format!("port `{}` has the binding", port.name);
        if self.help_for_undefined(&reference.name).is_some() {
            return self.report_undefined(&subject, reference);
        }
        let message = format!(
            "port `{}` is left out: binding `{}` is declared by no definition",
            port.name, reference.written
        );
        self.diagnostics.push(Diagnostic::new(
            Severity::Broken,
            reference.place.clone(),
            message,
        ));
    }

    /// Reports a reference to what no WSDL declares.
    pub(super) fn report_undefined(&mut self, subject: &str, reference: &Reference) {
        self.unresolved.insert(reference.name.namespace.clone());
        let message = format!(
            "{subject} `{}`, which no definition declares",
            reference.written
        );
        let mut diagnostic = Diagnostic::new(Severity::Error, reference.place.clone(), message);
        if let Some(help) = self.help_for_undefined(&reference.name) {
            diagnostic = diagnostic.with_help(help);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Where a name of WSDL might have been: an import that is not there.
    pub(super) fn help_for_undefined(&self, name: &QName) -> Option<String> {
        let mut missing = self
            .entry
            .missing
            .iter()
            .filter(|import| import.namespace == name.namespace);
        let import = missing.next()?;
        Some(format!(
            "`{}`, imported at {}, is not there: {}",
            import.location, import.place, import.reason
        ))
    }

    pub(super) fn note(&mut self, place: &Place, message: String) {
        self.diagnostics
            .push(Diagnostic::new(Severity::Note, place.clone(), message));
    }
}
