//! Where instances say that schemas are: `xsi:schemaLocation` and `xsi:noNamespaceSchemaLocation`.

use std::path::{Path, PathBuf};

use roxmltree::{Document, ParsingOptions};
use serde::{Deserialize, Serialize};

use crate::infoset::{XSI, decode};

/// A schema that an instance names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hint {
    /// Empty for none.
    pub(crate) namespace: String,
    pub(crate) file: PathBuf,
}

/// The schemas that an instance names and that are there; none for one that is not well-formed.
pub(crate) fn hints(instance: &Path) -> Vec<Hint> {
    let text = std::fs::read(instance)
        .ok()
        .and_then(|bytes| decode(&bytes).ok());
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let Some(text) = text.filter(|text| text.contains(XSI)) else {
        return Vec::new();
    };
    let Ok(document) = Document::parse_with_options(&text, options) else {
        return Vec::new();
    };
    let folder = instance.parent().unwrap_or(Path::new(""));
    let mut hints: Vec<Hint> = Vec::new();
    for node in document.descendants() {
        let pairs = node.attribute((XSI, "schemaLocation")).unwrap_or_default();
        let words: Vec<&str> = pairs.split_ascii_whitespace().collect();
        let named = words.chunks_exact(2).map(|pair| (pair[0], pair[1]));
        let nameless = node.attribute((XSI, "noNamespaceSchemaLocation"));
        let nameless = nameless.map(|location| ("", location.trim_ascii()));
        for (namespace, location) in named.chain(nameless) {
            let hint = Hint {
                namespace: namespace.to_owned(),
                file: folder.join(location),
            };
            if hint.file.is_file() && !hints.contains(&hint) {
                hints.push(hint);
            }
        }
    }
    hints
}
