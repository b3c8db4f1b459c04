//! The symbol spaces of an entry: what is declared under which name.

use std::rc::Rc;
use std::sync::Arc;

use super::missing::Kind;
use super::{Job, Linker};
use crate::model::{Builtin, Owner, QName, TypeId, XSD_NAMESPACE};
use crate::rule::Rule;
use crate::schema::{self, Element, ExternalKind, Global, Item, Reference, Schema};
use crate::source::Place;

/// For which target namespace a schema is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) target: Option<&'a Arc<str>>,
    /// Whether names without a namespace are in the target namespace.
    pub(super) is_chameleon: bool,
    /// The schema that is read; `None` for a WSDL.
    pub(super) schema: Option<&'a Schema>,
}

impl Scope<'_> {
    /// The name of a component at the top of the schema.
    pub(super) fn global(self, local: &Arc<str>) -> QName {
        QName {
            namespace: self.target.cloned(),
            local: local.clone(),
        }
    }

    /// The name of an element or attribute inside a type.
    pub(super) fn local(self, local: &Arc<str>, form: schema::Form) -> QName {
        match form {
            schema::Form::Qualified => self.global(local),
            schema::Form::Unqualified => QName {
                namespace: None,
                local: local.clone(),
            },
        }
    }

    /// The name that is referred to.
    pub(super) fn resolve(self, reference: &Reference) -> QName {
        if reference.name.namespace.is_none() && self.is_chameleon {
            return self.global(&reference.name.local);
        }
        reference.name.clone()
    }
}

/// A group or attribute, and for which target namespace it is read.
#[derive(Debug)]
pub(super) struct Declared<'a, T> {
    pub(super) item: &'a T,
    pub(super) scope: Scope<'a>,
    pub(super) name: QName,
    /// The anonymous type of an attribute.
    pub(super) inline: Option<TypeId>,
    /// What it was before `xs:redefine`; its own references to itself mean that.
    pub(super) original: Option<Rc<Self>>,
}

impl<T> Clone for Declared<'_, T> {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            original: self.original.clone(),
            ..*self
        }
    }
}

/// The constraint that a schema has one component of a kind and name.
static DECLARED_ONCE: Rule = Rule::formal("sch-props-correct", "3.15.6");

/// What tells a component from all others, and where it is.
pub(super) fn identity(item: &Item) -> (Kind, Arc<str>, &Place) {
    let (kind, name, place) = match item {
        Item::Simple(schema::SimpleType { name, place, .. })
        | Item::Complex(schema::ComplexType { name, place, .. }) => {
            return (Kind::Type, name.clone().unwrap_or_default(), place);
        }
        Item::Element(element) => (Kind::Element, &element.name, &element.place),
        Item::Attribute(attribute) => (Kind::Attribute, &attribute.name, &attribute.place),
        Item::Group(group) => (Kind::Group, &group.name, &group.place),
        Item::AttributeGroup(group) => (Kind::AttributeGroup, &group.name, &group.place),
        Item::Notation(notation) => (Kind::Notation, &notation.name, &notation.place),
    };
    (kind, name.clone(), place)
}

impl<'a> Linker<'a> {
    /// Declares everything at the top of all schemas of the entry.
    pub(super) fn declare_all(&mut self) {
        let entry = self.entry;
        let schemas = || {
            entry.schemas.iter().map(|loaded| {
                let scope = Scope {
                    target: loaded.target.as_ref(),
                    is_chameleon: loaded.is_chameleon,
                    schema: Some(loaded.schema()),
                };
                (loaded.schema(), scope)
            })
        };
        for (schema, scope) in schemas() {
            self.declare_schema(schema, scope);
        }
        // What redefines is read before what it redefines, so the innermost redefinition is the last.
        for (schema, scope) in schemas().rev() {
            let redefinitions = schema
                .externals
                .iter()
                .filter(|external| external.kind == ExternalKind::Redefine);
            for external in redefinitions {
                self.check_redefined_once(external);
                for global in &external.items {
                    self.redefine(&global.item, scope);
                }
            }
        }
    }

    pub(super) fn declare_schema(&mut self, schema: &'a Schema, scope: Scope<'a>) {
        for global in &schema.items {
            if self.is_new(global, scope) {
                self.declare(&global.item, scope);
            }
        }
    }

    fn declare(&mut self, item: &'a Item, scope: Scope<'a>) {
        match item {
            Item::Simple(ty) => self.declare_simple(ty, scope, None),
            Item::Complex(ty) => self.declare_complex(ty, scope, None),
            Item::Element(element) => self.declare_element(element, scope),
            Item::Attribute(attribute) => self.declare_attribute(attribute, scope),
            Item::Group(group) => self.declare_group(group, scope, None),
            Item::AttributeGroup(group) => self.declare_attribute_group(group, scope, None),
            Item::Notation(notation) => {
                let name = scope.global(&notation.name);
                if !self.notations.insert(name.clone()) {
                    self.declared_twice("notation", &name, &notation.place, None);
                }
            }
        }
    }

    /// Whether a declaration says something new; the same one again is taken once.
    fn is_new(&mut self, global: &'a Global, scope: Scope<'a>) -> bool {
        let (kind, local, place) = identity(&global.item);
        let name = scope.global(&local);
        let is_builtin = kind == Kind::Type
            && name.namespace.as_deref() == Some(XSD_NAMESPACE)
            && Builtin::named(&name.local).is_some();
        if is_builtin {
            return false;
        }
        let key = (kind, name);
        let known = self.fingerprints.insert(key.clone(), global.fingerprint);
        let is_new = known != Some(global.fingerprint);
        // Services come with copies of schemas, and nothing is unclear about them.
        if !is_new && self.entry.definitions.is_empty() {
            let message = format!("{} `{}` is declared twice, the same", kind.title(), local);
            self.breach(&DECLARED_ONCE, place, message, "remove one of them");
        }
        is_new
    }

    pub(super) fn declare_simple(
        &mut self,
        ty: &'a schema::SimpleType,
        scope: Scope<'a>,
        original: Option<TypeId>,
    ) {
        let Some(local) = &ty.name else { return };
        if let Some(id) = self.declare_type(scope.global(local), &ty.annotation, &ty.place) {
            self.jobs.push_back(Job::Simple(id, ty, scope, original));
        }
    }

    pub(super) fn declare_complex(
        &mut self,
        ty: &'a schema::ComplexType,
        scope: Scope<'a>,
        original: Option<TypeId>,
    ) {
        let Some(local) = &ty.name else { return };
        if let Some(id) = self.declare_type(scope.global(local), &ty.annotation, &ty.place) {
            self.jobs.push_back(Job::Complex(id, ty, scope, original));
        }
    }

    fn declare_type(
        &mut self,
        name: QName,
        annotation: &schema::Annotation,
        place: &Place,
    ) -> Option<TypeId> {
        if let Some(first) = self.model.type_named(self.document, &name) {
            let first = self.model[first].place.clone();
            self.declared_twice("type", &name, place, first);
            return None;
        }
        let id = self.add_type(Some(name.clone()), None, annotation, place);
        self.model.type_names.insert((self.document, name), id);
        Some(id)
    }

    fn declare_element(&mut self, element: &'a Element, scope: Scope<'a>) {
        let name = scope.global(&element.name);
        if let Some(first) = self.model.element_named(self.document, &name) {
            let first = self.model[first].place.clone();
            self.declared_twice("element", &name, &element.place, Some(first));
            return;
        }
        let id = self.add_element(name.clone(), element, scope);
        self.model.elements[id.index()].is_global = true;
        self.model.element_names.insert((self.document, name), id);
        self.model.documents[self.document.index()]
            .elements
            .push(id);
    }

    fn declare_attribute(&mut self, attribute: &'a schema::Attribute, scope: Scope<'a>) {
        let name = scope.global(&attribute.name);
        self.check_instance_namespace(&name, &attribute.place);
        if let Some(first) = self
            .attributes
            .get(&name)
            .map(|first| first.item.place.clone())
        {
            self.declared_twice("attribute", &name, &attribute.place, Some(first));
            return;
        }
        let inline = self.link_inline(&attribute.ty, Owner::GlobalAttribute(name.clone()), scope);
        let declared = Declared {
            item: attribute,
            scope,
            name: name.clone(),
            inline,
            original: None,
        };
        self.attributes.insert(name.clone(), declared);
        self.attribute_order.push(name);
    }

    pub(super) fn declare_group(
        &mut self,
        group: &'a schema::Group,
        scope: Scope<'a>,
        original: Option<Declared<'a, schema::Group>>,
    ) {
        let name = scope.global(&group.name);
        if let Some(first) = self.groups.get(&name).map(|first| first.item.place.clone()) {
            self.declared_twice("group", &name, &group.place, Some(first));
            return;
        }
        let original = original.map(Rc::new);
        self.groups.insert(
            name.clone(),
            Declared {
                item: group,
                scope,
                name,
                inline: None,
                original,
            },
        );
    }

    pub(super) fn declare_attribute_group(
        &mut self,
        group: &'a schema::AttributeGroup,
        scope: Scope<'a>,
        original: Option<Declared<'a, schema::AttributeGroup>>,
    ) {
        let name = scope.global(&group.name);
        if let Some(first) = self
            .attribute_groups
            .get(&name)
            .map(|first| first.item.place.clone())
        {
            self.declared_twice("attribute group", &name, &group.place, Some(first));
            return;
        }
        let original = original.map(Rc::new);
        self.attribute_groups.insert(
            name.clone(),
            Declared {
                item: group,
                scope,
                name,
                inline: None,
                original,
            },
        );
    }

    pub(super) fn declared_twice(
        &mut self,
        kind: &str,
        name: &QName,
        place: &Place,
        first: Option<Place>,
    ) {
        let first = first
            .map(|first| format!("; the first is at {first}"))
            .unwrap_or_default();
        self.error(
            place,
            format!("{kind} `{}` is declared twice{first}", name.local),
        );
    }
}
