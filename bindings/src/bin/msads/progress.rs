//! The progress bar, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use msads::conversions::Progress;
use std::io::{IsTerminal, stderr};

/// A bar over so many rows; an invisible one where standard error is no terminal.
pub(crate) fn bar(rows: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(
        Some(rows),
        if stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        },
    );
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} rows  {msg}  {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Moves a bar.
pub(crate) fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_message(format!(
        "{} accepted, {} rejected",
        progress.accepted, progress.rejected
    ));
    bar.set_position(progress.rows);
}
