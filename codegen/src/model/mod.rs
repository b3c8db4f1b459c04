//! The model: everything that the files declare, with all names resolved to ids over one arena.
//!
//! [`load`] reads entry files (WSDL 1.1 or XSD 1.0) and all that they pull in and gives a [`Model`], beside what was left out or
//! ignored. Each entry file is a [`Document`] with a symbol space of its own: two entries that declare the same name give two
//! components with two ids, and whether they are the same is for a later stage to decide. Built-in types exist once.
//! A namespace that one entry imports without bringing it along, and another entry of the same run declares, is in both.
//!
//! ```text
//! let (model, notes) = model::load(&["schemas/cm.wsdl".into()], None)?;
//! for (id, ty) in model.types() { .. }            // every type, built-in ones first, then by entry and place
//! let element = &model[element_id];               // ids index the model
//! let own = model.content(type_id);               // effective content: base first, then own
//! ```

mod builtin;
mod component;
mod effective;
mod link;
mod particle;
mod rules;
mod service;
mod value;

use std::collections::HashMap;
use std::ops::Index;
use std::path::PathBuf;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::loader::{Entry, Loader, lend};
pub use crate::schema::{
    Annotation, AttributePresence, DataContract, Derivation, Derivations, EnumerationValue, Facets,
    GenericType, NameTest, Occurs, Path, ProcessContents, QName, SERIALIZATION_NAMESPACE,
    SoapVersion, Style, Use, ValueConstraint, WhiteSpace, XSD_NAMESPACE,
};

pub use builtin::Builtin;
pub use component::{
    ComplexType, Content, Demand, Element, Identity, Owner, SimpleType, SoapArray, Type, TypeKind,
    Variety,
};
pub use effective::EffectiveContent;
pub use particle::{AttributeUse, ElementUse, NamespaceSet, Particle, Term, Wildcard};
pub use service::{Binding, Fault, Header, Message, Operation, Part, PartContent, Port, Service};

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident)*) => {$(
        $(#[$doc])*
        ///
        /// Ordered by entry document, then global before nested components, then in the order of reading; stable for equal input.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(u32);

        impl $id {
            /// The position in the arena.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// An entry document of a [`Model`].
    DocumentId
    /// A type of a [`Model`].
    TypeId
    /// An element, global or local, of a [`Model`].
    ElementId
    /// A SOAP binding of a [`Model`].
    BindingId
    /// A service of a [`Model`].
    ServiceId
}

/// An entry file with all that it pulls in: one symbol space.
#[derive(Clone, Debug)]
pub struct Document {
    /// The entry file as the caller named it.
    pub file: Arc<str>,
    /// What the entry file is.
    pub kind: DocumentKind,
    /// The name of a WSDL (`definitions/@name`).
    pub name: Option<String>,
    /// The target namespace of the entry file.
    pub target_namespace: Option<Arc<str>>,
    /// The target namespaces of all its schemas, in the order of reading, each once; `None` is no namespace.
    pub namespaces: Vec<Option<Arc<str>>>,
    /// Whether one of its schemas declares or imports [`SERIALIZATION_NAMESPACE`]: then the rules of data contracts hold.
    pub is_data_contract: bool,
    /// The types declared in it, anonymous ones too, in the order of reading.
    pub types: Vec<TypeId>,
    /// The global elements declared in it, in the order of reading.
    pub elements: Vec<ElementId>,
    /// The global attributes declared in it, as uses.
    pub attributes: Vec<AttributeUse>,
    /// Its SOAP bindings, in the order of reading.
    pub bindings: Vec<BindingId>,
    /// Its services, in the order of reading.
    pub services: Vec<ServiceId>,
    /// Documentation of the WSDL or schema.
    pub annotation: Annotation,
}

/// What an entry file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// A WSDL 1.1 definition.
    Wsdl,
    /// A schema.
    Schema,
}

/// All entry documents, their components and services.
#[derive(Clone, Debug, Default)]
pub struct Model {
    documents: Vec<Document>,
    types: Vec<Type>,
    elements: Vec<Element>,
    bindings: Vec<Binding>,
    services: Vec<Service>,
    type_names: HashMap<(DocumentId, QName), TypeId>,
    element_names: HashMap<(DocumentId, QName), ElementId>,
    derived: HashMap<TypeId, Vec<TypeId>>,
    soap_arrays: HashMap<TypeId, SoapArray>,
}

macro_rules! arenas {
    ($($arena:ident: $id:ident => $component:ident;)*) => {$(
        impl Index<$id> for Model {
            type Output = $component;

            fn index(&self, id: $id) -> &$component {
                &self.$arena[id.index()]
            }
        }

        impl Model {
            #[doc = concat!("All ", stringify!($arena), " with their ids, in the order of ids.")]
            pub fn $arena(&self) -> impl Iterator<Item = ($id, &$component)> {
                (0u32..).map($id).zip(&self.$arena)
            }
        }
    )*};
}

arenas! {
    documents: DocumentId => Document;
    types: TypeId => Type;
    elements: ElementId => Element;
    bindings: BindingId => Binding;
    services: ServiceId => Service;
}

impl Model {
    /// The id of a built-in type.
    pub fn builtin(builtin: Builtin) -> TypeId {
        TypeId(builtin as u32)
    }

    /// The type of that name in that document's symbol space; built-in types are in all of them.
    pub fn type_named(&self, document: DocumentId, name: &QName) -> Option<TypeId> {
        let is_xsd = name.namespace.as_deref() == Some(XSD_NAMESPACE);
        if let Some(builtin) = Builtin::named(&name.local).filter(|_| is_xsd) {
            return Some(Self::builtin(builtin));
        }
        self.type_names.get(&(document, name.clone())).copied()
    }

    /// The global element of that name in that document's symbol space.
    pub fn element_named(&self, document: DocumentId, name: &QName) -> Option<ElementId> {
        self.element_names.get(&(document, name.clone())).copied()
    }

    /// What a type is as a SOAP-encoded array; `None` if it is none, or no message of its document is encoded.
    pub fn soap_array(&self, ty: TypeId) -> Option<&SoapArray> {
        self.soap_arrays.get(&ty)
    }

    /// The base of a type; `None` for `xs:anyType`.
    pub fn base(&self, ty: TypeId) -> Option<TypeId> {
        match &self[ty].kind {
            TypeKind::Builtin(Builtin::AnyType) => None,
            TypeKind::Builtin(builtin) => Some(Self::builtin(builtin.base())),
            TypeKind::Simple(simple) => Some(simple.base),
            TypeKind::Complex(complex) => Some(complex.base),
        }
    }

    /// The complex type behind an id; `None` for a simple or built-in type.
    pub fn complex(&self, ty: TypeId) -> Option<&ComplexType> {
        match &self[ty].kind {
            TypeKind::Complex(complex) => Some(complex),
            _ => None,
        }
    }

    /// The simple type behind an id; `None` for a complex or built-in type.
    pub fn simple(&self, ty: TypeId) -> Option<&SimpleType> {
        match &self[ty].kind {
            TypeKind::Simple(simple) => Some(simple),
            _ => None,
        }
    }
}

/// Reads the entry files and all that they pull in.
///
/// Never uses the network: an `http` or `https` location is looked up in the catalog.
/// Beside the model come what was left out (`Severity::Unsupported`, `Severity::Broken`) and notes, in the order of the files.
///
/// # Errors
///
/// All that is wrong in the stage that failed first, each with its place.
pub fn load(
    entries: &[PathBuf],
    catalog: Option<&Catalog>,
) -> Result<(Model, Vec<Diagnostic>), Error> {
    let mut loader = Loader::new(catalog);
    let mut loaded: Vec<_> = entries
        .iter()
        .filter_map(|path| loader.load(path))
        .collect();
    lend(&mut loaded);
    let tolerate = tolerance(&loaded);
    let mut diagnostics: Vec<_> = loader.diagnostics.into_iter().map(tolerate).collect();
    if diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        return Err(Error::new(diagnostics));
    }
    let mut model = Model::with_builtins();
    for entry in &loaded {
        model.link(entry.file.clone(), entry, &mut diagnostics);
    }
    let remarks = Error::new(diagnostics.into_iter().map(tolerate).collect());
    match remarks.diagnostics().first() {
        Some(first) if first.severity == Severity::Error => Err(remarks),
        _ => Ok((model, remarks.into_diagnostics())),
    }
}

/// What becomes of breaches that leave the meaning clear: in schemas alone they are errors, beside a WSDL they are notes.
fn tolerance(loaded: &[Entry]) -> fn(Diagnostic) -> Diagnostic {
    match loaded.iter().any(|entry| !entry.definitions.is_empty()) {
        true => Diagnostic::tolerated,
        false => |diagnostic| diagnostic,
    }
}
