//! Operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::emit_documentation;
use super::row::emit_row;
use super::rust_type::emit_type;
use super::{Piece, ident};
use crate::plan::{Actions, Body, Operation, SoapVersion};

/// The type that stands for an operation.
pub(super) fn emit_operation(operation: &Operation) -> Vec<Piece> {
    let documentation = emit_documentation(&operation.documentation);
    let name = ident(&operation.name);
    let request = emit_type(&operation.request);
    let request_headers = emit_type(&operation.request_headers);
    let response = emit_type(&operation.response);
    let response_headers = emit_type(&operation.response_headers);
    let fault = emit_type(&operation.fault);
    let schema_name = &operation.schema_name;
    let action = &operation.action;
    let version = match operation.version {
        SoapVersion::Soap11 => quote!(Soap11),
        SoapVersion::Soap12 => quote!(Soap12),
    };
    let addressing = operation.addressing.as_deref().map(emit_actions);
    let request_body = emit_body(&operation.request_body);
    let response_body = emit_body(&operation.response_body);
    vec![Piece::Items(quote! {
        #documentation
        #[derive(Debug)]
        pub struct #name;

        impl rt::Operation for #name {
            type Request = #request;
            type RequestHeaders = #request_headers;
            type Response = #response;
            type ResponseHeaders = #response_headers;
            type Fault = #fault;
            const NAME: &'static str = #schema_name;
            const ACTION: &'static str = #action;
            const VERSION: rt::SoapVersion = rt::SoapVersion::#version;
            const REQUEST: rt::Body = #request_body;
            const RESPONSE: rt::Body = #response_body;
            #addressing
        }
    })]
}

fn emit_actions(actions: &Actions) -> TokenStream {
    let Actions { request, response } = actions;
    quote! {
        const ADDRESSING: Option<rt::Actions> = Some(rt::Actions::new(#request, #response));
    }
}

fn emit_body(body: &Body) -> TokenStream {
    match body {
        Body::Element(row) => {
            let row = emit_row(row);
            quote!(rt::Body::Element(#row))
        }
        Body::Encoded(row) => {
            let row = emit_row(row);
            quote!(rt::Body::encoded(#row))
        }
        Body::Parts(ty) => {
            let ty = emit_type(ty);
            quote!(rt::Body::Parts(<#ty as rt::Type>::TABLE))
        }
        Body::Empty => quote!(rt::Body::Empty),
    }
}
