//! Elements: their substitution groups and values.
//!
//! Source: XML Schema Part 1, 3.3.6.

use super::Rules;
use crate::model::{Builtin, ElementId, Model};
use crate::rule::Rule;

static PROPERTIES: Rule = Rule::formal("e-props-correct", "3.3.6");

impl Rules<'_> {
    /// Checks an element.
    pub(super) fn check_element(&mut self, id: ElementId) {
        self.check_element_value(id);
        let element = &self.model[id];
        let Some(head) = element.substitution_head.map(|head| &self.model[head]) else {
            return;
        };
        let any = Model::builtin(Builtin::AnyType);
        if head.ty != any && !self.is_derived(element.ty, head.ty, head.finals) {
            let message = format!(
                "the type of element `{}` is not derived from that of `{}`, whose place it takes",
                element.name.local, head.name.local
            );
            let help = "a member of a substitution group has the type of its head, or one that is derived from it as `final` allows";
            self.breach(&PROPERTIES, &element.place, message, help);
        }
    }
}
