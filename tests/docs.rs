//! The documentation's own schemas and templates (`../shared/docs-fixtures`, or `DOCS_DIR`) against the generated types.

mod documentation;
#[path = "support/services.rs"]
mod services;
mod support;

use documentation::generator::Generator;
use documentation::published::Published;
use documentation::template::Templates;
use documentation::types::Types;
use support::folder;
use support::report::Report;

/// The WSDLs that the types are generated from, and the last dated set before them.
fn published() -> (Published, Option<Published>) {
    let present = Published::read(&folder::root().join("schemas"));
    let history = folder::shared("HISTORY_DIR", "schema-history");
    let earlier = history.map(|history| {
        let sets = folder::folders(&history);
        let before = sets.len().checked_sub(2).and_then(|at| sets.get(at));
        Published::read(before.expect("the history has at least two sets"))
    });
    (present, earlier)
}

#[test]
fn every_documented_type_has_our_members_in_our_order_and_states() {
    let Some(docs) = folder::shared("DOCS_DIR", "docs-fixtures") else {
        return;
    };
    let (present, earlier) = published();
    let modules = services::modules();
    let types = Types {
        modules: &modules,
        generator: &Generator::load(),
        present: &present,
        earlier: earlier.as_ref(),
    };
    let mut report = Report::default();
    for file in folder::files(&docs.join("xsd"), "xsd") {
        types.check(&folder::stem(&file), &folder::text(&file), &mut report);
    }
    report.finish();
}

#[test]
fn every_documented_message_has_our_elements_in_our_order_and_namespaces() {
    let Some(docs) = folder::shared("DOCS_DIR", "docs-fixtures") else {
        return;
    };
    let (present, earlier) = published();
    let modules = services::modules();
    let templates = Templates {
        modules: &modules,
        present: &present,
        earlier: earlier.as_ref(),
    };
    let mut report = Report::default();
    for file in folder::files(&docs.join("soap"), "xml") {
        templates.check(&folder::stem(&file), &folder::text(&file), &mut report);
    }
    report.finish();
}
