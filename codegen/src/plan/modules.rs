//! Modules: which types stand in which, in what order.

use std::collections::HashMap;
use std::rc::Rc;

use super::RustType;
use super::choices::Choices;
use super::grammar::Grammar;
use super::item::{Entry, Field, Item, JsonStyle, Module, Shared, Validated};
use super::namespaces::Namespaces;
use super::naming::Naming;
use super::presence::Presence;
use super::reach::Reach;
use super::recursion::Recursion;
use super::scope::Scope;
use super::shape::{Shape, Shapes};
use super::typing::Value;
use crate::model::{DocumentId, ElementId, Model, QName, TypeId};
use crate::settings::Settings;

/// All that was found out before the first module is made.
pub(super) struct Context<'a, 'm> {
    pub(super) shapes: &'a Shapes<'m>,
    pub(super) settings: &'a Settings,
    pub(super) choices: &'a Choices<'a>,
    pub(super) reach: &'a Reach,
    pub(super) naming: &'a Naming<'a, 'm>,
    pub(super) recursion: &'a Recursion,
    roots: HashMap<TypeId, Vec<ElementId>>,
}

impl<'a, 'm> Context<'a, 'm> {
    pub(super) fn new(
        shapes: &'a Shapes<'m>,
        settings: &'a Settings,
        choices: &'a Choices<'a>,
        reach: &'a Reach,
        naming: &'a Naming<'a, 'm>,
        recursion: &'a Recursion,
    ) -> Self {
        let mut roots: HashMap<TypeId, Vec<ElementId>> = HashMap::new();
        for (id, element) in shapes.model.elements() {
            if element.is_global {
                roots.entry(element.ty).or_default().push(id);
            }
        }
        Self {
            shapes,
            settings,
            choices,
            reach,
            naming,
            recursion,
            roots,
        }
    }

    /// The global elements of a type.
    pub(super) fn root_elements(&self, ty: TypeId) -> &[ElementId] {
        self.roots.get(&ty).map_or(&[], Vec::as_slice)
    }
}

/// Makes one module.
pub(super) struct ModuleBuilder<'c, 'm> {
    pub(super) context: &'c Context<'c, 'm>,
    pub(super) scope: Scope,
    /// The document whose module it is; `None` for the module of shared types.
    pub(super) document: Option<DocumentId>,
    /// Whether the rules of data contracts hold for what is being made.
    pub(super) is_data_contract: bool,
    /// The names of the groups that were met, by their keys.
    pub(super) groups: HashMap<usize, String>,
    /// The fields of the types that were met, and by which rules: those of a subtype are compared with those of each of its bases.
    pub(super) known_fields: HashMap<(TypeId, bool), Rc<[Field]>>,
    /// Which rows a type and a subtype of it have in the same places.
    pub(super) known_alike: HashMap<(TypeId, TypeId, bool), Rc<[bool]>>,
    /// Items that come after the one that is being made.
    pub(super) following: Vec<Item>,
    /// Bodies of messages that are no type of the schema, for the list of types.
    pub(super) bodies: Vec<Entry>,
    /// The type parameter of clients, as soon as there is one.
    pub(super) caller_parameter: Option<String>,
    namespaces: Namespaces<'c>,
    module: Module,
}

impl<'c, 'm> ModuleBuilder<'c, 'm> {
    pub(super) fn new(
        context: &'c Context<'c, 'm>,
        document: Option<DocumentId>,
        scope: Scope,
        name: String,
        documentation: String,
    ) -> Self {
        Self {
            context,
            document,
            scope,
            is_data_contract: false,
            groups: HashMap::new(),
            known_fields: HashMap::new(),
            known_alike: HashMap::new(),
            following: Vec::new(),
            bodies: Vec::new(),
            caller_parameter: None,
            namespaces: Namespaces::new(context.settings),
            module: Module {
                name,
                documentation,
                ..Module::default()
            },
        }
    }

    /// The constant of a name's namespace.
    pub(super) fn namespace(&mut self, name: &QName) -> Option<String> {
        self.namespaces
            .constant(name.namespace.as_deref(), &mut self.scope)
    }

    /// The constant of a namespace.
    pub(super) fn namespace_of(&mut self, uri: Option<&str>) -> Option<String> {
        self.namespaces.constant(uri, &mut self.scope)
    }

    pub(super) fn push(&mut self, item: Item) {
        self.module.items.push(item);
    }

    /// What the module has so far.
    pub(super) fn items(&self) -> &[Item] {
        &self.module.items
    }

    /// Adds the items of some types.
    pub(super) fn add_types(&mut self, types: &[TypeId]) {
        for ty in types {
            self.add_type(*ty);
            let mut following = std::mem::take(&mut self.following);
            self.module.items.append(&mut following);
        }
    }

    fn add_type(&mut self, ty: TypeId) {
        let model = self.context.shapes.model;
        self.is_data_contract = model[ty]
            .document
            .is_some_and(|document| model[document].is_data_contract);
        let names = self
            .context
            .naming
            .get(self.document, ty)
            .expect("written types are named")
            .clone();
        match self.context.shapes.get(ty) {
            Shape::Enumeration(_) => {
                let enumeration = self.enumeration(ty, names.name);
                self.push(Item::Enumeration(enumeration));
            }
            Shape::Union(_, members) => {
                let union = self.union(ty, members, names.name);
                self.push(Item::Union(union));
            }
            Shape::Subtypes(..) => {
                let subtypes = self.subtypes(ty, names.name);
                self.push(Item::Subtypes(subtypes));
                let base = self.record(
                    ty,
                    names
                        .base
                        .expect("a base type with subtypes has a struct of its own"),
                );
                self.push(Item::Record(base));
            }
            _ => {
                let record = self.record(ty, names.name);
                self.push(Item::Record(record));
            }
        }
    }

    /// Takes over the types that the module shares with others.
    pub(super) fn borrow_types(&mut self, from: &str, types: &[TypeId]) {
        let naming = self.context.naming;
        let mut shared: Vec<Shared> = Vec::new();
        for ty in types {
            let Some(there) = naming.get(None, *ty) else {
                continue;
            };
            let here = naming.get(self.document, *ty).unwrap_or(there);
            shared.push(Shared::of(&there.name, &here.name));
            let bases = there.base.iter().zip(&here.base);
            shared.extend(bases.map(|(there, here)| Shared::of(there, here)));
        }
        shared.sort();
        shared.dedup();
        if !shared.is_empty() {
            self.module.shared_from = Some(from.to_owned());
            self.module.shared = shared;
        }
    }

    /// Lists the types of a document by their names, and after them the bodies that only its operations declare.
    pub(super) fn add_registry(&mut self, document: DocumentId) {
        let model = self.context.shapes.model;
        let types = model
            .types()
            .filter(|(_, ty)| ty.document == Some(document))
            .map(|(id, _)| id);
        let entries = types
            .filter(|id| self.context.reach.is_kept(*id))
            .filter_map(|id| self.entry(id));
        let mut entries: Vec<Entry> = entries.collect();
        entries.append(&mut self.bodies);
        self.module.registry = Some(entries);
    }

    /// The structs of a document that stand for its types, each where it is written or first shared.
    pub(super) fn structs(&self, document: DocumentId) -> Vec<(TypeId, String)> {
        let naming = self.context.naming;
        let shared = naming.borrowed_types(document).into_iter();
        let own = naming.own_types(document).into_iter();
        let written = own.chain(shared.filter(|ty| naming.shares_first(*ty)));
        let named = written.filter_map(|ty| {
            let names = naming.get(self.document, ty)?;
            let name = match self.context.shapes.get(ty) {
                Shape::Enumeration(_) | Shape::Union(..) => return None,
                Shape::Subtypes(..) => names.base.clone()?,
                _ => names.name.clone(),
            };
            Some((ty, name))
        });
        named.collect()
    }

    pub(super) fn set_json_style(&mut self, style: JsonStyle) {
        self.module.json_style = Some(style);
    }

    pub(super) fn set_grammar(&mut self, grammar: Grammar, validated: Vec<Validated>) {
        self.module.grammar = Some(grammar);
        self.module.validated = validated;
    }

    fn entry(&mut self, ty: TypeId) -> Option<Entry> {
        let model = self.context.shapes.model;
        let element = self.root_element(ty);
        let name = match (&model[ty].name, element) {
            (Some(name), _) => name.clone(),
            (None, Some(element)) => model[element].name.clone(),
            (None, None) => return None,
        };
        let value = self.root_value(ty);
        let presence = match element {
            Some(element) if !model[element].is_nillable => Presence::Required,
            _ => Presence::RequiredNillable,
        };
        let root_name = element.map_or_else(|| name.clone(), |element| model[element].name.clone());
        let content = match element {
            Some(element) => self.content_or_default(element, &value.content),
            None => value.content.clone(),
        };
        let root = self.element_row(&root_name, presence, content);
        let namespace = self.namespace(&name);
        // The element of a document has no field around it that could be nil. A data contract declares its elements nillable, all of
        // them, and means nothing by it.
        let is_data_contract = model[ty]
            .document
            .is_some_and(|document| model[document].is_data_contract);
        let is_nillable =
            !is_data_contract && element.is_some_and(|element| model[element].is_nillable);
        Some(Entry {
            ty: match is_nillable {
                true => value.in_state(presence),
                false => value.ty,
            },
            schema_name: name.local.to_string(),
            namespace,
            root,
        })
    }

    /// The value of a type where it begins a body or document: a wrapper is a struct there, if it is written.
    pub(super) fn root_value(&mut self, ty: TypeId) -> Value {
        let is_wrapper = matches!(self.context.shapes.get(ty), Shape::Array(..));
        match self.context.naming.get(self.document, ty) {
            Some(names) if is_wrapper => Value::structure(RustType::Local(names.name.clone())),
            _ => self.value(ty),
        }
    }

    pub(super) fn finish(mut self) -> Module {
        self.module.namespaces = self.namespaces.into_constants();
        self.module
    }
}

impl Shared {
    /// A type of that name in the shared module, and its name in the module that takes it.
    fn of(there: &str, here: &str) -> Self {
        Self {
            name: there.to_owned(),
            alias: (here != there).then(|| here.to_owned()),
        }
    }
}

/// A name for a document's module: that of its file without what follows the first dot.
pub(super) fn module_name(model: &Model, document: DocumentId) -> String {
    let file = &model[document].file;
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    last.split('.').next().unwrap_or(last).to_owned()
}
