//! The walk over the documents of one entry: what refers to what, each taken once.

use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::{Entry, LoadedSchema, Loader, Missing, Target, location};
use crate::diagnostic::{Diagnostic, Severity};
use crate::schema::{Definitions, External, ExternalKind, File, WsdlImport};
use crate::source::Place;

/// A document whose references are still to be followed.
#[derive(Debug)]
enum Pending {
    Schema(LoadedSchema, Rc<Target>),
    Wsdl(Rc<File>, Rc<Target>),
}

/// The walk over the documents of one entry.
#[derive(Debug)]
pub(super) struct Visit<'l, 'a> {
    loader: &'l mut Loader<'a>,
    entry: Entry,
    /// The documents already taken, by file and target namespace.
    seen: HashSet<(PathBuf, Option<Arc<str>>)>,
    open: VecDeque<Pending>,
}

impl<'l, 'a> Visit<'l, 'a> {
    /// An entry file with all that it pulls in.
    pub(super) fn of(loader: &'l mut Loader<'a>, file: Rc<File>, target: &Rc<Target>) -> Entry {
        let mut visit = Self {
            loader,
            entry: Entry::of(target),
            seen: HashSet::new(),
            open: VecDeque::new(),
        };
        visit.take_file(file, target, None);
        visit.follow();
        visit.entry
    }

    /// Takes a file into the entry: as a definition, or as a schema that may get the namespace of its includer.
    fn take_file(&mut self, file: Rc<File>, target: &Rc<Target>, includer: Option<&Arc<str>>) {
        match &*file {
            File::Wsdl(definitions) => {
                if !self.seen.insert((location::identity(&target.path), None)) {
                    return;
                }
                self.entry.definitions.push(file.clone());
                for position in 0..definitions.schemas.len() {
                    let namespace = definitions.schemas[position].target_namespace.clone();
                    self.take_schema(
                        LoadedSchema {
                            source: file.clone(),
                            position,
                            target: namespace,
                            is_chameleon: false,
                        },
                        target,
                    );
                }
                self.open
                    .push_back(Pending::Wsdl(file.clone(), target.clone()));
            }
            File::Schema(schema) => {
                let is_chameleon = schema.target_namespace.is_none() && includer.is_some();
                let namespace = schema
                    .target_namespace
                    .clone()
                    .or_else(|| includer.cloned());
                if self
                    .seen
                    .insert((location::identity(&target.path), namespace.clone()))
                {
                    self.take_schema(
                        LoadedSchema {
                            source: file.clone(),
                            position: 0,
                            target: namespace,
                            is_chameleon,
                        },
                        target,
                    );
                }
            }
        }
    }

    fn take_schema(&mut self, loaded: LoadedSchema, target: &Rc<Target>) {
        self.entry.schemas.push(loaded.clone());
        self.open.push_back(Pending::Schema(loaded, target.clone()));
    }

    /// Follows the references of all documents taken, and of those that come with them.
    fn follow(&mut self) {
        while let Some(pending) = self.open.pop_front() {
            match &pending {
                Pending::Schema(loaded, target) => {
                    for external in &loaded.schema().externals {
                        self.follow_external(external, loaded, target);
                    }
                }
                Pending::Wsdl(file, target) => {
                    let File::Wsdl(definitions) = &**file else {
                        continue;
                    };
                    for import in &definitions.imports {
                        self.follow_wsdl_import(import, definitions, target);
                    }
                }
            }
        }
    }

    fn follow_external(&mut self, external: &External, from: &LoadedSchema, base: &Rc<Target>) {
        let own = from.target.as_ref();
        let Some(address) = &external.location else {
            return;
        };
        let expected = match external.kind {
            ExternalKind::Import => external.namespace.as_ref(),
            ExternalKind::Include | ExternalKind::Redefine => own,
        };
        let place = &external.place;
        let Some(target) = self.locate(address, base, expected, place) else {
            return;
        };
        let Some(file) = self.open(&target, address, expected, place) else {
            return;
        };
        let File::Schema(schema) = &*file else {
            self.error(place, format!("`{address}` is a WSDL and no schema"));
            return;
        };
        let declared = schema.target_namespace.as_ref();
        let is_import = external.kind == ExternalKind::Import;
        if declared != expected && (is_import || declared.is_some()) {
            self.wrong_namespace(place, address, expected, declared);
            return;
        }
        self.take_file(file, &target, if is_import { None } else { own });
    }

    fn follow_wsdl_import(&mut self, import: &WsdlImport, from: &Definitions, base: &Rc<Target>) {
        let Some(address) = &import.location else {
            return;
        };
        let namespace = import.namespace.as_ref().or(from.target_namespace.as_ref());
        let Some(target) = self.locate(address, base, namespace, &import.place) else {
            return;
        };
        if let Some(file) = self.open(&target, address, namespace, &import.place) {
            self.take_file(file, &target, None);
        }
    }

    /// Where a location is on disk; what is nowhere is remembered, for it is an error only if something of it is needed.
    fn locate(
        &mut self,
        address: &str,
        from: &Rc<Target>,
        namespace: Option<&Arc<str>>,
        place: &Place,
    ) -> Option<Rc<Target>> {
        match location::locate(address, &from.path, &from.display, self.loader.catalog) {
            Ok((path, display)) => Some(Rc::new(Target { path, display })),
            Err(reason) => {
                self.miss(namespace, address, reason, place);
                None
            }
        }
    }

    /// The file at a target; `None` if it is not there, which is remembered, or cannot be understood, which was reported.
    fn open(
        &mut self,
        target: &Target,
        address: &str,
        namespace: Option<&Arc<str>>,
        place: &Place,
    ) -> Option<Rc<File>> {
        match self.loader.file(target) {
            Ok(file) => file,
            Err(reason) => {
                self.miss(namespace, address, reason, place);
                None
            }
        }
    }

    fn miss(&mut self, namespace: Option<&Arc<str>>, address: &str, reason: String, place: &Place) {
        self.entry.missing.push(Missing {
            namespace: namespace.cloned(),
            location: address.to_owned(),
            reason,
            place: place.clone(),
        });
    }

    fn wrong_namespace(
        &mut self,
        place: &Place,
        address: &str,
        expected: Option<&Arc<str>>,
        found: Option<&Arc<str>>,
    ) {
        let name = |namespace: Option<&Arc<str>>| match namespace {
            Some(namespace) => format!("the namespace `{namespace}`"),
            None => "no namespace".to_owned(),
        };
        self.error(
            place,
            format!(
                "`{address}` has {}, but {} is expected",
                name(found),
                name(expected)
            ),
        );
    }

    fn error(&mut self, place: &Place, message: String) {
        self.loader
            .diagnostics
            .push(Diagnostic::new(Severity::Error, place.clone(), message));
    }
}
