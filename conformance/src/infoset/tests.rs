//! What the comparison lets pass, and what it does not.

use std::path::Path;

use castile_codegen::model;
use roxmltree::Document;

use super::{Typing, compare, misfit, root_typing};

/// The first difference, without the path; empty if there is none.
fn difference(read: &str, written: &str) -> String {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare.xsd");
    let (model, _) = model::load(&[schema], None).expect("the schema is valid");
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let whole = |text: &str| text.replacen("$", &format!("xmlns='urn:t' {xsi}"), 1);
    let (read, written) = (whole(read), whole(written));
    let read = Document::parse(&read).expect("what is read is well-formed");
    let written = Document::parse(&written).expect("what is written is well-formed");
    let typing = root_typing(&model, read.root_element()).unwrap_or(Typing::Unknown);
    let same = compare(&model, typing, read.root_element(), written.root_element());
    same.err().map_or(String::new(), |error| {
        error
            .split_once(": ")
            .map_or(error.clone(), |(_, rest)| rest.to_owned())
    })
}

#[test]
fn the_same_information_may_look_different() {
    let pairs = [
        (
            "<a $><number>1.0</number></a>",
            "<p:a xmlns:p='urn:t'><p:number>1</p:number></p:a>",
        ),
        ("<a $ unit='m'/>", "<a $/>"),
        ("<a $/>", "<a $ unit='m'/>"),
        ("<a $ names='x  y'/>", "<a $ names='x y'/>"),
        (
            "<a $>\n  <text>x</text><!-- --></a>",
            "<a $><text>x</text></a>",
        ),
        (
            "<a $><number xsi:nil='1'/></a>",
            "<a $><number xsi:nil='true'/></a>",
        ),
        (
            "<a $ xmlns:t='urn:t' xsi:type='t:Derived'/>",
            "<a $ xsi:type='Derived'/>",
        ),
        ("<m $>x <b>y</b></m>", "<m $>x <b>y</b></m>"),
    ];
    for (read, written) in pairs {
        assert_eq!(difference(read, written), "", "{read}");
    }
}

#[test]
fn what_is_lost_or_changed_is_a_difference() {
    let table = [
        (
            "<a $><number>1</number></a>",
            "<a $><number>2</number></a>",
            "the text was \"1\" and became \"2\"",
        ),
        (
            "<a $><text>1</text></a>",
            "<a $><text>1.0</text></a>",
            "the text was \"1\" and became \"1.0\"",
        ),
        (
            "<a $><text> 1</text></a>",
            "<a $><text>1</text></a>",
            "the text was \" 1\" and became \"1\"",
        ),
        (
            "<a $><text/></a>",
            "<a $/>",
            "an element `{urn:t}text` is lost",
        ),
        (
            "<a $/>",
            "<a $><text/></a>",
            "an element `{urn:t}text` was not there",
        ),
        (
            "<a $ unit='k'/>",
            "<a $/>",
            "the attribute `unit` was \"k\" and became \"m\"",
        ),
        (
            "<a $ names='x'/>",
            "<a $/>",
            "the attribute `names` is lost",
        ),
        (
            "<a $><number xsi:nil='true'/></a>",
            "<a $><number/></a>",
            "`xsi:nil` was true and became false",
        ),
        (
            "<a $ xsi:type='Derived'/>",
            "<a $/>",
            "`xsi:type` was `{urn:t}Derived` and became absent",
        ),
        (
            "<a $/>",
            "<a $ xsi:type='Base'/>",
            "`xsi:type` was absent and became `{urn:t}Base`",
        ),
        (
            "<a $><o xmlns='urn:o'> </o></a>",
            "<a $><o xmlns='urn:o'/></a>",
            "the text was \" \" and became \"\"",
        ),
        (
            "<m $>x <b/></m>",
            "<m $>x<b/></m>",
            "the text \"x \" became \"x\"",
        ),
        (
            "<m $><b/>x</m>",
            "<m $>x<b/></m>",
            "the text \"x\" was not there",
        ),
        (
            "<a $/>",
            "<a xmlns='urn:u'/>",
            "the element became `{urn:u}a`",
        ),
    ];
    for (read, written, expected) in table {
        assert_eq!(difference(read, written), expected, "{read}");
    }
}

#[test]
fn names_in_unknown_content_keep_their_namespaces() {
    let read = "<a $><o xmlns='urn:o' xmlns:p='urn:p'>p:x</o></a>";
    let lost = difference(read, "<a $><o xmlns='urn:o'>p:x</o></a>");
    assert!(lost.starts_with("the text was \"p:x\""), "{lost}");
}

#[test]
fn a_sample_that_does_not_keep_to_its_schema_is_told_by_the_schema_alone() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fit.xsd");
    let (model, _) = model::load(&[schema], None).expect("the schema is valid");
    let table = [
        ("<a><b>1</b><c/><c/><x/></a>", None),
        ("<a><b>1</b><d/><c/><d/></a>", None),
        ("<a><b xsi:nil='true'/><x/></a>", None),
        ("<all><y/><x/></all>", None),
        ("<a><c/></a>", Some("a: `c` may not stand there")),
        (
            "<a><b>1</b><x/><c/></a>",
            Some("a: `c` may not stand there"),
        ),
        ("<a/>", Some("a: something is missing at its end")),
        (
            "<a><b>one</b><x/></a>",
            Some("a/b: \"one\" is no value of its type"),
        ),
        (
            "<a><b>1</b><x><y/></x></a>",
            Some("a/x: the element `y` stands in a simple value"),
        ),
        (
            "<all><y/></all>",
            Some("all: something is missing at its end"),
        ),
        ("<all><x/><x/></all>", Some("all: `x` may not stand there")),
    ];
    for (text, expected) in table {
        let declared = text.replacen(
            "<a>",
            "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>",
            1,
        );
        let document = Document::parse(&declared).expect("what is read is well-formed");
        let root = document.root_element();
        let typing = root_typing(&model, root).expect("the root is declared");
        assert_eq!(misfit(&model, typing, root).as_deref(), expected, "{text}");
    }
}
