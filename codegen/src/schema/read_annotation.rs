//! Reading annotations.

use super::xml::{Node, Reader, trim};
use super::{Annotation, DataContract, GenericType, QName, SERIALIZATION_NAMESPACE, XSD_NAMESPACE};

impl<'a> Reader<'a> {
    /// The annotation of a component: that of all `xs:annotation` children.
    pub(super) fn read_annotation(&mut self, node: Node<'a>) -> Annotation {
        let mut texts = Vec::new();
        let mut notes = DataContract::default();
        for annotation in xsd_children(node, "annotation") {
            texts.extend(xsd_children(annotation, "documentation").filter_map(documentation));
            for appinfo in xsd_children(annotation, "appinfo") {
                for note in appinfo
                    .children()
                    .filter(|child| child.tag_name().namespace() == Some(SERIALIZATION_NAMESPACE))
                {
                    self.read_data_contract(note, &mut notes);
                }
            }
        }
        let documentation = (!texts.is_empty()).then(|| texts.join("\n\n"));
        let data_contract = (notes != DataContract::default()).then(|| Box::new(notes));
        Annotation {
            documentation,
            data_contract,
        }
    }

    /// The `wsdl:documentation` of a component of a WSDL.
    pub(super) fn read_wsdl_documentation(&self, node: Node<'a>) -> Annotation {
        let is_documentation = |child: &Node<'a>| {
            child.has_tag_name((super::read_wsdl::WSDL_NAMESPACE, "documentation"))
        };
        let texts: Vec<_> = node
            .children()
            .filter(is_documentation)
            .filter_map(documentation)
            .collect();
        Annotation {
            documentation: (!texts.is_empty()).then(|| texts.join("\n\n")),
            data_contract: None,
        }
    }

    fn read_data_contract(&mut self, note: Node<'a>, notes: &mut DataContract) {
        match note.tag_name().name() {
            "DefaultValue" => notes.emit_default_value = self.boolean(note, "EmitDefaultValue"),
            "EnumerationValue" => notes.enumeration_value = self.number_inside(note),
            "ActualType" => notes.actual_type = Some(contract_name(note)),
            "IsDictionary" => notes.is_dictionary = self.boolean_inside(note),
            "IsValueType" => notes.is_value_type = self.boolean_inside(note),
            "GenericType" => notes.generic_type = Some(read_generic_type(note)),
            _ => {}
        }
    }

    fn boolean_inside(&mut self, node: Node<'a>) -> Option<bool> {
        match trim(node.text().unwrap_or_default()) {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            other => {
                self.error(
                    node,
                    format!(
                        "`{}` holds `{other}`, which is no boolean",
                        node.tag_name().name()
                    ),
                );
                None
            }
        }
    }

    fn number_inside(&mut self, node: Node<'a>) -> Option<i64> {
        let text = trim(node.text().unwrap_or_default());
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                self.error(
                    node,
                    format!(
                        "`{}` holds `{text}`, which is no number",
                        node.tag_name().name()
                    ),
                );
                None
            }
        }
    }
}

fn read_generic_type(node: Node<'_>) -> GenericType {
    let arguments = node
        .children()
        .filter(|child| child.has_tag_name((SERIALIZATION_NAMESPACE, "GenericParameter")));
    GenericType {
        name: contract_name(node),
        arguments: arguments.map(contract_name).collect(),
    }
}

/// The data contract name in the attributes `Name` and `Namespace`.
fn contract_name(node: Node<'_>) -> QName {
    QName::new(
        node.attribute("Namespace"),
        node.attribute("Name").unwrap_or_default(),
    )
}

fn xsd_children<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.children()
        .filter(move |child| child.has_tag_name((XSD_NAMESPACE, name)))
}

/// The text inside a node; `None` if there is only white space.
fn documentation(node: Node<'_>) -> Option<String> {
    let text: String = node
        .descendants()
        .filter(|inner| inner.is_text())
        .filter_map(|inner| inner.text())
        .collect();
    let text = dedent(&text);
    (!text.is_empty()).then_some(text)
}

/// Removes outer blank lines, trailing white space, and the indentation that all lines but the first share.
fn dedent(text: &str) -> String {
    let text = text.trim();
    let rest = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = rest()
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or_default();
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or_default().trim_end().to_owned();
    for line in lines {
        out.push('\n');
        out.push_str(line.get(indent..).unwrap_or_default().trim_end());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_loses_the_indentation_of_the_file() {
        assert_eq!(
            dedent("\n      First.\n\n        Second.\n          Third.\n   "),
            "First.\n\nSecond.\n  Third."
        );
    }
}
