//! Loading schemas and generating Rust from them.

use std::path::Path;

use castile_codegen::Generator;
use castile_codegen::diagnostic::{Diagnostic, Severity};

use crate::job::{Answer, Generated, Remark};

/// Loads the schemas.
pub(super) fn load(generator: &Generator) -> Answer {
    match generator.load() {
        Ok((_, _, notes)) => Answer::Generated(Generated {
            refusals: remarks(&notes, Severity::Unsupported),
            broken: remarks(&notes, Severity::Broken),
            ..Generated::default()
        }),
        Err(error) => Answer::NotLoaded(remarks(error.diagnostics(), Severity::Error)),
    }
}

/// Loads the schemas and writes the modules that are generated from them.
pub(super) fn generate(generator: &Generator, folder: &Path) -> Answer {
    if let Err(error) = generator.load() {
        return Answer::NotLoaded(remarks(error.diagnostics(), Severity::Error));
    }
    let output = match generator.generate() {
        Ok(output) => output,
        Err(error) => return Answer::NotGenerated(remarks(error.diagnostics(), Severity::Error)),
    };
    for module in &output.files {
        let file = folder.join(format!("{}.rs", module.module));
        if let Err(error) = std::fs::write(&file, &module.text) {
            return Answer::Impossible(format!("{}: {error}", file.display()));
        }
    }
    let modules = output.files.iter().map(|file| file.module.clone());
    Answer::Generated(Generated {
        modules: modules.collect(),
        bytes: output.files.iter().map(|file| file.text.len()).sum(),
        refusals: remarks(&output.notes, Severity::Unsupported),
        broken: remarks(&output.notes, Severity::Broken),
    })
}

/// The diagnostics of that weight; the place is left out where it names no line of a file that is there.
fn remarks(diagnostics: &[Diagnostic], severity: Severity) -> Vec<Remark> {
    let of_weight = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity);
    of_weight
        .map(|diagnostic| {
            let place = &diagnostic.place;
            let is_there = place.line > 0 && place.column > 0 && Path::new(&*place.file).is_file();
            Remark {
                place: is_there.then(|| place.to_string()),
                message: diagnostic.message.clone(),
            }
        })
        .collect()
}
