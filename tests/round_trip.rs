//! Every generated type: there is one for each type of the published WSDLs, and its instances come back as they went out.

#[path = "support/services.rs"]
mod services;
mod support;

use castile::codegen::{Slot, TypeEntry};
use castile::xml::ReadOptions;
use support::fill::Filler;
use support::known_types::{self, Root};
use support::report::Report;
use support::tree::compare;
use support::{folder, walk};

/// The namespace of XML Schema.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// How many filled instances of each type are made: each has other subtypes.
const INSTANCES: usize = 3;

#[test]
fn every_published_type_is_generated_under_its_name() {
    let mut report = Report::default();
    for (module, (service, file)) in services::modules().iter().zip(services::SERVICES) {
        let text = folder::text(&folder::root().join("schemas").join(file));
        let document = roxmltree::Document::parse(&text).expect("the WSDL is well-formed");
        let types = document.descendants().filter(|node| {
            ["complexType", "simpleType"]
                .map(|name| (XSD, name))
                .iter()
                .any(|name| node.has_tag_name(*name))
        });
        for name in types.filter_map(|node| node.attribute("name")) {
            let found = known_types::named(std::slice::from_ref(module), name).next();
            let outcome = found
                .map(|_| ())
                .ok_or_else(|| "is not generated".to_owned());
            report.count(service, name, outcome);
        }
    }
    report.finish();
}

#[test]
fn every_instance_is_read_strictly_and_written_back() {
    let mut report = Report::default();
    for module in services::modules() {
        for entry in &module.types {
            report.count(module.name, entry.name, comes_back(entry, &*(entry.new)()));
            for number in 0..INSTANCES {
                let value = Filler::new(number * 31).make(entry);
                let case = format!("{}, filled {number}", entry.name);
                report.count(module.name, &case, comes_back(entry, &*value));
            }
        }
    }
    report.finish();
}

fn comes_back(entry: &TypeEntry, value: &dyn Slot) -> Result<(), String> {
    let document = known_types::write(value, &entry.root)?;
    let read = Root::read(entry, &document, &ReadOptions::strict())
        .map_err(|error| format!("{error}\n    {document}"))?;
    let written = read.write(entry)?;
    compare(
        &document,
        &written,
        &walk::qname_elements(&read, &entry.root),
    )
    .map_err(|cause| format!("{cause}\n    {document}"))
}
