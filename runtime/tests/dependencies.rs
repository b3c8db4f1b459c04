//! What the crate brings along: little, and nothing that fights with what an application has.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that a build with those options of cargo needs.
fn packages(options: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "castile",
            "-e",
            "normal",
        ])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

/// Row 37: without features there is no HTTP, no TLS and no runtime.
#[test]
fn reading_and_writing_take_four_packages() {
    let expected = ["base64", "castile", "itoa", "memchr", "zmij"];
    let found = packages(&["--no-default-features"]);
    assert_eq!(found, expected.map(str::to_owned).into());
    assert_eq!(packages(&[]), found);
}

#[test]
fn no_feature_brings_another_tls_or_http_client_than_the_one_that_it_is_for() {
    let found = packages(&["--all-features"]);
    for refused in [
        "openssl",
        "openssl-sys",
        "native-tls",
        "reqwest",
        "aws-lc-sys",
        "rsa",
    ] {
        assert!(!found.contains(refused), "{refused}");
    }
    assert!(found.contains("rustls") && found.contains("ring"));
}
