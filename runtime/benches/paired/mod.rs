//! Two pieces of work in turn, and how many times as long one takes as the other.
//!
//! The ratio is what can be compared between machines. It is that of the shortest times, as both do the same each time: whatever makes
//! them longer is other work, on this machine or on the one that it is part of. Both are timed within the same milliseconds, for long
//! enough to find a quiet moment; the median of the ratios of all rounds is what it comes to with all that.
#![allow(unreachable_pub)]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

/// How often the two are timed against each other at least, and for how long.
const ROUNDS: usize = 101;
const TIME: Duration = Duration::from_secs(2);

/// How often each is done in a round, of which the fastest counts. What was made is dropped afterwards.
const TIMES: usize = 5;

/// Starts the program again with an allocator that keeps its memory, and says whether this is that second start.
///
/// After each round glibc's would give the freed end of the heap back to the system, and take it again page by page in the next: a
/// fifth of what was measured were page faults. A program that does anything else beside has something at the end of its heap.
pub fn keeps_memory() -> bool {
    const ROOM: (&str, &str) = ("MALLOC_TOP_PAD_", "67108864");
    if std::env::var_os(ROOM.0).is_some() {
        return true;
    }
    let program = std::env::current_exe().expect("a program has a path");
    let mut again = Command::new(program);
    again.args(std::env::args_os().skip(1)).env(ROOM.0, ROOM.1);
    assert!(again.status().expect("it starts again").success());
    false
}

/// What the rounds came to.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// How many times as long the work takes as its measure, the median of all rounds.
    pub median: f64,
    /// The shortest times.
    pub work: Duration,
    pub measure: Duration,
}

impl Pair {
    /// How many times as long the work takes as its measure, by the shortest times.
    pub fn ratio(&self) -> f64 {
        self.work.as_secs_f64() / self.measure.as_secs_f64()
    }
}

/// Times a piece of work against what it is measured by.
pub fn pair<A, B>(mut work: impl FnMut() -> A, mut measure: impl FnMut() -> B) -> Pair {
    let start = Instant::now();
    let rounds: Vec<(Duration, Duration)> = (0..)
        .take_while(|round| *round < ROUNDS || start.elapsed() < TIME)
        .map(|_| (fastest(&mut work), fastest(&mut measure)))
        .collect();
    let mut ratios: Vec<f64> = rounds
        .iter()
        .map(|(work, measure)| work.as_secs_f64() / measure.as_secs_f64())
        .collect();
    ratios.sort_by(f64::total_cmp);
    let shortest = |times: &mut dyn Iterator<Item = Duration>| times.min().unwrap_or_default();
    Pair {
        median: ratios[ratios.len() / 2],
        work: shortest(&mut rounds.iter().map(|round| round.0)),
        measure: shortest(&mut rounds.iter().map(|round| round.1)),
    }
}

/// Prints a line of a table, the shortest times in microseconds; the target is none for what is only told.
pub fn print(name: &str, pair: Pair, target: Option<f64>) {
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let ratio = pair.ratio();
    let verdict = match target {
        Some(target) if ratio <= target => format!("  at most {target:.2}: kept"),
        Some(target) => format!("  at most {target:.2}: missed"),
        None => String::new(),
    };
    let (work, measure) = (micros(pair.work), micros(pair.measure));
    println!(
        "{name:<64}{work:>7.0} /{measure:>7.0}{ratio:>6.2}  (median {:.2}){verdict}",
        pair.median
    );
}

fn fastest<T>(work: &mut impl FnMut() -> T) -> Duration {
    let times = (0..TIMES).map(|_| {
        let start = Instant::now();
        let made = black_box(work());
        let took = start.elapsed();
        drop(made);
        took
    });
    times.min().unwrap_or_default()
}
