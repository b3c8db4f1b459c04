//! How far the tool is, on the standard error.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a line is written: on a terminal, and into a file.
const PAUSES: (Duration, Duration) = (Duration::from_millis(300), Duration::from_secs(15));

/// Counts what is done.
#[derive(Debug)]
pub(crate) struct Progress {
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    started: Instant,
    shown: Mutex<Instant>,
}

impl Progress {
    /// A count of `total` things, `what` says what is done to them.
    pub(crate) fn new(what: &'static str, total: usize) -> Self {
        let now = Instant::now();
        Self {
            what,
            total,
            done: AtomicUsize::new(0),
            started: now,
            shown: Mutex::new(now),
        }
    }

    /// Counts `count` more.
    pub(crate) fn add(&self, count: usize) {
        let done = self.done.fetch_add(count, Ordering::Relaxed) + count;
        let is_terminal = std::io::stderr().is_terminal();
        let pause = if is_terminal { PAUSES.0 } else { PAUSES.1 };
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.elapsed() < pause && done < self.total {
            return;
        }
        *shown = Instant::now();
        let seconds = self.started.elapsed().as_secs();
        let end = if is_terminal && done < self.total {
            "\r"
        } else {
            "\n"
        };
        eprint!(
            "{}: {done} of {} after {seconds} s   {end}",
            self.what, self.total
        );
        // Progress that cannot be shown is none.
        let _ = std::io::stderr().flush();
    }
}
