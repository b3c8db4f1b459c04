//! The documented types, one schema in each file: members, their order, nillability, what is written by default, values.

use super::generator::Generator;
use super::published::Published;
use super::schema::{Documented, Member, XSD, documented};
use super::shape;
use crate::support::known_types::{self, Module};
use crate::support::report::Report;
use castile::codegen::{Row, Table, TypeEntry};

const KIND: &str = "documented types";

/// Compares documented types with the generated ones.
pub(crate) struct Types<'a> {
    pub(crate) modules: &'a [Module],
    pub(crate) generator: &'a Generator,
    /// The WSDLs that the types were generated from.
    pub(crate) present: &'a Published,
    /// Those of some time before the documentation.
    pub(crate) earlier: Option<&'a Published>,
}

impl Types<'_> {
    /// Compares a type, given as `Service__Type` and the text of its schema.
    pub(crate) fn check(&self, case: &str, text: &str, report: &mut Report) {
        let Some((service, name)) = case.split_once("__") else {
            report.count(
                KIND,
                case,
                Err("the file's name is not Service__Type".to_owned()),
            );
            return;
        };
        let read = roxmltree::Document::parse(text).map_err(|error| error.to_string());
        let outcome = read.and_then(|document| {
            let root = document.root_element();
            let is_type = ["complexType", "simpleType"].contains(&root.tag_name().name());
            if !is_type || root.tag_name().namespace() != Some(XSD) {
                return Err("the root is no type".to_owned());
            }
            let documented = documented(root);
            if !self.present.has_type(service, name) {
                let note = "is documented, and no published WSDL of the service declares it";
                report.note("documented types that were never published", case, note);
                return Ok(false);
            }
            match documented {
                Documented::Structure { base, members } => {
                    self.check_structure(service, name, base.as_deref(), &members, report)
                }
                Documented::Enumeration { is_list, values } => {
                    self.check_enumeration(service, name, is_list, &values, report)
                }
            }
            .map(|()| true)
        });
        match outcome {
            Ok(true) => report.count(KIND, case, Ok(())),
            Ok(false) => {}
            Err(cause) => report.count(KIND, case, Err(cause)),
        }
    }

    fn module(&self, service: &str) -> Result<&Module, String> {
        let found = self.modules.iter().find(|module| module.name == service);
        found.ok_or_else(|| format!("there is no service {service}"))
    }

    /// A name may stand for several types in several namespaces; one of them must be the documented one.
    fn check_structure(
        &self,
        service: &str,
        name: &str,
        base: Option<&str>,
        members: &[Member],
        report: &mut Report,
    ) -> Result<(), String> {
        let module = std::slice::from_ref(self.module(service)?);
        let mut outcome = Err("no generated type has the name".to_owned());
        for (_, entry) in known_types::named(module, name) {
            outcome = match shape::table_of(entry) {
                Some(table) => self.check_table(service, base, members, table, report),
                None => check_array(members, entry),
            };
            if outcome.is_ok() {
                break;
            }
        }
        outcome?;
        self.check_emit_default(service, name, members)
    }

    fn check_table(
        &self,
        service: &str,
        base: Option<&str>,
        members: &[Member],
        table: &'static Table,
        report: &mut Report,
    ) -> Result<(), String> {
        let own = match base {
            None => table.rows,
            Some(base) => self.own_rows(service, base, table)?,
        };
        let case = format!("{service}__{}", table.name);
        let mut rows = own.iter().peekable();
        for member in members {
            while let Some(row) = rows.next_if(|row| row.name() != member.name) {
                self.undocumented(service, table.name, row.name(), &case, report)?;
            }
            match rows.next() {
                Some(row) => shape::agrees(member, row)?,
                None => {
                    return Err(format!(
                        "{} is not there, or not in this place",
                        member.name
                    ));
                }
            }
        }
        rows.try_for_each(|row| self.undocumented(service, table.name, row.name(), &case, report))
    }

    /// The rows behind those of the base.
    fn own_rows(
        &self,
        service: &str,
        base: &str,
        table: &'static Table,
    ) -> Result<&'static [Row], String> {
        let module = std::slice::from_ref(self.module(service)?);
        let bases =
            known_types::named(module, base).filter_map(|(_, entry)| shape::table_of(entry));
        for base in bases {
            let inherited = table.rows.get(..base.rows.len()).unwrap_or_default();
            let same = |(left, right): (&Row, &Row)| {
                left.name() == right.name() && left.namespace == right.namespace
            };
            if inherited.len() == base.rows.len() && inherited.iter().zip(base.rows).all(same) {
                return Ok(&table.rows[base.rows.len()..]);
            }
        }
        Err(format!(
            "does not begin with the members of its base {base}"
        ))
    }

    /// A member or value that the documentation does not have must be newer than the documentation.
    fn undocumented(
        &self,
        service: &str,
        name: &str,
        member: &str,
        case: &str,
        report: &mut Report,
    ) -> Result<(), String> {
        let was_there = self
            .earlier
            .is_none_or(|earlier| earlier.has(service, name, member));
        if was_there || !self.present.has(service, name, member) {
            return Err(format!("{member} is not documented"));
        }
        let note = format!("{member} is newer than the documentation");
        report.note(KIND, case, note);
        Ok(())
    }

    fn check_emit_default(
        &self,
        service: &str,
        name: &str,
        members: &[Member],
    ) -> Result<(), String> {
        for member in members {
            let found = self.generator.emits_default(service, name, &member.name);
            let array_item = found.is_empty() && member.is_repeated;
            if !array_item && !found.contains(&member.emit_default) {
                return Err(format!(
                    "{}: EmitDefaultValue is {}, the generator's model has {found:?}",
                    member.name, member.emit_default
                ));
            }
        }
        Ok(())
    }

    fn check_enumeration(
        &self,
        service: &str,
        name: &str,
        is_list: bool,
        documented: &[String],
        report: &mut Report,
    ) -> Result<(), String> {
        let module = std::slice::from_ref(self.module(service)?);
        if known_types::named(module, name).next().is_none() {
            return Err("no generated type has the name".to_owned());
        }
        let mut outcome = Err("the generator's model has no enumeration of the name".to_owned());
        for (ours_is_list, ours) in self.generator.enumerations(service, name) {
            outcome = if ours_is_list == is_list {
                self.check_values(service, name, documented, &ours, report)
            } else {
                Err("one of the two is a list".to_owned())
            };
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }

    /// The documented values in their order, but for those that came or went after the documentation was written.
    fn check_values(
        &self,
        service: &str,
        name: &str,
        documented: &[String],
        ours: &[String],
        report: &mut Report,
    ) -> Result<(), String> {
        let case = format!("{service}__{name}");
        for value in ours.iter().filter(|value| !documented.contains(value)) {
            self.undocumented(service, name, value, &case, report)?;
        }
        let (kept, gone): (Vec<_>, Vec<_>) =
            documented.iter().partition(|value| ours.contains(value));
        for value in gone {
            if self.present.has(service, name, value)
                || self
                    .earlier
                    .is_some_and(|old| old.has(service, name, value))
            {
                return Err(format!("the value {value} is not there"));
            }
            report.note(
                KIND,
                &case,
                format!("{value} is documented, and no published WSDL has it"),
            );
        }
        let ordered: Vec<&String> = ours
            .iter()
            .filter(|value| documented.contains(value))
            .collect();
        if ordered == kept {
            Ok(())
        } else {
            Err(format!(
                "the values are in the order {ordered:?}, in the documentation {kept:?}"
            ))
        }
    }
}

/// An array type became a `Vec`: its only member is the item.
fn check_array(members: &[Member], entry: &TypeEntry) -> Result<(), String> {
    let castile::codegen::Content::Array(item) = entry.root.content else {
        return Err("is neither a class nor an array".to_owned());
    };
    let [member] = members else {
        return Err(format!(
            "has {} members, and ours is an array",
            members.len()
        ));
    };
    if member.name != item.name() {
        return Err(format!(
            "the items are {}, ours are {}",
            member.name,
            item.name()
        ));
    }
    shape::agrees(member, item)
}
