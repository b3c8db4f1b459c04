//! A crate of the types of several dated sets of schemas, each a feature, with a program that reads across them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use castile_codegen::Generator;
use castile_codegen::settings::{JsonSettings, Settings};

use crate::support::folder;

/// The crate on disk.
pub(crate) struct DatedCrate {
    folder: PathBuf,
    sets: Vec<String>,
}

impl DatedCrate {
    /// Generates every set with the project's own settings, and writes the crate.
    pub(crate) fn write(sets: &[PathBuf]) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dated-sets");
        let dated = Self {
            folder,
            sets: sets.iter().map(|set| module_name(set)).collect(),
        };
        for (set, source) in dated.sets.iter().zip(sets) {
            dated.write_set(set, source);
        }
        dated.file("src/main.rs", &dated.program());
        dated.file("Cargo.toml", &dated.manifest());
        dated.file(
            "Cargo.lock",
            &folder::text(&folder::root().join("Cargo.lock")),
        );
        dated
    }

    /// The names of the sets, the oldest first.
    pub(crate) fn sets(&self) -> &[String] {
        &self.sets
    }

    fn write_set(&self, set: &str, source: &Path) {
        let schemas = folder::root().join("schemas/castile.toml");
        let mut settings = Settings::read(&schemas).unwrap_or_else(|error| panic!("{error}"));
        // What is said of single types is said of the newest ones; older sets lack some of them.
        settings.json = JsonSettings::default();
        settings.types.clear();
        for document in &mut settings.documents {
            let name = document
                .file
                .file_name()
                .expect("the settings name files")
                .to_owned();
            document.file = source.join(name);
        }
        let services: Vec<String> = settings
            .documents
            .iter()
            .filter_map(|document| document.module.clone())
            .collect();
        let output = Generator::new()
            .settings(settings)
            .generate()
            .unwrap_or_else(|error| panic!("{set}: {error}"));
        let mut index = String::new();
        for module in &output.files {
            self.file(&format!("src/{set}/{}.rs", module.module), &module.text);
            let _ = writeln!(index, "pub mod {};", module.module);
        }
        index.push_str(
            "\n/// The types of the services.\npub fn modules() -> Vec<(&'static str, &'static [castile::codegen::TypeEntry])> {\n    vec![\n",
        );
        for service in services {
            let _ = writeln!(index, "        (\"{service}\", {service}::types()),");
        }
        index.push_str("    ]\n}\n");
        self.file(&format!("src/{set}/mod.rs"), &index);
    }

    /// The sets are modules of the program, so that only what it uses of them is compiled to machine code.
    fn program(&self) -> String {
        let reader = folder::root().join("tests/history/reader.rs");
        let mut text = format!(
            "//! The types of dated sets of schemas.\n#![deny(warnings)]\n#![allow(dead_code, unused_imports)]\n\n#[path = \"{}\"]\nmod reader;\n",
            slashes(&reader)
        );
        for set in &self.sets {
            let _ = writeln!(text, "#[cfg(feature = \"{set}\")]\nmod {set};");
        }
        let (oldest, newest) = self.ends();
        let _ = writeln!(
            text,
            "\n#[cfg(feature = \"{oldest}\")]\nfn main() {{\n    reader::run(&{oldest}::modules(), &{newest}::modules());\n}}\n\n\
             #[cfg(not(feature = \"{oldest}\"))]\nfn main() {{}}"
        );
        text
    }

    fn manifest(&self) -> String {
        let mut text = format!(
            "[package]\nname = \"dated_sets\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             castile = {{ path = \"{}/runtime\", default-features = false }}\nroxmltree = \"0.21\"\n\n\
             [profile.dev]\ndebug = false\nincremental = false\n\n[features]\n",
            slashes(&folder::root())
        );
        for set in &self.sets {
            let _ = writeln!(text, "{set} = []");
        }
        text
    }

    /// Writes a file of the crate, unless it is there already: then what was compiled of it still holds.
    fn file(&self, name: &str, text: &str) {
        let file = self.folder.join(name);
        if fs::read_to_string(&file).is_ok_and(|present| present == text) {
            return;
        }
        let parent = file.parent().expect("the file is in a folder");
        fs::create_dir_all(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// The oldest set and the newest.
    fn ends(&self) -> (&str, &str) {
        match self.sets.as_slice() {
            [oldest, .., newest] => (oldest, newest),
            _ => panic!(
                "the history has {} sets, and two are needed",
                self.sets.len()
            ),
        }
    }

    /// Compiles the types of all sets, a warning of theirs being an error, and runs the program with the oldest and the newest.
    pub(crate) fn compile_and_run(&self) {
        let (oldest, newest) = self.ends();
        let between = self.sets[1..self.sets.len() - 1].join(",");
        thread::scope(|scope| {
            let check = scope.spawn(|| self.cargo(&["check", "--features", &between], "checked"));
            self.cargo(&["run", "--features", &format!("{oldest},{newest}")], "run");
            check.join().expect("the sets in between compile");
        });
    }

    fn cargo(&self, arguments: &[&str], target: &str) {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--quiet", "--offline", "--color", "never", "--target-dir"])
            .arg(self.folder.join("target").join(target))
            .current_dir(&self.folder)
            .output()
            .unwrap_or_else(|error| panic!("cargo cannot be run: {error}"));
        println!("{}", String::from_utf8_lossy(&output.stdout));
        assert!(
            output.status.success(),
            "cargo {arguments:?} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// `2021-04-29` gives `set_2021_04_29`.
fn module_name(set: &Path) -> String {
    let name = set.file_name().unwrap_or_default().to_string_lossy();
    let letters = name.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '_'
        }
    });
    format!("set_{}", letters.collect::<String>())
}

/// A path as a manifest or a Rust string takes it on any machine.
fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
