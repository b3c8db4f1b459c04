//! The recorded output of Microsoft's data contract serialiser (`tests/oracle`, or `ORACLE_DIR`), replayed in full.

#[path = "support/captured.rs"]
mod captured;
mod oracle_types;
mod replay;
#[path = "support/services.rs"]
mod services;
mod support;

use replay::differences::DIFFERENCES;
use replay::refused::REFUSED;
use support::known_types::Module;
use support::report::Report;
use support::{bless, folder};

/// The recorded contracts, and behind them the services' own types.
fn modules() -> Vec<Module> {
    let mut modules = oracle_types::modules();
    modules.extend(services::modules());
    modules
}

#[test]
fn the_types_of_the_recorded_contracts_are_what_the_generator_writes() {
    let mut report = Report::default();
    for (name, text) in replay::contracts::generated() {
        let file = folder::root().join("tests/oracle_types").join(&name);
        report.count("generated files", &name, bless::compare(&file, &text));
    }
    report.finish();
}

#[test]
fn every_written_document_is_read_and_written_back() {
    replay::writing::read_and_write_back(&modules()).finish();
}

#[test]
fn every_written_document_is_what_a_value_built_by_hand_gives() {
    replay::writing::build_and_write().finish();
}

#[test]
fn every_refused_value_has_a_known_form_of_ours() {
    let mut report = Report::default();
    for (case, thrown) in replay::writing::refusals() {
        let outcome = match REFUSED.iter().find(|refused| refused.case == case) {
            None => Err(format!(
                "the table does not say what we do instead of: {thrown}"
            )),
            Some(refused) => {
                report.note("refused values", &case, refused.instead);
                match (refused.written)() {
                    Ok(text) if text.contains(refused.expected) => Ok(()),
                    other => Err(format!("{other:?}")),
                }
            }
        };
        report.count("refused values", &case, outcome);
    }
    report.finish();
}

#[test]
fn every_recorded_instance_of_a_type_is_read_and_written_back() {
    replay::all_types::replay(&services::modules()).finish();
}

#[test]
fn every_read_case_agrees_in_acceptance_and_value_but_for_one_table() {
    replay::reading::replay(&modules(), DIFFERENCES).finish();
}

#[test]
fn every_message_is_read_and_written_back_and_built() {
    replay::messages::replay(&services::modules()).finish();
}
