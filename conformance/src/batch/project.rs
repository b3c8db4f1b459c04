//! The cargo project in which batches are compiled.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ran::Ran;

const MAIN: &str = include_str!("../../harness/main.rs");
const BUILTINS: &str = include_str!("../../harness/builtins.rs");

/// A cargo project with a target folder of its own, so that the runtime is compiled once for all batches.
#[derive(Debug)]
pub(crate) struct Project {
    folder: PathBuf,
}

impl Project {
    /// Makes the project with that number under `scratch`.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn new(scratch: &Path, number: usize) -> Result<Self, String> {
        let project = Self {
            folder: scratch.join(format!("batch-{number}")),
        };
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let manifest = format!(
            "[workspace]\n\n[package]\nname = \"batch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ncastile = {{ path = {:?}, features = [\"validate\"] }}\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n",
            workspace.join("runtime"),
        );
        project.write("Cargo.toml", &manifest)?;
        project.write("src/main.rs", MAIN)?;
        project.write("src/builtins.rs", BUILTINS)?;
        // The same versions as in the workspace; without the file, cargo chooses.
        if let Ok(lock) = fs::read_to_string(workspace.join("Cargo.lock")) {
            project.write("Cargo.lock", &lock)?;
        }
        Ok(project)
    }

    /// The project's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The compiled program.
    pub(crate) fn program(&self) -> PathBuf {
        self.folder.join("target/debug/batch")
    }

    /// Writes the list of cases with their modules.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn write_cases(&self, cases: &[&Ran]) -> Result<(), String> {
        self.write("src/cases.rs", &list(cases))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let file = self.folder.join(name);
        let written = match file.parent() {
            Some(folder) => fs::create_dir_all(folder),
            None => Ok(()),
        };
        written
            .and_then(|()| fs::write(&file, text))
            .map_err(|error| format!("{}: {error}", file.display()))
    }
}

/// The modules of the cases, and functions that find a case's types and grammars.
fn list(cases: &[&Ran]) -> String {
    let mut modules = String::new();
    let mut arms = String::new();
    let mut grammars = String::new();
    for case in cases {
        let name = case.name();
        let files = case.generated.iter().flat_map(|(modules, _)| modules);
        let mut inner = String::new();
        let mut types = String::new();
        let mut own = String::new();
        for module in files {
            let file = case.folder.join(format!("{module}.rs"));
            append(
                &mut inner,
                format_args!("    #[path = {file:?}]\n    pub mod {module};\n"),
            );
            if module.starts_with("document") {
                append(
                    &mut types,
                    format_args!("{name}::{module}::types().iter().copied(),"),
                );
                append(&mut own, format_args!("&{name}::{module}::GRAMMAR,"));
            }
        }
        append(&mut modules, format_args!("pub mod {name} {{\n{inner}}}\n"));
        append(
            &mut arms,
            format_args!("        {name:?} => all([{types}]),\n"),
        );
        append(
            &mut grammars,
            format_args!("        {name:?} => vec![{own}],\n"),
        );
    }
    format!(
        "#![allow(warnings)]\n\nuse castile::codegen::TypeEntry;\nuse castile::validate::Grammar;\n\n{modules}\n\
         pub(crate) fn types(case: &str) -> Vec<TypeEntry> {{\n    match case {{\n{arms}        _ => Vec::new(),\n    }}\n}}\n\n\
         pub(crate) fn grammars(case: &str) -> Vec<&'static Grammar> {{\n    match case {{\n{grammars}        _ => Vec::new(),\n    }}\n}}\n\n\
         fn all<T: IntoIterator<Item = TypeEntry>, const N: usize>(modules: [T; N]) -> Vec<TypeEntry> {{\n    \
         modules.into_iter().flatten().collect()\n}}\n"
    )
}

fn append(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text)
        .expect("a string takes all that is written");
}
