//! Counted results: `N of M` for each kind of case, every failure with its cause.

use std::fmt::Write;

/// What came of many cases.
#[derive(Default)]
pub(crate) struct Report {
    kinds: Vec<Kind>,
}

struct Kind {
    name: String,
    passed: usize,
    failures: Vec<(String, String)>,
    notes: Vec<(String, String)>,
}

impl Report {
    /// Counts a case.
    pub(crate) fn count(&mut self, kind: &str, case: &str, outcome: Result<(), String>) {
        let kind = self.kind(kind);
        match outcome {
            Ok(()) => kind.passed += 1,
            Err(cause) => kind.failures.push((case.to_owned(), cause)),
        }
    }

    /// Says something of a case that is not a failure: a known difference, a case that nothing was written for.
    pub(crate) fn note(&mut self, kind: &str, case: &str, text: impl Into<String>) {
        self.kind(kind).notes.push((case.to_owned(), text.into()));
    }

    fn kind(&mut self, name: &str) -> &mut Kind {
        let found = self.kinds.iter().position(|kind| kind.name == name);
        let index = found.unwrap_or_else(|| {
            self.kinds.push(Kind {
                name: name.to_owned(),
                passed: 0,
                failures: Vec::new(),
                notes: Vec::new(),
            });
            self.kinds.len() - 1
        });
        &mut self.kinds[index]
    }

    /// Prints all, and fails if a case failed or there was none.
    pub(crate) fn finish(self) {
        let mut text = String::new();
        for kind in &self.kinds {
            let total = kind.passed + kind.failures.len();
            let _ = match total {
                0 => writeln!(text, "{}: {} noted", kind.name, kind.notes.len()),
                _ => writeln!(text, "{}: {} of {total}", kind.name, kind.passed),
            };
            for (case, note) in &kind.notes {
                let _ = writeln!(text, "  note {case}: {note}");
            }
            for (case, cause) in &kind.failures {
                let _ = writeln!(text, "  FAILED {case}: {cause}");
            }
        }
        println!("{text}");
        assert!(!self.kinds.is_empty(), "no case was found");
        let failed: usize = self.kinds.iter().map(|kind| kind.failures.len()).sum();
        assert_eq!(failed, 0, "{failed} cases failed; they are listed above");
    }
}
