//! The six published WSDLs, counted.

use std::path::{Path, PathBuf};

use castile_codegen::model::{self, Model, Occurs, TypeKind, Variety};

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

fn load(file: &str) -> Model {
    let (model, remarks) =
        model::load(&[schemas().join(file)], None).expect("the file is well-formed");
    assert_eq!(remarks, [], "{file}");
    model
}

/// How often one of the texts occurs in a file.
fn count(file: &str, text: &str) -> usize {
    let content = std::fs::read_to_string(schemas().join(file)).expect("the file is there");
    content.matches(text).count()
}

const FILES: [(&str, usize); 6] = [
    ("campaignmanagement_service.xml", 195),
    ("adinsight_service.xml", 34),
    ("customermanagement_service.xml", 39),
    ("customerbilling_service.xml", 16),
    ("bulk_service.xml", 6),
    ("reporting_service.xml", 2),
];

#[test]
fn all_operations_are_linked() {
    for (file, expected) in FILES {
        let model = load(file);
        let operations: usize = model
            .bindings()
            .map(|(_, binding)| binding.operations.len())
            .sum();
        assert_eq!(operations, expected, "{file}");
        for (_, binding) in model.bindings() {
            for operation in &binding.operations {
                assert!(operation.input.is_wrapped, "{}", operation.name);
                assert!(operation.soap_action.is_some(), "{}", operation.name);
                assert!(!operation.faults.is_empty(), "{}", operation.name);
            }
        }
        let (_, service) = model.services().next().expect("the file has a service");
        assert!(
            service.ports[0]
                .address
                .as_deref()
                .is_some_and(|address| address.starts_with("https://"))
        );
    }
}

#[test]
fn all_types_and_elements_are_linked() {
    for (file, _) in FILES {
        let model = load(file);
        let complex = model
            .types()
            .filter(|(id, _)| model.complex(*id).is_some())
            .count();
        let simple = model
            .types()
            .filter(|(id, _)| model.simple(*id).is_some())
            .count();
        assert_eq!(complex, count(file, "<xs:complexType"), "{file}");
        assert_eq!(simple, count(file, "<xs:simpleType"), "{file}");
        let elements = count(file, "<xs:element") - count(file, "<xs:element ref=");
        assert_eq!(model.elements().count(), elements, "{file}");
        let values: usize = model
            .types()
            .filter_map(|(id, _)| model.simple(id))
            .map(|simple| simple.enumeration.len())
            .sum();
        assert_eq!(values, count(file, "<xs:enumeration"), "{file}");
        let flags = model
            .types()
            .filter(|(id, _)| model.flags(*id).is_some())
            .count();
        assert_eq!(flags, count(file, "<xs:list"), "{file}");
        assert!(
            model
                .documents()
                .all(|(_, document)| document.is_data_contract)
        );
    }
}

#[test]
fn the_notes_of_the_serialiser_are_kept() {
    let model = load("campaignmanagement_service.xml");
    let silent = model
        .elements()
        .filter(|(_, element)| element.annotation.emit_default_value() == Some(false));
    assert_eq!(
        silent.count(),
        count(
            "campaignmanagement_service.xml",
            "EmitDefaultValue=\"false\""
        )
    );
    let values = model
        .types()
        .filter_map(|(id, _)| model.simple(id))
        .flat_map(|simple| &simple.enumeration);
    let numbered = values
        .filter(|value| value.annotation.enumeration_value().is_some())
        .count();
    assert_eq!(
        numbered,
        count("campaignmanagement_service.xml", "<EnumerationValue")
    );
    let bulk = load("bulk_service.xml");
    let notes = |id: model::TypeId| {
        bulk[id]
            .annotation
            .data_contract
            .as_deref()
            .cloned()
            .unwrap_or_default()
    };
    let dictionaries = bulk
        .types()
        .filter(|(id, _)| notes(*id).is_dictionary == Some(true));
    assert_eq!(dictionaries.count(), 1);
    let pairs = bulk
        .types()
        .filter_map(|(id, _)| notes(id).generic_type)
        .collect::<Vec<_>>();
    assert_eq!(pairs[0].name.local.as_ref(), "KeyValuePairOf{0}{1}{#}");
    assert_eq!(pairs[0].arguments.len(), 2);
}

#[test]
fn a_type_has_the_elements_of_its_base_first() {
    let model = load("campaignmanagement_service.xml");
    let (document, _) = model.documents().next().expect("one document was loaded");
    let name = |local: &str| {
        model::QName::new(
            Some("https://bingads.microsoft.com/CampaignManagement/v13"),
            local,
        )
    };
    let text_ad = model
        .type_named(document, &name("TextAd"))
        .expect("the type is declared");
    let ad = model
        .type_named(document, &name("Ad"))
        .expect("the type is declared");
    assert!(model.subtypes(ad).contains(&text_ad));
    let model::EffectiveContent::Elements(parts) = model.content(text_ad) else {
        panic!("it has elements")
    };
    assert_eq!(
        parts.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [ad, text_ad]
    );
    assert!(
        parts
            .iter()
            .all(|(_, particle)| particle.occurs == Occurs::ONCE)
    );
}

#[test]
fn every_entry_has_a_symbol_space_of_its_own() {
    let both =
        ["bulk_service.xml", "campaignmanagement_service.xml"].map(|file| schemas().join(file));
    let (model, _) = model::load(&both, None).expect("both are well-formed");
    let name = model::QName::new(Some("https://adapi.microsoft.com"), "AdApiFaultDetail");
    let found: Vec<_> = model
        .documents()
        .filter_map(|(document, _)| model.type_named(document, &name))
        .collect();
    assert_eq!(found.len(), 2);
    assert_ne!(found[0], found[1]);
}

#[test]
fn a_restriction_has_the_variety_of_its_base() {
    let model = load("campaignmanagement_service.xml");
    let atomic = model.types().filter(|(_, ty)| match &ty.kind {
        TypeKind::Simple(simple) => matches!(
            simple.variety,
            Variety::Atomic(model::Builtin::AnySimpleType)
        ),
        _ => false,
    });
    assert_eq!(atomic.count(), 0);
}
