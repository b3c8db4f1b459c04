//! The Rust names of types.

use std::collections::{HashMap, HashSet};

use super::alike::Alike;
use super::choices::Choices;
use super::namespaces;
use super::reach::Reach;
use super::scope::{Kind, Scope};
use super::shape::{Shape, Shapes};
use super::words;
use crate::model::{DocumentId, Model, Owner, TypeId};

/// The Rust names of a written type.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// The name of the type.
    pub(super) name: String,
    /// The name of the base type's own struct, for a base type with subtypes.
    pub(super) base: Option<String>,
}

/// The names of all written types, and of each module's namespace what is taken.
#[derive(Debug)]
pub(super) struct Naming<'a, 'm> {
    shapes: &'a Shapes<'m>,
    reach: &'a Reach,
    choices: &'a Choices<'a>,
    alike: &'a Alike,
    names: HashMap<TypeId, Names>,
    aliases: HashMap<(DocumentId, TypeId), Names>,
    /// Names that types of several namespaces have.
    crowded: HashSet<String>,
}

impl<'a, 'm> Naming<'a, 'm> {
    pub(super) fn new(
        shapes: &'a Shapes<'m>,
        reach: &'a Reach,
        choices: &'a Choices<'a>,
        alike: &'a Alike,
    ) -> Self {
        Self {
            shapes,
            reach,
            choices,
            alike,
            names: HashMap::new(),
            aliases: HashMap::new(),
            crowded: crowded_names(shapes.model),
        }
    }

    /// The names of a type in the module of a document, or in the shared module.
    pub(super) fn get(&self, document: Option<DocumentId>, ty: TypeId) -> Option<&Names> {
        let ty = self.alike.representative(ty);
        let alias = document.and_then(|document| self.aliases.get(&(document, ty)));
        alias.or_else(|| self.names.get(&ty))
    }

    /// Gives the types that a document has in common with others a place in the scope of its module.
    ///
    /// A type whose name was taken by another in the shared module has its plain name where that is free.
    pub(super) fn borrow_all(&mut self, document: DocumentId, scope: &mut Scope) {
        let types = self.borrowed_types(document);
        for ty in &types {
            if let Some(names) = self.get(None, *ty) {
                scope.reserve(&names.name);
                names.base.iter().for_each(|base| scope.reserve(base));
            }
        }
        for ty in types {
            let Some(names) = self.get(None, ty).cloned() else {
                continue;
            };
            let plain = self.candidates(ty).into_iter().next().unwrap_or_default();
            if self.choices.rename(ty).is_some() || names.name == plain || !scope.is_free(&plain) {
                continue;
            }
            scope.reserve(&plain);
            let base = names
                .base
                .map(|_| scope.claim_exact(&format!("{plain}Base")));
            let alias = Names { name: plain, base };
            self.aliases
                .insert((document, self.alike.representative(ty)), alias);
        }
    }

    /// The written types that several documents share, in the order of ids.
    pub(super) fn shared_types(&self) -> Vec<TypeId> {
        self.written(|naming, id| {
            naming.alike.is_shared(id) && naming.alike.representative(id) == id
        })
    }

    /// The written types that a document alone has.
    pub(super) fn own_types(&self, document: DocumentId) -> Vec<TypeId> {
        self.written(|naming, id| naming.in_document(id, document) && !naming.alike.is_shared(id))
    }

    /// The written types that a document has in common with others.
    pub(super) fn borrowed_types(&self, document: DocumentId) -> Vec<TypeId> {
        self.written(|naming, id| naming.in_document(id, document) && naming.alike.is_shared(id))
    }

    /// Whether it is this type, among those alike, that the shared one is written for.
    pub(super) fn shares_first(&self, ty: TypeId) -> bool {
        self.alike.representative(ty) == ty
    }

    fn in_document(&self, id: TypeId, document: DocumentId) -> bool {
        self.shapes.model[id].document == Some(document)
    }

    fn written(&self, admits: impl Fn(&Self, TypeId) -> bool) -> Vec<TypeId> {
        let ids = self.shapes.model.types().map(|(id, _)| id);
        ids.filter(|id| self.reach.is_written(self.shapes, *id) && admits(self, *id))
            .collect()
    }

    /// Names some types in a scope: those with a name of their own first, in the order of the schema.
    pub(super) fn name_all(&mut self, types: &[TypeId], scope: &mut Scope) {
        let (chosen, rest): (Vec<TypeId>, Vec<TypeId>) = types
            .iter()
            .partition(|ty| self.choices.rename(**ty).is_some());
        for ty in chosen {
            let wanted = self.choices.rename(ty).unwrap_or_default();
            let name = scope.claim_exact(wanted);
            self.names.insert(ty, Names { name, base: None });
        }
        let (named, anonymous): (Vec<TypeId>, Vec<TypeId>) =
            rest.into_iter().partition(|ty| self.has_name(*ty));
        for ty in named.into_iter().chain(anonymous) {
            let wanted = self.candidates(ty);
            let name = scope.claim_first(&wanted);
            self.names.insert(ty, Names { name, base: None });
        }
        for ty in types {
            self.name_base(*ty, scope);
        }
    }

    fn has_name(&self, ty: TypeId) -> bool {
        self.shapes.model[ty].name.is_some()
    }

    fn name_base(&mut self, ty: TypeId, scope: &mut Scope) {
        if !matches!(self.shapes.get(ty), Shape::Subtypes(..)) {
            return;
        }
        if let Some(names) = self.names.get_mut(&ty) {
            names.base = Some(scope.claim_exact(&format!("{}Base", names.name)));
        }
    }

    /// The names that would suit a type, the best first.
    fn candidates(&self, ty: TypeId) -> Vec<String> {
        let model = self.shapes.model;
        let declared = &model[ty];
        match (&declared.name, &declared.owner) {
            (Some(name), _) => {
                let own = words::camel(&name.local);
                let subject = name.namespace.as_deref().map(namespaces::subject);
                let distinct = subject.filter(|_| self.crowded.contains(&own));
                let distinct = distinct.map(|subject| words::camel(&subject) + &own);
                [own].into_iter().chain(distinct).collect()
            }
            (None, Some(Owner::Element(element))) => {
                let own = words::camel(&model[*element].name.local);
                match self.shapes.parent(*element) {
                    Some(parent) => self.in_parent(parent, own),
                    None => vec![own.clone(), own + "Element"],
                }
            }
            (None, Some(Owner::Attribute(parent, name))) => {
                self.in_parent(*parent, words::camel(&name.local))
            }
            (None, Some(Owner::GlobalAttribute(name) | Owner::Redefined(name))) => {
                vec![words::camel(&name.local)]
            }
            (None, Some(Owner::Item(owner) | Owner::Base(owner))) => self.candidates(*owner),
            (None, Some(Owner::Member(owner, number))) => {
                let of_owner = self.candidates(*owner);
                of_owner
                    .into_iter()
                    .map(|name| format!("{name}Member{}", number + 1))
                    .collect()
            }
            (None, None) => vec!["Anonymous".to_owned()],
        }
    }

    /// Names for what is declared in a type: the item of a collapsed array goes by its own name if it can.
    fn in_parent(&self, parent: TypeId, own: String) -> Vec<String> {
        let in_parent = self
            .candidates(parent)
            .into_iter()
            .map(|around| around + &own);
        match self.shapes.get(parent) {
            Shape::Array(..) => [own.clone()].into_iter().chain(in_parent).collect(),
            _ => in_parent.collect(),
        }
    }
}

/// The names that types of more than one namespace have.
fn crowded_names(model: &Model) -> HashSet<String> {
    let mut namespaces: HashMap<String, Option<&str>> = HashMap::new();
    let mut crowded = HashSet::new();
    for (_, ty) in model.types().filter(|(_, ty)| ty.document.is_some()) {
        let Some(name) = &ty.name else { continue };
        let spelled = words::camel(&name.local);
        let namespace = name.namespace.as_deref();
        if *namespaces.entry(spelled.clone()).or_insert(namespace) != namespace {
            crowded.insert(spelled);
        }
    }
    crowded
}

/// An empty scope for the items of a module, but for what its file itself declares.
pub(super) fn module_scope() -> Scope {
    let mut scope = Scope::new(Kind::Item);
    scope.reserve("JSON_CLASS");
    scope.reserve("JSON_STYLE");
    scope
}
