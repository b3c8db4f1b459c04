//! Linking bindings to port types: operations with their styles and actions.

use super::Linker;
use super::messages::check_encoding;
use super::overloads::{find_operation, input_name};
use super::services::Declarations;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Annotation, Binding, Fault, Operation, QName, SoapVersion, Style};
use crate::schema::{self, BindingOperation, MessageRole, PortTypeOperation, Protocol};
use crate::source::Place;

/// Why an operation is left out.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) severity: Severity,
    pub(super) place: Place,
    pub(super) reason: String,
    pub(super) help: Option<String>,
    /// Whether the cause was reported as an error, and nothing is left to say.
    pub(super) is_reported: bool,
}

impl Refusal {
    /// A refusal of what cannot be meant: the WSDL contradicts itself.
    pub(super) fn new(place: &Place, reason: impl Into<String>) -> Self {
        Self {
            severity: Severity::Broken,
            place: place.clone(),
            reason: reason.into(),
            help: None,
            is_reported: false,
        }
    }

    /// A refusal of what the WSDL may say and is not supported.
    pub(super) fn unsupported(place: &Place, reason: impl Into<String>) -> Self {
        Self {
            severity: Severity::Unsupported,
            ..Self::new(place, reason)
        }
    }

    fn no_operation(operation: &BindingOperation, port_type: &schema::PortType) -> Self {
        let reason = format!("port type `{}` has no such operation", port_type.name);
        Self::new(&operation.place, reason)
    }
}

/// A binding's operation beside the port type's operation that it binds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound<'a> {
    pub(super) binding: &'a BindingOperation,
    pub(super) abstraction: &'a PortTypeOperation,
    pub(super) style: Style,
}

impl<'a> Linker<'a> {
    /// A SOAP binding; `None` for one of another protocol, which is noted, or without a port type, which is reported.
    pub(super) fn link_binding(
        &mut self,
        binding: &'a schema::Binding,
        name: &QName,
        known: &Declarations<'a>,
    ) -> Option<Binding> {
        let reference = binding.port_type.as_ref()?;
        let Some(port_type) = known.port_types.get(&reference.name).copied() else {
            self.report_undefined(
                &format!("binding `{}` has the port type", binding.name),
                reference,
            );
            return None;
        };
        let (version, transport, style) = match &binding.protocol {
            Protocol::Soap {
                version,
                transport,
                style,
            } => (*version, transport, *style),
            other => {
                self.note_other_protocol(binding, other);
                self.check_operations(binding, port_type, known);
                return None;
            }
        };
        let operations = self.link_operations(binding, port_type, (version, style), known);
        Some(Binding {
            document: self.document,
            name: name.clone(),
            port_type: reference.name.clone(),
            annotation: port_type.annotation.clone(),
            soap: version,
            transport: transport.clone(),
            uses_addressing: binding.uses_addressing || port_type.uses_addressing,
            operations,
            place: binding.place.clone(),
        })
    }

    fn note_other_protocol(&mut self, binding: &schema::Binding, protocol: &Protocol) {
        let kind = match protocol {
            Protocol::Http => "is an HTTP binding".to_owned(),
            Protocol::Other(Some(namespace)) => format!("is no SOAP binding but `{namespace}`"),
            Protocol::Other(None) | Protocol::Soap { .. } => "is no SOAP binding".to_owned(),
        };
        let message = format!("binding `{}` {kind} and is left out", binding.name);
        self.note(&binding.place, message);
    }

    /// Reports what is missing for the operations of a binding that is itself left out.
    fn check_operations(
        &mut self,
        binding: &'a schema::Binding,
        port_type: &'a schema::PortType,
        known: &Declarations<'a>,
    ) {
        for operation in &binding.operations {
            let Some(abstraction) = find_operation(operation, port_type, &[]) else {
                self.refuse(operation, Refusal::no_operation(operation, port_type));
                continue;
            };
            let roles = abstraction
                .input
                .iter()
                .chain(&abstraction.output)
                .chain(&abstraction.faults);
            for role in roles {
                if let Err(refusal) = self.find_message(role.message.as_ref(), &role.place, known) {
                    self.refuse(operation, refusal);
                }
            }
        }
    }

    fn link_operations(
        &mut self,
        binding: &'a schema::Binding,
        port_type: &'a schema::PortType,
        (version, style): (SoapVersion, Style),
        known: &Declarations<'a>,
    ) -> Vec<Operation> {
        let mut linked = Vec::new();
        let mut bound: Vec<&PortTypeOperation> = Vec::new();
        for operation in &binding.operations {
            let Some(abstraction) = find_operation(operation, port_type, &bound) else {
                self.refuse(operation, Refusal::no_operation(operation, port_type));
                continue;
            };
            let is_known = |first: &&PortTypeOperation| std::ptr::eq(*first, abstraction);
            if bound.iter().any(is_known) {
                let message = format!(
                    "operation `{}` is bound twice; the second is left out",
                    operation.name
                );
                self.note(&operation.place, message);
                continue;
            }
            bound.push(abstraction);
            let style = operation.style.unwrap_or(style);
            match self.link_operation(
                Bound {
                    binding: operation,
                    abstraction,
                    style,
                },
                version,
                known,
            ) {
                Ok(operation) => linked.push(operation),
                Err(refusal) => self.refuse(operation, refusal),
            }
        }
        linked
    }

    fn refuse(&mut self, operation: &BindingOperation, refusal: Refusal) {
        if refusal.is_reported {
            return;
        }
        let message = format!(
            "operation `{}` is left out: {}",
            operation.name, refusal.reason
        );
        let mut diagnostic = Diagnostic::new(refusal.severity, refusal.place, message);
        diagnostic.help = refusal.help;
        self.diagnostics.push(diagnostic);
    }

    fn link_operation(
        &mut self,
        bound: Bound<'a>,
        version: SoapVersion,
        known: &Declarations<'a>,
    ) -> Result<Operation, Refusal> {
        let Bound {
            binding,
            abstraction,
            style,
        } = bound;
        let direction = |reason: &str| Refusal {
            severity: Severity::Note,
            ..Refusal::new(&binding.place, reason)
        };
        let input = match &abstraction.input {
            None if abstraction.output.is_some() => {
                return Err(direction(
                    "it is a notification, which the service sends unasked",
                ));
            }
            None => {
                return Err(Refusal::new(
                    &binding.place,
                    "it has neither an input nor an output",
                ));
            }
            Some(_) if abstraction.is_output_first => {
                return Err(direction("the service asks and the client answers"));
            }
            Some(input) => input,
        };
        let has_output = abstraction.output.is_some();
        let input = self.link_message(
            bound,
            input,
            binding.input.as_ref(),
            input_name(abstraction, has_output),
            known,
        )?;
        let output = match &abstraction.output {
            None => None,
            Some(role) => {
                let name = format!("{}Response", abstraction.name);
                Some(self.link_message(bound, role, binding.output.as_ref(), name, known)?)
            }
        };
        let faults = abstraction
            .faults
            .iter()
            .filter_map(|fault| self.link_fault(bound, fault, known))
            .collect();
        let soap_action = binding.soap_action.clone();
        let soap_action =
            soap_action.filter(|action| version == SoapVersion::Soap11 || !action.is_empty());
        let annotation = match abstraction.annotation == Annotation::default() {
            true => &binding.annotation,
            false => &abstraction.annotation,
        };
        Ok(Operation {
            name: binding.name.clone(),
            style,
            soap_action,
            input,
            output,
            faults,
            annotation: annotation.clone(),
            place: binding.place.clone(),
        })
    }

    /// A declared fault; `None` if it cannot be supported, which is reported: the operation works without it.
    fn link_fault(
        &mut self,
        bound: Bound<'a>,
        role: &'a MessageRole,
        known: &Declarations<'a>,
    ) -> Option<Fault> {
        let name = role.name.clone().unwrap_or_default();
        let linked = self.link_fault_detail(bound, role, known);
        match linked {
            Ok((message, detail)) => Some(Fault {
                name,
                message,
                detail,
                action: role.action.clone(),
                annotation: role.annotation.clone(),
                place: role.place.clone(),
            }),
            Err(refusal) if refusal.is_reported => None,
            Err(refusal) => {
                let message = format!(
                    "fault `{name}` of operation `{}` is left out: {}",
                    bound.abstraction.name, refusal.reason
                );
                let mut diagnostic = Diagnostic::new(refusal.severity, refusal.place, message);
                diagnostic.help = refusal.help;
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    fn link_fault_detail(
        &mut self,
        bound: Bound<'a>,
        role: &'a MessageRole,
        known: &Declarations<'a>,
    ) -> Result<(QName, crate::model::Part), Refusal> {
        let mut bindings = bound.binding.faults.iter();
        let binding = bindings.find(|binding| binding.name == role.name);
        if let Some(binding) = binding {
            check_encoding(&binding.fault_use, Style::Rpc, &binding.place)?;
        }
        let (name, message) = self.find_message(role.message.as_ref(), &role.place, known)?;
        match message.parts.as_slice() {
            [part] => {
                let mut part = self.link_part(part)?;
                part.namespace = binding.and_then(|binding| binding.namespace.clone());
                Ok((name, part))
            }
            parts => {
                let reason = format!(
                    "message `{}` has {} parts, and a fault has one",
                    message.name,
                    parts.len()
                );
                Err(Refusal::new(&message.place, reason))
            }
        }
    }
}
