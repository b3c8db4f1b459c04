//! Elements and wildcards in restrictions.
//!
//! Source: XML Schema Part 1, 3.9.6, the cases NameAndTypeOK, NSCompat and NSSubset.

use super::Rules;
use super::particle_restriction::{Fit, Operand, fit_occurs, unfit};
use super::validity::Named;
use super::wildcards::{is_subset, strength};
use crate::model::{Derivations, Element, ValueConstraint, Wildcard};
use crate::rule::Rule;

static NAME_AND_TYPE: Rule = Rule::formal("rcase-NameAndTypeOK", "3.9.6");
static NAMESPACE: Rule = Rule::formal("rcase-NSCompat", "3.9.6");
static SUBSET: Rule = Rule::formal("rcase-NSSubset", "3.9.6");

impl<'c> Rules<'c> {
    pub(super) fn fit_elements(
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
}

pub(super) fn fit_namespace<'c>(
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

pub(super) fn fit_wildcards<'c>(
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
