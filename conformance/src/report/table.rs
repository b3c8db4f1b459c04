//! The table of counts.

use std::collections::BTreeMap;

use super::line;
use crate::case::{Expected, Kind, Validity};
use crate::outcome::State;
use crate::ran::Ran;

/// How many of how many.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    passed: usize,
    total: usize,
}

/// The columns: schemas by what is expected of them, then instances.
const COLUMNS: [&str; 6] = [
    "a: valid schemas",
    "c: invalid schemas",
    "clear error",
    "either",
    "b: valid instances",
    "d: invalid instances",
];

type Counts = [Count; COLUMNS.len()];

/// Writes the counts by kind and contributor, and their sums.
pub(super) fn write(out: &mut String, ran: &[Ran]) {
    let mut rows: BTreeMap<(Kind, &str), Counts> = BTreeMap::new();
    let mut sums: BTreeMap<Kind, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    for one in ran {
        let counts = [
            rows.entry((one.case.kind, &one.case.contributor))
                .or_default(),
            sums.entry(one.case.kind).or_default(),
            &mut all,
        ];
        for counts in counts {
            count(counts, one);
        }
    }
    line(
        out,
        format_args!("\npassed of all, by kind and contributor\n"),
    );
    row(out, "", COLUMNS.map(str::to_owned));
    for ((kind, contributor), counts) in &rows {
        row(
            out,
            &format!("{kind} {contributor}"),
            counts.map(|count| count.show()),
        );
    }
    line(out, format_args!(""));
    for (kind, counts) in &sums {
        row(out, &format!("{kind}"), counts.map(|count| count.show()));
    }
    row(out, "all", all.map(|count| count.show()));
}

fn count(counts: &mut Counts, one: &Ran) {
    let schema = match one.case.expected {
        Expected::Accept => 0,
        Expected::Reject => 1,
        Expected::ClearError => 2,
        Expected::Either => 3,
    };
    counts[schema].add(&one.schema);
    // What the instances of a schema are worth that may be refused, nobody said.
    if one.case.expected == Expected::Accept {
        for (instance, state) in one.case.instances.iter().zip(&one.instances) {
            let column = match instance.validity {
                Validity::Valid | Validity::Sample => 4,
                Validity::Invalid => 5,
            };
            counts[column].add(state);
        }
    }
}

impl Count {
    fn add(&mut self, state: &State) {
        self.total += usize::from(!matches!(state, State::NotRun | State::Unfit(_)));
        self.passed += usize::from(*state == State::Passed);
    }

    fn show(self) -> String {
        match self.total {
            0 => "-".to_owned(),
            total => {
                let percent = self.passed as f64 * 100.0 / total as f64;
                format!("{} of {total} ({percent:.1} %)", self.passed)
            }
        }
    }
}

fn row(out: &mut String, name: &str, fields: [String; COLUMNS.len()]) {
    let fields = fields.map(|field| format!("{field:>24}")).concat();
    line(out, format_args!("{name:<34}{fields}"));
}
