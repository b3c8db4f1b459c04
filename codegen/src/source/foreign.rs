//! What a file is that is no XML, as far as its beginning says so.

/// What bytes are that are no text, and what to do; `None` if they may be text.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some("the file is a ZIP archive; unpack it"),
        [0x1F, 0x8B, ..] => Some("the file is compressed by gzip; unpack it"),
        [b'%', b'P', b'D', b'F', ..] => Some("the file is a PDF document"),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            Some("the encoding UTF-32 is not supported; save the file as UTF-8")
        }
        _ => None,
    }
}

/// What a text is that is not well-formed XML, and what to do; `None` if nothing can be said.
pub(crate) fn of_text(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let begins = |with: &str| {
        let head = start.as_bytes().get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
    };
    if start.is_empty() {
        return Some("the file is empty");
    }
    if begins("<!doctype html") || begins("<html") {
        return Some(
            "the file is an HTML page, such as one about an error: ask the service for its WSDL again, with `?wsdl`",
        );
    }
    if begins("{") || begins("[") {
        return Some("the file is JSON");
    }
    (start.len() < text.len() && begins("<?xml"))
        .then_some("nothing may stand before the XML declaration; remove the white space there")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_xml_are_known_by_how_they_begin() {
        assert!(of_bytes(b"PK\x03\x04\x14\x00").is_some());
        assert!(of_bytes(&[0x1F, 0x8B, 8]).is_some());
        assert!(of_bytes(&[0xFF, 0xFE, b'<', 0]).is_none());
        assert!(of_bytes(b"<a/>").is_none());
        assert!(of_bytes(b"").is_none());
        for text in [
            "",
            " \n",
            "<!DOCTYPE html>\n<p>",
            "\n<HTML>",
            "{\"a\": 1}",
            "\n<?xml version='1.0'?>",
        ] {
            assert!(of_text(text).is_some(), "{text}");
        }
        for text in ["<a>", "<?xml version='1.0'?><a>", "<"] {
            assert!(of_text(text).is_none(), "{text}");
        }
    }
}
