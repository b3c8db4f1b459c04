//! Elements of one name in one content model have one type.
//!
//! Source: XML Schema Part 1, 3.8.6.

use std::collections::HashMap;

use super::Rules;
use super::content::{Node, Part, names};
use crate::model::TypeId;
use crate::rule::Rule;

static CONSISTENT: Rule = Rule::formal("cos-element-consistent", "3.8.6");

impl<'c> Rules<'c> {
    /// Checks the content model of a type.
    pub(super) fn check_consistent(&mut self, ty: TypeId, content: &Part<'c>) {
        let mut types = HashMap::new();
        let mut open = vec![content];
        while let Some(part) = open.pop().filter(|_| !self.is_exhausted()) {
            open.extend(part.parts().iter().rev());
            let Node::Element(_, element) = &part.node else {
                continue;
            };
            for name in names(self.model, element) {
                self.work += 1;
                let own = match *name == element.name {
                    true => Some(element.ty),
                    false => self.global_type(element, name),
                };
                let Some(own) = own else { continue };
                let (first, place) = *types.entry(name).or_insert((own, part.place));
                if first != own {
                    let message = format!(
                        "in {}, element `{}` has another type than at {place}",
                        self.title(ty),
                        name.local
                    );
                    let help = "elements of one name in one content model have one named type";
                    self.breach(&CONSISTENT, part.place, message, help);
                }
            }
        }
    }

    /// The type of a member of a substitution group.
    fn global_type(
        &self,
        head: &crate::model::Element,
        name: &crate::model::QName,
    ) -> Option<TypeId> {
        let id = self.model.element_named(head.document, name)?;
        Some(self.model[id].ty)
    }
}
