//! What is generated, for one oddity each; compared always, written only under `BLESS=1`, and compiled.

use std::fs;
use std::path::{Path, PathBuf};

use castile_codegen::{Generator, Settings};

/// Declares the generated modules, so that they are compiled, and lists their names.
macro_rules! goldens {
    ($($name:ident)*) => {
        /// The generated code must be clean wherever it is included.
        #[deny(warnings)]
        #[allow(dead_code, unreachable_pub)]
        mod compiled {
            $(
                #[doc = stringify!($name)]
                pub mod $name {
                    include!(concat!("golden/", stringify!($name), "/expected.rs"));
                }
            )*
        }

        const GOLDENS: &[&str] = &[$(stringify!($name)),*];
    };
}

goldens! {
    anonymous_types
    arrays_collapse
    attributes_and_text
    clashing_names
    client
    default_of_an_enumeration
    endless_types
    flags
    names_of_values
    operation
    server
    settings_of_types
    states_of_a_data_contract
    states_of_a_plain_schema
    style_rpc
    subtypes
    types_by_name
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn generate(case: &Path) -> String {
    let input = ["input.xsd", "input.wsdl"].map(|name| case.join(name));
    let input = input
        .into_iter()
        .find(|file| file.exists())
        .expect("a golden has an input");
    let config = case.join("castile.toml");
    let settings = if config.exists() {
        Settings::read(&config).expect("the settings are right")
    } else {
        Settings::default()
    };
    let output = Generator::new()
        .settings(settings)
        .document(input)
        .generate();
    let output = output.unwrap_or_else(|error| panic!("{error}"));
    let notes: Vec<String> = output
        .notes
        .iter()
        .map(|note| note.message.clone())
        .collect();
    assert!(notes.is_empty(), "{notes:?}");
    output.files[0].text.clone()
}

#[test]
fn every_golden_is_as_it_was() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut changed = Vec::new();
    for name in GOLDENS {
        let case = folder().join(name);
        let expected = fs::read_to_string(case.join("expected.rs")).unwrap_or_default();
        let found = generate(&case);
        if found != expected {
            changed.push(*name);
            if bless {
                fs::write(case.join("expected.rs"), found).expect("the golden can be written");
            }
        }
    }
    assert!(
        changed.is_empty(),
        "changed: {changed:?}; look at the difference, and bless with BLESS=1"
    );
}

#[test]
fn every_folder_is_a_golden_of_bearable_size() {
    let mut found: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder()).expect("there are goldens") {
        let path = entry.expect("the folder can be read").path();
        found.push(
            path.file_name()
                .expect("entries have names")
                .to_string_lossy()
                .into_owned(),
        );
        let lines =
            |name: &str| fs::read_to_string(path.join(name)).map_or(0, |text| text.lines().count());
        assert!(
            lines("input.xsd").max(lines("input.wsdl")) <= 30,
            "{}",
            path.display()
        );
        assert!(
            lines("expected.rs") <= 80,
            "{}: {}",
            path.display(),
            lines("expected.rs")
        );
    }
    found.sort();
    assert_eq!(found, GOLDENS);
}
