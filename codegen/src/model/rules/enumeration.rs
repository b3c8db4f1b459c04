//! The enumerations of restrictions.

use std::collections::HashSet;
use std::rc::Rc;

use super::Rules;
use super::facts::Facts;
use super::validity::Named;
use crate::model::value::Value;
use crate::model::{Builtin, TypeId, Variety};
use crate::rule::Rule;
use crate::schema::SimpleRestriction;

static ENUMERATION: Rule = Rule::formal("enumeration-valid-restriction", "4.3.5.4").of_datatypes();

impl Rules<'_> {
    /// Adds the enumeration of a restriction to what is known of its type; values that the base does not have are reported.
    pub(super) fn add_enumeration(
        &mut self,
        ty: TypeId,
        restriction: &SimpleRestriction,
        facts: &mut Facts,
    ) {
        let (Some(first), Some(variety)) =
            (restriction.enumeration.first(), self.model.variety(ty))
        else {
            return;
        };
        if variety == Variety::Atomic(Builtin::Boolean) {
            self.report_inapplicable("enumeration", &variety, &first.place);
            return;
        }
        let Some(base) = self.model.base(ty) else {
            return;
        };
        let mut values = HashSet::new();
        for written in &restriction.enumeration {
            let name = written.name.as_ref();
            match self.read_value(base, &written.value, Named::Known(name)) {
                Ok(Value::Name(name))
                    if variety == Variety::Atomic(Builtin::Notation)
                        && !self.sources.notations.contains(&name) =>
                {
                    let message = format!("the value `{}` names no notation", written.value);
                    let help = "declare it with `xs:notation`";
                    self.breach(&ENUMERATION, &written.place, message, help);
                }
                Ok(value) => {
                    values.insert(value);
                }
                Err(reason) => {
                    let message = format!("the value is not one of the base type: {reason}");
                    let help = "a restriction allows no more than its base";
                    self.breach(&ENUMERATION, &written.place, message, help);
                }
            }
        }
        facts.enumeration = Some(Rc::new(values));
    }
}
