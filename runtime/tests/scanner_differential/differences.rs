//! Documents on which the readers differ, and what the specification says.
//!
//! quick-xml leaves to its callers what costs time to check: characters, names, the XML declaration. Of roxmltree's differences, most
//! are in the XML declaration and in processing instructions, which its trees do not hold.

use Differs::{Both, QuickXml, Roxmltree};
use Rule::{Allowed, Refused};

use crate::verdict::{agree, quick_xml, roxmltree, scanner};

/// What the specification says of a document, and so the scanner.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Allowed,
    Refused,
}

/// Who takes it otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Differs {
    QuickXml,
    Roxmltree,
    Both,
}

/// The one table of differences: the document, the rule, who differs, and where it is laid down.
const DIFFERENCES: &[(&str, Rule, Differs, &str)] = &[
    (
        "<a\u{d7}/>",
        Refused,
        QuickXml,
        "XML 1.0, productions 4 and 4a",
    ),
    ("<1a/>", Refused, QuickXml, "XML 1.0, production 4"),
    ("<-a/>", Refused, QuickXml, "XML 1.0, production 4"),
    ("<a b$='1'/>", Refused, QuickXml, "XML 1.0, production 4a"),
    (
        "<:a/>",
        Refused,
        Both,
        "Namespaces in XML 1.0, production 7",
    ),
    (
        "<a:b:c xmlns:a='urn:1'/>",
        Refused,
        QuickXml,
        "Namespaces in XML 1.0, production 7",
    ),
    (
        "<a xmlns:p='urn:1' p:1='b'/>",
        Refused,
        QuickXml,
        "Namespaces in XML 1.0, production 4",
    ),
    (
        "<a xmlns:='urn:1'/>",
        Refused,
        QuickXml,
        "Namespaces in XML 1.0, productions 1 and 2",
    ),
    (
        "<a><?b:c d?></a>",
        Refused,
        Both,
        "Namespaces in XML 1.0, 7",
    ),
    ("<a>\u{1}</a>", Refused, QuickXml, "XML 1.0, 2.2"),
    ("<a>\u{0}</a>", Refused, QuickXml, "XML 1.0, 2.2"),
    ("<a>\u{fffe}</a>", Refused, QuickXml, "XML 1.0, 2.2"),
    ("<a>\u{ffff}</a>", Refused, QuickXml, "XML 1.0, 2.2"),
    ("<a b='\u{8}'/>", Refused, QuickXml, "XML 1.0, 2.2"),
    (
        "<a><b c=\"1\"/><b c=\"\u{1}\"/></a>",
        Refused,
        QuickXml,
        "XML 1.0, 2.2",
    ),
    (
        "<a><b c=\"1\"/><b c=\"\u{ffff}\"/></a>",
        Refused,
        QuickXml,
        "XML 1.0, 2.2",
    ),
    (
        "<a><b c=\"1\"/><b c=\"2\"d=\"3\"/></a>",
        Refused,
        QuickXml,
        "XML 1.0, 3.1",
    ),
    ("<!-- \u{b} --><a/>", Refused, QuickXml, "XML 1.0, 2.2"),
    (
        "<a><![CDATA[\u{c}]]></a>",
        Refused,
        QuickXml,
        "XML 1.0, 2.2",
    ),
    ("<a><?b \u{1f}?></a>", Refused, QuickXml, "XML 1.0, 2.2"),
    (
        "<a b='&#1;'/>",
        Refused,
        QuickXml,
        "XML 1.0, 4.1, Legal Character",
    ),
    ("<a>]]></a>", Refused, QuickXml, "XML 1.0, 2.4"),
    ("<a><?xml?></a>", Refused, Both, "XML 1.0, 2.6"),
    ("<a><?XmL b?></a>", Refused, Both, "XML 1.0, 2.6"),
    (
        " <?xml version='1.0'?><a/>",
        Refused,
        QuickXml,
        "XML 1.0, 2.8",
    ),
    (
        "<a/><?xml version='1.0'?>",
        Refused,
        QuickXml,
        "XML 1.0, 2.8",
    ),
    ("<?xml?><a/>", Refused, Both, "XML 1.0, production 23"),
    ("<?xml ?><a/>", Refused, QuickXml, "XML 1.0, production 23"),
    (
        "<?xml encoding='utf-8'?><a/>",
        Refused,
        QuickXml,
        "XML 1.0, production 23",
    ),
    (
        "<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>",
        Refused,
        QuickXml,
        "XML 1.0, production 23",
    ),
    (
        "<?xml version='1.0'encoding='utf-8'?><a/>",
        Refused,
        QuickXml,
        "XML 1.0, production 80",
    ),
    (
        "<?xml version='1.0' encoding='1'?><a/>",
        Refused,
        Both,
        "XML 1.0, production 81",
    ),
    (
        "<?xml version='1.0' encoding=''?><a/>",
        Refused,
        Both,
        "XML 1.0, production 81",
    ),
    (
        "<?xml version='1.0' standalone='maybe'?><a/>",
        Refused,
        Both,
        "XML 1.0, production 32",
    ),
    (
        "<?xml version='2.0'?><a/>",
        Refused,
        Both,
        "XML 1.0, production 26",
    ),
    (
        "<?xml version='1.0' b='c'?><a/>",
        Refused,
        QuickXml,
        "XML 1.0, production 23",
    ),
    (
        "<?xml version='1.0\"?><a/>",
        Refused,
        QuickXml,
        "XML 1.0, production 24",
    ),
    ("<?XML version='1.0'?><a/>", Refused, Both, "XML 1.0, 2.6"),
    ("<a><? b?></a>", Refused, QuickXml, "XML 1.0, production 17"),
    ("<a><??></a>", Refused, QuickXml, "XML 1.0, production 17"),
    ("<a><?b$?></a>", Refused, Both, "XML 1.0, production 16"),
    ("<a><?1?></a>", Refused, QuickXml, "XML 1.0, production 17"),
    (
        "<a b='1'c='2'/>",
        Refused,
        QuickXml,
        "XML 1.0, production 40",
    ),
    (
        "<a xmlns:p=''/>",
        Refused,
        Roxmltree,
        "Namespaces in XML 1.0, 3, No Prefix Undeclaring",
    ),
    (
        "<a xmlns:a='u' a:xmlns='b' xmlns:b='c'/>",
        Allowed,
        Roxmltree,
        "Namespaces in XML 1.0, 3: only `xmlns` and its prefix declare",
    ),
    ("<xml:a/>", Allowed, Roxmltree, "Namespaces in XML 1.0, 3"),
    ("<a\u{37e}/>", Refused, QuickXml, "XML 1.0, production 4"),
    ("<\u{37e}/>", Refused, QuickXml, "XML 1.0, production 4"),
    ("<\u{b7}/>", Refused, QuickXml, "XML 1.0, production 4"),
    (
        "<a><b\u{a0}c='1'/></a>",
        Refused,
        QuickXml,
        "XML 1.0, production 3",
    ),
    ("<a\u{85}/>", Refused, QuickXml, "XML 1.0, production 3"),
    (
        "<a b\u{2028}='1'/>",
        Refused,
        QuickXml,
        "XML 1.0, production 3",
    ),
    ("<a>b\r&amp;c</a>", Allowed, Roxmltree, "XML 1.0, 2.11"),
    ("<a>&amp;\r</a>", Allowed, Roxmltree, "XML 1.0, 2.11"),
    (
        "<a xml:lang='en' xml:space='preserve'><xml:b/></a>",
        Allowed,
        Roxmltree,
        "Namespaces in XML 1.0, 3, Reserved Prefixes",
    ),
    (
        "<a xsi:nil='true'/>",
        Allowed,
        Roxmltree,
        "none: node-soap leaves this one prefix undeclared in its replies, and users need them",
    ),
    (
        "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='b'/>",
        Refused,
        Roxmltree,
        "XML Schema Part 1, 2.6.2",
    ),
    ("<a/>&#32;", Refused, QuickXml, "XML 1.0, production 1"),
    (
        "<a/><![CDATA[ ]]>",
        Refused,
        QuickXml,
        "XML 1.0, production 1",
    ),
    (
        "<a>&#xD800;</a>",
        Refused,
        Roxmltree,
        "XML 1.0, 4.1, Legal Character",
    ),
    (
        "<a>&#x110000;</a>",
        Refused,
        Roxmltree,
        "XML 1.0, 4.1, Legal Character",
    ),
    (
        "<a xmlns='urn:1' xmlns='urn:2'/>",
        Refused,
        Roxmltree,
        "XML 1.0, 3.1, Unique Att Spec",
    ),
    (
        "<a xmlns:xmlns='urn:1'/>",
        Refused,
        Roxmltree,
        "Namespaces in XML 1.0, 3, Reserved Prefixes",
    ),
];

#[test]
fn where_readers_differ_the_specification_decides() {
    for (text, rule, differs, source) in DIFFERENCES {
        let own = scanner(text);
        assert_eq!(own.is_ok(), *rule == Allowed, "{text:?}: {source}");
        let found = match (agree(&own, &quick_xml(text)), agree(&own, &roxmltree(text))) {
            (false, false) => Some(Both),
            (false, true) => Some(QuickXml),
            (true, false) => Some(Roxmltree),
            (true, true) => None,
        };
        assert_eq!(found, Some(*differs), "{text:?}");
    }
}
