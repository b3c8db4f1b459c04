//! The grammar of a document: what the runtime needs to validate, as tables of facts that refer to each other by number.

mod attributes;
mod elements;
mod facets;
mod identities;
mod particles;
mod types;

use std::collections::HashMap;

use super::item::Validated;
use super::modules::ModuleBuilder;
use super::row::Wildcard;
use super::scope::Scope;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::model::{
    AttributeUse, DocumentId, ElementId, Model, NamespaceSet, ProcessContents, QName, TypeId,
    TypeKind, ValueConstraint, WhiteSpace,
};

/// What the documents of a schema must keep.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    /// The elements, global ones first.
    pub elements: Vec<ElementFact>,
    /// The attributes, global ones first.
    pub attributes: Vec<AttributeFact>,
    /// The types.
    pub types: Vec<TypeFact>,
    /// The parts of content models, each behind what it consists of.
    pub particles: Vec<ParticleFact>,
    /// The identity constraints.
    pub identities: Vec<IdentityFact>,
}

/// A type, as facts refer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeNumber {
    /// One of XML Schema, by the name of the runtime's constant.
    Builtin(String),
    /// That of this number.
    Own(usize),
}

/// A name and the constant of its namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactName {
    /// The local name; empty for an anonymous type.
    pub local: String,
    /// The constant.
    pub namespace: Option<String>,
}

/// Methods of derivation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Methods {
    /// `extension`.
    pub extension: bool,
    /// `restriction`.
    pub restriction: bool,
}

/// A declaration of an element.
#[derive(Clone, Debug)]
pub struct ElementFact {
    /// Its name.
    pub name: FactName,
    /// Its type.
    pub ty: TypeNumber,
    /// Whether it stands at the top of a schema.
    pub is_global: bool,
    /// Whether `xsi:nil` is allowed.
    pub is_nillable: bool,
    /// Whether only others may stand for it.
    pub is_abstract: bool,
    /// Its default or fixed value.
    pub value: ValueConstraint,
    /// What types that stand in for its own may not be derived by.
    pub blocked: Methods,
    /// The elements that may stand for it.
    pub substitutes: Vec<usize>,
    /// What holds for all within it.
    pub identities: Vec<usize>,
}

/// The use of an attribute.
#[derive(Clone, Debug)]
pub struct AttributeFact {
    /// Its name.
    pub name: FactName,
    /// Its type.
    pub ty: TypeNumber,
    /// Whether it stands at the top of a schema.
    pub is_global: bool,
    /// Whether it must be there.
    pub is_required: bool,
    /// Its default or fixed value.
    pub value: ValueConstraint,
}

/// A type.
#[derive(Clone, Debug)]
pub struct TypeFact {
    /// Its name.
    pub name: FactName,
    /// What it is derived from.
    pub base: TypeNumber,
    /// How.
    pub method: Methods,
    /// What it holds.
    pub content: ContentFact,
    /// The facets it has of its own.
    pub facets: Vec<FacetFact>,
    /// Whether text may stand between its elements.
    pub is_mixed: bool,
    /// Whether only derived types may occur.
    pub is_abstract: bool,
    /// What types that stand in for it may not be derived by.
    pub blocked: Methods,
    /// Its attributes.
    pub attributes: Vec<usize>,
    /// What other attributes it may have.
    pub any_attribute: Vec<(Wildcard, ProcessContents)>,
}

/// What a type holds.
#[derive(Clone, Debug)]
pub enum ContentFact {
    /// A value; of the variety of its base.
    Simple,
    /// A list of values of that type.
    List(TypeNumber),
    /// A value of one of these types.
    Union(Vec<TypeNumber>),
    /// Nothing.
    Empty,
    /// Text of that type.
    Text(TypeNumber),
    /// Elements: the number of the particle.
    Elements(usize),
    /// Anything.
    Any,
}

/// A facet.
#[derive(Clone, Debug)]
pub enum FacetFact {
    /// One that is a number, by its name in the runtime.
    Number(&'static str, u64),
    /// A bound, by its name in the runtime.
    Bound(&'static str, String),
    /// The patterns of a restriction, as one for the crate `regex`.
    Pattern(String),
    /// The values of an enumeration.
    Enumeration(Vec<String>),
    /// Those of one of qualified names.
    Names(Vec<FactName>),
    /// What becomes of white space.
    WhiteSpace(WhiteSpace),
}

/// A part of a content model.
#[derive(Clone, Debug)]
pub struct ParticleFact {
    /// At least so often.
    pub min: u32,
    /// At most so often; `None` for no end.
    pub max: Option<u32>,
    /// What it consists of.
    pub term: TermFact,
}

/// What a particle consists of.
#[derive(Clone, Debug)]
pub enum TermFact {
    /// The element of this number.
    Element(usize),
    /// All of these particles, in this order.
    Sequence(Vec<usize>),
    /// One of them.
    Choice(Vec<usize>),
    /// All of them, in any order.
    All(Vec<usize>),
    /// What a wildcard admits.
    Any(Wildcard, ProcessContents),
}

/// An identity constraint.
#[derive(Clone, Debug)]
pub struct IdentityFact {
    /// Its local name.
    pub name: String,
    /// What it demands.
    pub demand: DemandFact,
    /// What it selects.
    pub selector: Vec<PathFact>,
    /// The fields of that.
    pub fields: Vec<Vec<PathFact>>,
}

/// What an identity constraint demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemandFact {
    /// No two have the same fields.
    Unique,
    /// And none lacks one.
    Key,
    /// The key of that number has the same.
    Refer(usize),
}

/// A path of an identity constraint.
#[derive(Clone, Debug)]
pub struct PathFact {
    /// Whether it begins at any depth.
    pub is_deep: bool,
    /// The elements on the way.
    pub steps: Vec<TestFact>,
    /// The attribute at its end.
    pub attribute: Option<TestFact>,
}

/// Which names a step takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestFact {
    /// All.
    Any,
    /// Those of the namespace of that constant.
    Namespace(Option<String>),
    /// One.
    Name(FactName),
}

/// The constants that a grammar is written with; no namespace may be named so.
const CONSTANTS: [&str; 4] = ["EXTENSION", "GRAMMAR", "MANY", "RESTRICTION"];

/// Keeps names for the grammar.
pub(super) fn reserve_names(scope: &mut Scope) {
    CONSTANTS.iter().for_each(|name| scope.reserve(name));
}

/// Collects the facts of a document.
struct Facts<'b, 'c, 'm> {
    module: &'b mut ModuleBuilder<'c, 'm>,
    model: &'m Model,
    diagnostics: &'b mut Vec<Diagnostic>,
    grammar: Grammar,
    types: HashMap<TypeId, usize>,
    elements: HashMap<ElementId, usize>,
    /// The numbers of attributes, by where the model has them.
    attributes: HashMap<*const AttributeUse, usize>,
    /// The numbers of the content models that types have of their own.
    particles: HashMap<TypeId, usize>,
    identities: HashMap<QName, usize>,
}

impl ModuleBuilder<'_, '_> {
    /// Adds the grammar of a document; patterns that are too large to be checked are noted.
    pub(super) fn add_grammar(&mut self, document: DocumentId, diagnostics: &mut Vec<Diagnostic>) {
        let model = self.context.shapes.model;
        let types = model
            .types()
            .filter(|(_, ty)| ty.document == Some(document))
            .map(|(id, _)| id);
        let elements = model
            .elements()
            .filter(|(_, element)| element.document == document)
            .map(|(id, _)| id);
        let mut facts = Facts {
            module: self,
            model,
            diagnostics,
            grammar: Grammar::default(),
            types: types.zip(0..).collect(),
            elements: elements.zip(0..).collect(),
            attributes: HashMap::new(),
            particles: HashMap::new(),
            identities: HashMap::new(),
        };
        facts.collect(document);
        let (grammar, numbers) = (facts.grammar, facts.types);
        let structs = self.structs(document);
        let validated = structs.into_iter().filter_map(|(ty, name)| {
            let number = *numbers.get(&ty)?;
            Some(Validated { name, number })
        });
        self.set_grammar(grammar, validated.collect());
    }
}

impl Facts<'_, '_, '_> {
    fn collect(&mut self, document: DocumentId) {
        let mut types: Vec<(usize, TypeId)> = self
            .types
            .iter()
            .map(|(ty, number)| (*number, *ty))
            .collect();
        types.sort_unstable();
        let mut elements: Vec<(usize, ElementId)> = self
            .elements
            .iter()
            .map(|(element, number)| (*number, *element))
            .collect();
        elements.sort_unstable();
        let elements: Vec<ElementId> = elements.into_iter().map(|(_, element)| element).collect();
        self.add_identities(&elements);
        self.add_elements(&elements);
        self.add_global_attributes(document);
        for (_, ty) in types {
            self.add_type(ty);
        }
    }

    /// The number of a type.
    fn number(&self, ty: TypeId) -> TypeNumber {
        match (&self.model[ty].kind, self.types.get(&ty)) {
            (TypeKind::Builtin(builtin), _) => {
                TypeNumber::Builtin(words::constant(&format!("{builtin:?}")))
            }
            (_, Some(number)) => TypeNumber::Own(*number),
            // A type of another document: there is none, as names are resolved within one.
            (_, None) => TypeNumber::Builtin("ANY_TYPE".to_owned()),
        }
    }

    fn name(&mut self, name: &QName) -> FactName {
        FactName {
            local: name.local.to_string(),
            namespace: self.module.namespace(name),
        }
    }

    fn wildcard(&mut self, namespaces: &NamespaceSet) -> Wildcard {
        match namespaces {
            NamespaceSet::Any => Wildcard::Any,
            NamespaceSet::Other(namespace) => {
                Wildcard::Other(self.module.namespace_of(namespace.as_deref()))
            }
            NamespaceSet::OneOf(list) => Wildcard::Of(
                list.iter()
                    .map(|namespace| self.module.namespace_of(namespace.as_deref()))
                    .collect(),
            ),
        }
    }
}
