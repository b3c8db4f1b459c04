//! References to what nobody declares: looked up, reported with help, or noted as unneeded.

use super::Linker;
use super::symbols::Scope;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Builtin, QName, XSD_NAMESPACE};
use crate::rule::Rule;
use crate::schema::{self, ExternalKind, Reference, is_fixed, well_known};

/// How many reports come with a suggestion; looking for one costs time.
const MAX_SUGGESTIONS: usize = 100;

/// What is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Type,
    Element,
    Attribute,
    Group,
    AttributeGroup,
    Notation,
}

impl Kind {
    /// How diagnostics speak of it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
            Self::Notation => "notation",
        }
    }
}

/// The constraint on references: what they mean is declared, in a namespace that the schema imports.
static RESOLVE: Rule = Rule::formal("src-resolve", "3.15.3");

impl<'a> Linker<'a> {
    /// The name that is referred to, in a namespace that the schema imports; another one is reported once.
    pub(super) fn resolve(&mut self, reference: &Reference, scope: Scope<'a>) -> QName {
        let name = scope.resolve(reference);
        let namespace = name.namespace.as_ref();
        let Some(schema) = scope.schema.filter(|_| namespace != scope.target) else {
            return name;
        };
        let is_known = namespace.is_some_and(|namespace| {
            &**namespace == XSD_NAMESPACE || well_known(namespace).is_some()
        });
        let mut externals = schema.externals.iter();
        let is_imported = externals.any(|external| {
            external.kind == ExternalKind::Import && external.namespace.as_ref() == namespace
        });
        if is_known || is_imported {
            return name;
        }
        let key = (std::ptr::from_ref(schema).addr(), name.namespace.clone());
        if self.not_imported.insert(key) {
            let message = match namespace {
                Some(namespace) => {
                    format!("the namespace `{namespace}` is referred to, but not imported")
                }
                None => "names without a namespace are referred to, but not imported".to_owned(),
            };
            let diagnostic = Diagnostic::new(Severity::Error, reference.place.clone(), message);
            let help = "each schema imports the namespaces that it refers to itself";
            self.diagnostics
                .push(diagnostic.with_help(help).with_rule(&RESOLVE));
        }
        name
    }

    /// Looks a name up; a well-known schema that the entry did not bring along is declared when it is first needed.
    pub(super) fn lookup<T>(
        &mut self,
        name: &QName,
        find: fn(&Self, &QName) -> Option<T>,
    ) -> Option<T> {
        if let Some(found) = find(self, name) {
            return Some(found);
        }
        let namespace = name.namespace.as_ref()?;
        let schema = self.well_known(namespace)?;
        let namespaces = &self.model.documents[self.document.index()].namespaces;
        if namespaces.contains(&name.namespace) {
            return None;
        }
        self.model.documents[self.document.index()]
            .namespaces
            .push(name.namespace.clone());
        self.declare_schema(
            schema,
            Scope {
                target: schema.target_namespace.as_ref(),
                is_chameleon: false,
                schema: Some(schema),
            },
        );
        find(self, name)
    }

    /// The well-known schema of a namespace. Where a file names a schema of its own for it that is not there, that one is missed,
    /// but for the namespaces that there is only one schema of.
    fn well_known(&self, namespace: &str) -> Option<&'static schema::Schema> {
        let mut missing = self.entry.missing.iter();
        let is_missed = missing.any(|import| import.namespace.as_deref() == Some(namespace));
        well_known(namespace).filter(|_| !is_missed || is_fixed(namespace))
    }

    /// Reports a reference to what no schema declares.
    pub(super) fn report_missing(
        &mut self,
        subject: &str,
        reference: &Reference,
        name: &QName,
        kind: Kind,
    ) {
        self.unresolved.insert(name.namespace.clone());
        let message = format!(
            "{subject} `{}`, which no schema declares",
            reference.written
        );
        let mut diagnostic = Diagnostic::new(Severity::Error, reference.place.clone(), message);
        if let Some(help) = self.suggest(name, kind) {
            diagnostic = diagnostic.with_help(help);
        }
        self.diagnostics.push(diagnostic);
    }

    fn suggest(&self, name: &QName, kind: Kind) -> Option<String> {
        let namespace = name.namespace.as_deref();
        let shown = namespace.map_or_else(
            || "no namespace".to_owned(),
            |namespace| format!("the namespace {namespace}"),
        );
        let mut missing = self.entry.missing.iter();
        if let Some(import) = missing.find(|import| import.namespace == name.namespace) {
            return Some(format!(
                "`{}`, imported at {}, is not there: {}",
                import.location, import.place, import.reason
            ));
        }
        let is_known = namespace == Some(XSD_NAMESPACE)
            || self
                .entry
                .schemas
                .iter()
                .any(|loaded| loaded.target.as_deref() == namespace);
        if self.diagnostics.len() > MAX_SUGGESTIONS {
            return None;
        }
        let names = self.names_of(kind);
        let same = || names.iter().filter(|other| other.local == name.local);
        if let Some(other) = same().min() {
            return Some(match &other.namespace {
                Some(other) => format!("the namespace {other} has `{}`", name.local),
                None => format!("`{}` is declared in no namespace", name.local),
            });
        }
        if !is_known {
            return Some(format!("no schema of {shown} was loaded"));
        }
        let near = names
            .iter()
            .filter(|other| other.namespace.as_deref() == namespace);
        let near = near.map(|other| (distance(&other.local, &name.local), &other.local));
        let (_, near) = near.filter(|(distance, _)| *distance <= 2).min()?;
        Some(format!("{shown} has `{near}`"))
    }

    /// All names of that kind in the entry, in no order.
    fn names_of(&self, kind: Kind) -> Vec<QName> {
        let builtin = || {
            Builtin::ALL
                .iter()
                .map(|builtin| QName::new(Some(XSD_NAMESPACE), builtin.name()))
        };
        match kind {
            Kind::Type => {
                let named = self
                    .model
                    .type_names
                    .keys()
                    .filter(|(document, _)| *document == self.document);
                named
                    .map(|(_, name)| name.clone())
                    .chain(builtin())
                    .collect()
            }
            Kind::Element => {
                let named = self
                    .model
                    .element_names
                    .keys()
                    .filter(|(document, _)| *document == self.document);
                named.map(|(_, name)| name.clone()).collect()
            }
            Kind::Attribute => self.attributes.keys().cloned().collect(),
            Kind::Group => self.groups.keys().cloned().collect(),
            Kind::AttributeGroup => self.attribute_groups.keys().cloned().collect(),
            Kind::Notation => self.notations.iter().cloned().collect(),
        }
    }

    /// Notes the imports whose document is not there and was not needed.
    pub(super) fn report_unneeded_imports(&mut self) {
        for missing in &self.entry.missing {
            let is_well_known = missing
                .namespace
                .as_deref()
                .is_some_and(|namespace| self.well_known(namespace).is_some());
            if is_well_known || self.unresolved.contains(&missing.namespace) {
                continue;
            }
            let message = format!(
                "`{}` is imported, but not there: {}",
                missing.location, missing.reason
            );
            self.diagnostics.push(Diagnostic::new(
                Severity::Note,
                missing.place.clone(),
                message,
            ));
        }
    }
}

/// The number of letters to insert, take out or replace to get from one word to the other.
fn distance(left: &str, right: &str) -> usize {
    if left.len().abs_diff(right.len()) > 2 {
        return usize::MAX;
    }
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for column in 0..right.len() {
            let replaced = diagonal + usize::from(letter != right[column]);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_letters() {
        let cases = [
            ("string", "strin", 1),
            ("abc", "abc", 0),
            ("abc", "acb", 2),
            ("kitten", "sitting", 3),
        ];
        for (left, right, expected) in cases {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }
}
