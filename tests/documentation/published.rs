//! What the published WSDLs declare: evidence for what the documentation has too little or too much of.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::schema::{Documented, XSD, documented};
use crate::services::SERVICES;
use crate::support::folder;

/// The members and values that a set of published WSDLs declares, by service and type.
#[derive(Debug)]
pub(crate) struct Published {
    declared: HashMap<(String, String), HashSet<String>>,
    bases: HashMap<(String, String), String>,
}

impl Published {
    /// Reads the six WSDLs of a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut published = Self {
            declared: HashMap::new(),
            bases: HashMap::new(),
        };
        for (service, file) in SERVICES {
            let text = folder::text(&folder.join(file));
            let document =
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            for schema in document
                .descendants()
                .filter(|node| node.has_tag_name((XSD, "schema")))
            {
                for node in schema.children().filter(roxmltree::Node::is_element) {
                    published.take(service, node);
                }
            }
        }
        published
    }

    /// Takes a named type, or an element whose type has no name.
    fn take(&mut self, service: &str, node: roxmltree::Node<'_, '_>) {
        let name = node.attribute("name").unwrap_or_default();
        let inside = node
            .children()
            .find(|child| child.has_tag_name((XSD, "complexType")));
        let described = match node.tag_name().name() {
            "complexType" | "simpleType" => documented(node),
            "element" => match inside {
                Some(inside) => documented(inside),
                None => return,
            },
            _ => return,
        };
        let key = (service.to_owned(), name.to_owned());
        let declared = self.declared.entry(key.clone()).or_default();
        match described {
            Documented::Structure { base, members } => {
                if let Some(base) = base {
                    self.bases.insert(key.clone(), base);
                }
                declared.extend(members.into_iter().map(|member| member.name));
            }
            Documented::Enumeration { values, .. } => {
                declared.extend(values);
            }
        }
    }

    /// Whether the type is declared at all.
    pub(crate) fn has_type(&self, service: &str, name: &str) -> bool {
        self.declared
            .contains_key(&(service.to_owned(), name.to_owned()))
    }

    /// Whether the type has that member or value.
    pub(crate) fn has(&self, service: &str, name: &str, member: &str) -> bool {
        let declared = self.declared.get(&(service.to_owned(), name.to_owned()));
        declared.is_some_and(|declared| declared.contains(member))
    }

    /// The members that the bases of the type have together.
    pub(crate) fn inherited(&self, service: &str, name: &str) -> usize {
        let key = (service.to_owned(), name.to_owned());
        let Some(base) = self.bases.get(&key) else {
            return 0;
        };
        let own = self
            .declared
            .get(&(key.0, base.clone()))
            .map_or(0, HashSet::len);
        own + self.inherited(service, base)
    }
}
