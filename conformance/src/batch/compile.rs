//! One run of the compiler over a batch.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Project;

/// How long the compiler may take for a batch.
const TIME: Duration = Duration::from_secs(900);

/// An error of the compiler.
#[derive(Debug)]
pub(super) struct Wrong {
    /// The file with generated code that it points to, if it is one.
    pub(super) file: Option<PathBuf>,
    /// What it says, in one line, with the line of code.
    pub(super) text: String,
}

/// Compiles the project; gives the errors, or `None` if there is a program.
///
/// # Errors
///
/// If the compiler cannot be started.
pub(super) fn compile(project: &Project) -> Result<Option<Vec<Wrong>>, String> {
    let mut child = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "build",
            "--quiet",
            "--jobs",
            "1",
            "--message-format",
            "json",
        ])
        .current_dir(project.folder())
        .env("CARGO_TARGET_DIR", project.folder().join("target"))
        .env_remove("RUSTFLAGS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    let output = child.stdout.take().expect("the standard output is a pipe");
    let errors = child.stderr.take().expect("the standard error is a pipe");
    let messages = thread::spawn(move || read_messages(output));
    let words = thread::spawn(move || {
        let mut text = String::new();
        // What cannot be read is not said.
        let _ = BufReader::new(errors).read_to_string(&mut text);
        text
    });
    let is_good = wait(&mut child);
    let mut wrong = messages.join().unwrap_or_default();
    let words = words.join().unwrap_or_default();
    if is_good {
        return Ok(None);
    }
    if wrong.is_empty() {
        let text = words.lines().take(20).collect::<Vec<_>>().join(" ");
        wrong.push(Wrong { file: None, text });
    }
    Ok(Some(wrong))
}

/// Waits for the compiler, and ends it if it takes too long; whether it was content.
fn wait(child: &mut Child) -> bool {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if started.elapsed() < TIME => thread::sleep(Duration::from_millis(50)),
            _ => {
                // It may have ended by itself since; then there is nothing to do.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

fn read_messages(output: impl Read) -> Vec<Wrong> {
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    let messages = lines.filter_map(|line| serde_json::from_str::<Value>(&line).ok());
    messages
        .filter(|message| message["reason"] == "compiler-message")
        .filter_map(|message| wrong(&message["message"]))
        .collect()
}

/// The error that a message is, unless it only sums up others.
fn wrong(message: &Value) -> Option<Wrong> {
    let level = message["level"].as_str()?;
    if !level.starts_with("error") {
        return None;
    }
    let text = message["message"].as_str()?.replace('\n', " ");
    if text.starts_with("aborting due to") || text.starts_with("could not compile") {
        return None;
    }
    let spans = message["spans"].as_array()?;
    let mut ordered: Vec<&Value> = spans.iter().collect();
    ordered.sort_by_key(|span| span["is_primary"] != true);
    let place = ordered.into_iter().find_map(generated);
    Some(match place {
        Some((file, code)) => Wrong {
            file: Some(file),
            text: format!("{text}, in `{code}`"),
        },
        None => Wrong { file: None, text },
    })
}

/// The place of a span in generated code: its own, or where the macro is called that it is in.
fn generated(span: &Value) -> Option<(PathBuf, String)> {
    let mut span = span;
    loop {
        let file = span["file_name"].as_str()?;
        if file.contains("/generated/case_") {
            let code = span["text"][0]["text"].as_str().unwrap_or_default();
            return Some((PathBuf::from(file), code.trim().to_owned()));
        }
        span = span.get("expansion")?.get("span")?;
    }
}
