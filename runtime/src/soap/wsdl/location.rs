//! Where a document is that another one imports.

/// The location that a reference means, seen from the folder of the WSDL.
///
/// `from` is the location of the document with the reference. A URL means itself.
pub(super) fn resolve(from: &str, reference: &str) -> String {
    if reference.contains("://") {
        return reference.to_owned();
    }
    let reference = reference.replace('\\', "/");
    let (root, folder) = match from.rsplit_once('/') {
        Some((folder, _)) => split_root(folder),
        None => ("", ""),
    };
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in reference.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    format!("{root}{}", steps.join("/"))
}

/// The scheme and host of a URL, up to the slash; nothing of a path.
fn split_root(folder: &str) -> (&str, &str) {
    let host = folder.find("://").map_or(0, |at| at + "://".len());
    match folder[host..].find('/') {
        Some(slash) if host > 0 => folder.split_at(host + slash + 1),
        _ if host > 0 => (folder, ""),
        _ => ("", folder),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_reference_is_seen_from_the_document_that_has_it() {
        for (from, reference, location) in [
            ("", "types.xsd", "types.xsd"),
            ("", "./a/types.xsd", "a/types.xsd"),
            ("a/b.xsd", "c.xsd", "a/c.xsd"),
            ("a/b.xsd", "..\\c.xsd", "c.xsd"),
            ("b.xsd", "../c.xsd", "../c.xsd"),
            ("b.xsd", "http://x/c.xsd", "http://x/c.xsd"),
            ("http://x/a/b.xsd", "../c.xsd", "http://x/c.xsd"),
        ] {
            assert_eq!(resolve(from, reference), location, "{from} {reference}");
        }
    }
}
