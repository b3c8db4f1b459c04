//! What is found out of the tables of a grammar once.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use super::builtin::Builtin;
use super::grammar::{Content, Facet, Tables, Term, Type, TypeRef};

/// How large the automaton of a pattern may become, in bytes; the generator notes patterns that would exceed it.
const MAX_PATTERN_BYTES: usize = 10 << 20;

type Names = HashMap<(&'static str, &'static str), u32>;

/// Look-ups over the tables.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) elements: Names,
    pub(super) attributes: Names,
    pub(super) types: Names,
    /// A number for each name of an element.
    names: Names,
    /// The number of the name of each element.
    name_of: Vec<u32>,
    /// The element that stands for another: by that, and the number of its name.
    substitutes: HashMap<(u32, u32), u32>,
    /// Whether each particle may be absent.
    pub(super) is_emptiable: Vec<bool>,
    /// Whether values of each type depend on the prefixes that are declared.
    has_names: Vec<bool>,
    /// Whether the values of any element or attribute do.
    pub(super) uses_names: bool,
    patterns: Vec<OnceLock<Option<Regex>>>,
    /// For each type, which of its attributes has a name.
    uses: Vec<OnceLock<Names>>,
    pub(super) enumerations: Vec<OnceLock<HashSet<String>>>,
}

/// A name that may be that of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'n> {
    pub(super) namespace: &'n str,
    /// Its number, if any element has it.
    number: Option<u32>,
}

impl Index {
    pub(super) fn of(tables: &Tables) -> Self {
        let mut names = Names::new();
        let mut name_of = Vec::with_capacity(tables.elements.len());
        let mut elements = Names::new();
        let mut substitutes = HashMap::new();
        for (number, element) in (0u32..).zip(tables.elements) {
            let next = name_number(names.len());
            let name = (element.namespace, element.name);
            name_of.push(*names.entry(name).or_insert(next));
            if element.is_global {
                elements.entry(name).or_insert(number);
            }
        }
        for (number, element) in (0u32..).zip(tables.elements) {
            for substitute in element.substitutes {
                substitutes.insert((number, name_of[*substitute as usize]), *substitute);
            }
        }
        let attributes = (0u32..).zip(tables.attributes);
        let attributes = attributes
            .filter(|(_, attribute)| attribute.is_global)
            .map(|(number, attribute)| ((attribute.namespace, attribute.name), number));
        let types = (0u32..).zip(tables.types);
        let types = types
            .filter(|(_, ty)| !ty.name.is_empty())
            .map(|(number, ty)| ((ty.namespace, ty.name), number));
        let has_names = with_names(tables.types);
        Self {
            uses_names: uses_names(tables, &has_names),
            elements,
            attributes: attributes.collect(),
            types: types.collect(),
            names,
            name_of,
            substitutes,
            is_emptiable: emptiable(tables),
            has_names,
            uses: tables.types.iter().map(|_| OnceLock::new()).collect(),
            patterns: tables.types.iter().map(|_| OnceLock::new()).collect(),
            enumerations: tables.types.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// A name with its number.
    pub(super) fn name<'n>(&self, namespace: &'n str, local: &'n str) -> Name<'n> {
        // The keys are static, and a look-up by shorter-lived ones is one by value.
        let number = self.names.get(&(namespace, local)).copied();
        Name { namespace, number }
    }

    /// The element of that name that may stand where an element is declared: itself, or one of its substitution group.
    pub(super) fn stand_in(&self, element: u32, name: Name<'_>) -> Option<u32> {
        let number = name.number?;
        match self.name_of[element as usize] == number {
            true => Some(element),
            false => self.substitutes.get(&(element, number)).copied(),
        }
    }

    /// The place of the attribute of that name among those of a type.
    pub(super) fn attribute_use(
        &self,
        tables: &Tables,
        ty: u32,
        namespace: &str,
        local: &str,
    ) -> Option<usize> {
        let uses = self.uses[ty as usize].get_or_init(|| {
            let numbers = tables.types[ty as usize].attributes.iter();
            let attributes = numbers.map(|number| &tables.attributes[*number as usize]);
            let names = attributes.map(|attribute| (attribute.namespace, attribute.name));
            names.zip(0u32..).collect()
        });
        uses.get(&(namespace, local)).map(|place| *place as usize)
    }

    /// The automaton of the pattern of a type; `None` if it is too large.
    pub(super) fn pattern(&self, ty: u32, pattern: &str) -> Option<&Regex> {
        let compile = || {
            let mut builder = RegexBuilder::new(pattern);
            builder.size_limit(MAX_PATTERN_BYTES).build().ok()
        };
        self.patterns[ty as usize].get_or_init(compile).as_ref()
    }

    /// Whether values of a type depend on the prefixes that are declared.
    pub(super) fn has_names(&self, ty: TypeRef) -> bool {
        match ty {
            TypeRef::Builtin(builtin) => is_name(builtin),
            TypeRef::Own(number) => self.has_names[number as usize],
        }
    }
}

fn name_number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn is_name(builtin: Builtin) -> bool {
    matches!(builtin, Builtin::Q_NAME | Builtin::NOTATION)
}

/// Which particles may be absent. Particles come before those that hold them.
fn emptiable(tables: &Tables) -> Vec<bool> {
    let mut found = Vec::with_capacity(tables.particles.len());
    for particle in tables.particles {
        let is_emptiable = |number: &u32| found.get(*number as usize).copied().unwrap_or(false);
        let inside = match particle.term {
            Term::Element(_) | Term::Any(..) => false,
            Term::Sequence(parts) | Term::All(parts) => parts.iter().all(is_emptiable),
            Term::Choice(parts) => parts.iter().any(is_emptiable),
        };
        found.push(particle.min == 0 || inside);
    }
    found
}

/// Whether any element or attribute has names for values.
fn uses_names(tables: &Tables, has_names: &[bool]) -> bool {
    let elements = tables.elements.iter().map(|element| element.ty);
    let attributes = tables.attributes.iter().map(|attribute| attribute.ty);
    let is_named = |ty: TypeRef| matches!(ty, TypeRef::Builtin(builtin) if is_name(builtin));
    has_names.contains(&true) || elements.chain(attributes).any(is_named)
}

/// Which types have names among their values. Goes on until nothing changes, as types refer to each other in any order.
fn with_names(types: &[Type]) -> Vec<bool> {
    let mut found = vec![false; types.len()];
    loop {
        let refers = |ty: TypeRef| match ty {
            TypeRef::Builtin(builtin) => is_name(builtin),
            TypeRef::Own(number) => found[number as usize],
        };
        let next: Vec<bool> = types
            .iter()
            .map(|ty| {
                let named = ty
                    .facets
                    .iter()
                    .any(|facet| matches!(facet, Facet::Names(_)));
                named
                    || match ty.content {
                        Content::Simple => refers(ty.base),
                        Content::List(item) | Content::Text(item) => refers(item),
                        Content::Union(members) => members.iter().any(|member| refers(*member)),
                        Content::Empty | Content::Elements(_) | Content::Any => false,
                    }
            })
            .collect();
        if next == found {
            return found;
        }
        found = next;
    }
}
