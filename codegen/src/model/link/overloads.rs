//! Which operation of a port type an operation of a binding binds, and what inputs without a name are called.

use crate::schema::{self, BindingOperation, PortTypeOperation};

/// The port type's operation that a binding's operation binds: by name, for overloaded ones by the names of the messages, and of those
/// that all fit the first that is not bound yet.
pub(super) fn find_operation<'a>(
    operation: &BindingOperation,
    port_type: &'a schema::PortType,
    bound: &[&PortTypeOperation],
) -> Option<&'a PortTypeOperation> {
    let same_name = || {
        port_type
            .operations
            .iter()
            .filter(|other| other.name == operation.name)
    };
    let input = operation
        .input
        .as_ref()
        .and_then(|input| input.name.as_ref());
    let output = operation
        .output
        .as_ref()
        .and_then(|output| output.name.as_ref());
    let fits = |other: &&PortTypeOperation| {
        let has_output = other.output.is_some();
        let own_input = other.input.as_ref().map(|role| {
            role.name
                .clone()
                .unwrap_or_else(|| input_name(other, has_output))
        });
        let own_output = other.output.as_ref().map(|role| {
            role.name
                .clone()
                .unwrap_or_else(|| format!("{}Response", other.name))
        });
        input.is_none_or(|input| own_input.as_ref() == Some(input))
            && output.is_none_or(|output| own_output.as_ref() == Some(output))
    };
    let is_free = |other: &&PortTypeOperation| !bound.iter().any(|it| std::ptr::eq(*it, *other));
    let mut fitting = same_name().filter(fits);
    let free = fitting.clone().find(is_free);
    free.or_else(|| fitting.next())
        .or_else(|| same_name().next())
}

/// The name of an input that has none.
///
/// Source: WSDL 1.1, 2.4.5.
pub(super) fn input_name(operation: &PortTypeOperation, has_output: bool) -> String {
    if has_output {
        format!("{}Request", operation.name)
    } else {
        operation.name.clone()
    }
}
