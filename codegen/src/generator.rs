//! From files to Rust: the stages in their order.

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::settings::{DocumentSettings, Settings};
use crate::source::Place;
use crate::{emit, model, plan};

/// Generates Rust from WSDL and XSD files.
///
/// ```no_run
/// # fn main() -> Result<(), castile_codegen::Error> {
/// let output = castile_codegen::Generator::new().document("service.wsdl").generate()?;
/// for file in &output.files {
///     println!("{}:\n{}", file.module, file.text);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Generator {
    documents: Vec<DocumentSettings>,
    settings: Settings,
    catalog: Option<Catalog>,
}

/// What was generated.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Output {
    /// The modules; one that others refer to by `super` comes first.
    pub files: Vec<ModuleFile>,
    /// What was left out or ignored, the heavier first.
    pub notes: Vec<Diagnostic>,
}

/// The text of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleFile {
    /// The module's name.
    pub module: String,
    /// What it holds, in one line.
    pub documentation: String,
    /// Its text.
    pub text: String,
}

impl Output {
    /// Writes a file for each module into a folder, and a `mod.rs` that declares them.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made or a file cannot be written.
    pub fn write_to(&self, folder: &Path) -> Result<(), Error> {
        std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        let mut files = self.files_in(folder).into_iter();
        files.try_for_each(|(path, text)| write_if_changed(&path, &text))
    }

    /// The files that [`write_to`](Self::write_to) writes into a folder, with their texts; the `mod.rs` is the last.
    pub fn files_in(&self, folder: &Path) -> Vec<(PathBuf, String)> {
        let mut root = String::from("//! Modules written by castile-codegen.\n");
        let mut files = Vec::new();
        for file in &self.files {
            files.push((folder.join(file.file_name()), file.text.clone()));
            root.push_str(&format!(
                "\n/// {}\npub mod {};\n",
                file.documentation, file.module
            ));
        }
        files.push((folder.join("mod.rs"), root));
        files
    }
}

impl ModuleFile {
    /// The name of the module's file.
    fn file_name(&self) -> String {
        format!("{}.rs", self.module.trim_start_matches("r#"))
    }
}

impl Generator {
    /// A generator without documents, with the default settings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document whose module is named after its file.
    #[must_use]
    pub fn document(mut self, file: impl Into<PathBuf>) -> Self {
        self.documents.push(DocumentSettings::new(file));
        self
    }

    /// Adds a document with a name for its module.
    #[must_use]
    pub fn document_as(mut self, file: impl Into<PathBuf>, module: impl Into<String>) -> Self {
        self.documents
            .push(DocumentSettings::new(file).with_module(module));
        self
    }

    /// Takes these settings; the documents that they name come before those that are added here.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Keeps only this operation, and others named so, with what they reach.
    #[must_use]
    pub fn operation(mut self, name: impl Into<String>) -> Self {
        self.settings.operations.push(name.into().into());
        self
    }

    /// Gives clients methods that take the members of wrapped requests as arguments, beside those that take the request.
    #[must_use]
    pub fn arguments(mut self) -> Self {
        self.settings.arguments = true;
        self
    }

    /// Gives each module a `GRAMMAR`, by which documents and values are validated.
    #[must_use]
    pub fn validation(mut self) -> Self {
        self.settings.validation = true;
        self
    }

    /// Takes remote documents from this catalog, instead of that of the settings.
    #[must_use]
    pub fn catalog(mut self, catalog: Catalog) -> Self {
        self.catalog = Some(catalog);
        self
    }

    /// Reads the documents and generates a module for each, and one for the types that several share.
    ///
    /// # Errors
    ///
    /// All that is wrong in the stage that failed first, each with its place.
    pub fn generate(&self) -> Result<Output, Error> {
        let (model, settings, mut notes) = self.load()?;
        let (plan, more) =
            plan::plan(&model, &settings).map_err(|error| with_notes(error, &notes))?;
        notes.extend(more);
        notes.sort_by(|left, right| {
            (left.severity, &left.place).cmp(&(right.severity, &right.place))
        });
        let files = plan.modules.iter().map(|module| ModuleFile {
            module: module.name.clone(),
            documentation: module.documentation.clone(),
            text: emit::emit_module(module),
        });
        Ok(Output {
            files: files.collect(),
            notes,
        })
    }

    /// Reads the documents: the model, the settings with all documents in them, and notes.
    ///
    /// # Errors
    ///
    /// As [`Generator::generate`].
    pub fn load(&self) -> Result<(model::Model, Settings, Vec<Diagnostic>), Error> {
        let mut settings = self.settings.clone();
        settings.documents.extend(self.documents.iter().cloned());
        let files: Vec<PathBuf> = settings
            .documents
            .iter()
            .map(|document| document.file.clone())
            .collect();
        let from_settings = match (&self.catalog, &settings.catalog) {
            (None, Some(file)) => Some(Catalog::read(file)?),
            _ => None,
        };
        let catalog = self.catalog.as_ref().or(from_settings.as_ref());
        let (model, notes) = model::load(&files, catalog)?;
        if settings.strict && notes.iter().any(|note| note.severity.is_strict_error()) {
            return Err(Error::new(notes.into_iter().map(stricter).collect()));
        }
        Ok((model, settings, notes))
    }
}

fn stricter(mut note: Diagnostic) -> Diagnostic {
    if note.severity.is_strict_error() {
        note.severity = Severity::Error;
    }
    note
}

fn with_notes(error: Error, notes: &[Diagnostic]) -> Error {
    Error::new(error.diagnostics().iter().chain(notes).cloned().collect())
}

/// Generates what a settings file says, for a build script: a file for each module in `OUT_DIR`.
///
/// Form of a build script: `fn main() { castile_codegen::build("schemas/castile.toml") }`, and in the library for each module
/// `include!(concat!(env!("OUT_DIR"), "/name.rs"))`. Cargo runs it again only when the settings or a schema changed. What was
/// left out is shown as a warning. Ends the process with an error message if anything is wrong.
pub fn build(settings: impl AsRef<Path>) {
    build_with(settings, |_| {});
}

/// The same as [`build`], with settings that the build script decides about, such as those that follow cargo features.
///
/// ```no_run
/// castile_codegen::build_with("castile.toml", |settings| {
///     settings.server = std::env::var_os("CARGO_FEATURE_SERVER").is_some();
/// });
/// ```
pub fn build_with(settings: impl AsRef<Path>, adjust: impl FnOnce(&mut Settings)) {
    if let Err(error) = try_build(settings.as_ref(), adjust) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn try_build(file: &Path, adjust: impl FnOnce(&mut Settings)) -> Result<(), Error> {
    println!("cargo::rerun-if-changed={}", file.display());
    let mut settings = Settings::read(file)?;
    adjust(&mut settings);
    for document in &settings.documents {
        println!("cargo::rerun-if-changed={}", document.file.display());
    }
    if let Some(catalog) = &settings.catalog {
        println!("cargo::rerun-if-changed={}", catalog.display());
    }
    let output = Generator::new().settings(settings).generate()?;
    for note in output
        .notes
        .iter()
        .filter(|note| note.severity != Severity::Note)
    {
        println!("cargo::warning={}", note.to_string().replace('\n', " "));
    }
    let folder = std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    for module in &output.files {
        let path = folder.join(module.file_name());
        write_if_changed(&path, &module.text)?;
    }
    Ok(())
}

/// Writes a file, unless it already has that text.
///
/// # Errors
///
/// If it cannot be written.
pub fn write_if_changed(path: &Path, text: &str) -> Result<(), Error> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    std::fs::write(path, text).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Error {
    let shown = path.to_string_lossy().replace('\\', "/");
    let place = Place {
        file: shown.into(),
        line: 1,
        column: 1,
    };
    let message = format!("the file cannot be written: {error}");
    Diagnostic::new(Severity::Error, place, message).into()
}
