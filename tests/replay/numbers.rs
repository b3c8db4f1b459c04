//! The numbers of enumeration values, which the recorded values give and generated types do not hold.

use std::collections::HashMap;
use std::path::Path;

use crate::support::folder;

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// The numbers by the texts on the wire, of all enumerations of the recorded contracts.
#[derive(Debug)]
pub(crate) struct Numbers {
    by_text: HashMap<String, i64>,
}

impl Numbers {
    /// Reads the exported schemas of a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut by_text = HashMap::new();
        for file in folder::files(folder, "xsd") {
            let text = folder::text(&file);
            let document = roxmltree::Document::parse(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let types = document
                .descendants()
                .filter(|node| node.has_tag_name((XSD, "restriction")));
            for restriction in types {
                let is_flags = restriction
                    .ancestors()
                    .any(|node| node.has_tag_name((XSD, "list")));
                let values = restriction
                    .children()
                    .filter(|node| node.has_tag_name((XSD, "enumeration")));
                for (position, value) in values.enumerate() {
                    let usual = if is_flags {
                        1 << position
                    } else {
                        position as i64
                    };
                    let annotated = value
                        .descendants()
                        .find(|node| node.tag_name().name() == "EnumerationValue");
                    let number = annotated
                        .and_then(|node| node.text()?.trim().parse().ok())
                        .unwrap_or(usual);
                    by_text.insert(
                        value.attribute("value").unwrap_or_default().to_owned(),
                        number,
                    );
                }
            }
        }
        Self { by_text }
    }

    /// The number of a text; the texts of the recorded contracts are distinct.
    pub(crate) fn of(&self, text: &str) -> Option<i64> {
        self.by_text.get(text).copied()
    }
}
