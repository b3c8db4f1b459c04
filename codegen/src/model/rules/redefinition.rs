//! Redefinitions that do not refer to what they replace: they allow no more than that.
//!
//! Source: XML Schema Part 1, 4.2.2.

use std::collections::HashMap;

use super::Rules;
use super::attributes::{Narrowed, Whole};
use super::content::Part;
use super::{ReplacedAttributes, ReplacedGroup};
use crate::model::AttributePresence;
use crate::rule::Rule;

static REDEFINE: Rule = Rule::formal("src-redefine", "4.2.2");

impl<'c> Rules<'c> {
    /// Checks what redefinitions replace.
    pub(super) fn check_replaced(&mut self) {
        let sources = self.sources;
        for replaced in &sources.replaced_groups {
            self.check_replaced_group(replaced);
        }
        for replaced in &sources.replaced_attributes {
            self.check_replaced_attributes(replaced);
        }
    }

    fn check_replaced_group(&mut self, replaced: &'c ReplacedGroup) {
        let own = Part::of(self.model, &replaced.own);
        let original = Part::of(self.model, &replaced.original);
        if let Err(unfit) = self.fit(&own, &original) {
            let message = format!(
                "group `{}` is redefined, and allows more than before: {}",
                replaced.name.local, unfit.message
            );
            let help = "refer to the group itself, or allow no more";
            self.breach(&REDEFINE, unfit.place, message, help);
        }
    }

    fn check_replaced_attributes(&mut self, replaced: &'c ReplacedAttributes) {
        let title = format!("attribute group `{}`", replaced.name.local);
        let original = replaced.original.0.iter();
        let inherited: HashMap<_, _> = original.map(|used| (&used.name, used)).collect();
        let narrowed = Narrowed {
            title: &title,
            uses: &replaced.own.0,
            any: replaced.own.1.as_ref(),
        };
        let whole = Whole {
            uses: &inherited,
            any: replaced.original.1.as_ref(),
        };
        self.check_narrowed(&narrowed, &whole);
        for required in &replaced.original.0 {
            let is_kept = replaced.own.0.iter().any(|own| own.name == required.name);
            if required.presence == AttributePresence::Required && !is_kept {
                let message = format!(
                    "{title} is redefined without the required attribute `{}`",
                    required.name.local
                );
                let help = "refer to the group itself, or allow no more";
                self.breach(&REDEFINE, &replaced.place, message, help);
            }
        }
    }
}
