//! What documents hold, without generating anything.

use crate::diagnostic::{Diagnostic, Error};
use crate::generator::Generator;
use crate::model::{DocumentId, Model};
use crate::plan;

/// What was found in some documents.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// Each document.
    pub documents: Vec<DocumentReport>,
    /// What cannot be supported or was ignored, the heavier first.
    pub notes: Vec<Diagnostic>,
}

/// What was found in a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DocumentReport {
    /// The file.
    pub file: String,
    /// The number of its types that have a name.
    pub types: usize,
    /// The number of its global elements.
    pub elements: usize,
    /// Its services.
    pub services: Vec<ServiceReport>,
    /// The names of its operations, in the order of the bindings.
    pub operations: Vec<String>,
}

/// What was found of a service.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServiceReport {
    /// Its name.
    pub name: String,
    /// The addresses of its ports.
    pub addresses: Vec<String>,
}

impl Generator {
    /// Reads the documents and says what they hold and what of it cannot be supported.
    ///
    /// # Errors
    ///
    /// As [`Generator::generate`].
    pub fn check(&self) -> Result<Report, Error> {
        let (model, settings, mut notes) = self.load()?;
        let (_, more) = plan::plan(&model, &settings)?;
        notes.extend(more);
        let documents = model
            .documents()
            .map(|(id, _)| document_report(&model, id))
            .collect();
        Ok(Report { documents, notes })
    }
}

fn document_report(model: &Model, id: DocumentId) -> DocumentReport {
    let document = &model[id];
    let named = document
        .types
        .iter()
        .filter(|ty| model[**ty].name.is_some());
    let operations = document
        .bindings
        .iter()
        .flat_map(|binding| &model[*binding].operations);
    let services = document.services.iter().map(|service| ServiceReport {
        name: model[*service].name.local.to_string(),
        addresses: model[*service]
            .ports
            .iter()
            .filter_map(|port| port.address.clone())
            .collect(),
    });
    DocumentReport {
        file: document.file.to_string(),
        types: named.count(),
        elements: document.elements.len(),
        services: services.collect(),
        operations: operations.map(|operation| operation.name.clone()).collect(),
    }
}
