//! Whether the content model of a restriction allows no more than that of its base.
//!
//! Source: XML Schema Part 1, 3.9.6.

use super::Rules;
use super::content::{Compositor, Node, Part};
use super::validity::Named;
use super::wildcards::{is_subset, strength};
use crate::model::{Derivations, Element, Occurs, ValueConstraint, Wildcard};
use crate::rule::Rule;
use crate::source::Place;

static NAME_AND_TYPE: Rule = Rule::formal("rcase-NameAndTypeOK", "3.9.6");
static NAMESPACE: Rule = Rule::formal("rcase-NSCompat", "3.9.6");
static SUBSET: Rule = Rule::formal("rcase-NSSubset", "3.9.6");
static CARDINALITY: Rule = Rule::formal("rcase-NSRecurseCheckCardinality", "3.9.6");
static RECURSE: Rule = Rule::formal("rcase-Recurse", "3.9.6");
static RECURSE_LAX: Rule = Rule::formal("rcase-RecurseLax", "3.9.6");
static UNORDERED: Rule = Rule::formal("rcase-RecurseUnordered", "3.9.6");
static MAP_AND_SUM: Rule = Rule::formal("rcase-MapAndSum", "3.9.6");
static FORBIDDEN: Rule = Rule::formal("cos-particle-restrict", "3.9.6");

/// Why a particle is no restriction of another.
#[derive(Debug)]
pub(super) struct Unfit<'c> {
    pub(super) rule: &'static Rule,
    pub(super) place: &'c Place,
    pub(super) message: String,
}

type Fit<'c> = Result<(), Unfit<'c>>;

/// Whether substitution groups still count as choices.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Groups {
    Open,
    Closed,
}

/// A particle without what says nothing around it, as the cases of the specification know it.
struct Operand<'p, 'c> {
    part: &'p Part<'c>,
    occurs: Occurs,
    kind: Kind<'c>,
    /// The particles of a group.
    parts: Vec<Part<'c>>,
    groups: Groups,
}

#[derive(Clone, Copy)]
enum Kind<'c> {
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
    fn fit_within(
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
                fit_namespace(own, element, base, wildcard, counts)
            }
            (Kind::Element(_), Kind::Group(compositor)) => self.fit_as_group(own, base, compositor),
            (Kind::Any(wildcard), Kind::Any(former)) => fit_wildcards(own, wildcard, base, former),
            (Kind::Group(_), Kind::Any(_)) => self.fit_into_wildcard(own, base, counts),
            (Kind::Group(All), Kind::Group(All))
            | (Kind::Group(Sequence), Kind::Group(Sequence)) => {
                self.fit_in_order(own, own.occurs, &own.parts, base, &RECURSE)
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

    fn fit_elements(
        &mut self,
        own: &Operand<'_, 'c>,
        element: &'c Element,
        base: &Operand<'_, 'c>,
        former: &'c Element,
    ) -> Fit<'c> {
        let name = &element.name.local;
        if element.name != former.name {
            let message = format!(
                "element `{name}` stands where the base type has `{}`",
                former.name.local
            );
            return unfit(&NAME_AND_TYPE, own.part, message);
        }
        fit_occurs(&NAME_AND_TYPE, own.part, own.occurs, base.occurs)?;
        if std::ptr::eq(element, former) {
            return Ok(());
        }
        if element.is_nillable && !former.is_nillable {
            let message = format!("element `{name}` is nillable, and is not in the base type");
            return unfit(&NAME_AND_TYPE, own.part, message);
        }
        if let ValueConstraint::Fixed(fixed) = &former.value
            && !self.is_same_fixed(element, former, fixed)
        {
            let message = format!("element `{name}` is fixed to `{fixed}` in the base type");
            return unfit(&NAME_AND_TYPE, own.part, message);
        }
        let (block, former_block) = (element.block, former.block);
        let is_blocked = (block.extension || !former_block.extension)
            && (block.restriction || !former_block.restriction)
            && (block.substitution || !former_block.substitution);
        if !is_blocked {
            let message =
                format!("element `{name}` does not `block` what it does in the base type");
            return unfit(&NAME_AND_TYPE, own.part, message);
        }
        let excluded = Derivations {
            extension: true,
            list: true,
            union: true,
            ..Derivations::default()
        };
        if !self.is_derived(element.ty, former.ty, excluded) {
            let message =
                format!("the type of element `{name}` does not restrict that in the base type");
            return unfit(&NAME_AND_TYPE, own.part, message);
        }
        Ok(())
    }

    /// Whether an element is fixed to the same value.
    fn is_same_fixed(&mut self, element: &Element, former: &Element, fixed: &str) -> bool {
        let ValueConstraint::Fixed(own) = &element.value else {
            return false;
        };
        let text = |ty| super::values::text_type(self.model, ty);
        match (text(element.ty), text(former.ty)) {
            (Some(ty), Some(former_ty)) => {
                let own = self.read_value(ty, own, Named::Unknown);
                own.ok() == self.read_value(former_ty, fixed, Named::Unknown).ok()
            }
            _ => own == fixed,
        }
    }

    /// An element in place of a group: as if it stood alone in such a group.
    fn fit_as_group(
        &mut self,
        own: &Operand<'_, 'c>,
        base: &Operand<'_, 'c>,
        compositor: Compositor,
    ) -> Fit<'c> {
        let parts = [own.part.clone()];
        match compositor {
            Compositor::Choice => {
                let fit = self.fit_choices(own, Occurs::ONCE, &parts, base);
                fit.or_else(|unfit| match self.fits_repeated(own.part, base) {
                    true => Ok(()),
                    false => Err(unfit),
                })
            }
            Compositor::Sequence | Compositor::All => {
                self.fit_in_order(own, Occurs::ONCE, &parts, base, &RECURSE)
            }
        }
    }

    /// Whether an element fits a choice that repeats because it is always the same one that is chosen. The letter of the
    /// specification has no case for it; schemas that are known as valid need it.
    fn fits_repeated(&mut self, part: &Part<'c>, base: &Operand<'_, 'c>) -> bool {
        base.parts.iter().any(|former| {
            let is_element = matches!(former.node, Node::Element(..));
            let occurs = Occurs {
                min: former.occurs.min.saturating_mul(base.occurs.min),
                max: former
                    .occurs
                    .max
                    .zip(base.occurs.max)
                    .map(|(inner, outer)| inner.saturating_mul(outer)),
            };
            let repeated = Part {
                occurs,
                ..former.clone()
            };
            is_element
                && former.occurs.min <= 1
                && self
                    .fit_within(part, Groups::Closed, &repeated, Groups::Closed, true)
                    .is_ok()
        })
    }

    fn fit_into_wildcard(
        &mut self,
        own: &Operand<'_, 'c>,
        base: &Operand<'_, 'c>,
        counts: bool,
    ) -> Fit<'c> {
        if counts {
            let total = Part {
                occurs: own.occurs,
                ..own.part.clone()
            };
            let total = total.effective_total();
            fit_occurs(&CARDINALITY, own.part, total, base.occurs)?;
        }
        for part in &own.parts {
            self.fit_within(part, Groups::Closed, base.part, Groups::Closed, false)?;
        }
        Ok(())
    }

    /// Particles in the order of those of the base; what is left out there may be left out.
    fn fit_in_order(
        &mut self,
        own: &Operand<'_, 'c>,
        occurs: Occurs,
        parts: &[Part<'c>],
        base: &Operand<'_, 'c>,
        rule: &'static Rule,
    ) -> Fit<'c> {
        fit_occurs(rule, own.part, occurs, base.occurs)?;
        let mut rest = base.parts.iter();
        for part in parts {
            // What is said of the particle that was probably meant helps more than what the last says.
            let mut namesake = None;
            loop {
                let Some(former) = rest.next() else {
                    let message = format!("{} has no counterpart in the base type", part.title());
                    return Err(namesake.unwrap_or(Unfit::of(rule, part, message)));
                };
                let reason = match self.fit_within(part, own.groups, former, base.groups, true) {
                    Ok(()) => break,
                    Err(reason) => reason,
                };
                if !former.is_emptiable() {
                    return Err(namesake.unwrap_or(reason));
                }
                if namesake.is_none() && is_namesake(part, former) {
                    namesake = Some(reason);
                }
            }
        }
        match rest.find(|former| !former.is_emptiable()) {
            Some(former) => {
                let message = format!("{} of the base type is missing", former.title());
                unfit(rule, own.part, message)
            }
            None => Ok(()),
        }
    }

    fn fit_choices(
        &mut self,
        own: &Operand<'_, 'c>,
        occurs: Occurs,
        parts: &[Part<'c>],
        base: &Operand<'_, 'c>,
    ) -> Fit<'c> {
        fit_occurs(&RECURSE_LAX, own.part, occurs, base.occurs)?;
        let is_group_of_elements = own.groups == Groups::Closed;
        let mut rest = base.parts.as_slice();
        for part in parts {
            let found = rest.iter().position(|former| {
                self.fit_within(part, own.groups, former, base.groups, true)
                    .is_ok()
            });
            match found {
                // Members of a substitution group may all restrict the same particle.
                Some(at) if is_group_of_elements => rest = &rest[at..],
                Some(at) => rest = &rest[at + 1..],
                None => {
                    let message = format!(
                        "{} has no counterpart in the base type, in the order of the choice there",
                        part.title()
                    );
                    return unfit(&RECURSE_LAX, part, message);
                }
            }
        }
        Ok(())
    }

    /// A sequence in place of an `all`.
    fn fit_unordered(&mut self, own: &Operand<'_, 'c>, base: &Operand<'_, 'c>) -> Fit<'c> {
        fit_occurs(&UNORDERED, own.part, own.occurs, base.occurs)?;
        let mut rest: Vec<_> = base.parts.iter().collect();
        for part in &own.parts {
            let found = rest.iter().position(|former| {
                self.fit_within(part, own.groups, former, base.groups, true)
                    .is_ok()
            });
            let Some(at) = found else {
                let message = format!("{} has no counterpart in the base type", part.title());
                return unfit(&UNORDERED, part, message);
            };
            rest.remove(at);
        }
        match rest.iter().find(|former| !former.is_emptiable()) {
            Some(former) => {
                let message = format!("{} of the base type is missing", former.title());
                unfit(&UNORDERED, own.part, message)
            }
            None => Ok(()),
        }
    }

    /// A sequence in place of a choice: each particle is one of the choice, and all count.
    fn fit_by_sum(&mut self, own: &Operand<'_, 'c>, base: &Operand<'_, 'c>) -> Fit<'c> {
        for part in &own.parts {
            let mut formers = base.parts.iter();
            let fits = formers.any(|former| {
                self.fit_within(part, own.groups, former, base.groups, true)
                    .is_ok()
            });
            if !fits {
                let message = format!("{} has no counterpart in the base type", part.title());
                return unfit(&MAP_AND_SUM, part, message);
            }
        }
        let count = u32::try_from(own.parts.len()).unwrap_or(u32::MAX);
        let occurs = Occurs {
            min: own.occurs.min.saturating_mul(count),
            max: own.occurs.max.map(|max| max.saturating_mul(count)),
        };
        fit_occurs(&MAP_AND_SUM, own.part, occurs, base.occurs)
    }
}

/// The only particle inside of groups that say nothing.
fn inner<'p, 'c>(part: &'p Part<'c>) -> &'p Part<'c> {
    let mut current = part;
    while let (Occurs::ONCE, Node::Group(_, parts)) = (current.occurs, &current.node)
        && let [only] = parts.as_slice()
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

fn fit_namespace<'c>(
    own: &Operand<'_, 'c>,
    element: &Element,
    base: &Operand<'_, 'c>,
    wildcard: &Wildcard,
    counts: bool,
) -> Fit<'c> {
    if !wildcard
        .namespaces
        .admits(element.name.namespace.as_deref())
    {
        let message = format!(
            "the wildcard of the base type does not admit element `{}`",
            element.name.local
        );
        return unfit(&NAMESPACE, own.part, message);
    }
    match counts {
        true => fit_occurs(&NAMESPACE, own.part, own.occurs, base.occurs),
        false => Ok(()),
    }
}

fn fit_wildcards<'c>(
    own: &Operand<'_, 'c>,
    wildcard: &Wildcard,
    base: &Operand<'_, 'c>,
    former: &Wildcard,
) -> Fit<'c> {
    fit_occurs(&SUBSET, own.part, own.occurs, base.occurs)?;
    if !is_subset(&wildcard.namespaces, &former.namespaces) {
        let message = "the wildcard admits more namespaces than that of the base type";
        return unfit(&SUBSET, own.part, message);
    }
    if strength(wildcard.process) < strength(former.process) {
        let message = "`processContents` demands less than in the base type";
        return unfit(&SUBSET, own.part, message);
    }
    Ok(())
}

fn fit_occurs<'c>(rule: &'static Rule, part: &Part<'c>, own: Occurs, base: Occurs) -> Fit<'c> {
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

/// Whether two particles are elements of one name.
fn is_namesake(part: &Part<'_>, former: &Part<'_>) -> bool {
    match (&part.node, &former.node) {
        (Node::Element(_, element), Node::Element(_, former)) => element.name == former.name,
        _ => false,
    }
}

impl<'c> Unfit<'c> {
    fn of(rule: &'static Rule, part: &Part<'c>, message: impl Into<String>) -> Self {
        Self {
            rule,
            place: part.place,
            message: message.into(),
        }
    }
}

fn unfit<'c>(rule: &'static Rule, part: &Part<'c>, message: impl Into<String>) -> Fit<'c> {
    Err(Unfit::of(rule, part, message))
}
