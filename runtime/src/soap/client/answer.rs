//! Replies that are not understood.

use std::error::Error as StdError;
use std::fmt;

use http::header::{CONTENT_TYPE, LOCATION};

use super::Settings;
use super::request::shown;
use super::round_trip::{Payload, Received};
use crate::soap::attachment::Attachment;
use crate::soap::binding::{is_gzip, is_multipart, media_type, read_parts, text_of, unzip};

/// How much of a reply an error shows, in characters.
const EXCERPT: usize = 300;

/// What is wrong with a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AnswerErrorKind {
    /// It is empty, and a message is expected.
    Empty,
    /// It is an HTML page.
    Html,
    /// It is neither XML nor HTML, and XML is expected.
    NotXml,
    /// It is neither JSON nor HTML, and JSON is expected.
    NotJson,
    /// Its compression or its characters cannot be read.
    Encoding,
    /// It is XML or JSON, but no message that the operation can answer with, or it is cut off.
    NotUnderstood,
    /// It has a header block that must be understood, and is not.
    Mandatory,
    /// It says that it answers another message.
    Unrelated,
    /// It does not prove what it must: where it comes from, when it was made, or that it is as it was signed.
    Insecure,
    /// It sends the request to another address, which is not followed.
    Redirect,
    /// Its parts cannot be told apart, or lack what the envelope refers to.
    Multipart,
}

/// What is wrong with a response that was read.
#[derive(Debug)]
pub(super) enum Objection {
    /// Header blocks, listed, that must be understood.
    Mandatory(String),
    /// The response to another message.
    Unrelated,
    /// What it fails to prove.
    Insecure(String),
}

/// A reply that is not understood: what is known of it.
#[derive(Debug)]
pub struct AnswerError {
    kind: AnswerErrorKind,
    status: u16,
    content_type: Option<String>,
    excerpt: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl AnswerError {
    pub(super) fn with_cause(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(cause.into());
        self
    }

    /// What is wrong with the reply.
    #[must_use]
    pub fn kind(&self) -> AnswerErrorKind {
        self.kind
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The content type as the reply names it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The start of the reply, with secrets masked.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            AnswerErrorKind::Empty => "the reply is empty",
            AnswerErrorKind::Html => "the reply is an HTML page",
            AnswerErrorKind::NotXml => "the reply is not XML",
            AnswerErrorKind::NotJson => "the reply is not JSON",
            AnswerErrorKind::Encoding => "the reply cannot be decoded",
            AnswerErrorKind::NotUnderstood => "the reply is not understood",
            AnswerErrorKind::Mandatory => "the reply demands what is not understood",
            AnswerErrorKind::Redirect => "the reply is a redirect that is not followed",
            AnswerErrorKind::Multipart => "the parts of the reply cannot be read",
            AnswerErrorKind::Unrelated => "the reply answers another message",
            AnswerErrorKind::Insecure => "the reply fails the security check",
        };
        write!(f, "{what} (HTTP {}", self.status)?;
        if let Some(content_type) = &self.content_type {
            write!(f, ", {content_type}")?;
        }
        f.write_str(")")?;
        let words: Vec<&str> = self.excerpt.split_whitespace().collect();
        if words.is_empty() {
            return Ok(());
        }
        write!(f, "; it starts with `{}`", words.join(" "))
    }
}

impl StdError for AnswerError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

/// What a reply is expected to be.
#[derive(Clone, Copy)]
pub(super) enum Markup {
    Xml,
    #[cfg(feature = "json")]
    Json,
}

impl Received {
    /// The text of the reply and the parts beside it, which are taken out.
    pub(super) fn text(
        &mut self,
        settings: &Settings,
        markup: Markup,
    ) -> Result<(String, Vec<Attachment>), AnswerError> {
        let body = std::mem::replace(&mut self.body, Payload::Raw(Vec::new()));
        let media_type = media_type(&self.head.headers);
        if let Some(location) = self.location() {
            let error = self.error(AnswerErrorKind::Redirect);
            return Err(error.with_cause(format!("it goes to {location:?}")));
        }
        let plain = match body {
            Payload::Text(text) => {
                return self.looked_at(text, &media_type.essence, markup, settings);
            }
            Payload::Plain(body) => body,
            Payload::Raw(body) => match is_gzip(&self.head.headers) {
                Some(false) => body,
                Some(true) => unzip(&body, settings.read.limits.max_bytes)
                    .map_err(|error| self.error(AnswerErrorKind::Encoding).with_cause(error))?,
                None => return Err(self.error(AnswerErrorKind::Encoding)),
            },
        };
        if plain.is_empty() {
            return Err(self.error(AnswerErrorKind::Empty));
        }
        let lossy = start_of(&plain);
        if is_multipart(&media_type) {
            return read_parts(&plain, &media_type, &settings.read).map_err(|error| {
                let kind = AnswerErrorKind::Multipart;
                self.shown_error(kind, settings, &lossy).with_cause(error)
            });
        }
        let text = match text_of(plain, media_type.parameter("charset")) {
            Ok(text) => text,
            Err(error) => {
                let kind = AnswerErrorKind::Encoding;
                return Err(self.shown_error(kind, settings, &lossy).with_cause(error));
            }
        };
        self.looked_at(text, &media_type.essence, markup, settings)
    }

    /// The text, if it may be a message.
    fn looked_at(
        &self,
        text: String,
        media_type: &str,
        markup: Markup,
        settings: &Settings,
    ) -> Result<(String, Vec<Attachment>), AnswerError> {
        match look(&text, media_type, markup) {
            None => Ok((text, Vec::new())),
            Some(kind) => Err(self.shown_error(kind, settings, &text)),
        }
    }

    /// The error of a reply that is no message of the operation.
    pub(super) fn not_understood(
        &self,
        settings: &Settings,
        text: &str,
        error: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> AnswerError {
        let error = error.into();
        let answer = self.shown_error(AnswerErrorKind::NotUnderstood, settings, text);
        match self
            .witness
            .secrets(&settings.redaction)
            .are_in(&error.to_string())
        {
            true => answer,
            false => answer.with_cause(error),
        }
    }

    /// The error of a response that was read, and cannot be taken.
    pub(super) fn objected(
        &self,
        settings: &Settings,
        text: &str,
        objection: Objection,
    ) -> AnswerError {
        match objection {
            Objection::Unrelated => self.shown_error(AnswerErrorKind::Unrelated, settings, text),
            Objection::Insecure(reason) => self
                .shown_error(AnswerErrorKind::Insecure, settings, text)
                .with_cause(reason),
            Objection::Mandatory(names) => self
                .shown_error(AnswerErrorKind::Mandatory, settings, text)
                .with_cause(format!("header blocks that must be understood: {names}")),
        }
    }

    /// Where a redirect goes, without what may be secret in it.
    fn location(&self) -> Option<String> {
        let location = self.head.headers.get(LOCATION)?;
        let location = location.to_str().unwrap_or("?");
        (300..400)
            .contains(&self.head.status)
            .then(|| shown(location))
    }

    pub(super) fn error(&self, kind: AnswerErrorKind) -> AnswerError {
        let content_type = self.head.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        AnswerError {
            kind,
            status: self.head.status,
            content_type: content_type.map(str::to_owned),
            excerpt: String::new(),
            source: None,
        }
    }

    /// The error with the start of the reply, secrets masked.
    fn shown_error(&self, kind: AnswerErrorKind, settings: &Settings, text: &str) -> AnswerError {
        let secrets = self.witness.secrets(&settings.redaction);
        let masked = settings.redaction.mask(text, &secrets);
        let mut error = self.error(kind);
        error.excerpt = masked
            .trim_start_matches('\u{feff}')
            .chars()
            .take(EXCERPT)
            .collect();
        error
    }
}

/// The start of a body that may be no text, to show.
fn start_of(bytes: &[u8]) -> String {
    // A character has at most four bytes.
    let start = &bytes[..bytes.len().min(4 * EXCERPT)];
    String::from_utf8_lossy(start).into_owned()
}

/// What is wrong with a text that cannot be a message.
fn look(text: &str, media_type: &str, markup: Markup) -> Option<AnswerErrorKind> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.is_empty() {
        return Some(AnswerErrorKind::Empty);
    }
    let begins = |what: &str| {
        start
            .get(..what.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(what))
    };
    if begins("<!doctype html") || begins("<html") {
        return Some(AnswerErrorKind::Html);
    }
    match markup {
        Markup::Xml if !start.starts_with('<') => Some(AnswerErrorKind::NotXml),
        Markup::Xml => {
            let is_page = media_type == "text/html" && !start.contains("Envelope");
            is_page.then_some(AnswerErrorKind::Html)
        }
        #[cfg(feature = "json")]
        Markup::Json if media_type == "text/html" => Some(AnswerErrorKind::Html),
        #[cfg(feature = "json")]
        Markup::Json => (!start.starts_with('{')).then_some(AnswerErrorKind::NotJson),
    }
}
