//! Five years of the services' schemas (`../shared/schema-history`, or `HISTORY_DIR`): each dated set is generated and compiled,
//! and documents of the newest are read by the oldest.

#[path = "history/dated_crate.rs"]
mod dated_crate;
mod support;

use dated_crate::DatedCrate;
use support::folder;

#[test]
fn every_dated_set_compiles_and_the_oldest_reads_what_the_newest_writes() {
    let Some(history) = folder::shared("HISTORY_DIR", "schema-history") else {
        return;
    };
    let sets = folder::folders(&history);
    let dated = DatedCrate::write(&sets);
    for set in dated.sets() {
        println!("{set}: generated");
    }
    dated.compile_and_run();
    println!("dated sets that compile: {0} of {0}", sets.len());
}
