//! Input that wants to exhaust the stack or the memory is refused in good time.

use std::fmt::Write as _;
use std::path::PathBuf;

use castile_codegen::model;

/// Loads a schema of the given content and gives what is said about it.
fn load(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.xsd"));
    let head = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>";
    std::fs::write(&path, format!("{head}{content}</xs:schema>"))
        .expect("the folder for tests is writable");
    match model::load(&[path], None) {
        Ok((_, remarks)) => remarks.iter().map(ToString::to_string).collect(),
        Err(error) => error.to_string(),
    }
}

fn repeat(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut out, index| {
        write!(out, "{}", item(index)).expect("a string takes all");
        out
    })
}

#[test]
fn deep_nesting_is_refused() {
    let content = "<xs:annotation>".repeat(100_000) + &"</xs:annotation>".repeat(100_000);
    assert!(load("deep_nesting", &content).contains("nest"));
}

#[test]
fn a_long_chain_of_groups_is_refused() {
    let group = |index: usize| {
        format!(
            "<xs:group name='g{index}'><xs:sequence><xs:group ref='g{}'/></xs:sequence></xs:group>",
            index + 1
        )
    };
    let content =
        repeat(20_000, group) + "<xs:complexType name='T'><xs:group ref='g0'/></xs:complexType>";
    assert!(load("long_groups", &content).contains("nests deeper than 512 levels"));
}

#[test]
fn groups_that_nest_are_refused_in_any_order() {
    let group = |index: usize| {
        let (open, close) = ("<xs:sequence>".repeat(200), "</xs:sequence>".repeat(200));
        let inner = match index {
            0 => String::new(),
            _ => format!("<xs:group ref='g{}'/>", index - 1),
        };
        format!(
            "<xs:group name='g{index}'>{open}{inner}{close}</xs:group><xs:complexType name='t{index}'><xs:group ref='g{index}'/></xs:complexType>"
        )
    };
    assert!(load("nested_groups", &repeat(300, group)).contains("nests deeper than 512 levels"));
}

#[test]
fn groups_that_double_are_refused() {
    let group = |index: usize| {
        let next = index + 1;
        format!(
            "<xs:group name='g{index}'><xs:sequence><xs:group ref='g{next}'/><xs:group ref='g{next}'/></xs:sequence></xs:group>"
        )
    };
    let last = "<xs:group name='g40'><xs:sequence><xs:element name='e'/></xs:sequence></xs:group>";
    let content =
        repeat(40, group) + last + "<xs:complexType name='T'><xs:group ref='g0'/></xs:complexType>";
    assert!(load("doubling_groups", &content).contains("particles"));
}

#[test]
fn a_long_chain_of_attribute_groups_is_refused() {
    let group = |index: usize| {
        format!(
            "<xs:attributeGroup name='g{index}'><xs:attributeGroup ref='g{}'/></xs:attributeGroup>",
            index + 1
        )
    };
    let content = repeat(20_000, group)
        + "<xs:complexType name='T'><xs:attributeGroup ref='g0'/></xs:complexType>";
    assert!(load("long_attribute_groups", &content).contains("nest"));
}

#[test]
fn a_long_chain_of_types_is_fine() {
    let ty = |index: usize| {
        let base = if index == 0 {
            "xs:int".to_owned()
        } else {
            format!("t{}", index - 1)
        };
        format!("<xs:simpleType name='t{index}'><xs:restriction base='{base}'/></xs:simpleType>")
    };
    assert_eq!(load("long_types", &repeat(10_000, ty)), "");
}

#[test]
fn a_long_chain_of_substitutions_is_fine() {
    let element = |index: usize| {
        format!(
            "<xs:element name='e{index}' substitutionGroup='e{}'/>",
            index + 1
        )
    };
    assert_eq!(
        load(
            "long_substitutions",
            &(repeat(1_000, element) + "<xs:element name='e1000' type='xs:int'/>")
        ),
        ""
    );
}

#[test]
fn a_long_chain_of_extensions_ends_in_good_time() {
    let ty = |index: usize| {
        format!(
            "<xs:complexType name='t{index}'><xs:complexContent><xs:extension base='t{}'>
             <xs:sequence><xs:element name='e{index}' minOccurs='0'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>",
            index + 1
        )
    };
    for (count, expected) in [(200, 0), (2_000, 1)] {
        let content = repeat(count, ty) + &format!("<xs:complexType name='t{count}'/>");
        let found = load("long_extensions", &content);
        assert_eq!(
            found.matches("too large together").count(),
            expected,
            "{found}"
        );
    }
}

#[test]
fn a_deep_restriction_is_fine() {
    let model = |name: &str| {
        let open = "<xs:sequence minOccurs='0'><xs:choice minOccurs='0'>".repeat(120);
        let close = "</xs:choice></xs:sequence>".repeat(120);
        format!("{open}<xs:element name='{name}' type='xs:int'/>{close}")
    };
    let base = model("a");
    let content = format!(
        "<xs:complexType name='A'>{base}</xs:complexType>
         <xs:complexType name='B'><xs:complexContent><xs:restriction base='A'>{base}</xs:restriction></xs:complexContent></xs:complexType>
         <xs:complexType name='C'><xs:complexContent><xs:restriction base='A'>{}</xs:restriction></xs:complexContent></xs:complexType>",
        model("b")
    );
    let found = load("deep_restriction", &content);
    assert_eq!(
        found.matches("is no restriction of its base").count(),
        1,
        "{found}"
    );
}

#[test]
fn large_choices_are_compared_in_good_time() {
    let elements = repeat(1_000, |index| {
        format!("<xs:element name='e{index}' type='xs:int'/>")
    });
    let nested = repeat(20, |_| {
        format!(
            "<xs:sequence minOccurs='0'><xs:choice>{elements}</xs:choice><xs:element name='x'/></xs:sequence>"
        )
    });
    let content = format!(
        "<xs:complexType name='A'><xs:choice>{elements}</xs:choice></xs:complexType>
         <xs:complexType name='B'><xs:complexContent><xs:restriction base='A'><xs:choice>{elements}</xs:choice></xs:restriction></xs:complexContent></xs:complexType>
         <xs:complexType name='C'><xs:choice>{nested}</xs:choice></xs:complexType>"
    );
    assert!(load("large_choices", &content).contains("competes"));
}

#[test]
fn a_large_substitution_group_in_many_places_is_fine() {
    let members = repeat(2_000, |index| {
        format!("<xs:element name='m{index}' type='xs:int' substitutionGroup='h'/>")
    });
    let uses = repeat(2_000, |_| "<xs:element ref='h'/>".to_owned());
    let content = format!(
        "<xs:element name='h' type='xs:int'/>{members}<xs:complexType name='A'><xs:sequence>{uses}</xs:sequence></xs:complexType>"
    );
    assert!(!load("large_substitution", &content).contains("competes"));
}

#[test]
fn unions_of_unions_are_tried_within_bounds() {
    let ty = |index: usize| {
        let next = index + 1;
        format!(
            "<xs:simpleType name='u{index}'><xs:union memberTypes='u{next} u{next}'/></xs:simpleType>"
        )
    };
    let content = repeat(60, ty)
        + "<xs:simpleType name='u60'><xs:union memberTypes='xs:int xs:date'/></xs:simpleType>
           <xs:element name='e' type='u0' default='none'/>";
    let _ = load("doubling_unions", &content);
}

#[test]
fn any_part_of_a_file_gives_an_answer() {
    let file = std::fs::read("../schemas/bulk_service.xml").expect("the file is there");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("part.wsdl");
    for step in 0..20 {
        let (start, end) = (step * file.len() / 20, (step + 1) * file.len() / 20);
        let cut: Vec<u8> = [&file[..start], &file[end..]].concat();
        std::fs::write(&path, cut).expect("the folder for tests is writable");
        let outcome = model::load(std::slice::from_ref(&path), None);
        if let Err(error) = outcome {
            assert!(error.to_string().contains("part.wsdl:"), "{error}");
        }
    }
}
