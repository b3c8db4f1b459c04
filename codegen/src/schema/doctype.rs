//! Which document type declarations are taken.

/// Whether a file's document type declaration, if it has one, can be read without harm.
///
/// Well-known schemas, XML Signature among them, declare their namespace as an entity. So entities are taken if they stand for plain
/// text: no entity refers to another one, which is how a few bytes grow to gigabytes, and none is kept outside of the file.
/// The external subset is never read.
pub(super) fn is_harmless(text: &str) -> bool {
    let Some(start) = text.find("<!DOCTYPE") else {
        return true;
    };
    let declaration = &text[start..];
    let subset = match (declaration.find('['), declaration.find('>')) {
        (Some(open), Some(close)) if open < close => &declaration[open..],
        _ => return true,
    };
    let Some(end) = subset.find("]>").or_else(|| subset.find("] >")) else {
        return false;
    };
    let mut declarations = subset[..end].split("<!ENTITY").skip(1);
    declarations.all(is_plain_text)
}

/// Whether the rest of an entity declaration, after `<!ENTITY`, is a name and a quoted text without references.
fn is_plain_text(declaration: &str) -> bool {
    let Some(quote) = declaration.find(['"', '\'']) else {
        return false;
    };
    let head = &declaration[..quote];
    let value = &declaration[quote + 1..];
    let Some(end) = value.find(&declaration[quote..=quote]) else {
        return false;
    };
    !head.contains("SYSTEM")
        && !head.contains("PUBLIC")
        && !value[..end].contains(['&', '%', '<'])
        && end <= 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_entities_of_plain_text_are_taken() {
        let cases = [
            ("<a/>", true),
            ("<!DOCTYPE a PUBLIC \"x\" \"y.dtd\"><a/>", true),
            (
                "<!DOCTYPE a [<!ENTITY b 'text'><!ATTLIST a c CDATA #IMPLIED>]><a/>",
                true,
            ),
            (
                "<!DOCTYPE a [<!ENTITY b 'text'><!ENTITY c '&b;&b;'>]><a/>",
                false,
            ),
            (
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a/>",
                false,
            ),
            (
                "<!DOCTYPE a [<!ENTITY % b 'x'> <!ENTITY c '%b;'>]><a/>",
                false,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(is_harmless(text), expected, "{text}");
        }
    }
}
