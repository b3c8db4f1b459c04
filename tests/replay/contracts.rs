//! The types of the recorded contracts: generated from the exported schemas, committed, and held to what the generator writes now.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use castile_codegen::Generator;
use castile_codegen::settings::Settings;

use crate::support::folder;

/// The namespace whose exported schema says only that a schema may stand there.
const OF_SCHEMAS: &str = "http://www.w3.org/2001/XMLSchema";

/// The files that hold the types, as the generator writes them now: name and text.
pub(crate) fn generated() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    for (module, entry) in entries() {
        let mut settings = Settings::default();
        settings.registry = true;
        let generator = Generator::new()
            .settings(settings)
            .document_as(entry, &module);
        let output = generator
            .generate()
            .unwrap_or_else(|error| panic!("{module}: {error}"));
        for file in output.files {
            files.push((format!("{}.rs", file.module), file.text));
            modules.push(file.module);
        }
    }
    files.push(("mod.rs".to_owned(), list(&modules)));
    files
}

/// The entry file for each set of exported schemas, which only imports them, and the schema that was written by hand.
fn entries() -> Vec<(String, PathBuf)> {
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("contracts");
    fs::create_dir_all(&scratch).unwrap_or_else(|error| panic!("{}: {error}", scratch.display()));
    let by_hand = folder::root().join("tests/oracle_types/contracts/contracts.xsd");
    let mut entries = vec![("contracts".to_owned(), by_hand)];
    for (set, imports) in sets(&folder::oracle().join("schemas")) {
        let module = snake(&set);
        let file = scratch.join(format!("{module}.xsd"));
        let text = format!("<xs:schema xmlns:xs=\"{OF_SCHEMAS}\">\n{imports}</xs:schema>\n");
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        entries.push((module, file));
    }
    entries
}

/// The exported schemas by contract: files `xsd_CONTRACT_N.xsd`, as imports.
fn sets(folder: &Path) -> BTreeMap<String, String> {
    let mut sets: BTreeMap<String, String> = BTreeMap::new();
    for file in folder::files(folder, "xsd") {
        let text = folder::text(&file);
        let document = roxmltree::Document::parse(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let namespace = document
            .root_element()
            .attribute("targetNamespace")
            .unwrap_or_default();
        let stem = folder::stem(&file);
        let set = stem
            .strip_prefix("xsd_")
            .and_then(|rest| rest.rsplit_once('_'))
            .map(|(set, _)| set);
        if let (Some(set), true) = (set, namespace != OF_SCHEMAS) {
            let imports = sets.entry(set.to_owned()).or_default();
            let _ = writeln!(
                imports,
                "  <xs:import namespace=\"{namespace}\" schemaLocation=\"{}\"/>",
                file.display()
            );
        }
    }
    sets
}

/// `AdHolder` gives `ad_holder`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

fn list(modules: &[String]) -> String {
    let mut text = String::from(
        "//! The types of the recorded contracts, generated; `BLESS=1 cargo test --test oracle` writes them anew.\n\
         #![allow(dead_code, missing_docs, unreachable_pub, clippy::all)]\n\n",
    );
    for module in modules {
        let _ = writeln!(text, "#[rustfmt::skip]\npub(crate) mod {module};");
    }
    text.push_str(
        "\nuse crate::support::known_types::Module;\n\n/// The types by module.\npub(crate) fn modules() -> Vec<Module> {\n    vec![\n",
    );
    for module in modules {
        let _ = writeln!(
            text,
            "        Module::new(\"{module}\", {module}::types()),"
        );
    }
    text.push_str("    ]\n}\n");
    text
}
