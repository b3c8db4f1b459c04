//! What the generator has to say about its input: errors, refusals and notes, each with its place.

use std::fmt;

use crate::rule::Rule;
use crate::source::Place;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The input breaks a rule; nothing is generated.
    Error,
    /// One operation or type cannot be supported and was left out; an error in strict mode.
    Unsupported,
    /// The WSDL contradicts itself in one operation, binding or port, which was left out; an error in strict mode.
    Broken,
    /// Something was ignored and nothing is lost by it, such as an HTTP binding beside a SOAP binding.
    Note,
}

impl Severity {
    /// Whether something was left out, so that it is an error in strict mode.
    pub(crate) fn is_strict_error(self) -> bool {
        matches!(self, Self::Unsupported | Self::Broken)
    }
}

/// One remark about the input.
///
/// Form: `schemas/cm.wsdl:8254:16: element `X` has the type `xs:strin`, which no schema declares`, and on a second line,
/// where there is something to help, three spaces and `help: ...`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Where the construct begins that it speaks of.
    pub place: Place,
    /// One line, lower case, names in backquotes.
    pub message: String,
    /// What the reader can do about it, and the constraint of XML Schema that is broken, if one is.
    pub help: Option<String>,
    /// The constraint of XML Schema that is broken.
    pub rule: Option<&'static Rule>,
}

impl Diagnostic {
    /// A remark without help.
    pub fn new(severity: Severity, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity,
            place,
            message: message.into(),
            help: None,
            rule: None,
        }
    }

    /// The same remark with a line of help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same remark, about a breach of `rule`, which its help then cites.
    #[must_use]
    pub(crate) fn with_rule(mut self, rule: &'static Rule) -> Self {
        self.help = Some(match self.help {
            Some(help) => format!("{help}; {rule}"),
            None => format!("see {rule}"),
        });
        self.rule = Some(rule);
        self
    }

    /// A note, if this is an error about a breach that leaves the meaning clear.
    #[must_use]
    pub(crate) fn tolerated(mut self) -> Self {
        if self.severity == Severity::Error && self.rule.is_some_and(Rule::is_formal) {
            self.severity = Severity::Note;
        }
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "",
            Severity::Unsupported => "unsupported: ",
            Severity::Broken => "broken: ",
            Severity::Note => "note: ",
        };
        write!(out, "{}: {kind}{}", self.place, self.message)?;
        match &self.help {
            Some(help) => write!(out, "\n   help: {help}"),
            None => Ok(()),
        }
    }
}

/// Why a stage gave no result: all that it found wrong, in the order of the files.
///
/// Displays as its diagnostics, one after the other.
#[derive(Clone, Debug)]
pub struct Error {
    diagnostics: Vec<Diagnostic>,
}

impl Error {
    /// An error that holds `diagnostics`, sorted by severity, then place, repetitions left out.
    pub fn new(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by(|left, right| {
            (left.severity, &left.place).cmp(&(right.severity, &right.place))
        });
        diagnostics.dedup();
        Self { diagnostics }
    }

    /// All that was found: errors first, then refusals and notes, each in the order of the files.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The same, owned.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::new(vec![diagnostic])
    }
}
