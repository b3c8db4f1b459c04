//! From what the files say to the model: names looked up, references resolved, groups inlined.

mod attributes;
mod bindings;
mod derivation;
mod encoding;
mod messages;
mod missing;
mod overloads;
mod particles;
mod redefinition;
mod services;
mod substitution;
mod symbols;
mod types;
mod unused;
mod wildcard;

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::rules::{Rules, Sources};
use super::{
    Annotation, Builtin, Document, DocumentId, DocumentKind, Element, ElementId, Model, Owner,
    QName, SERIALIZATION_NAMESPACE, Type, TypeId, TypeKind,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::loader::Entry;
use crate::rule::Rule;
use crate::schema::{self, File};
use crate::source::Place;
use attributes::ExpandedAttributes;
use derivation::Shape;
use encoding::FoundArray;
use missing::Kind;
use particles::ExpandedGroup;
use symbols::{Declared, Scope};
use unused::Replaced;

/// How many particles an entry may have once all groups are inlined: groups of groups grow without bounds.
const MAX_PARTICLES: usize = 500_000;

/// Links the documents of one entry into the model.
#[derive(Debug)]
pub(super) struct Linker<'a> {
    model: &'a mut Model,
    diagnostics: &'a mut Vec<Diagnostic>,
    entry: &'a Entry,
    document: DocumentId,
    /// What is declared under each name, to tell a repetition from a contradiction.
    fingerprints: HashMap<(Kind, QName), u64>,
    attributes: HashMap<QName, Declared<'a, schema::Attribute>>,
    attribute_order: Vec<QName>,
    groups: HashMap<QName, Declared<'a, schema::Group>>,
    attribute_groups: HashMap<QName, Declared<'a, schema::AttributeGroup>>,
    notations: HashSet<QName>,
    expanded_groups: HashMap<GroupKey, ExpandedGroup>,
    expanded_attribute_groups: HashMap<GroupKey, ExpandedAttributes>,
    /// The groups that are being expanded, the outermost first.
    expanding: Vec<GroupKey>,
    /// The namespaces of names that nobody declares.
    unresolved: HashSet<Option<Arc<str>>>,
    /// The namespaces that schemas refer to without importing them, by schema.
    not_imported: HashSet<(usize, Option<Arc<str>>)>,
    /// The number of particles made so far.
    particles: usize,
    /// How deep the particle that is being linked nests.
    depth: usize,
    /// Whether the content models were reported to be too large or too deep.
    is_overgrown: bool,
    /// What rules look at beside the model.
    sources: Sources<'a>,
    /// What is left to do once all names are declared.
    jobs: VecDeque<Job<'a>>,
    /// The groups and attribute groups that `xs:redefine` gives a new meaning without a reference to the old one.
    replaced: Vec<Replaced<'a>>,
    /// What of each type depends on its base, by the number of the type among those of this entry.
    shapes: Vec<Shape>,
    first_type: usize,
    first_element: usize,
    /// Whether messages of the entry are encoded.
    uses_encoding: bool,
    /// The types that are encoded arrays.
    arrays: Vec<FoundArray>,
    /// Elements that have the type of the head of their substitution group.
    untyped: HashSet<ElementId>,
}

/// A group as it is written, and the target namespace it is written for.
type GroupKey = (*const u8, Option<Arc<str>>);

/// A component whose name is declared and whose content is still to be linked.
#[derive(Debug)]
enum Job<'a> {
    Element(ElementId, &'a schema::Element, Scope<'a>),
    Simple(TypeId, &'a schema::SimpleType, Scope<'a>, Option<TypeId>),
    Complex(TypeId, &'a schema::ComplexType, Scope<'a>, Option<TypeId>),
}

impl Model {
    /// A model that has the built-in types alone.
    pub(super) fn with_builtins() -> Self {
        let mut model = Self::default();
        model.types.extend(Builtin::ALL.iter().map(|builtin| Type {
            document: None,
            name: Some(QName::new(Some(schema::XSD_NAMESPACE), builtin.name())),
            owner: None,
            kind: TypeKind::Builtin(*builtin),
            annotation: Annotation::default(),
            place: None,
        }));
        model
    }

    /// Links an entry into this model.
    pub(super) fn link(
        &mut self,
        file: Arc<str>,
        entry: &Entry,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let document = DocumentId(number(self.documents.len()));
        self.documents.push(Document::of(file, entry));
        let first_type = self.types.len();
        let first_element = self.elements.len();
        let mut linker = Linker {
            model: self,
            diagnostics,
            entry,
            document,
            fingerprints: HashMap::new(),
            attributes: HashMap::new(),
            attribute_order: Vec::new(),
            groups: HashMap::new(),
            attribute_groups: HashMap::new(),
            notations: HashSet::new(),
            expanded_groups: HashMap::new(),
            expanded_attribute_groups: HashMap::new(),
            expanding: Vec::new(),
            unresolved: HashSet::new(),
            not_imported: HashSet::new(),
            particles: 0,
            depth: 0,
            is_overgrown: false,
            sources: Sources::default(),
            jobs: VecDeque::new(),
            replaced: Vec::new(),
            shapes: Vec::new(),
            first_type,
            first_element,
            uses_encoding: encoding::uses_encoding(entry),
            arrays: Vec::new(),
            untyped: HashSet::new(),
        };
        linker.link();
    }
}

impl Document {
    /// What the entry file says of itself.
    fn of(file: Arc<str>, entry: &Entry) -> Self {
        let mut document = Self {
            file,
            kind: DocumentKind::Schema,
            name: None,
            target_namespace: entry
                .schemas
                .first()
                .and_then(|schema| schema.target.clone()),
            namespaces: Vec::new(),
            is_data_contract: false,
            types: Vec::new(),
            elements: Vec::new(),
            attributes: Vec::new(),
            bindings: Vec::new(),
            services: Vec::new(),
            annotation: entry
                .schemas
                .first()
                .map(|first| first.schema().annotation.clone())
                .unwrap_or_default(),
        };
        if let Some(File::Wsdl(definitions)) = entry.definitions.first().map(|file| &**file) {
            document.kind = DocumentKind::Wsdl;
            document.name = definitions.name.clone();
            document.target_namespace = definitions.target_namespace.clone();
            document.annotation = definitions.annotation.clone();
        }
        for loaded in &entry.schemas {
            if !document.namespaces.contains(&loaded.target) {
                document.namespaces.push(loaded.target.clone());
            }
            let imports = loaded
                .schema()
                .externals
                .iter()
                .map(|external| external.namespace.as_deref());
            let mut known = imports.chain([loaded.target.as_deref()]);
            document.is_data_contract |=
                known.any(|namespace| namespace == Some(SERIALIZATION_NAMESPACE));
        }
        document
    }
}

impl<'a> Linker<'a> {
    fn link(&mut self) {
        let before = self.diagnostics.len();
        self.declare_all();
        self.run_jobs();
        self.link_global_attributes();
        self.run_jobs();
        let used = self.extent();
        self.link_unused();
        self.run_jobs();
        self.settle_types();
        self.settle_substitutions();
        self.check_rules(before);
        self.forget_unused(used);
        self.link_arrays();
        self.index_derived();
        self.link_services();
        self.report_unneeded_imports();
    }

    /// Checks the constraints on components, unless something is wrong that would show in all of them.
    fn check_rules(&mut self, before: usize) {
        let is_error = |diagnostic: &Diagnostic| {
            let is_formal = diagnostic.rule.is_some_and(Rule::is_formal);
            diagnostic.severity == Severity::Error && !is_formal
        };
        if self.diagnostics[before..].iter().any(is_error) {
            return;
        }
        self.sources.notations = std::mem::take(&mut self.notations);
        let rules = Rules::new(
            self.model,
            &self.sources,
            self.document,
            self.first_type,
            self.first_element,
        );
        let found = rules.check();
        self.diagnostics.extend(found);
    }

    /// Links everything that is declared; what this declares on the way is linked too.
    fn run_jobs(&mut self) {
        while let Some(job) = self.jobs.pop_front() {
            match job {
                Job::Element(id, element, scope) => self.link_element(id, element, scope),
                Job::Simple(id, ty, scope, original) => {
                    self.link_simple_type(id, ty, scope, original)
                }
                Job::Complex(id, ty, scope, original) => {
                    self.link_complex_type(id, ty, scope, original)
                }
            }
        }
    }

    /// A new type whose content is yet to come.
    fn add_type(
        &mut self,
        name: Option<QName>,
        owner: Option<Owner>,
        annotation: &Annotation,
        place: &Place,
    ) -> TypeId {
        let id = TypeId(number(self.model.types.len()));
        self.model.types.push(Type {
            document: Some(self.document),
            name,
            owner,
            kind: TypeKind::Builtin(Builtin::AnyType),
            annotation: annotation.clone(),
            place: Some(place.clone()),
        });
        self.shapes.push(Shape::Settled);
        self.model.documents[self.document.index()].types.push(id);
        id
    }

    /// A new element whose type is yet to come.
    fn add_element(
        &mut self,
        name: QName,
        element: &'a schema::Element,
        scope: Scope<'a>,
    ) -> ElementId {
        let id = ElementId(number(self.model.elements.len()));
        self.sources.elements.push((element, scope.target.cloned()));
        self.model.elements.push(Element {
            document: self.document,
            name,
            is_global: false,
            ty: Model::builtin(Builtin::AnyType),
            is_nillable: element.is_nillable,
            is_abstract: element.is_abstract,
            value: element.value.clone(),
            value_name: element.value_name.clone(),
            substitution_head: None,
            substitutes: Vec::new(),
            identities: Vec::new(),
            block: element.block,
            finals: element.finals,
            annotation: element.annotation.clone(),
            place: element.place.clone(),
        });
        self.jobs.push_back(Job::Element(id, element, scope));
        id
    }

    fn error(&mut self, place: &Place, message: String) {
        self.diagnostics
            .push(Diagnostic::new(Severity::Error, place.clone(), message));
    }

    /// How a type is spoken of in diagnostics.
    fn type_title(&self, id: TypeId) -> String {
        type_title(self.model, id)
    }
}

/// How a type is spoken of in diagnostics.
pub(super) fn type_title(model: &Model, id: TypeId) -> String {
    let ty = &model[id];
    match (&ty.name, &ty.owner) {
        (Some(name), _) => format!("type `{}`", name.local),
        (None, Some(Owner::Element(element))) => {
            format!("the type of element `{}`", model[*element].name.local)
        }
        (None, Some(Owner::Attribute(_, name) | Owner::GlobalAttribute(name))) => {
            format!("the type of attribute `{}`", name.local)
        }
        (None, Some(Owner::Redefined(name))) => format!("the redefined type `{}`", name.local),
        (None, Some(Owner::Base(_) | Owner::Item(_) | Owner::Member(..))) => {
            format!("a type inside {}", type_title(model, outermost(model, id)))
        }
        (None, None) => "a type".to_owned(),
    }
}

/// The outermost type that an anonymous simple type is part of.
fn outermost(model: &Model, mut id: TypeId) -> TypeId {
    while let Some(Owner::Base(outer) | Owner::Item(outer) | Owner::Member(outer, _)) =
        &model[id].owner
    {
        id = *outer;
    }
    id
}

/// The number of the next component of an arena.
pub(super) fn number(len: usize) -> u32 {
    u32::try_from(len)
        .expect("a file has fewer nodes than a u32 counts, and so have all entries of a run")
}
