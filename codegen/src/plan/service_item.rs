//! What the plan of a service consists of.

use super::row::{Row, RustType};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name of the type that stands for it.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The content of the request's body.
    pub request: RustType,
    /// The header blocks of a request.
    pub request_headers: RustType,
    /// The content of the response's body.
    pub response: RustType,
    /// The header blocks of a response.
    pub response_headers: RustType,
    /// The details of its faults.
    pub fault: RustType,
    /// Its name in the WSDL.
    pub schema_name: String,
    /// The SOAPAction.
    pub action: String,
    /// The actions of WS-Addressing, where the binding asks for that.
    pub addressing: Option<Box<Actions>>,
    /// The version of SOAP.
    pub version: SoapVersion,
    /// The body of a request.
    pub request_body: Body,
    /// The body of a response.
    pub response_body: Body,
}

/// The actions of an operation in WS-Addressing.
#[derive(Clone, Debug)]
pub struct Actions {
    /// Of the request.
    pub request: String,
    /// Of the response; empty where there is none.
    pub response: String,
}

/// The version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoapVersion {
    /// SOAP 1.1.
    Soap11,
    /// SOAP 1.2.
    Soap12,
}

/// The body of a message.
#[derive(Clone, Debug)]
pub enum Body {
    /// One element.
    Element(Row),
    /// One element by the rules of SOAP encoding.
    Encoded(Row),
    /// The elements of the rows of a type.
    Parts(RustType),
    /// Nothing.
    Empty,
}

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its name.
    pub name: String,
    /// Its type parameter, which stands for what carries the calls.
    pub parameter: String,
    /// Its documentation.
    pub documentation: String,
    /// The address that the WSDL gives.
    pub address: Option<String>,
    /// A method for each operation.
    pub methods: Vec<ClientMethod>,
}

/// A method that calls an operation.
#[derive(Clone, Debug)]
pub struct ClientMethod {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type that stands for the operation.
    pub operation: String,
    /// The content of the request's body.
    pub request: RustType,
    /// Its argument form, where that was asked for and there is one.
    pub unwrapped: Option<Unwrapped>,
}

/// A method that calls an operation with the members of its request.
#[derive(Clone, Debug)]
pub struct Unwrapped {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The members of the request, in its order.
    pub arguments: Vec<Argument>,
    /// Whether there are more of them than people like.
    pub is_long: bool,
    /// The struct of the request.
    pub request: RustType,
    /// What it gives.
    pub outcome: Outcome,
    /// The details of its faults.
    pub fault: RustType,
}

/// An argument: a member of the request.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name, which is that of the field.
    pub name: String,
    /// Its type.
    pub ty: RustType,
}

/// What a call with arguments gives.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Nothing: the response has no members, or there is none.
    Nothing,
    /// The only member of the response: its field and type.
    Member(String, RustType),
    /// The response, which has several members or is no wrapper.
    Whole(RustType),
}

/// A service to implement, and its server.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name of the trait.
    pub name: String,
    /// The name of the server.
    pub server: String,
    /// Its documentation.
    pub documentation: String,
    /// A method for each operation.
    pub methods: Vec<ServiceMethod>,
}

/// A method that answers an operation.
#[derive(Clone, Debug)]
pub struct ServiceMethod {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type that stands for the operation.
    pub operation: String,
}
