//! Identity constraints: `unique`, `key` and `keyref`.
//!
//! Source: XML Schema Part 1, 3.11.4.

use std::collections::HashMap;

use super::constraint::{Demand, Identity, Path};
use super::grammar::Grammar;
use super::violation::ViolationKind;

/// The fields of a selected element: texts that are the same for the same values.
type Fields = Vec<String>;

/// The fields that a key has, each with whether one element alone has them.
type Table = HashMap<Fields, bool>;

/// What tells identity constraints of several grammars apart: where they are.
type Number = *const Identity;

/// A field of a selected element.
#[derive(Clone, Debug)]
enum Field {
    Missing,
    /// It is nil.
    Nil,
    /// It is of a type that is not simple.
    Elements,
    /// What it is is not known, as something is wrong with it.
    Unknown,
    Value(String),
    /// There are several.
    Several,
}

/// The value of an element or attribute.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// None: it is nil.
    Nil,
    /// None: its type is not simple.
    Elements,
    /// It is wrong, which was reported.
    Wrong,
    /// A text that is the same for the same values.
    Value(String),
}

/// A selected element whose end has not come.
#[derive(Debug)]
struct Row {
    depth: usize,
    fields: Vec<Field>,
    place: Place,
}

/// Where an element is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) path: String,
}

/// An identity constraint at work in an element.
#[derive(Debug)]
struct Scope {
    identity: &'static Identity,
    /// The key that a reference refers to.
    refers_to: Option<&'static Identity>,
    depth: usize,
    open: Vec<Row>,
    complete: Vec<(Vec<Field>, Place)>,
}

/// What is wrong, and where.
pub(super) type Breach = (ViolationKind, Place, String);

/// All identity constraints at work.
#[derive(Debug, Default)]
pub(super) struct Keys {
    scopes: Vec<Scope>,
    /// The names of the open elements from the outermost with a constraint on: namespace, local name.
    names: Vec<(String, String)>,
    /// For each of them, the tables of the keys within it.
    tables: Vec<HashMap<Number, Table>>,
}

impl Keys {
    /// Whether an element need not be looked at.
    pub(super) fn is_idle(&self, identities: &[u32]) -> bool {
        self.scopes.is_empty() && identities.is_empty()
    }

    /// Comes to the start of an element that has these constraints.
    pub(super) fn open(
        &mut self,
        grammar: &Grammar,
        identities: &[u32],
        name: (&str, &str),
        place: &Place,
    ) {
        self.names.push((name.0.to_owned(), name.1.to_owned()));
        self.tables.push(HashMap::new());
        let depth = self.names.len();
        let all = grammar.tables.identities;
        self.scopes.extend(identities.iter().map(|number| {
            let identity = &all[*number as usize];
            Scope {
                identity,
                refers_to: match identity.demand {
                    Demand::Refer(key) => all.get(key as usize),
                    Demand::Unique | Demand::Key => None,
                },
                depth,
                open: Vec::new(),
                complete: Vec::new(),
            }
        }));
        for scope in &mut self.scopes {
            let names = &self.names[scope.depth..];
            if scope
                .identity
                .selector
                .iter()
                .any(|path| leads_to(path, names))
            {
                scope.open.push(Row {
                    depth,
                    fields: vec![Field::Missing; scope.identity.fields.len()],
                    place: place.clone(),
                });
            }
        }
    }

    /// Takes an attribute of the innermost element.
    pub(super) fn attribute(&mut self, namespace: &str, local: &str, held: &Held) {
        let is_wanted = |path: &Path| {
            path.attribute()
                .is_some_and(|test| test.takes(namespace, local))
        };
        self.set(held, &is_wanted);
    }

    /// Sets the fields whose paths lead to the innermost element and are wanted.
    fn set(&mut self, held: &Held, is_wanted: &dyn Fn(&Path) -> bool) {
        for scope in &mut self.scopes {
            for row in &mut scope.open {
                let names = &self.names[row.depth..];
                for (field, paths) in row.fields.iter_mut().zip(scope.identity.fields) {
                    let mut paths = paths.iter();
                    if paths.any(|path| is_wanted(path) && leads_to(path, names)) {
                        *field = field.with(held);
                    }
                }
            }
        }
    }

    /// Comes to the end of the innermost element; what is wrong with the constraints that end with it.
    pub(super) fn close(&mut self, held: &Held) -> Vec<Breach> {
        self.set(held, &|path| path.attribute().is_none());
        let depth = self.names.len();
        for scope in &mut self.scopes {
            let (ended, open) = std::mem::take(&mut scope.open)
                .into_iter()
                .partition(|row| row.depth == depth);
            scope.open = open;
            let ended: Vec<Row> = ended;
            let ended = ended.into_iter().map(|row| (row.fields, row.place));
            scope.complete.extend(ended);
        }
        let (ended, scopes) = std::mem::take(&mut self.scopes)
            .into_iter()
            .partition(|scope| scope.depth == depth);
        self.scopes = scopes;
        let ended: Vec<Scope> = ended;
        let (references, keys): (Vec<Scope>, Vec<Scope>) = ended
            .into_iter()
            .partition(|scope| scope.refers_to.is_some());
        let mut breaches = Vec::new();
        for scope in keys {
            self.end_key(scope, &mut breaches);
        }
        for scope in references {
            self.end_reference(scope, &mut breaches);
        }
        self.names.pop();
        self.hand_on();
        breaches
    }

    /// Gives the tables of the element that ends to that around it.
    fn hand_on(&mut self) {
        let Some(ended) = self.tables.pop() else {
            return;
        };
        let Some(around) = self.tables.last_mut() else {
            return;
        };
        for (number, table) in ended {
            let known = around.entry(number).or_default();
            for (fields, is_single) in table {
                let known = known.entry(fields);
                known
                    .and_modify(|single| *single = false)
                    .or_insert(is_single);
            }
        }
    }

    fn end_key(&mut self, scope: Scope, breaches: &mut Vec<Breach>) {
        let name = scope.identity.name;
        let is_key = scope.identity.demand == Demand::Key;
        let mut own = Table::new();
        for (fields, place) in scope.complete {
            match complete(&fields) {
                Complete::Yes(fields) => {
                    if own.insert(fields.clone(), true).is_some() {
                        let message =
                            format!("the fields of `{name}` are those of another element");
                        breaches.push((ViolationKind::Duplicate, place, message));
                    }
                }
                Complete::Unknown => {}
                Complete::Wrong(reason) => breaches.push(wrong(name, place, reason)),
                Complete::No if is_key => {
                    let message = format!("a field of the key `{name}` is missing");
                    breaches.push((ViolationKind::Key, place, message));
                }
                Complete::No => {}
            }
        }
        if let Some(tables) = self.tables.last_mut() {
            let number = std::ptr::from_ref(scope.identity);
            tables.entry(number).or_default().extend(own);
        }
    }

    fn end_reference(&mut self, scope: Scope, breaches: &mut Vec<Breach>) {
        let Some(key) = scope.refers_to.map(std::ptr::from_ref) else {
            return;
        };
        let name = scope.identity.name;
        let table = self.tables.last().and_then(|tables| tables.get(&key));
        for (fields, place) in scope.complete {
            match complete(&fields) {
                Complete::Yes(fields) => {
                    let is_known = table.and_then(|table| table.get(&fields)).copied();
                    if is_known != Some(true) {
                        let message = format!("the fields of `{name}` are those of no key");
                        breaches.push((ViolationKind::KeyReference, place, message));
                    }
                }
                Complete::Wrong(reason) => breaches.push(wrong(name, place, reason)),
                Complete::Unknown | Complete::No => {}
            }
        }
    }
}

impl Field {
    /// The field with one more value.
    fn with(&self, held: &Held) -> Self {
        match (self, held) {
            (Self::Missing, Held::Value(value)) => Self::Value(value.clone()),
            (Self::Missing, Held::Nil) => Self::Nil,
            (Self::Missing, Held::Elements) => Self::Elements,
            (Self::Missing | Self::Unknown, _) | (_, Held::Wrong) => Self::Unknown,
            _ => Self::Several,
        }
    }
}

/// The fields of an element, if all are there.
enum Complete {
    Yes(Fields),
    No,
    Unknown,
    /// This is wrong with one of them.
    Wrong(&'static str),
}

fn complete(fields: &[Field]) -> Complete {
    let mut found = Fields::new();
    let mut is_complete = true;
    for field in fields {
        match field {
            Field::Value(value) => found.push(value.clone()),
            Field::Missing | Field::Nil => is_complete = false,
            Field::Unknown => return Complete::Unknown,
            Field::Several => return Complete::Wrong("is there more than once"),
            Field::Elements => return Complete::Wrong("is of a type that is not simple"),
        }
    }
    match is_complete {
        true => Complete::Yes(found),
        false => Complete::No,
    }
}

fn wrong(name: &str, place: Place, reason: &str) -> Breach {
    let message = format!("a field of `{name}` {reason}");
    (ViolationKind::Key, place, message)
}

/// Whether a path leads from an element to the one that these names lead to.
fn leads_to(path: &Path, names: &[(String, String)]) -> bool {
    let (Path::Here(steps, _) | Path::Deep(steps, _)) = path;
    let from = match names.len().checked_sub(steps.len()) {
        Some(from) if from == 0 || matches!(path, Path::Deep(..)) => from,
        _ => return false,
    };
    let mut steps = steps.iter().zip(&names[from..]);
    steps.all(|(test, (namespace, local))| test.takes(namespace, local))
}
