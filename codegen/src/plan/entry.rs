//! The order in which the plan is made.

use super::alike::Alike;
use super::choices::Choices;
use super::grammar;
use super::item::{Module, Plan};
use super::modules::{Context, ModuleBuilder, module_name};
use super::naming::{Naming, module_scope};
use super::reach::Reach;
use super::recursion::Recursion;
use super::scope::{Kind, Scope};
use super::shape::Shapes;
use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::model::{DocumentId, Model};
use crate::settings::Settings;

/// Decides what Rust is written for a model.
///
/// Beside the plan come refusals and notes.
///
/// # Errors
///
/// Settings that match nothing; too many parts of types; in strict mode, also what cannot be supported.
pub fn plan(model: &Model, settings: &Settings) -> Result<(Plan, Vec<Diagnostic>), Error> {
    let mut diagnostics = Vec::new();
    let choices = Choices::of(model, settings, &mut diagnostics);
    let shapes = Shapes::of(model, settings, &choices)?;
    let reach = Reach::of(&shapes, settings);
    let alike = Alike::of(&shapes, &reach, &mut diagnostics);
    let recursion = Recursion::of(&shapes);
    let mut naming = Naming::new(&shapes, &reach, &choices, &alike);

    let shared_types = naming.shared_types();
    let mut shared_scope = module_scope();
    naming.name_all(&shared_types, &mut shared_scope);
    let documents: Vec<DocumentId> = model.documents().map(|(id, _)| id).collect();
    let scopes: Vec<Scope> = documents
        .iter()
        .map(|document| name_document(&mut naming, *document, settings))
        .collect();

    let context = Context::new(&shapes, settings, &choices, &reach, &naming, &recursion);
    let mut names = Scope::new(Kind::Module);
    let mut modules = Vec::new();
    let shared_name = names.claim(&settings.shared_module);
    if !shared_types.is_empty() {
        let documentation = "Types that several documents share.".to_owned();
        let mut builder = ModuleBuilder::new(
            &context,
            None,
            shared_scope,
            shared_name.clone(),
            documentation,
        );
        builder.add_types(&shared_types);
        modules.push(builder.finish());
    }
    for (document, scope) in documents.into_iter().zip(scopes) {
        let name = names.claim(&chosen_name(model, settings, document));
        modules.push(document_module(
            &context,
            document,
            scope,
            &name,
            &shared_name,
            &mut diagnostics,
        ));
    }
    if !settings.validation {
        note_identities(model, &mut diagnostics);
    }
    finish(Plan { modules }, diagnostics, settings)
}

/// Notes the identity constraints, which nothing checks without validation.
fn note_identities(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    for (_, element) in model.elements() {
        for identity in &element.identities {
            let name = &identity.name.local;
            let message = format!("the identity constraint `{name}` is not checked");
            let note = Diagnostic::new(Severity::Note, identity.place.clone(), message);
            diagnostics.push(note.with_help("the setting `validation` has it checked"));
        }
    }
}

/// Names the types that a document alone has; the scope they are in.
fn name_document(naming: &mut Naming<'_, '_>, document: DocumentId, settings: &Settings) -> Scope {
    let mut scope = module_scope();
    if settings.validation {
        grammar::reserve_names(&mut scope);
    }
    naming.borrow_all(document, &mut scope);
    naming.name_all(&naming.own_types(document), &mut scope);
    scope
}

fn document_module(
    context: &Context<'_, '_>,
    document: DocumentId,
    scope: Scope,
    name: &str,
    shared_name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Module {
    let file = &context.shapes.model[document].file;
    let last = file.rsplit('/').next().unwrap_or(file);
    let documentation = format!("Generated from `{last}`.");
    let mut builder = ModuleBuilder::new(
        context,
        Some(document),
        scope,
        name.to_owned(),
        documentation,
    );
    builder.borrow_types(shared_name, &context.naming.borrowed_types(document));
    builder.add_types(&context.naming.own_types(document));
    builder.add_services(document, diagnostics);
    if context.settings.registry {
        builder.add_registry(document);
    }
    if context.settings.validation {
        builder.add_grammar(document, diagnostics);
    }
    builder.finish()
}

/// The name that the settings give a document's module, or that of its file; documents are in the order of the settings.
fn chosen_name(model: &Model, settings: &Settings, document: DocumentId) -> String {
    let chosen = settings.documents.get(document.index());
    let module = chosen.and_then(|chosen| chosen.module.clone());
    module.unwrap_or_else(|| module_name(model, document))
}

fn finish(
    plan: Plan,
    mut diagnostics: Vec<Diagnostic>,
    settings: &Settings,
) -> Result<(Plan, Vec<Diagnostic>), Error> {
    if settings.strict {
        for diagnostic in &mut diagnostics {
            if diagnostic.severity.is_strict_error() {
                diagnostic.severity = Severity::Error;
            }
        }
    }
    if diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
        return Err(Error::new(diagnostics));
    }
    diagnostics
        .sort_by(|left, right| (left.severity, &left.place).cmp(&(right.severity, &right.place)));
    diagnostics.dedup();
    Ok((plan, diagnostics))
}
