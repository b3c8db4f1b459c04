//! Clients.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::rust_type::emit_type;
use super::{Piece, ident};
use crate::plan::{Client, ClientMethod};

/// The client with a method for each operation.
pub(super) fn emit_client(client: &Client) -> Vec<Piece> {
    let documentation = emit_documentation(&client.documentation);
    let name = ident(&client.name);
    let parameter = ident(&client.parameter);
    let address = client.address.iter().map(|address| {
        quote! {
            impl<#parameter> #name<#parameter> {
                /// The address that the WSDL gives.
                pub const ADDRESS: &'static str = #address;
            }
        }
    });
    let methods = client
        .methods
        .iter()
        .map(|method| emit_method(method, &parameter));
    vec![Piece::Items(quote! {
        #documentation
        #[derive(Clone, Debug)]
        pub struct #name<#parameter> {
            caller: #parameter,
        }

        #(#address)*

        impl<#parameter: rt::Caller> #name<#parameter> {
            /// A client whose calls `caller` carries.
            #[inline]
            pub fn new(caller: #parameter) -> Self {
                Self { caller }
            }

            /// What carries the calls.
            #[inline]
            pub fn caller(&self) -> &#parameter {
                &self.caller
            }

            #(#methods)*
        }
    })]
}

fn emit_method(method: &ClientMethod, parameter: &Ident) -> TokenStream {
    let documentation = emit_documentation(&method.documentation);
    let name = ident(&method.name);
    let operation = ident(&method.operation);
    let request = emit_type(&method.request);
    quote! {
        #documentation
        #[inline]
        pub fn #name<'a>(&'a self, request: &'a #request) -> rt::Call<'a, #parameter, #operation> {
            rt::Call::new(&self.caller, request)
        }
    }
}
