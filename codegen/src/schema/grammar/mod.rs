//! The schema of schemas: which attributes and children each construct may have, and in which order.
//!
//! Source: XML Schema Part 1, appendix A, and the "XML representation" of each component.

mod lexical;
mod table;

use std::collections::HashMap;

use super::XSD_NAMESPACE;
use super::lexical::is_language;
use super::version::is_included;
use super::xml::{Node, Reader, XML_NAMESPACE, describe, trim};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::Rule;
use lexical::Lexical;

/// An element of XML Schema where it stands: `element` at the top and inside a type are two constructs.
#[derive(Debug)]
pub(super) struct Construct {
    /// The constraint that speaks of its form.
    rule: Rule,
    /// Its attributes but `id`, which all have that are not open.
    attributes: &'static [(&'static str, Lexical)],
    /// The orders of children that are possible.
    contents: &'static [&'static [&'static Slot]],
}

/// A place in the order of children.
#[derive(Debug)]
struct Slot {
    count: Count,
    members: &'static [(&'static str, &'static Construct)],
}

/// How many children a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    One,
    Optional,
    Many,
}

/// Constructs of XML Schema 1.1 that change what a document may hold.
const XSD_1_1: [&str; 3] = ["openContent", "defaultOpenContent", "override"];

/// Constructs of XML Schema 1.1 that only make narrower what is declared without them.
const NARROWING_OF_1_1: [&str; 4] = ["assert", "assertion", "alternative", "explicitTimezone"];

/// Attributes of XML Schema 1.1 without which the construct means something else.
const ATTRIBUTES_OF_1_1: [&str; 4] = [
    "notNamespace",
    "notQName",
    "targetNamespace",
    "defaultAttributes",
];

/// The constraint that `id` attributes tell elements apart.
static IDS: Rule = Rule::formal("cvc-id", "3.15.4");

/// The constraint on the values of attributes that other schemas declare.
static LANGUAGE: Rule = Rule::formal("cvc-attribute", "3.2.4");

/// What stands where a child should not, or is not there.
enum Fault<'a> {
    Unknown(Node<'a>),
    Misplaced(Node<'a>),
    Repeated(Node<'a>),
    Missing(&'static Slot),
}

impl<'a> Reader<'a> {
    /// Checks the form of a schema and of everything in it.
    pub(super) fn check_grammar(&mut self, schema: Node<'a>) {
        let mut ids = HashMap::new();
        self.check_construct(schema, &table::SCHEMA, &mut ids);
    }

    /// Recurses no deeper than elements nest, which was checked.
    fn check_construct(
        &mut self,
        node: Node<'a>,
        construct: &'static Construct,
        ids: &mut HashMap<&'a str, Node<'a>>,
    ) {
        self.check_attributes(node, construct, ids);
        if construct.contents.is_empty() {
            return;
        }
        self.check_text(node, construct);
        let children: Vec<_> = self.schema_children(node, construct);
        let content = content_of(construct, &children);
        for fault in faults(content, &children) {
            self.report_fault(node, construct, &fault);
        }
        for child in children {
            if let Some(inner) = member(content, child.tag_name().name()) {
                self.check_construct(child, inner, ids);
            }
        }
    }

    fn check_attributes(
        &mut self,
        node: Node<'a>,
        construct: &'static Construct,
        ids: &mut HashMap<&'a str, Node<'a>>,
    ) {
        for attribute in node.attributes() {
            match (attribute.namespace(), attribute.name()) {
                (None, "id") if !construct.contents.is_empty() => {
                    self.check_id(node, trim(attribute.value()), ids);
                }
                (None, name) => match construct.attributes.iter().find(|known| known.0 == name) {
                    Some((_, Lexical::Newer)) => {
                        let message = format!("`{name}` of {} is ignored", describe(node));
                        self.note(node, format!("{message}: it is of XML Schema 1.1"));
                    }
                    Some((_, lexical)) => {
                        if let Err(help) = lexical.check(attribute.value()) {
                            let message = format!(
                                "`{name}=\"{}\"` of {}",
                                trim(attribute.value()),
                                describe(node)
                            );
                            self.breach(node, &construct.rule, message, help);
                        }
                    }
                    None => self.report_attribute(node, construct, name),
                },
                (Some(XSD_NAMESPACE), name) => {
                    let message = format!("{} has the attribute `xs:{name}`", describe(node));
                    let help = "write the attributes of XML Schema without a prefix";
                    self.breach(node, &construct.rule, message, help);
                }
                (Some(XML_NAMESPACE), "lang") => self.check_language(node, trim(attribute.value())),
                (Some(_), _) => {}
            }
        }
    }

    fn check_language(&mut self, node: Node<'a>, language: &str) {
        if !language.is_empty() && !is_language(language) {
            let message = format!(
                "`xml:lang=\"{language}\"` of {} is no language",
                describe(node)
            );
            self.breach(node, &LANGUAGE, message, "such as `en` and `en-GB`");
        }
    }

    fn report_attribute(&mut self, node: Node<'a>, construct: &'static Construct, name: &str) {
        let message = format!("{} has the attribute `{name}`", describe(node));
        if ATTRIBUTES_OF_1_1.contains(&name) {
            self.error_with_help(
                node,
                format!("{message}, which is of XML Schema 1.1"),
                "only XML Schema 1.0 is supported",
            );
        } else {
            let known = construct.attributes.iter();
            let known = known.filter(|known| !matches!(known.1, Lexical::Newer));
            let help = allowed(known.map(|known| known.0));
            self.breach(node, &construct.rule, message, help);
        }
    }

    fn check_id(&mut self, node: Node<'a>, id: &'a str, ids: &mut HashMap<&'a str, Node<'a>>) {
        if !super::is_ncname(id) {
            let message = format!("`id=\"{id}\"` of {} is no name", describe(node));
            self.breach(
                node,
                &IDS,
                message,
                "an `id` is a letter or `_`, then letters, digits, `.`, `-` and `_`",
            );
        } else if let Some(first) = ids.insert(id, node) {
            let message = format!(
                "`id=\"{id}\"` of {} is not the first; {} has it too",
                describe(node),
                describe(first)
            );
            self.breach(node, &IDS, message, "give each `id` once");
        }
    }

    /// Reports text where only elements may stand.
    fn check_text(&mut self, node: Node<'a>, construct: &'static Construct) {
        for child in node.children().filter(|child| child.is_text()) {
            if !trim(child.text().unwrap_or_default()).is_empty() {
                let message = format!("text stands in {}", describe(node));
                self.breach(
                    child,
                    &construct.rule,
                    message,
                    "remove it, or make it a comment",
                );
            }
        }
    }

    /// The child elements in the namespace of XML Schema; others are reported.
    fn schema_children(&mut self, node: Node<'a>, construct: &'static Construct) -> Vec<Node<'a>> {
        let (own, foreign): (Vec<_>, Vec<_>) = node
            .children()
            .filter(|child| child.is_element() && is_included(child))
            .partition(|child| child.tag_name().namespace() == Some(XSD_NAMESPACE));
        for child in foreign {
            let message = format!(
                "`{}` in {} is ignored",
                child.tag_name().name(),
                describe(node)
            );
            let help = "elements of other namespaces stand inside `annotation/appinfo`";
            self.breach(child, &construct.rule, message, help);
        }
        own
    }

    fn report_fault(&mut self, parent: Node<'a>, construct: &'static Construct, fault: &Fault<'a>) {
        let within = describe(parent);
        match fault {
            Fault::Unknown(child) => self.report_unknown(*child, parent, construct),
            Fault::Misplaced(child) => {
                let name = child.tag_name().name();
                let message = format!("`xs:{name}` stands too late in {within}");
                let help = "the order of children is laid down";
                self.breach(*child, &construct.rule, message, help);
            }
            Fault::Repeated(child) => {
                let message = format!(
                    "`xs:{}` is one too many in {within}",
                    child.tag_name().name()
                );
                let help = "it may stand there once";
                // A second annotation loses nothing; a second type or model would.
                if child.tag_name().name() == "annotation" {
                    self.breach(*child, &construct.rule, message, help);
                } else {
                    self.error_with_help(*child, message, format!("{help}; {}", construct.rule));
                }
            }
            Fault::Missing(slot) => {
                let names = slot.members.iter().map(|member| format!("`{}`", member.0));
                let message = format!("{within} has no {}", names.collect::<Vec<_>>().join(" or "));
                self.error_with_help(parent, message, format!("see {}", construct.rule));
            }
        }
    }

    fn report_unknown(&mut self, child: Node<'a>, parent: Node<'a>, construct: &'static Construct) {
        let name = child.tag_name().name();
        let within = describe(parent);
        if NARROWING_OF_1_1.contains(&name) {
            let message = format!("`xs:{name}` in {within} is ignored");
            self.note(child, format!("{message}: it is of XML Schema 1.1"));
        } else if XSD_1_1.contains(&name) {
            self.error_with_help(
                child,
                format!("`xs:{name}` in {within} is a construct of XML Schema 1.1"),
                "only XML Schema 1.0 is supported",
            );
        } else {
            let slots = construct.contents.iter().copied().flatten();
            let names = slots.flat_map(|slot| slot.members).map(|member| member.0);
            self.error_with_help(
                child,
                format!("`xs:{name}` is not allowed in {within}"),
                format!("{}; {}", allowed(names), construct.rule),
            );
        }
    }

    /// Reports a breach of a rule.
    pub(super) fn breach(
        &mut self,
        node: Node<'_>,
        rule: &'static Rule,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::new(Severity::Error, self.place(node), message)
            .with_help(help)
            .with_rule(rule);
        self.diagnostics.push(diagnostic);
    }
}

/// What may stand there instead.
fn allowed(names: impl Iterator<Item = &'static str>) -> String {
    let mut shown = Vec::new();
    for name in names.map(|name| format!("`{name}`")) {
        if !shown.contains(&name) {
            shown.push(name);
        }
    }
    match shown.is_empty() {
        true => "nothing is allowed there".to_owned(),
        false => format!("allowed are {}", shown.join(", ")),
    }
}

/// The order that most children fit: `complexType` has another one with `complexContent` than without.
fn content_of(construct: &'static Construct, children: &[Node<'_>]) -> &'static [&'static Slot] {
    let fitting = |content: &&'static [&'static Slot]| {
        let known = children
            .iter()
            .filter(|child| member(content, child.tag_name().name()).is_some());
        known.count()
    };
    let mut best = construct.contents[0];
    for content in construct.contents {
        if fitting(content) > fitting(&best) {
            best = content;
        }
    }
    best
}

fn member(content: &[&'static Slot], name: &str) -> Option<&'static Construct> {
    let mut members = content.iter().flat_map(|slot| slot.members);
    members
        .find(|member| member.0 == name)
        .map(|member| member.1)
}

/// What is wrong with the order or number of children.
fn faults<'a>(content: &'static [&'static Slot], children: &[Node<'a>]) -> Vec<Fault<'a>> {
    let mut found = Vec::new();
    let mut current = 0;
    let mut taken = vec![0; content.len()];
    for child in children {
        let name = child.tag_name().name();
        let holds = |slot: &Slot| slot.members.iter().any(|member| member.0 == name);
        let is_free = |at: usize| content[at].count == Count::Many || taken[at] == 0;
        let next = (current..content.len()).find(|at| holds(content[*at]) && is_free(*at));
        match next {
            Some(at) => {
                current = at;
                taken[at] += 1;
            }
            None => match content.iter().position(|slot| holds(slot)) {
                None => found.push(Fault::Unknown(*child)),
                Some(at) if is_free(at) => {
                    taken[at] += 1;
                    found.push(Fault::Misplaced(*child));
                }
                Some(_) => found.push(Fault::Repeated(*child)),
            },
        }
    }
    let missing = content
        .iter()
        .zip(&taken)
        .filter(|(slot, taken)| slot.count == Count::One && **taken == 0);
    found.extend(missing.map(|(slot, _)| Fault::Missing(slot)));
    found
}
