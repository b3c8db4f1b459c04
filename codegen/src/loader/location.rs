//! From the location that a file gives to a file on disk.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;

/// A path as diagnostics show it: `/` between folders, `.` and `x/..` left out.
pub(super) fn display(path: &Path) -> Arc<str> {
    Arc::from(normalise(path).to_string_lossy().replace('\\', "/"))
}

/// What tells files apart, however they are referred to.
pub(super) fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normalise(path))
}

/// The file that `address` means in the file at `from`, and what diagnostics call it.
///
/// # Errors
///
/// Why there is none: an address that is not in the catalog, or of a scheme that names no file.
pub(super) fn locate(
    address: &str,
    from: &Path,
    shown: &str,
    catalog: Option<&Catalog>,
) -> Result<(PathBuf, Arc<str>), String> {
    let path = match catalog.and_then(|catalog| catalog.file(address)) {
        Some(file) => return Ok((file.to_owned(), display(file))),
        None => local_path(address)?,
    };
    let folder = from.parent().unwrap_or_else(|| Path::new(""));
    let shown_folder = Path::new(shown).parent().unwrap_or_else(|| Path::new(""));
    let resolved = existing(folder, &path);
    Ok((
        folder.join(&resolved),
        display(&shown_folder.join(&resolved)),
    ))
}

/// The path of a relative reference or a `file:` address.
fn local_path(address: &str) -> Result<String, String> {
    if let Some(rest) = address.strip_prefix("file:") {
        return Ok(rest.strip_prefix("//").unwrap_or(rest).to_owned());
    }
    match address.split_once(':') {
        Some(("http" | "https", _)) => {
            Err("the catalog has no file for it, and the network is never used".to_owned())
        }
        Some((scheme, _)) if is_scheme(scheme) => Err(format!("`{scheme}:` names no file")),
        _ => Ok(address.to_owned()),
    }
}

/// Whether what comes before a colon is the scheme of an address and not the letter of a drive or a part of a name.
fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// The spelling of a relative reference that names a file: as written, without its fragment, with escapes resolved, or with
/// the separators of Windows turned.
fn existing(folder: &Path, path: &str) -> String {
    let plain = path.split('#').next().unwrap_or(path);
    let candidates = [
        path.to_owned(),
        plain.to_owned(),
        unescape(plain),
        plain.replace('\\', "/"),
    ];
    let found = candidates
        .iter()
        .find(|candidate| folder.join(candidate).is_file());
    found.unwrap_or(&candidates[0]).clone()
}

/// Resolves `%20` and the like.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escaped = tail
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A path without `.` and `x/..`, by its letters alone.
fn normalise(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_shown_relative_to_what_the_caller_named() {
        assert_eq!(
            &*display(Path::new("./schemas/a/../b.xsd")),
            "schemas/b.xsd"
        );
        assert_eq!(&*display(Path::new("../../b.xsd")), "../../b.xsd");
        assert_eq!(&*display(Path::new("/x/./b.xsd")), "/x/b.xsd");
    }

    #[test]
    fn escapes_in_a_location_are_resolved() {
        assert_eq!(unescape("a%20b%2.xsd%C3%BC"), "a b%2.xsdü");
    }

    #[test]
    fn an_address_on_the_network_needs_the_catalog() {
        let mut catalog = Catalog::default();
        catalog.insert("http://example.org/a.xsd", "kept/a.xsd");
        let from = Path::new("x/main.xsd");
        let found = locate(
            "http://example.org/a.xsd",
            from,
            "x/main.xsd",
            Some(&catalog),
        );
        assert_eq!(
            found,
            Ok((PathBuf::from("kept/a.xsd"), Arc::from("kept/a.xsd")))
        );
        assert!(
            locate(
                "http://example.org/b.xsd",
                from,
                "x/main.xsd",
                Some(&catalog)
            )
            .is_err()
        );
        assert!(locate("classpath:/b.xsd", from, "x/main.xsd", None).is_err());
    }
}
