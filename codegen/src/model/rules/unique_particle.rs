//! Unique particle attribution: whoever reads a document knows from the name of an element which particle it belongs to.
//!
//! Each particle is looked at once, with what may follow it. A group that repeats is followed by itself; what repeats a fixed number
//! of times is followed by itself or by what comes after it, never by both.
//!
//! Source: XML Schema Part 1, 3.8.6 and appendix H.

use std::collections::HashMap;

use super::content::{Compositor, Node, Part, names};
use super::wildcards::overlap;
use super::{MAX_WORK, Rules};
use crate::model::{Model, QName, TypeId};
use crate::rule::Rule;

static UNIQUE: Rule = Rule::formal("cos-nonambig", "3.8.6");

/// Elements and wildcards that may come next.
#[derive(Debug, Default)]
struct Next<'n, 'p, 'c> {
    names: HashMap<&'c QName, &'p Part<'c>>,
    /// One element for each namespace, to be compared with wildcards.
    namespaces: HashMap<Option<&'c str>, &'p Part<'c>>,
    wildcards: Vec<&'p Part<'c>>,
    /// What may come next beside these.
    others: Option<&'n Next<'n, 'p, 'c>>,
}

/// Where a particle may begin.
#[derive(Debug)]
struct First<'p, 'c> {
    leaves: Vec<&'p Part<'c>>,
    is_emptiable: bool,
}

/// Looks for particles that compete.
#[derive(Debug)]
struct Search<'p, 'c> {
    model: &'c Model,
    found: Option<(&'p Part<'c>, &'p Part<'c>)>,
    /// How many names were looked at.
    work: usize,
}

impl<'c> Rules<'c> {
    /// Checks the content model of a type.
    pub(super) fn check_unique(&mut self, ty: TypeId, content: &Part<'c>) {
        let mut search = Search {
            model: self.model,
            found: None,
            work: self.work,
        };
        search.visit(content, &Next::default());
        self.work = search.work;
        if let Some((one, other)) = search.found {
            let (first, second) = match one.place <= other.place {
                true => (one, other),
                false => (other, one),
            };
            let message = format!(
                "in {}, {} competes with {} at {}",
                self.title(ty),
                second.title(),
                first.title(),
                first.place
            );
            let help = "what comes next is told by its name alone";
            self.breach(&UNIQUE, second.place, message, help);
        }
    }
}

impl<'p, 'c> Search<'p, 'c> {
    /// Looks at a particle and all in it. Recurses no deeper than content models nest, which was checked.
    fn visit(&mut self, part: &'p Part<'c>, next: &Next<'_, 'p, 'c>) -> First<'p, 'c> {
        let occurs = part.occurs;
        let is_fixed = occurs.max == Some(occurs.min);
        let Node::Group(compositor, parts) = &part.node else {
            if occurs.is_repeated() && !is_fixed {
                self.compare(part, next);
            }
            return First {
                leaves: vec![part],
                is_emptiable: occurs.min == 0,
            };
        };
        let mut again = Next::default();
        let next = match occurs.is_repeated() {
            false => next,
            true => {
                let first = begin(*compositor, parts);
                if !is_fixed || first.is_emptiable {
                    self.compare_all(&first.leaves, next);
                }
                self.add_all(&mut again, &first.leaves);
                again.others = Some(next);
                &again
            }
        };
        let mut first = match compositor {
            Compositor::Sequence => self.visit_sequence(parts, next),
            Compositor::Choice | Compositor::All => self.visit_choice(*compositor, parts, next),
        };
        first.is_emptiable |= occurs.min == 0;
        first
    }

    /// Looks at the particles of a sequence from its end, so that what may follow each is known.
    fn visit_sequence(&mut self, parts: &'p [Part<'c>], next: &Next<'_, 'p, 'c>) -> First<'p, 'c> {
        let mut following = Next {
            others: Some(next),
            ..Next::default()
        };
        let mut leaves = Vec::new();
        let mut is_emptiable = true;
        for part in parts.iter().rev() {
            let first = self.visit(part, &following);
            if first.is_emptiable {
                self.compare_all(&first.leaves, &following);
            } else {
                following = Next::default();
                leaves.clear();
                is_emptiable = false;
            }
            self.add_all(&mut following, &first.leaves);
            leaves.extend(first.leaves);
        }
        First {
            leaves,
            is_emptiable,
        }
    }

    fn visit_choice(
        &mut self,
        compositor: Compositor,
        parts: &'p [Part<'c>],
        next: &Next<'_, 'p, 'c>,
    ) -> First<'p, 'c> {
        let mut beside = Next::default();
        let mut leaves = Vec::new();
        let mut emptiable = 0;
        for part in parts {
            let first = self.visit(part, next);
            self.compare_all(&first.leaves, &beside);
            self.add_all(&mut beside, &first.leaves);
            emptiable += usize::from(first.is_emptiable);
            leaves.extend(first.leaves);
        }
        First {
            leaves,
            is_emptiable: match compositor {
                Compositor::Choice => emptiable > 0,
                Compositor::All | Compositor::Sequence => emptiable == parts.len(),
            },
        }
    }

    fn compare_all(&mut self, leaves: &[&'p Part<'c>], next: &Next<'_, 'p, 'c>) {
        for leaf in leaves {
            self.compare(leaf, next);
        }
    }

    /// Notes the first that competes with a particle.
    fn compare(&mut self, leaf: &'p Part<'c>, next: &Next<'_, 'p, 'c>) {
        let mut layer = Some(next);
        while let (Some(current), None, true) = (layer, self.found, self.work <= MAX_WORK) {
            self.work += 1;
            let other = self.rival(leaf, current);
            self.found = other.map(|other| (leaf, other));
            layer = current.others;
        }
    }

    fn rival(&mut self, leaf: &Part<'c>, next: &Next<'_, 'p, 'c>) -> Option<&'p Part<'c>> {
        let is_other = |other: &&Part<'c>| other.id() != leaf.id();
        match &leaf.node {
            Node::Element(_, element) => names(self.model, element).find_map(|name| {
                self.work += 1;
                let same = next.names.get(name).copied();
                same.filter(is_other).or_else(|| {
                    let mut wildcards = next.wildcards.iter().copied();
                    wildcards.find(|part| admits(part, name.namespace.as_deref()))
                })
            }),
            Node::Any(wildcard) => {
                self.work += next.namespaces.len() + next.wildcards.len();
                let mut namespaces = next.namespaces.iter();
                let element = namespaces
                    .find(|(namespace, _)| wildcard.namespaces.admits(**namespace))
                    .map(|(_, part)| *part);
                element.or_else(|| {
                    let mut others = next.wildcards.iter().copied().filter(is_other);
                    others.find(|part| match &part.node {
                        Node::Any(other) => overlap(&wildcard.namespaces, &other.namespaces),
                        _ => false,
                    })
                })
            }
            Node::Group(..) => None,
        }
    }

    fn add_all(&mut self, next: &mut Next<'_, 'p, 'c>, leaves: &[&'p Part<'c>]) {
        for leaf in leaves {
            if self.work > MAX_WORK {
                return;
            }
            match &leaf.node {
                Node::Element(_, element) => {
                    for name in names(self.model, element) {
                        self.work += 1;
                        next.names.insert(name, leaf);
                        next.namespaces.insert(name.namespace.as_deref(), leaf);
                    }
                }
                Node::Any(_) => next.wildcards.push(leaf),
                Node::Group(..) => {}
            }
        }
    }
}

fn admits(part: &Part<'_>, namespace: Option<&str>) -> bool {
    match &part.node {
        Node::Any(wildcard) => wildcard.namespaces.admits(namespace),
        _ => false,
    }
}

/// Where a group may begin.
fn begin<'p, 'c>(compositor: Compositor, parts: &'p [Part<'c>]) -> First<'p, 'c> {
    let mut leaves = Vec::new();
    let mut emptiable = 0;
    for part in parts {
        let first = match &part.node {
            Node::Group(compositor, parts) => begin(*compositor, parts),
            Node::Element(..) | Node::Any(_) => First {
                leaves: vec![part],
                is_emptiable: false,
            },
        };
        leaves.extend(first.leaves);
        if first.is_emptiable || part.occurs.min == 0 {
            emptiable += 1;
        } else if compositor == Compositor::Sequence {
            break;
        }
    }
    First {
        leaves,
        is_emptiable: match compositor {
            Compositor::Choice => emptiable > 0,
            Compositor::All | Compositor::Sequence => emptiable == parts.len(),
        },
    }
}
