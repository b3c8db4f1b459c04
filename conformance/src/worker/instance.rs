//! What an instance is, and whether what was written of it is the same.

use castile_codegen::Generator;
use castile_codegen::model::{Builtin, Model, QName, TypeId, TypeKind, Variety};
use roxmltree::{Document, ParsingOptions};

use crate::infoset::{self, Typing};
use crate::job::{Answer, Name, Opened, Source};

/// Finds the root of an instance and its type.
pub(super) fn open(generator: &Generator, source: &Source) -> Answer {
    let (model, text) = match prepare(generator, source) {
        Ok(prepared) => prepared,
        Err(answer) => return *answer,
    };
    let document = match parse(&text) {
        Ok(document) => document,
        Err(error) => return Answer::NotOpened(error),
    };
    let root = document.root_element();
    let name = infoset::name(root);
    let Some(typing) = infoset::root_typing(&model, root) else {
        return Answer::NotOpened(format!("no schema declares the element `{name}`"));
    };
    let is_nillable = match typing {
        Typing::Element(element) => model[element].is_nillable,
        _ => false,
    };
    let ty = typing.ty(&model);
    Answer::Opened(Opened {
        root: shown(&name),
        ty: ty
            .and_then(|ty| model[ty].name.as_ref())
            .map(shown)
            .unwrap_or_default(),
        is_nillable,
        builtin: ty
            .and_then(|ty| builtin(&model, ty))
            .map_or("", Builtin::name)
            .to_owned(),
        default: typing.value(&model).unwrap_or_default().to_owned(),
        text,
    })
}

/// Compares an instance with what was written of it.
pub(super) fn compare(generator: &Generator, source: &Source, written: &str) -> Answer {
    let (model, text) = match prepare(generator, source) {
        Ok(prepared) => prepared,
        Err(answer) => return *answer,
    };
    let document = match parse(&text) {
        Ok(document) => document,
        Err(error) => return Answer::NotOpened(error),
    };
    let written = match Document::parse(written) {
        Ok(written) => written,
        Err(error) => {
            return Answer::Compared(Some(format!("what is written is not well-formed: {error}")));
        }
    };
    let root = document.root_element();
    let typing = infoset::root_typing(&model, root).unwrap_or(Typing::Unknown);
    Answer::Compared(infoset::compare(&model, typing, root, written.root_element()).err())
}

/// Whether a sample keeps to its schema.
pub(super) fn fit(generator: &Generator, source: &Source) -> Answer {
    let (model, text) = match prepare(generator, source) {
        Ok(prepared) => prepared,
        Err(answer) => return *answer,
    };
    match parse(&text) {
        Ok(document) => {
            let root = document.root_element();
            let typing = infoset::root_typing(&model, root).unwrap_or(Typing::Unknown);
            Answer::Fitted(infoset::misfit(&model, typing, root))
        }
        Err(error) => Answer::NotOpened(error),
    }
}

/// The model, and the text of the document that is read.
fn prepare(generator: &Generator, source: &Source) -> Result<(Model, String), Box<Answer>> {
    let impossible = |error: String| Box::new(Answer::Impossible(error));
    let not_opened = |error: String| Box::new(Answer::NotOpened(error));
    let (model, _, _) = generator
        .load()
        .map_err(|error| impossible(error.to_string()))?;
    let bytes = std::fs::read(&source.file)
        .map_err(|error| impossible(format!("{}: {error}", source.file.display())))?;
    let text = infoset::decode(&bytes).map_err(not_opened)?;
    let text = infoset::without_doctype(text);
    if !source.is_sample {
        return Ok((model, text));
    }
    let document = parse(&text).map_err(not_opened)?;
    let payload = infoset::payload(&text, &document).map_err(not_opened)?;
    Ok((model, payload))
}

fn parse(text: &str) -> Result<Document<'_>, String> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

fn shown(name: &QName) -> Name {
    Name {
        local: name.local.to_string(),
        namespace: name.namespace.as_deref().unwrap_or_default().to_owned(),
    }
}

/// The built-in type nearest to an atomic type.
fn builtin(model: &Model, ty: TypeId) -> Option<Builtin> {
    match (&model[ty].kind, model.variety(ty)) {
        (TypeKind::Builtin(builtin), _) => Some(*builtin),
        (_, Some(Variety::Atomic(builtin))) => Some(builtin),
        _ => None,
    }
}
