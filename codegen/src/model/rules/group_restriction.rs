//! Groups in restrictions: particle by particle.
//!
//! Source: XML Schema Part 1, 3.9.6, the cases RecurseAsIfGroup, NSRecurseCheckCardinality, Recurse, RecurseLax, RecurseUnordered
//! and MapAndSum.

use super::Rules;
use super::content::{Compositor, Node, Part};
use super::particle_restriction::{Fit, Groups, Operand, Unfit, fit_occurs, unfit};
use crate::model::Occurs;
use crate::rule::Rule;

static CARDINALITY: Rule = Rule::formal("rcase-NSRecurseCheckCardinality", "3.9.6");
static RECURSE: Rule = Rule::formal("rcase-Recurse", "3.9.6");
static RECURSE_LAX: Rule = Rule::formal("rcase-RecurseLax", "3.9.6");
static UNORDERED: Rule = Rule::formal("rcase-RecurseUnordered", "3.9.6");
static MAP_AND_SUM: Rule = Rule::formal("rcase-MapAndSum", "3.9.6");

impl<'c> Rules<'c> {
    /// An element in place of a group: as if it stood alone in such a group.
    pub(super) fn fit_as_group(
        &mut self,
        own: &Operand<'_, 'c>,
        base: &Operand<'_, 'c>,
        compositor: Compositor,
    ) -> Fit<'c> {
        let parts = [own.part.clone()];
        match compositor {
            Compositor::Choice => {
                let fit = self.fit_choices(own, Occurs::ONCE, &parts, base);
                // A substitution group is no choice that is written.
                if matches!(base.part.node, Node::Element(..)) {
                    return fit;
                }
                fit.or_else(|unfit| match self.fits_repeated(own.part, base) {
                    true => Ok(()),
                    false => Err(unfit),
                })
            }
            Compositor::Sequence | Compositor::All => {
                self.fit_in_order(own, Occurs::ONCE, &parts, base)
            }
        }
    }

    /// Whether an element fits a choice that repeats because it is always the same one that is chosen. The letter of the
    /// specification has no case for it; schemas that are known as valid need it.
    pub(super) fn fits_repeated(&mut self, part: &Part<'c>, base: &Operand<'_, 'c>) -> bool {
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

    pub(super) fn fit_into_wildcard(
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
    pub(super) fn fit_in_order(
        &mut self,
        own: &Operand<'_, 'c>,
        occurs: Occurs,
        parts: &[Part<'c>],
        base: &Operand<'_, 'c>,
    ) -> Fit<'c> {
        let rule = &RECURSE;
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

    pub(super) fn fit_choices(
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
    pub(super) fn fit_unordered(
        &mut self,
        own: &Operand<'_, 'c>,
        base: &Operand<'_, 'c>,
    ) -> Fit<'c> {
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
    pub(super) fn fit_by_sum(&mut self, own: &Operand<'_, 'c>, base: &Operand<'_, 'c>) -> Fit<'c> {
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

/// Whether two particles are elements of one name.
fn is_namesake(part: &Part<'_>, former: &Part<'_>) -> bool {
    match (&part.node, &former.node) {
        (Node::Element(_, element), Node::Element(_, former)) => element.name == former.name,
        _ => false,
    }
}
