//! Clients.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::rust_type::emit_type;
use super::{Piece, ident};
use crate::plan::{Client, ClientMethod, Outcome, Unwrapped};

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
    let unwrapped = method.unwrapped.as_ref();
    let unwrapped = unwrapped.map(|unwrapped| emit_unwrapped(unwrapped, &operation, parameter));
    quote! {
        #documentation
        #[inline]
        pub fn #name<'a>(&'a self, request: &'a #request) -> rt::Call<'a, #parameter, #operation> {
            rt::Call::new(&self.caller, request)
        }

        #unwrapped
    }
}

/// The argument form of a method.
fn emit_unwrapped(unwrapped: &Unwrapped, operation: &Ident, parameter: &Ident) -> TokenStream {
    let documentation = emit_documentation(&unwrapped.documentation);
    let name = ident(&unwrapped.name);
    let request = emit_type(&unwrapped.request);
    let fault = emit_type(&unwrapped.fault);
    let fields: Vec<Ident> = unwrapped
        .arguments
        .iter()
        .map(|argument| ident(&argument.name))
        .collect();
    let types = unwrapped
        .arguments
        .iter()
        .map(|argument| emit_type(&argument.ty));
    let allowed = unwrapped
        .is_long
        .then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let call = quote!(rt::Call::<_, #operation>::new(&self.caller, &request).await?);
    let (ty, value) = match &unwrapped.outcome {
        Outcome::Nothing => (quote!(()), quote!(#call; Ok(()))),
        Outcome::Member(field, ty) => {
            let field = ident(field);
            (emit_type(ty), quote!(Ok(#call.body.#field)))
        }
        Outcome::Whole(ty) => (emit_type(ty), quote!(Ok(#call.body))),
    };
    quote! {
        #documentation
        #allowed
        pub async fn #name(&self, #(#fields: #types),*) -> Result<#ty, #parameter::Error<#fault>> {
            let request = #request { #(#fields),* };
            #value
        }
    }
}
