//! Any bytes give Rust or an error: the fuzz targets of the generator, over their seeds and changes of them.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

#[path = "../../fuzz/targets/mutation.rs"]
mod mutation;
#[path = "../../fuzz/targets/codegen.rs"]
mod targets;

use std::path::{Path, PathBuf};

use mutation::{Numbers, mutate};
use targets::TARGETS;

fn number_of(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

/// The small documents of the tests with that extension.
fn documents(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            documents(&path, extension, found);
        } else if path.extension().is_some_and(|found| found == extension)
            && entry.metadata().unwrap().len() < 4 << 10
        {
            found.push(path);
        }
    }
}

#[test]
fn every_target_takes_every_seed_and_every_change_of_it() {
    let rounds = number_of("HOSTILE_ROUNDS", 20);
    let mut numbers = Numbers::new(number_of("HOSTILE_SEED", 1));
    for (name, target) in TARGETS {
        let mut paths = Vec::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        documents(&folder, name, &mut paths);
        assert!(!paths.is_empty());
        paths.sort();
        let seeds: Vec<Vec<u8>> = paths
            .iter()
            .map(|path| std::fs::read(path).unwrap())
            .collect();
        for (index, seed) in seeds.iter().enumerate() {
            target(seed);
            for round in 0..rounds {
                let other = &seeds[(index + round as usize) % seeds.len()];
                let bytes = mutate(seed, other, &mut numbers);
                let run = std::panic::catch_unwind(|| target(&bytes));
                assert!(run.is_ok(), "{name}: {:?}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}
