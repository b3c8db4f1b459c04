//! The argument form of operations whose messages only wrap their members.

use super::RustType;
use super::docs;
use super::item::{Field, Item};
use super::modules::ModuleBuilder;
use super::row::Place;
use super::scope::Scope;
use super::service_item::{Argument, Body, Operation, Outcome, Unwrapped};
use super::shape::Shape;
use crate::model::{self, Message};

/// More arguments than that are remarked on by clippy.
const FEW: usize = 7;

impl<'m> ModuleBuilder<'_, 'm> {
    /// The argument form of an operation; `None` if its request is no wrapper, or nobody asked for it.
    ///
    /// A wrapper is an element with the name of the operation whose type is a plain sequence of elements, or one of style `rpc`.
    ///
    /// Source: JAX-WS 2.3, 2.3.1.2; Data Contract and SOAP of WCF, `svcutil /wrapped`.
    pub(super) fn unwrapped(
        &mut self,
        operation: &'m model::Operation,
        planned: &Operation,
    ) -> Option<Unwrapped> {
        if !self.context.settings.arguments || !self.is_called_as(operation) {
            return None;
        }
        let members = self.members(&operation.input, &planned.request)?;
        let arguments = members.into_iter().map(|field| Argument {
            name: field.name,
            ty: field.ty,
        });
        let arguments: Vec<Argument> = arguments.collect();
        Some(Unwrapped {
            name: String::new(),
            documentation: String::new(),
            is_long: arguments.len() > FEW,
            arguments,
            request: planned.request.clone(),
            outcome: self.outcome(operation.output.as_ref(), planned),
            fault: planned.fault.clone(),
        })
    }

    /// Names an argument form, behind all methods that only have the names of operations.
    pub(super) fn name_unwrapped(
        unwrapped: Option<Unwrapped>,
        method: &str,
        methods: &mut Scope,
    ) -> Option<Unwrapped> {
        let unwrapped = unwrapped?;
        let wanted = format!("{}_with", method.trim_start_matches("r#"));
        let result = match &unwrapped.outcome {
            Outcome::Nothing => "",
            Outcome::Member(..) => " It gives the one member of the response.",
            Outcome::Whole(_) => " It gives the response.",
        };
        let line = format!(
            "Calls {} with the members of its request as arguments.{result}",
            docs::code(method)
        );
        Some(Unwrapped {
            name: methods.claim_exact(&wanted),
            documentation: line,
            ..unwrapped
        })
    }

    /// Whether the element of the request has the name of the operation, as wrappers have.
    fn is_called_as(&self, operation: &model::Operation) -> bool {
        let model = self.context.shapes.model;
        match operation.input.element() {
            Some(element) => *model[element].name.local == *operation.name,
            None => operation.input.wrapper.is_some(),
        }
    }

    /// What a call gives.
    fn outcome(&mut self, output: Option<&'m Message>, planned: &Operation) -> Outcome {
        let whole = Outcome::Whole(planned.response.clone());
        let Some(output) = output else {
            return Outcome::Nothing;
        };
        if matches!(planned.response_body, Body::Empty) {
            return Outcome::Nothing;
        }
        match self.members(output, &planned.response).as_deref() {
            Some([]) => Outcome::Nothing,
            Some([only]) => Outcome::Member(only.name.clone(), only.ty.clone()),
            _ => whole,
        }
    }

    /// The members of a message that wraps them.
    fn members(&mut self, message: &'m Message, body: &RustType) -> Option<Vec<Field>> {
        let fields = match message.element() {
            Some(element) => {
                let declared = &self.context.shapes.model[element];
                let shape = self.context.shapes.get(declared.ty);
                let is_struct = matches!(shape, Shape::Record(_) | Shape::Array(..));
                if !message.is_wrapped || declared.is_nillable || !is_struct {
                    return None;
                }
                self.fields(declared.ty).to_vec()
            }
            None if message.wrapper.is_some() => self.fields_of_last(body)?,
            None => return None,
        };
        let are_elements = fields.iter().all(|field| field.row.place == Place::Element);
        (are_elements && matches!(body, RustType::Local(_))).then_some(fields)
    }

    /// The fields of the struct of that name among those that were made in this module.
    fn fields_of_last(&self, body: &RustType) -> Option<Vec<Field>> {
        let RustType::Local(name) = body else {
            return None;
        };
        self.items().iter().rev().find_map(|item| match item {
            Item::Record(record) if record.name == *name => Some(record.fields.clone()),
            _ => None,
        })
    }
}
