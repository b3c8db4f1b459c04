//! Any bytes give a value or an error: the fuzz targets of the runtime, over their seeds and changes of them.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

#[path = "../../fuzz/targets/differential.rs"]
mod differential;
#[path = "../../fuzz/targets/mutation.rs"]
mod mutation;
#[path = "../../fuzz/targets/runtime.rs"]
mod targets;

use std::path::{Path, PathBuf};

use mutation::{Numbers, mutate};
use proptest::prelude::*;
use targets::Target;

/// All targets by name.
fn targets() -> impl Iterator<Item = &'static (&'static str, Target)> {
    targets::TARGETS.iter().chain(differential::TARGETS)
}

fn number_of(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

/// The small documents of the tests.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            documents(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "xml" || extension == "json")
            && entry.metadata().unwrap().len() < 16 << 10
        {
            found.push(path);
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    documents(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests"),
        &mut paths,
    );
    paths.sort();
    let files = paths.iter().map(|path| std::fs::read(path).unwrap());
    // Enough of them to begin with: they are much alike.
    let step = (paths.len() / 40).max(1);
    let own = targets::SEEDS
        .iter()
        .chain(differential::SEEDS)
        .map(|seed| seed.as_bytes().to_vec());
    own.chain(files.step_by(step)).collect()
}

#[test]
fn every_target_takes_every_seed_and_every_change_of_it() {
    let rounds = number_of("HOSTILE_ROUNDS", 200);
    let mut numbers = Numbers::new(number_of("HOSTILE_SEED", 1));
    let seeds = seeds();
    for (index, seed) in seeds.iter().enumerate() {
        for (_, target) in targets() {
            target(seed);
        }
        for round in 0..rounds {
            let other = &seeds[(index + round as usize) % seeds.len()];
            let bytes = mutate(seed, other, &mut numbers);
            for (name, target) in targets() {
                let run = std::panic::catch_unwind(|| target(&bytes));
                assert!(run.is_ok(), "{name}: {:?}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}

proptest! {
    #[test]
    fn every_target_takes_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (_, target) in targets() {
            target(&bytes);
        }
    }
}
