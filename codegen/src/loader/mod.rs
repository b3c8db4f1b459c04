//! Loading an entry file and all that it pulls in, without the network.

mod lending;
mod location;
mod visit;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::schema::{self, File, Schema};
use crate::source::{Place, SourceText, Undecodable, decode};
pub(crate) use lending::lend;
use visit::Visit;

/// An entry file with all that it pulls in.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The entry file as the caller named it.
    pub(crate) file: Arc<str>,
    /// The definitions, that of the entry file first.
    pub(crate) definitions: Vec<Rc<File>>,
    /// The schemas, each before what it includes and imports.
    pub(crate) schemas: Vec<LoadedSchema>,
    /// What was imported and is not there; an error once something of it is needed.
    pub(crate) missing: Vec<Missing>,
}

/// A schema in a symbol space.
#[derive(Clone, Debug)]
pub(crate) struct LoadedSchema {
    source: Rc<File>,
    /// Which of the schemas of a WSDL.
    position: usize,
    /// The target namespace: its own, or that of the schema that includes it.
    pub(crate) target: Option<Arc<str>>,
    /// Whether the target namespace is that of the schema that includes it: names without a namespace are then in it.
    pub(crate) is_chameleon: bool,
}

impl Entry {
    fn of(target: &Target) -> Self {
        let file = target.display.clone();
        Self {
            file,
            definitions: Vec::new(),
            schemas: Vec::new(),
            missing: Vec::new(),
        }
    }
}

impl LoadedSchema {
    pub(crate) fn schema(&self) -> &Schema {
        match &*self.source {
            File::Schema(schema) => schema,
            File::Wsdl(definitions) => &definitions.schemas[self.position],
        }
    }
}

/// An import whose document is not there.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) location: String,
    pub(crate) reason: String,
    pub(crate) place: Place,
}

/// Reads files, each once, and follows what they refer to.
#[derive(Debug)]
pub(crate) struct Loader<'a> {
    catalog: Option<&'a Catalog>,
    read: HashMap<PathBuf, Option<Rc<File>>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A document to be taken into an entry, and what it was referred to as.
#[derive(Debug)]
struct Target {
    /// Where it is on disk.
    path: PathBuf,
    /// What diagnostics call it.
    display: Arc<str>,
}

impl<'a> Loader<'a> {
    pub(crate) fn new(catalog: Option<&'a Catalog>) -> Self {
        Self {
            catalog,
            read: HashMap::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Loads an entry file. `None` if the file itself cannot be read, which is reported.
    pub(crate) fn load(&mut self, path: &Path) -> Option<Entry> {
        let address = path.to_str().filter(|address| address.contains("://"));
        let kept = address.and_then(|address| self.catalog?.file(address));
        let target = Rc::new(Target {
            path: kept.unwrap_or(path).to_owned(),
            display: match (kept, address) {
                (None, Some(address)) => Arc::from(address),
                _ => location::display(kept.unwrap_or(path)),
            },
        });
        let file = match std::fs::read(&target.path) {
            Ok(bytes) => self.parse(&target, bytes)?,
            Err(error) => {
                let message = format!("the file cannot be read: {error}");
                let place = Place::start_of(&target.display);
                let diagnostic = Diagnostic::new(Severity::Error, place, message);
                self.diagnostics.push(match no_file(&target.display) {
                    Some(help) => diagnostic.with_help(help),
                    None => diagnostic,
                });
                return None;
            }
        };
        Some(Visit::of(self, file, &target))
    }

    /// The file at a place on disk, read once however often it is referred to.
    fn file(&mut self, target: &Target) -> Result<Option<Rc<File>>, String> {
        let key = location::identity(&target.path);
        if let Some(known) = self.read.get(&key) {
            return Ok(known.clone());
        }
        let bytes = std::fs::read(&target.path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => format!("it cannot be read: {error}"),
        })?;
        Ok(self.parse(target, bytes))
    }

    fn parse(&mut self, target: &Target, bytes: Vec<u8>) -> Option<Rc<File>> {
        let key = location::identity(&target.path);
        if let Some(known) = self.read.get(&key) {
            return known.clone();
        }
        let file = match decode(bytes) {
            Ok(text) => schema::read(
                &SourceText::new(target.display.clone(), text),
                &mut self.diagnostics,
            )
            .map(Rc::new),
            Err(Undecodable { before, cause }) => {
                let end = before.len();
                let place = SourceText::new(target.display.clone(), before).place(end);
                self.diagnostics
                    .push(Diagnostic::new(Severity::Error, place, cause));
                None
            }
        };
        self.read.insert(key, file.clone());
        file
    }
}

/// What to do about an entry that is no name of a file.
fn no_file(name: &str) -> Option<&'static str> {
    match name {
        "-" => Some("a schema is read from a file: what it imports is found beside it"),
        _ if name.contains("://") => {
            Some("the network is never used: save it as a file, or name its file in the catalog")
        }
        _ => None,
    }
}
