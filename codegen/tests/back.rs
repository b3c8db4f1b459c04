//! What holds for all that is generated: it depends on nothing but its input, and settings that match nothing are errors.

use std::fs;
use std::path::{Path, PathBuf};

use castile_codegen::diagnostic::Severity;
use castile_codegen::{Error, Generator, Output, Settings};

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

/// A folder of its own for a test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Writes schemas of the namespace `urn:shop` with these bodies, and generates from them.
fn generate_from(test: &str, bodies: &[&str], settings: Settings) -> Result<Output, Error> {
    let folder = folder(test);
    let mut generator = Generator::new().settings(settings);
    for (index, body) in bodies.iter().enumerate() {
        let file = folder.join(format!("part{index}.xsd"));
        let text = format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:shop' targetNamespace='urn:shop'>{body}</xs:schema>"
        );
        fs::write(&file, text).expect("a schema can be written");
        generator = generator.document(file);
    }
    generator.generate()
}

fn settings(text: &str) -> Settings {
    Settings::parse(text, "castile.toml", Path::new("")).expect("the settings are right")
}

fn record(name: &str, fields: &str) -> String {
    format!("<xs:complexType name='{name}'><xs:sequence>{fields}</xs:sequence></xs:complexType>")
}

fn extension(name: &str, base: &str) -> String {
    format!(
        "<xs:complexType name='{name}'><xs:complexContent><xs:extension base='{base}'/></xs:complexContent></xs:complexType>"
    )
}

const ID: &str = "<xs:element name='id' type='xs:int'/>";
const NAME: &str = "<xs:element name='name' type='xs:string'/>";

/// Row 38: the same bytes twice, whatever the folder.
#[test]
fn output_does_not_depend_on_the_run_or_the_folder() {
    let generate = |folder: &Path| {
        let settings =
            Settings::read(&folder.join("castile.toml")).expect("the settings are right");
        let output = Generator::new()
            .settings(settings)
            .generate()
            .expect("the schemas are right");
        output.files
    };
    let first = generate(&schemas());
    assert!(
        first == generate(&schemas()),
        "another run gave another text"
    );
    let elsewhere = folder("elsewhere");
    for entry in fs::read_dir(schemas()).expect("there are schemas") {
        let path = entry.expect("the folder can be read").path();
        fs::copy(
            &path,
            elsewhere.join(path.file_name().expect("files have names")),
        )
        .expect("files can be copied");
    }
    assert!(
        first == generate(&elsewhere),
        "another folder gave another text"
    );
}

/// Row 40: what several documents declare alike is written once.
#[test]
fn types_that_are_declared_alike_are_one_type() {
    let one = record("Item", ID) + &record("Order", "<xs:element name='item' type='Item'/>");
    let two = one.clone() + &record("Other", ID);
    let output =
        generate_from("alike", &[&one, &two], Settings::default()).expect("the schemas are right");
    let modules: Vec<&str> = output
        .files
        .iter()
        .map(|file| file.module.as_str())
        .collect();
    assert_eq!(modules, ["common", "part0", "part1"]);
    assert!(output.files[0].text.contains("pub struct Order {"));
    assert!(
        output.files[1]
            .text
            .contains("pub use super::common::{Item, Order};")
    );
    assert!(!output.files[1].text.contains("pub struct"));
    assert!(output.files[2].text.contains("pub struct Other {"));
}

#[test]
fn a_type_that_refers_to_a_different_type_is_another_type() {
    let order = record("Order", "<xs:element name='item' type='Item'/>");
    let one = record("Item", ID) + &order;
    let two = record("Item", NAME) + &order;
    let output =
        generate_from("unlike", &[&one, &two], Settings::default()).expect("the schemas are right");
    assert_eq!(output.files.len(), 2);
    let messages: Vec<&str> = output
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(
        messages[0].starts_with("type `Item` is declared differently at "),
        "{messages:?}"
    );
}

#[test]
fn a_base_type_with_other_subtypes_is_another_type() {
    let one = record("Item", ID);
    let two = one.clone() + &extension("Special", "Item");
    let output = generate_from("other_subtypes", &[&one, &two], Settings::default())
        .expect("the schemas are right");
    assert_eq!(output.files.len(), 2);
    assert!(output.files[0].text.contains("pub struct Item {"));
    assert!(output.files[1].text.contains("pub enum Item {"));
}

/// Row 4: of a large WSDL only what some operations need.
#[test]
fn an_operation_keeps_what_it_reaches_and_no_more() {
    let file = schemas().join("campaignmanagement_service.xml");
    let output = Generator::new()
        .document(file)
        .operation("ApplyOfflineConversions")
        .generate();
    let text = &output.expect("the schema is right").files[0].text;
    assert!(text.contains("pub struct OfflineConversion {"));
    assert!(
        text.contains("pub struct EditorialError {"),
        "a subtype is reached"
    );
    assert!(
        text.contains("pub struct AdApiFaultDetail {"),
        "a fault is reached"
    );
    assert!(!text.contains("pub struct Campaign {"));
    assert_eq!(text.matches("impl rt::Operation for").count(), 1);
}

#[test]
fn what_matches_nothing_is_an_error_with_its_place() {
    let table = [
        (
            "operations = [\"Sell\"]",
            "castile.toml:1:15: no operation is named `Sell`",
        ),
        (
            "[types.Itm]\nrename = \"A\"",
            "castile.toml:1:8: no type is named `Itm`\n   help: there is `Item`",
        ),
        (
            "[types.Item.fields]\nidd = \"a\"",
            "castile.toml:2:1: no field is named `idd`\n   help: there is `id`",
        ),
        (
            "[types.Item.variants]\nid = \"a\"",
            "castile.toml:2:1: no value is named `id`",
        ),
        (
            "[prefixes]\n\"urn:shops\" = \"a\"",
            "castile.toml:2:1: no namespace is named `urn:shops`\n   help: there is `urn:shop`",
        ),
    ];
    for (text, expected) in table {
        let error =
            generate_from("nothing", &[&record("Item", ID)], settings(text)).expect_err(text);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn in_strict_mode_what_cannot_be_supported_is_an_error() {
    let encoded = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/style_rpc/input.wsdl"),
    )
    .expect("the golden can be read")
    .replace(
        "use=\"literal\"",
        "use=\"encoded\" encodingStyle=\"urn:other\"",
    );
    let file = folder("strict").join("encoded.wsdl");
    fs::write(&file, encoded).expect("a file can be written");
    let lenient = Generator::new()
        .document(&file)
        .generate()
        .expect("it is left out");
    assert_eq!(lenient.notes[0].severity, Severity::Unsupported);
    let strict = Generator::new()
        .document(&file)
        .settings(settings("strict = true"));
    let error = strict.generate().expect_err("it is an error");
    assert_eq!(error.diagnostics()[0].severity, Severity::Error);
}

#[test]
fn wrappers_of_themselves_are_structs() {
    let wrapper = |name: &str, item: &str| {
        record(
            name,
            &format!("<xs:element name='item' type='{item}' minOccurs='0' maxOccurs='unbounded'/>"),
        )
    };
    let schema =
        wrapper("Self_", "Self_") + &wrapper("A", "B") + &wrapper("B", "A") + &wrapper("C", "A");
    let holder = record(
        "Holder",
        "<xs:element name='c' type='C'/><xs:element name='a' type='A'/>",
    );
    let output = generate_from(
        "endless_arrays",
        &[&(schema + &holder)],
        Settings::default(),
    );
    let text = &output.expect("the schema is right").files[0].text;
    assert!(
        text.contains("pub c: Vec<A>") && text.contains("pub a: A"),
        "{text}"
    );
    assert!(text.contains("pub item: Vec<B>"), "{text}");
}

#[test]
fn an_operation_with_an_encoded_array_of_several_dimensions_is_left_out() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/style_rpc/input.wsdl");
    let array = "<xs:complexType name='Grid'><xs:complexContent>\
        <xs:restriction base='e:Array' xmlns:e='http://schemas.xmlsoap.org/soap/encoding/'>\
        <xs:attribute ref='e:arrayType' w:arrayType='xs:int[,]' xmlns:w='http://schemas.xmlsoap.org/wsdl/'/>\
        </xs:restriction></xs:complexContent></xs:complexType></xs:schema>";
    let text = fs::read_to_string(golden)
        .expect("the golden can be read")
        .replace("use=\"literal\"", "use=\"encoded\"")
        .replace("</xs:schema>", array)
        .replace("type=\"xs:int\"", "type=\"t:Grid\"");
    let file = folder("dimensions").join("encoded.wsdl");
    fs::write(&file, text).expect("a file can be written");
    let output = Generator::new().document(&file).generate();
    let notes = output.expect("the rest is generated").notes;
    assert_eq!(notes[0].severity, Severity::Unsupported);
    assert_eq!(
        notes[0].message,
        "operation `ask` sends an encoded array of several dimensions, `Grid`; it is left out"
    );
}

/// Row 41: traits of one's own on all types; the golden `settings_of_types` has names and replacements.
#[test]
fn derives_of_all_types_come_after_the_usual_ones() {
    let output = generate_from(
        "derives",
        &[&record("Item", ID)],
        settings("derives = [\"Eq\", \"Clone\"]"),
    );
    let text = &output.expect("the schema is right").files[0].text;
    assert!(text.contains("#[derive(Clone, Default, Eq)]"), "{text}");
}

#[test]
fn what_an_enumeration_is_given_is_not_derived_again() {
    let body = "<xs:simpleType name='Size'><xs:restriction base='xs:string'><xs:enumeration value='S'/></xs:restriction></xs:simpleType>";
    let output = generate_from(
        "given",
        &[body],
        settings("derives = [\"Eq\", \"Hash\", \"Debug\", \"PartialOrd\"]"),
    );
    let text = &output.expect("the schema is right").files[0].text;
    assert!(
        text.contains("#[derive(Clone, Default, PartialEq, PartialOrd)]"),
        "{text}"
    );
}

#[test]
fn arrays_stay_structs_where_the_settings_say_so() {
    let items = record(
        "Items",
        "<xs:element name='item' type='xs:int' maxOccurs='unbounded'/>",
    );
    let body = items + &record("Order", "<xs:element name='items' type='Items'/>");
    let collapsed =
        generate_from("collapsed", &[&body], Settings::default()).expect("the schema is right");
    assert!(collapsed.files[0].text.contains("pub items: Vec<i32>"));
    let kept = generate_from("kept", &[&body], settings("collapse_arrays = false"))
        .expect("the schema is right");
    assert!(kept.files[0].text.contains("pub items: Items"));
}

#[test]
fn identity_constraints_are_noted_where_nothing_checks_them() {
    let body = "<xs:element name='r' type='xs:string'><xs:unique name='u'><xs:selector xpath='a'/><xs:field xpath='.'/></xs:unique></xs:element>";
    let notes = |test: &str, text: &str| -> Vec<String> {
        let output = generate_from(test, &[body], settings(text)).expect("the schema is right");
        output
            .notes
            .iter()
            .map(|note| note.message.clone())
            .collect()
    };
    let noted = notes("identity_noted", "");
    assert_eq!(noted, ["the identity constraint `u` is not checked"]);
    assert_eq!(notes("identity_checked", "validation = true"), [""; 0]);
}

#[test]
fn a_pattern_that_is_too_large_is_left_out_of_the_grammar_and_noted() {
    let body = "<xs:simpleType name='T'><xs:restriction base='xs:string'><xs:pattern value='(\\i{1000}){1000}'/></xs:restriction></xs:simpleType>";
    let output = generate_from("large_pattern", &[body], settings("validation = true"));
    let output = output.expect("the schema is right");
    let notes: Vec<&str> = output
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert_eq!(
        notes,
        ["a `pattern` is too large to be matched: validation passes over it"]
    );
    assert!(
        output.files[0]
            .text
            .contains("0 => simple(\"T\", SHOP, xs::STRING);")
    );
}

#[test]
fn a_struct_that_documents_share_is_validated_by_the_grammar_of_the_first() {
    let shared = record("Shared", ID);
    let bodies = [shared.as_str(), &(shared.clone() + &record("Own", NAME))];
    let output = generate_from("shared_validated", &bodies, settings("validation = true"));
    let output = output.expect("the schemas are right");
    let validated = |module: usize| -> Vec<&str> {
        let text = &output.files[module].text;
        let (_, rest) = text.split_once("rt::validated! {").unwrap_or_default();
        rest.lines()
            .map(str::trim)
            .filter(|line| line.ends_with(';'))
            .collect()
    };
    assert_eq!(validated(0), [""; 0]);
    assert_eq!(validated(1), ["Shared: 0;"]);
    assert_eq!(validated(2), ["Own: 1;"]);
}
