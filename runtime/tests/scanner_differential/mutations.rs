//! Documents with something changed: nothing panics, and the readers still agree.

use proptest::prelude::*;

use crate::cases::{REFUSED, WELL_FORMED};
use crate::comparison::difference;
use crate::verdict::{quick_xml, scanner};

/// A message as services send it.
const MESSAGE: &str = "<?xml version='1.0' encoding='utf-8'?>\n<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>\
<s:Header/><s:Body><Response xmlns='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><!-- c --><Id i:nil='true'/>\
<Name i:nil=\"true\"/><Items xmlns:a='urn:a'>\n  <a:string>x &amp; y</a:string><a:string i:type='a:b'>é €\r\n</a:string>\
<a:string><![CDATA[<z>]]></a:string></Items></Response></s:Body></s:Envelope>";

/// What markup is made of, and what it must not hold.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "</",
    "/>",
    "&",
    ";",
    "#",
    "x",
    "'",
    "\"",
    "=",
    " ",
    "\t",
    "\r",
    "\n",
    "]",
    "]]>",
    "!",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "<?",
    "?>",
    ":",
    "a",
    "1",
    "-",
    "xmlns",
    "xml",
    "i:nil='true'",
    "<a>",
    "</a>",
    "<b/>",
    "&amp;",
    "&#65;",
    "&#x1;",
    "\u{1}",
    "\u{0}",
    "\u{e9}",
    "\u{d7}",
    "\u{fffe}",
    "\u{ff0c}",
    "\u{1f600}",
    "<!DOCTYPE a>",
    "xmlns='u'",
    "xmlns:p='v'",
    "p:",
];

/// A change: where, as a share of the length; how many characters go; what comes.
pub(crate) type Change = (f64, usize, &'static str);

pub(crate) fn apply(text: &str, changes: &[Change]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (place, removed, added) in changes {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss
        )]
        let start = (text.len() as f64 * place) as usize;
        let end = (start + removed).min(text.len());
        text.splice(start..end, added.chars());
    }
    text.into_iter().collect()
}

pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let removed = prop_oneof![4 => 0..3_usize, 1 => 0..40_usize, 1 => Just(10_000)];
    let added = prop_oneof![1 => Just(""), 2 => proptest::sample::select(PIECES)];
    proptest::collection::vec((0.0..1.0, removed, added), 1..4)
}

fn documents() -> impl Strategy<Value = &'static str> {
    let all: Vec<&str> = WELL_FORMED.iter().chain(REFUSED).copied().collect();
    prop_oneof![1 => Just(MESSAGE), 3 => proptest::sample::select(all)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_changed_the_readers_agree(document in documents(), changes in changes()) {
        let text = apply(document, &changes);
        prop_assert_eq!(difference(&text), None, "{:?}", text);
    }

    #[test]
    fn bytes_of_any_kind_are_text_or_an_error(document in documents(), at in 0.0..1.0, byte: u8, charset in proptest::option::of("[a-z0-9-]{0,8}")) {
        let mut bytes = document.as_bytes().to_vec();
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
        let at = (bytes.len() as f64 * at) as usize;
        bytes.insert(at, byte);
        let decoded = castile::xml::decode(&bytes, charset.as_deref());
        if charset.is_none() && byte != 0 && let Ok(text) = std::str::from_utf8(&bytes) && let Ok(decoded) = &decoded {
            prop_assert_eq!(decoded.as_ref(), text.trim_start_matches('\u{feff}'));
        }
        if let Ok(text) = decoded {
            let (own, quick) = (scanner(&text), quick_xml(&text));
            prop_assert!(own.is_err() || own == quick, "{:?}: {:?} {:?}", text, own, quick);
        }
    }
}
