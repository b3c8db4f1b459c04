//! Whether the content model of a restriction allows no more than that of its base.
//!
//! Source: XML Schema Part 1, 3.9.6.

use super::content::{Compositor, Node, Part};
use super::{Rules, element_restriction};
use crate::model::{Element, Occurs, Wildcard};
use crate::rule::Rule;
use crate::source::Place;

static FORBIDDEN: Rule = Rule::formal("cos-particle-restrict", "3.9.6");

/// Why a particle is no restriction of another.
#[derive(Debug)]
pub(super) struct Unfit<'c> {
    pub(super) rule: &'static Rule,
    pub(super) place: &'c Place,
    pub(super) message: String,
}

pub(super) type Fit<'c> = Result<(), Unfit<'c>>;

/// Whether substitution groups still count as choices.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Groups {
    Open,
    Closed,
}

/// A particle without what says nothing around it, as the cases of the specification know it.
pub(super) struct Operand<'p, 'c> {
    pub(super) part: &'p Part<'c>,
    pub(super) occurs: Occurs,
    kind: Kind<'c>,
    /// The particles of a group.
    pub(super) parts: Vec<Part<'c>>,
    pub(super) groups: Groups,
}

#[derive(Clone, Copy)]
pub(super) enum Kind<'c> {
    Element(&'c Element),
    Any(&'c Wildcard),
    Group(Compositor),
}

impl<'c> Rules<'c> {
    /// Whether a particle is a valid restriction of another.
    pub(super) fn fit(&mut self, own: &Part<'c>, base: &Part<'c>) -> Fit<'c> {
        self.fit_within(own, Groups::Open, base, Groups::Open, true)
    }

    /// Recurses no deeper than both content models nest. `counts` tells whether a wildcard's occurs are compared.
    pub(super) fn fit_within(
        &mut self,
        own: &Part<'c>,
        own_groups: Groups,
        base: &Part<'c>,
        base_groups: Groups,
        counts: bool,
    ) -> Fit<'c> {
        self.work += 1;
        if self.is_exhausted() {
            return Ok(());
        }
        if own.is_empty() && !base.is_emptiable() {
            let message = format!("{} is empty, and something is needed", own.title());
            return unfit(&FORBIDDEN, own, message);
        }
        if !own.is_empty() && base.is_empty() {
            let message = format!("{} stands where the base type has nothing", own.title());
            return unfit(&FORBIDDEN, own, message);
        }
        let own = self.operand(own, own_groups);
        let base = self.operand(base, base_groups);
        self.fit_operands(&own, &base, counts)
    }

    fn fit_operands(
        &mut self,
        own: &Operand<'_, 'c>,
        base: &Operand<'_, 'c>,
        counts: bool,
    ) -> Fit<'c> {
        use Compositor::{All, Choice, Sequence};
        match (own.kind, base.kind) {
            (Kind::Element(element), Kind::Element(former)) => {
                self.fit_elements(own, element, base, former)
            }
            (Kind::Element(element), Kind::Any(wildcard)) => {
                element_restriction::fit_namespace(own, element, base, wildcard, counts)
            }
            (Kind::Element(_), Kind::Group(compositor)) => self.fit_as_group(own, base, compositor),
            (Kind::Any(wildcard), Kind::Any(former)) => {
                element_restriction::fit_wildcards(own, wildcard, base, former)
            }
            (Kind::Group(_), Kind::Any(_)) => self.fit_into_wildcard(own, base, counts),
            (Kind::Group(All), Kind::Group(All))
            | (Kind::Group(Sequence), Kind::Group(Sequence)) => {
                self.fit_in_order(own, own.occurs, &own.parts, base)
            }
            (Kind::Group(Choice), Kind::Group(Choice)) => {
                self.fit_choices(own, own.occurs, &own.parts, base)
            }
            (Kind::Group(Sequence), Kind::Group(All)) => self.fit_unordered(own, base),
            (Kind::Group(Sequence), Kind::Group(Choice)) => self.fit_by_sum(own, base),
            _ => {
                let (own_title, title) = (own.part.title(), base.part.title());
                let message = format!("{own_title} cannot restrict {title} of the base type");
                unfit(&FORBIDDEN, own.part, message)
            }
        }
    }

    /// Takes away groups that say nothing, and makes a choice of the head of a substitution group.
    fn operand<'p>(&self, part: &'p Part<'c>, groups: Groups) -> Operand<'p, 'c> {
        let part = inner(part);
        let mut operand = Operand {
            part,
            occurs: part.occurs,
            kind: match &part.node {
                Node::Element(_, element) => Kind::Element(element),
                Node::Any(wildcard) => Kind::Any(wildcard),
                Node::Group(compositor, _) => Kind::Group(*compositor),
            },
            parts: Vec::new(),
            groups,
        };
        match &part.node {
            Node::Element(id, element)
                if groups == Groups::Open
                    && element.is_global
                    && !element.substitutes.is_empty() =>
            {
                let members = element.substitutes.iter().chain([id]);
                operand.kind = Kind::Group(Compositor::Choice);
                operand.groups = Groups::Closed;
                operand.parts = members
                    .map(|id| Part {
                        occurs: Occurs::ONCE,
                        node: Node::Element(*id, &self.model[*id]),
                        place: part.place,
                    })
                    .collect();
            }
            Node::Group(compositor, parts) => gather(*compositor, parts, &mut operand.parts),
            Node::Element(..) | Node::Any(_) => {}
        }
        operand
    }
}

/// The only particle inside of groups that say nothing.
fn inner<'p, 'c>(part: &'p Part<'c>) -> &'p Part<'c> {
    let mut current = part;
    while let (Occurs::ONCE, Node::Group(_, parts)) = (current.occurs, &current.node)
        && let [only] = &**parts
    {
        current = only;
    }
    current
}

/// The particles of a group, those of groups that say nothing in their place.
fn gather<'c>(compositor: Compositor, parts: &[Part<'c>], out: &mut Vec<Part<'c>>) {
    for part in parts {
        match &part.node {
            Node::Group(own, inner) if part.occurs == Occurs::ONCE && *own == compositor => {
                gather(compositor, inner, out);
            }
            Node::Group(..) if part.occurs == Occurs::ONCE && part.is_empty() => {}
            _ => out.push(part.clone()),
        }
    }
}

impl<'c> Unfit<'c> {
    pub(super) fn of(rule: &'static Rule, part: &Part<'c>, message: impl Into<String>) -> Self {
        Self {
            rule,
            place: part.place,
            message: message.into(),
        }
    }
}

/// A particle that is no restriction.
pub(super) fn unfit<'c>(
    rule: &'static Rule,
    part: &Part<'c>,
    message: impl Into<String>,
) -> Fit<'c> {
    Err(Unfit::of(rule, part, message))
}

/// Whether a particle occurs no more and no less than in the base type.
pub(super) fn fit_occurs<'c>(
    rule: &'static Rule,
    part: &Part<'c>,
    own: Occurs,
    base: Occurs,
) -> Fit<'c> {
    let is_within = own.min >= base.min
        && match (own.max, base.max) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(base)) => own <= base,
        };
    if is_within {
        return Ok(());
    }
    let range = |occurs: Occurs| match occurs.max {
        Some(max) => format!("{} to {max}", occurs.min),
        None => format!("{} to `unbounded`", occurs.min),
    };
    let message = format!(
        "{} occurs {} times, but {} times in the base type",
        part.title(),
        range(own),
        range(base)
    );
    unfit(rule, part, message)
}
