//! Services to implement, and their servers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::{Piece, Table, ident};
use crate::plan::{Service, ServiceMethod};

/// The trait, and the server that dispatches to it.
pub(super) fn emit_service(service: &Service) -> Vec<Piece> {
    vec![
        Piece::Items(emit_trait(service)),
        Piece::Items(emit_server(service)),
        Piece::Table(emit_table(service)),
    ]
}

fn emit_trait(service: &Service) -> TokenStream {
    let documentation = emit_documentation(&service.documentation);
    let name = ident(&service.name);
    let methods = service.methods.iter().map(emit_method);
    quote! {
        #documentation
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

fn emit_method(method: &ServiceMethod) -> TokenStream {
    let documentation = emit_documentation(&method.documentation);
    let name = ident(&method.name);
    let operation = ident(&method.operation);
    quote! {
        #documentation
        #[inline]
        fn #name(
            &self,
            request: rt::Incoming<#operation>,
        ) -> impl Future<Output = rt::Outcome<#operation>> + Send {
            let _ = request;
            rt::not_implemented::<#operation>()
        }
    }
}

fn emit_server(service: &Service) -> TokenStream {
    let server = ident(&service.server);
    let documentation = emit_documentation(&format!("Serves a [`{}`].", service.name));
    quote! {
        #documentation
        #[derive(Clone, Debug)]
        pub struct #server<S>(pub S);
    }
}

fn emit_table(service: &Service) -> Table {
    let name = ident(&service.name);
    let server = ident(&service.server);
    let entries = service.methods.iter().enumerate().map(|(index, method)| {
        let number = Literal::usize_unsuffixed(index);
        let name = ident(&method.name);
        let operation = ident(&method.operation);
        quote!(#number => #name: #operation)
    });
    Table {
        name: "server",
        head: Some(quote!(#server, #name)),
        entries: entries.collect(),
    }
}
