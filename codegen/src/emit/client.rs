//! Clients.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::emit_documentation;
use super::rust_type::emit_type;
use super::{Piece, ident};
use crate::plan::{Client, ClientMethod};

/// The client with a method for each operation.
pub(super) fn emit_client(client: &Client) -> Vec<Piece> {
    let documentation = emit_documentation(&client.documentation);
    let name = ident(&client.name);
    let address = client.address.iter().map(|address| {
        quote! {
            impl<C> #name<C> {
                /// The address that the WSDL gives.
                pub const ADDRESS: &'static str = #address;
            }
        }
    });
    let methods = client.methods.iter().map(emit_method);
    vec![Piece::Items(quote! {
        #documentation
        #[derive(Clone, Debug)]
        pub struct #name<C> {
            caller: C,
        }

        #(#address)*

        impl<C: rt::Caller> #name<C> {
            /// A client whose calls `caller` carries.
            #[inline]
            pub fn new(caller: C) -> Self {
                Self { caller }
            }

            /// What carries the calls.
            #[inline]
            pub fn caller(&self) -> &C {
                &self.caller
            }

            #(#methods)*
        }
    })]
}

fn emit_method(method: &ClientMethod) -> TokenStream {
    let documentation = emit_documentation(&method.documentation);
    let name = ident(&method.name);
    let operation = ident(&method.operation);
    let request = emit_type(&method.request);
    quote! {
        #documentation
        #[inline]
        pub fn #name<'a>(&'a self, request: &'a #request) -> rt::Call<'a, C, #operation> {
            rt::Call::new(&self.caller, request)
        }
    }
}
