//! Linking types and elements: what they refer to.

use super::derivation::Shape;
use super::missing::Kind;
use super::symbols::Scope;
use super::{Job, Linker};
use crate::model::{
    Builtin, ComplexType, Content, Demand, Derivation, ElementId, Identity, Model, Owner, QName,
    SimpleType, TypeId, TypeKind, Variety,
};
use crate::schema::{self, ComplexBody, Reference, SimpleBody, SimpleRestriction, TypeUse};

impl<'a> Linker<'a> {
    pub(super) fn link_element(
        &mut self,
        id: ElementId,
        element: &'a schema::Element,
        scope: Scope<'a>,
    ) {
        let subject = format!("element `{}` has the type", element.name);
        let ty = match &element.ty {
            TypeUse::Missing => {
                if element.substitution_group.is_some() {
                    self.untyped.insert(id);
                }
                Model::builtin(Builtin::AnyType)
            }
            named_or_inline => {
                self.link_type_use(named_or_inline, Owner::Element(id), scope, &subject)
            }
        };
        self.link_identities(id, element, scope);
        let head = element.substitution_group.as_ref().and_then(|head| {
            self.resolve_element(
                head,
                scope,
                &format!("element `{}` is in the substitution group of", element.name),
            )
        });
        let is_encoded = self.is_encoded_simple(&element.ty);
        let linked = &mut self.model.elements[id.index()];
        linked.is_nillable |= is_encoded;
        linked.ty = ty;
        linked.substitution_head = head;
    }

    fn link_identities(&mut self, id: ElementId, element: &'a schema::Element, scope: Scope<'a>) {
        for identity in &element.identities {
            let demand = match &identity.kind {
                schema::IdentityKind::Unique => Demand::Unique,
                schema::IdentityKind::Key => Demand::Key,
                schema::IdentityKind::KeyReference(None) => continue,
                schema::IdentityKind::KeyReference(Some(reference)) => {
                    let name = self.resolve(reference, scope);
                    self.sources.key_references.push((identity, name.clone()));
                    Demand::Refer(name)
                }
            };
            let name = QName {
                namespace: scope.target.cloned(),
                local: identity.name.clone(),
            };
            self.model.elements[id.index()].identities.push(Identity {
                name,
                demand,
                selector: identity.selector.clone(),
                fields: identity.fields.clone(),
                place: identity.place.clone(),
            });
        }
    }

    /// The type that is meant; where it is missing, which is reported, `xs:anyType`.
    pub(super) fn link_type_use(
        &mut self,
        ty: &'a TypeUse,
        owner: Owner,
        scope: Scope<'a>,
        subject: &str,
    ) -> TypeId {
        match ty {
            TypeUse::Missing => Model::builtin(Builtin::AnySimpleType),
            TypeUse::Named(reference) => self.resolve_type(reference, scope, subject),
            TypeUse::Simple(_) | TypeUse::Complex(_) => {
                let inline = self.link_inline(ty, owner, scope);
                inline.unwrap_or(Model::builtin(Builtin::AnyType))
            }
        }
    }

    /// A new anonymous type; `None` if the type is not on the spot.
    pub(super) fn link_inline(
        &mut self,
        ty: &'a TypeUse,
        owner: Owner,
        scope: Scope<'a>,
    ) -> Option<TypeId> {
        match ty {
            TypeUse::Missing | TypeUse::Named(_) => None,
            TypeUse::Simple(simple) => {
                let id = self.add_type(None, Some(owner), &simple.annotation, &simple.place);
                self.jobs.push_back(Job::Simple(id, simple, scope, None));
                Some(id)
            }
            TypeUse::Complex(complex) => {
                let id = self.add_type(None, Some(owner), &complex.annotation, &complex.place);
                self.jobs.push_back(Job::Complex(id, complex, scope, None));
                Some(id)
            }
        }
    }

    /// The type of that name; where there is none, which is reported, `xs:anyType`.
    pub(super) fn resolve_type(
        &mut self,
        reference: &Reference,
        scope: Scope<'a>,
        subject: &str,
    ) -> TypeId {
        let name = self.resolve(reference, scope);
        if let Some(builtin) = self.encoded_builtin(&name) {
            return builtin;
        }
        let known = self.lookup(&name, |linker, name| {
            linker.model.type_named(linker.document, name)
        });
        known.unwrap_or_else(|| {
            self.report_missing(subject, reference, &name, Kind::Type);
            Model::builtin(Builtin::AnyType)
        })
    }

    pub(super) fn resolve_element(
        &mut self,
        reference: &Reference,
        scope: Scope<'a>,
        subject: &str,
    ) -> Option<ElementId> {
        let name = self.resolve(reference, scope);
        let known = self.lookup(&name, |linker, name| {
            linker.model.element_named(linker.document, name)
        });
        if known.is_none() {
            self.report_missing(subject, reference, &name, Kind::Element);
        }
        known
    }

    /// The base of a derivation; a type that redefines itself means what it was before.
    fn resolve_base(
        &mut self,
        id: TypeId,
        base: &Reference,
        scope: Scope<'a>,
        original: Option<TypeId>,
    ) -> TypeId {
        let name = self.resolve(base, scope);
        if let Some(original) = original.filter(|original| self.was_named(*original, &name)) {
            return original;
        }
        let subject = format!("{} is derived from", self.type_title(id));
        self.resolve_type(base, scope, &subject)
    }

    /// Whether a type had that name before it was redefined.
    fn was_named(&self, id: TypeId, name: &QName) -> bool {
        matches!(&self.model[id].owner, Some(Owner::Redefined(former)) if former == name)
    }

    pub(super) fn link_simple_type(
        &mut self,
        id: TypeId,
        ty: &'a schema::SimpleType,
        scope: Scope<'a>,
        original: Option<TypeId>,
    ) {
        let root = Model::builtin(Builtin::AnySimpleType);
        let mut linked = SimpleType {
            base: root,
            variety: Variety::Atomic(Builtin::AnySimpleType),
            enumeration: Vec::new(),
            facets: schema::Facets::default(),
            finals: ty.finals,
        };
        match &ty.body {
            SimpleBody::Restriction(restriction) => {
                linked.base = match &restriction.base {
                    TypeUse::Named(base) => self.resolve_base(id, base, scope, original),
                    other => self
                        .link_inline(other, Owner::Base(id), scope)
                        .unwrap_or(root),
                };
                self.sources.restrictions.insert(id, restriction);
                linked.enumeration = restriction.enumeration.clone();
                linked.facets = restriction.facets.clone();
                self.set_shape(id, Shape::SimpleRestriction);
            }
            SimpleBody::List(item) => {
                let subject = format!("{} is a list of", self.type_title(id));
                linked.variety =
                    Variety::List(self.link_type_use(item, Owner::Item(id), scope, &subject));
            }
            SimpleBody::Union(members) => {
                let subject = format!("{} is a union of", self.type_title(id));
                let members = members.iter().enumerate();
                let members = members.map(|(at, member)| {
                    self.link_type_use(member, Owner::Member(id, at), scope, &subject)
                });
                linked.variety = Variety::Union(members.collect());
            }
        }
        self.model.types[id.index()].kind = TypeKind::Simple(linked);
    }

    pub(super) fn link_complex_type(
        &mut self,
        id: TypeId,
        ty: &'a schema::ComplexType,
        scope: Scope<'a>,
        original: Option<TypeId>,
    ) {
        let attributes = self.link_attributes(id, &ty.attributes, scope);
        let mut linked = ComplexType {
            base: Model::builtin(Builtin::AnyType),
            derivation: Derivation::Restriction,
            content: Content::Empty,
            is_mixed: ty.is_mixed,
            attributes: attributes.uses,
            any_attribute: attributes.any,
            is_abstract: ty.is_abstract,
            block: ty.block,
            finals: ty.finals,
        };
        match &ty.body {
            ComplexBody::Plain(particle) => {
                linked.content = self.link_content(id, particle.as_ref(), scope)
            }
            ComplexBody::Complex {
                derivation,
                base,
                particle,
            } => {
                linked.derivation = *derivation;
                linked.base = self.resolve_base(id, base, scope, original);
                linked.content = self.link_content(id, particle.as_ref(), scope);
                self.set_shape(id, Shape::ComplexContent);
            }
            ComplexBody::SimpleExtension { base } => {
                linked.derivation = Derivation::Extension;
                linked.base = self.resolve_base(id, base, scope, original);
                self.set_shape(
                    id,
                    Shape::SimpleContent {
                        text: None,
                        has_base: true,
                    },
                );
            }
            ComplexBody::SimpleRestriction { base, restriction } => {
                linked.base = self.resolve_base(id, base, scope, original);
                let (text, has_base) = self.link_text(id, restriction, scope);
                self.set_shape(id, Shape::SimpleContent { text, has_base });
            }
        }
        self.find_array(id, ty, linked.base, scope);
        self.model.types[id.index()].kind = TypeKind::Complex(linked);
    }

    /// The own simple type of a restriction of simple content, and whether its base is already known.
    ///
    /// Where the restriction adds nothing, it has none: its text is that of its base.
    fn link_text(
        &mut self,
        id: TypeId,
        restriction: &'a SimpleRestriction,
        scope: Scope<'a>,
    ) -> (Option<TypeId>, bool) {
        let adds =
            !restriction.enumeration.is_empty() || restriction.facets != schema::Facets::default();
        let inline = matches!(restriction.base, TypeUse::Simple(_));
        if !adds {
            return (
                self.link_inline(&restriction.base, Owner::Base(id), scope),
                true,
            );
        }
        let text = self.add_type(
            None,
            Some(Owner::Base(id)),
            &schema::Annotation::default(),
            &restriction.place,
        );
        self.sources.restrictions.insert(text, restriction);
        let base = self.link_inline(&restriction.base, Owner::Base(text), scope);
        self.model.types[text.index()].kind = TypeKind::Simple(SimpleType {
            base: base.unwrap_or(Model::builtin(Builtin::AnySimpleType)),
            variety: Variety::Atomic(Builtin::AnySimpleType),
            enumeration: restriction.enumeration.clone(),
            facets: restriction.facets.clone(),
            finals: schema::Derivations::default(),
        });
        self.set_shape(text, Shape::SimpleRestriction);
        (Some(text), inline)
    }
}
