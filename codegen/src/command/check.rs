//! `castile check`.

use std::process::ExitCode;

use castile_codegen::{DocumentReport, Error, Report};

use super::json::{Json, diagnostics_json};
use super::{Input, counted, fail};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let report = arguments
        .input
        .generator()
        .and_then(|generator| generator.check());
    match report {
        Ok(report) if arguments.json => {
            println!("{}", report_json(&report));
            ExitCode::SUCCESS
        }
        Ok(report) => {
            print(&report);
            ExitCode::SUCCESS
        }
        Err(error) if arguments.json => {
            println!("{}", error_json(&error));
            ExitCode::FAILURE
        }
        Err(error) => fail(&error),
    }
}

fn print(report: &Report) {
    for document in &report.documents {
        println!(
            "{}: {}, {}, {}, {}",
            document.file,
            counted(document.types, "named type"),
            counted(document.elements, "global element"),
            counted(document.operations.len(), "operation"),
            counted(document.services.len(), "service"),
        );
        for service in &document.services {
            println!("  {} at {}", service.name, service.addresses.join(", "));
        }
    }
    for note in &report.notes {
        println!("{note}");
    }
}

fn report_json(report: &Report) -> Json {
    Json::object([
        (
            "documents",
            Json::array(report.documents.iter().map(document_json)),
        ),
        ("diagnostics", diagnostics_json(&report.notes)),
    ])
}

fn error_json(error: &Error) -> Json {
    Json::object([
        ("documents", Json::array([])),
        ("diagnostics", diagnostics_json(error.diagnostics())),
    ])
}

fn document_json(document: &DocumentReport) -> Json {
    let services = document.services.iter().map(|service| {
        let addresses = service.addresses.iter().map(|address| Json::text(address));
        Json::object([
            ("name", Json::text(&service.name)),
            ("addresses", Json::array(addresses)),
        ])
    });
    let operations = document.operations.iter().map(|name| Json::text(name));
    Json::object([
        ("file", Json::text(&document.file)),
        ("types", Json::number(document.types)),
        ("elements", Json::number(document.elements)),
        ("services", Json::array(services)),
        ("operations", Json::array(operations)),
    ])
}
