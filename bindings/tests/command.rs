//! The command as a newcomer runs it: exit status, summary, and the table of refused rows.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn msads() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_msads"));
    for name in [
        "MSADS_DEVELOPER_TOKEN",
        "MSADS_ACCESS_TOKEN",
        "MSADS_CUSTOMER_ID",
        "MSADS_ACCOUNT_ID",
        "MSADS_LOG",
    ] {
        command.env_remove(name);
    }
    command
}

fn conversions(arguments: &[&str], file: &Path) -> Output {
    msads()
        .arg("conversions")
        .args(arguments)
        .arg(file)
        .output()
        .unwrap()
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/conversions.csv")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The number that the summary gives for `name`.
fn number(output: &Output, name: &str) -> u64 {
    let text = text(&output.stdout);
    let line = text.lines().find(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some(name) && words.next().is_some_and(|word| word.parse::<u64>().is_ok())
    });
    line.and_then(|line| line.split_whitespace().nth(1))
        .unwrap()
        .parse()
        .unwrap()
}

/// Row, field, code and judge of each line of the table.
fn table(output: &Output) -> Vec<(u64, String, String, String)> {
    let text = text(&output.stdout);
    let cells = |line: &str| {
        let cells: Vec<String> = line
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .map(str::to_owned)
            .collect();
        Some((
            cells.first()?.parse().ok()?,
            cells.get(1)?.clone(),
            cells.get(2)?.clone(),
            cells.get(3)?.clone(),
        ))
    };
    text.lines().filter_map(cells).collect()
}

/// The rows of the example whose note begins with `beginning`; the header is row 1.
fn example_rows(beginning: &str) -> Vec<u64> {
    let mut reader = csv::Reader::from_path(example()).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    (2..)
        .zip(&records)
        .filter(|(_, record)| record[11].starts_with(beginning))
        .map(|(row, _)| row)
        .collect()
}

#[test]
fn the_example_is_uploaded_and_every_refused_row_explained() {
    let output = conversions(&["upload"], &example());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let refused = |judge: &str| -> Vec<u64> {
        table(&output)
            .into_iter()
            .filter(|(.., by)| by == judge)
            .map(|(row, ..)| row)
            .collect()
    };
    assert_eq!(refused("check"), example_rows("refused by the check"));
    assert_eq!(refused("service"), example_rows("refused by the service"));
    let good = example_rows("good").len() as u64;
    let by_service = example_rows("refused by the service").len() as u64;
    assert_eq!(number(&output, "sent"), good + by_service);
    assert_eq!(number(&output, "accepted"), good);
    assert_eq!(
        number(&output, "duplicates"),
        example_rows("duplicate").len() as u64
    );
    assert_eq!(
        number(&output, "rejected"),
        by_service + example_rows("refused by the check").len() as u64
    );
}

#[test]
fn the_example_has_every_documented_reason() {
    let output = conversions(&["upload"], &example());
    let codes: Vec<String> = table(&output)
        .into_iter()
        .map(|(_, _, code, _)| code)
        .collect();
    for expected in [
        "5603 OfflineConversionMicrosoftClickIdNullOrEmpty",
        "5604 OfflineConversionMicrosoftClickIdInvalid",
        "5605 OfflineConversionNameNullOrEmpty",
        "5606 OfflineConversionNameInvalid",
        "5607 OfflineConversionTimeInvalid",
        "5608 OfflineConversionTimeNullOrEmpty",
        "5609 OfflineConversionTimeOutOfWindow",
        "5610 OfflineConversionValueInvalid",
        "5611 OfflineConversionCurrencyCodeInvalid",
        "5614 FutureConversionTimeCannotBeSet",
        "5615 OfflineConversionNotAcceptedForGoal",
        "5616 ConversionTimeEarlierThanClickTime",
        "5617 ClickIdDateTimeOutsideGoalConversionWindow",
        "ConversionEmailAddressIsNotHashed",
        "ConversionPhoneNumberIsNotHashed",
        "ExternalAttributionCreditValueInvalid",
        "GoalNotEligibleForExternalAttribution",
        "NotEligibleForEnhancedConversions",
    ] {
        assert!(
            codes.iter().any(|code| code == expected),
            "{expected} is not in {codes:?}"
        );
    }
}

#[test]
fn a_check_sends_nothing_and_finds_what_the_upload_would() {
    let checked = conversions(&["check"], &example());
    assert_eq!(checked.status.code(), Some(1));
    let rows: Vec<u64> = table(&checked).into_iter().map(|(row, ..)| row).collect();
    assert_eq!(rows, example_rows("refused by the check"));
    assert!(!text(&checked.stdout).contains("sent  "));
}

#[test]
fn good_rows_alone_end_with_status_0() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("good.csv");
    fs::write(
        &file,
        "\u{feff}conversionname,conversiontime,microsoftclickid\r\nLead,now-1h,c1\r\n",
    )
    .unwrap();
    for command in ["check", "upload"] {
        let output = conversions(&[command], &file);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(number(&output, "rejected"), 0);
    }
}

/// The lines with a mark in the place of each instant, and the instants: those of the example count from the second of the run.
fn without_instants(lines: &[String]) -> (Vec<String>, Vec<i64>) {
    let mut instants = Vec::new();
    let mut mark = |word: &str| match word.trim_end_matches(',').parse::<msads::DateTime>() {
        Ok(instant) if word.contains('Z') => {
            instants.push(instant.to_unix().unwrap().0);
            "INSTANT".to_owned()
        }
        _ => word.to_owned(),
    };
    let lines = lines
        .iter()
        .map(|line| line.split(' ').map(&mut mark).collect::<Vec<_>>().join(" "))
        .collect();
    (lines, instants)
}

#[test]
fn an_upload_is_the_same_in_both_protocols() {
    let over = |protocol: &str| {
        let output = conversions(&["upload", "--protocol", protocol], &example());
        let lines = text(&output.stdout);
        // How long it took is not a matter of the protocol.
        let lines = lines.lines().filter(|line| !line.contains(" in "));
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        (output.status.code(), table(&output), lines)
    };
    let (rest, soap) = (over("rest"), over("soap"));
    assert_eq!((rest.0, &rest.1), (soap.0, &soap.1));
    let ((lines, instants), (others, later)) =
        (without_instants(&rest.2), without_instants(&soap.2));
    assert_eq!(lines, others);
    assert!(instants.len() >= 3 && instants.len() == later.len());
    for (instant, later) in instants.iter().zip(&later) {
        assert!((0..60).contains(&(later - instant)), "{instant} {later}");
    }
    assert_eq!(rest.0, Some(1));
    let usual = conversions(&["upload"], &example());
    assert_eq!(table(&usual), rest.1);
}

#[test]
fn a_journal_that_is_complete_sends_nothing_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let rows: String = (0..250)
        .map(|row| format!("Lead,now-1h,c{row}\n"))
        .collect();
    fs::write(
        &file,
        format!("ConversionName,ConversionTime,MicrosoftClickId\n{rows}Nothing,now-1h,c\n"),
    )
    .unwrap();
    let journal = folder.path().join("journal");
    let journal = journal.to_str().unwrap();
    let run = || {
        conversions(
            &["upload", "--batch-size", "100", "--journal", journal],
            &file,
        )
    };
    let (first, before) = (run(), fs::read(journal).unwrap());
    let (second, after) = (run(), fs::read(journal).unwrap());
    assert_eq!(
        (first.status.code(), second.status.code()),
        (Some(1), Some(1))
    );
    let answered = |output: &Output| {
        let numbers = ["rows", "sent", "accepted", "rejected"];
        (table(output), numbers.map(|name| number(output, name)))
    };
    assert_eq!(answered(&first), answered(&second));
    assert!(text(&second.stdout).contains("251 of them by an earlier run"));
    assert_eq!(before, after, "what is sent would be in the journal");
    assert!(text(&second.stderr).contains("continuing"));

    fs::write(
        &file,
        "ConversionName,ConversionTime,MicrosoftClickId\nLead,now-1h,c1\n",
    )
    .unwrap();
    let other = run();
    assert_eq!(other.status.code(), Some(2));
    assert!(
        text(&other.stderr).contains("another input"),
        "{}",
        text(&other.stderr)
    );
}

#[test]
fn what_cannot_be_done_ends_with_status_2_and_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.csv");
    fs::write(&file, "ConversionName;ConversionTime\nLead;now\n").unwrap();
    for (path, expected) in [
        (file.as_path(), "cells are separated by commas"),
        (Path::new("no.csv"), "cannot be opened"),
    ] {
        for command in ["check", "upload"] {
            let output = conversions(&[command], path);
            assert_eq!(output.status.code(), Some(2));
            let message = text(&output.stderr);
            assert!(
                message.starts_with("error: ") && message.contains(expected),
                "{message}"
            );
            assert_eq!(message.lines().count(), 1, "{message}");
        }
    }
}

#[test]
fn whole_messages_are_logged_on_demand_without_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.csv");
    let row = "Lead,now-1h,c1";
    fs::write(
        &file,
        format!("ConversionName,ConversionTime,MicrosoftClickId\n{row}\n"),
    )
    .unwrap();
    for (protocol, shown) in [
        (
            "rest",
            [r#""ConversionName":"Lead""#, "developertoken: ***"],
        ),
        (
            "soap",
            [
                "<ConversionName>Lead</ConversionName>",
                "DeveloperToken>***<",
            ],
        ),
    ] {
        let mut command = msads();
        command.args(["conversions", "upload", "--protocol", protocol]);
        let output = command
            .arg(&file)
            .env("MSADS_LOG", "castile::wire=trace")
            .output()
            .unwrap();
        let log = text(&[output.stdout, output.stderr].concat());
        for shown in shown {
            assert!(log.contains(shown), "{shown}: {log}");
        }
        assert!(!log.contains("local-developer-token") && !log.contains("local-access-token"));
    }
}

#[test]
fn the_help_teaches_the_columns_and_the_exit_status() {
    for command in ["check", "upload"] {
        let output = msads()
            .args(["conversions", command, "--help"])
            .output()
            .unwrap();
        let help = text(&output.stdout);
        for taught in [
            "ConversionTime",
            "within the last 90 days",
            "Email, Phone",
            "Exit status",
            "the header is row 1".trim(),
        ] {
            assert!(
                help.to_lowercase().contains(&taught.to_lowercase()),
                "{taught} is not in the help of {command}"
            );
        }
        let help = help.replace("--token-file", "");
        assert!(
            !help.contains("--token") && !help.contains("-token "),
            "tokens are no arguments"
        );
    }
}
