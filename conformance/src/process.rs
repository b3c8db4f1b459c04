//! Processes that answer one line for each line, under a limit of time and one of memory.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::job::{Answer, Job};
use crate::outcome::{Failure, FailureStage};

/// The address space of a process, in MiB.
pub(crate) const MEMORY_MEGABYTES: u64 = 1024;

/// How long a process may take for an answer.
pub(crate) const TIME: Duration = Duration::from_secs(10);

/// How much of what a process says before it dies is kept.
const LAST_WORDS: u64 = 4000;

/// A program that is started again whenever it does not answer.
#[derive(Debug)]
pub(crate) struct Program {
    command: Vec<OsString>,
    running: Option<Running>,
    answered: usize,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Silence {
    /// It took too long, and was ended.
    Time,
    /// It died: why, as far as known.
    Death(String),
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    last_words: thread::JoinHandle<String>,
}

impl Program {
    /// A program with its arguments; it is not started yet.
    pub(crate) fn new(command: Vec<OsString>) -> Self {
        Self {
            command,
            running: None,
            answered: 0,
        }
    }

    /// The tool itself, as a worker.
    pub(crate) fn worker() -> Result<Self, String> {
        let own = own_path()?;
        Ok(Self::new(vec![own, OsString::from("worker")]))
    }

    /// Sends a job to a worker and waits for the answer.
    pub(crate) fn request(&mut self, job: &Job) -> Result<Answer, Failure> {
        let broken = |error: serde_json::Error| Failure::new(FailureStage::Tool, error.to_string());
        let line = serde_json::to_string(job).map_err(broken)?;
        let answer = self.ask(&line)?;
        serde_json::from_str(&answer).map_err(broken)
    }

    /// Sends a line and waits for the answer.
    pub(crate) fn ask(&mut self, line: &str) -> Result<String, Silence> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start(&self.command).map_err(Silence::Death)?,
        };
        let sent = running.input.write_all(format!("{line}\n").as_bytes());
        let sent = sent.and_then(|()| running.input.flush());
        let answer = match sent {
            Ok(()) => running.lines.recv_timeout(TIME),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        match answer {
            Ok(answer) => {
                self.keep(running);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => {
                running.end();
                Err(Silence::Time)
            }
            Err(RecvTimeoutError::Disconnected) => Err(Silence::Death(running.end())),
        }
    }

    /// Keeps a process for the next question, but not forever: memory that is never given back is not the next case's doing.
    fn keep(&mut self, running: Running) {
        self.answered += 1;
        if self.answered.is_multiple_of(250) {
            running.end();
        } else {
            self.running = Some(running);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
    }
}

impl Running {
    fn start(command: &[OsString]) -> Result<Self, String> {
        let own = own_path()?;
        let mut child = Command::new(own)
            .args(["limited", &MEMORY_MEGABYTES.to_string(), "--"])
            .args(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("a process cannot be started: {error}"))?;
        let input = child.stdin.take().expect("the standard input is a pipe");
        let output = child.stdout.take().expect("the standard output is a pipe");
        let errors = child.stderr.take().expect("the standard error is a pipe");
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let last_words = thread::spawn(move || keep_last_words(errors));
        Ok(Self {
            child,
            input,
            lines,
            last_words,
        })
    }

    /// Ends the process; what it said last and how it ended.
    fn end(self) -> String {
        let Self {
            mut child,
            input,
            last_words,
            ..
        } = self;
        drop(input);
        let ended = match child.try_wait() {
            Ok(Some(status)) => Some(status),
            _ => wait_a_little(&mut child),
        };
        let words = last_words.join().unwrap_or_default();
        let status = ended.map_or_else(|| "it was ended".to_owned(), describe);
        match words.trim() {
            "" => status,
            words => format!("{status}: {}", words.replace('\n', " ")),
        }
    }
}

/// Gives a process that is about to end the time for it, and ends it if it does not.
fn wait_a_little(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..20 {
        thread::sleep(Duration::from_millis(10));
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
    }
    // It may have ended by itself since; then there is nothing to do.
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn describe(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("it ended with {code}"),
        (None, Some(signal)) => format!("it died of signal {signal}"),
        (None, None) => "it died".to_owned(),
    }
}

fn keep_last_words(errors: impl Read) -> String {
    let mut words = Vec::new();
    let mut errors = errors;
    // What cannot be read is not said.
    let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut words);
    let _ = std::io::copy(&mut errors, &mut std::io::sink());
    String::from_utf8_lossy(&words).into_owned()
}

fn own_path() -> Result<OsString, String> {
    let path = std::env::current_exe();
    path.map(std::path::PathBuf::into_os_string)
        .map_err(|error| format!("the tool does not find itself: {error}"))
}
