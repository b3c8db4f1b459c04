//! Reading identity constraints.

use std::sync::Arc;

use super::xml::{Node, Reader, describe};
use super::xpath::{self, Use};
use super::{Identity, IdentityKind, Path};
use crate::rule::Rule;

/// The constraints on the XPath expressions of a selector and of a field.
static SELECTOR: Rule = Rule::formal("c-selector-xpath", "3.11.6");
static FIELD: Rule = Rule::formal("c-fields-xpaths", "3.11.6");

/// The constraint on the attributes of an identity constraint.
static FORM: Rule = Rule::formal("src-identity-constraint", "3.11.3");

impl<'a> Reader<'a> {
    pub(super) fn read_identity(&mut self, node: Node<'a>) -> Identity {
        let mut selector = Vec::new();
        let mut fields = Vec::new();
        for child in self.children(node) {
            match child.tag_name().name() {
                "selector" => selector = self.read_paths(child, Use::Selector, &SELECTOR),
                "field" => fields.push(self.read_paths(child, Use::Field, &FIELD)),
                _ => {}
            }
        }
        let kind = match node.tag_name().name() {
            "keyref" => {
                if !node.has_attribute("refer") {
                    let message = format!("{} has no `refer`", describe(node));
                    self.breach(
                        node,
                        &FORM,
                        message,
                        "name the `key` or `unique` that is meant",
                    );
                }
                IdentityKind::KeyReference(self.reference(node, "refer"))
            }
            "unique" => IdentityKind::Unique,
            _ => IdentityKind::Key,
        };
        Identity {
            kind,
            name: self.name(node),
            selector,
            fields,
            place: self.place(node),
        }
    }

    /// Reads the `xpath` of a selector or field; none where it is wrong, which is reported.
    fn read_paths(&mut self, node: Node<'a>, path_use: Use, rule: &'static Rule) -> Vec<Path> {
        let Some(path) = self.text(node, "xpath") else {
            let message = format!("{} has no `xpath`", describe(node));
            self.breach(node, &FORM, message, "say what it selects");
            return Vec::new();
        };
        let prefixes = |prefix: &str| node.lookup_namespace_uri(Some(prefix)).map(Arc::from);
        xpath::read(path, path_use, &prefixes).unwrap_or_else(|reason| {
            let message = format!("`xpath=\"{path}\"` of {}: {reason}", describe(node));
            let help = "a path is `.//` and steps that are names, `*`, `prefix:*` or `.`";
            self.breach(node, rule, message, help);
            Vec::new()
        })
    }
}
