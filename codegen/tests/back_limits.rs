//! Schemas of hostile sizes are generated in good time, or refused with a stated limit.

use std::fmt::Write as _;
use std::path::PathBuf;

use castile_codegen::Generator;

/// Generates from a schema of the given content; the text, or what is wrong.
fn generate(name: &str, content: &str) -> Result<String, String> {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.xsd"));
    let head = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>";
    std::fs::write(&path, format!("{head}{content}</xs:schema>"))
        .expect("the folder for tests is writable");
    let generated = Generator::new().document(&path).generate();
    let output = generated.map_err(|error| error.to_string())?;
    Ok(output.files.iter().map(|file| &*file.text).collect())
}

fn repeat(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut out, index| {
        write!(out, "{}", item(index)).expect("a string takes all");
        out
    })
}

/// A type that extends the one before it.
fn extension(index: usize, content: &str) -> String {
    match index {
        0 => "<xs:complexType name='t0'/>".to_owned(),
        _ => format!(
            "<xs:complexType name='t{index}'><xs:complexContent><xs:extension base='t{}'>{content}</xs:extension></xs:complexContent></xs:complexType>",
            index - 1
        ),
    }
}

#[test]
fn numbers_of_occurrences_are_never_unrolled() {
    let content = "<xs:complexType name='T'><xs:sequence minOccurs='999999' maxOccurs='4294967295'>
        <xs:element name='a' type='xs:int' minOccurs='4000000000' maxOccurs='4294967295'/>
        <xs:element name='b' type='xs:int'/></xs:sequence></xs:complexType>";
    let text = generate("occurrences", content).expect("it is a schema");
    assert!(text.len() < 2_000, "{text}");
}

#[test]
fn thousands_of_alternatives_members_and_values_are_fine() {
    let element =
        |index: usize| format!("<xs:element name='e{index}' type='xs:int' minOccurs='0'/>");
    let value = |index: usize| {
        format!(
            "<xs:enumeration value='{}a{}'/>",
            "-".repeat(index % 9),
            "_".repeat(index / 9)
        )
    };
    let choice = repeat(3_000, element);
    let content = format!(
        "<xs:complexType name='C'><xs:choice maxOccurs='unbounded'>{choice}</xs:choice></xs:complexType>
         <xs:complexType name='S'><xs:sequence>{choice}</xs:sequence></xs:complexType>
         <xs:simpleType name='E'><xs:restriction base='xs:string'>{}</xs:restriction></xs:simpleType>",
        repeat(1_000, value)
    );
    let text = generate("thousands", &content).expect("it is a schema");
    assert!(text.contains("E2999"), "every alternative is there");
}

#[test]
fn thousands_of_types_and_subtypes_are_fine() {
    let ty = |index: usize| {
        format!(
            "<xs:complexType name='t{index}'><xs:sequence><xs:element name='a' type='t{}' minOccurs='0'/></xs:sequence></xs:complexType>
             <xs:complexType name='s{index}'><xs:complexContent><xs:extension base='B'/></xs:complexContent></xs:complexType>",
            index * 7 % 2_000
        )
    };
    let content = repeat(2_000, ty) + "<xs:complexType name='B'/>";
    let text = generate("types", &content).expect("it is a schema");
    assert!(text.contains("struct T1999"), "every type is there");
}

#[test]
fn a_long_chain_of_extensions_is_compared_link_by_link() {
    let own = |index: usize| {
        let element = format!("<xs:element name='e{index}' type='t0' minOccurs='0'/>");
        extension(index, &format!("<xs:sequence>{element}</xs:sequence>"))
    };
    let text = generate("chain", &repeat(150, own)).expect("it is a schema");
    assert!(text.contains("struct T149"), "the last is there");
}

#[test]
fn types_that_have_more_than_half_a_million_parts_together_are_refused_with_a_place() {
    let error = generate(
        "too_long_chain",
        &repeat(2_000, |index| extension(index, "")),
    )
    .expect_err("its subtypes alone are two million");
    assert!(
        error.contains("too_long_chain.xsd:1:")
            && error.contains("more than 500000 parts and subtypes together"),
        "{error}"
    );
}

#[test]
fn a_substitution_group_that_is_used_everywhere_is_refused_with_a_place() {
    let member = |index: usize| {
        format!(
            "<xs:element name='m{index}' type='xs:string' substitutionGroup='h'/>
             <xs:complexType name='t{index}'><xs:sequence><xs:element ref='h'/></xs:sequence></xs:complexType>"
        )
    };
    let content = repeat(1_000, member) + "<xs:element name='h' type='xs:string'/>";
    let error = generate("too_many_substitutes", &content).expect_err("a million alternatives");
    assert!(error.contains("more than 500000 parts"), "{error}");
}
