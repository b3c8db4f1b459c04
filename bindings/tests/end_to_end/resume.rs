//! An upload that is killed and continued: nothing is lost, and nothing that was answered is sent twice.

use msads::castile::soap::{self, Incoming, Outcome, Serving};
use msads::local::{LocalService, access};
use msads::types::campaign_management::{ApplyOfflineConversions, Server, Service};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::future::pending;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

const ROWS: usize = 200;
const BATCH: usize = 10;

/// The local service, counting what arrives; it stops answering after some calls until it is released.
#[derive(Clone)]
struct Gate {
    service: LocalService,
    state: Arc<Mutex<State>>,
    stuck: Arc<Notify>,
}

#[derive(Default)]
struct State {
    /// How often each click arrived.
    arrived: HashMap<String, usize>,
    calls: usize,
    answers_before_stuck: Option<usize>,
}

impl Gate {
    fn stuck_after(answers: usize) -> Self {
        Self {
            service: LocalService::new(),
            state: Arc::new(Mutex::new(State {
                answers_before_stuck: Some(answers),
                ..State::default()
            })),
            stuck: Arc::default(),
        }
    }

    fn release(&self) {
        self.state.lock().unwrap().answers_before_stuck = None;
    }

    async fn serve(&self) -> Serving {
        soap::serve("127.0.0.1:0", Server(self.clone()))
            .await
            .unwrap()
    }
}

impl Service for Gate {
    async fn apply_offline_conversions(
        &self,
        request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        let is_stuck = {
            let mut state = self.state.lock().unwrap();
            let conversions = request.body.offline_conversions.iter().flatten().flatten();
            for conversion in conversions {
                let click = conversion.microsoft_click_id.clone().unwrap_or_default();
                *state.arrived.entry(click).or_default() += 1;
            }
            state.calls += 1;
            state
                .answers_before_stuck
                .is_some_and(|answers| state.calls > answers)
        };
        let answer = self.service.apply_offline_conversions(request).await;
        if is_stuck {
            self.stuck.notify_one();
            return pending().await;
        }
        answer
    }
}

fn upload(folder: &Path, url: &str, calls: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_msads"));
    command
        .args([
            "conversions",
            "upload",
            "--protocol",
            "soap",
            "rows.csv",
            "--journal",
            "rows.journal",
        ])
        .args(["--address", url, "--batch-size", &BATCH.to_string()])
        .args(["--calls", &calls.to_string()])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn write_rows(folder: &Path) {
    let mut text = String::from("ConversionName,ConversionTime,MicrosoftClickId\n");
    for row in 0..ROWS {
        writeln!(text, "Sale,now-1h,click{row}").unwrap();
    }
    fs::write(folder.join("rows.csv"), text).unwrap();
}

/// Kills the process as `kill -9` does, and waits until it is gone.
fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The numbers of the batches that the journal has an answer for; a line that the kill tore is none.
fn confirmed(folder: &Path) -> Vec<usize> {
    let journal = fs::read_to_string(folder.join("rows.journal")).unwrap();
    let whole = journal.rfind('\n').map_or("", |end| &journal[..end]);
    let fields = whole
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    fields
        .filter(|fields| fields[0] == "confirmed")
        .map(|fields| fields[1].parse().unwrap())
        .collect()
}

async fn finish(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap()
}

async fn killed_and_continued(calls: usize, answers: usize) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_rows(folder);
    let gate = Gate::stuck_after(answers);
    let serving = gate.serve().await;

    let first = upload(folder, &serving.url(), calls).spawn().unwrap();
    gate.stuck.notified().await;
    kill(first);
    let answered = confirmed(folder);
    let before = gate.state.lock().unwrap().arrived.clone();
    assert!(
        !answered.is_empty() && before.len() < ROWS,
        "it was in the middle"
    );
    gate.release();

    // A continuation is one of the same upload: the same address, so the same service.
    let second = finish(upload(folder, &serving.url(), calls)).await;
    let stdout = String::from_utf8(second.stdout).unwrap();
    assert_eq!(
        second.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&second.stderr)
    );

    let arrived = &gate.state.lock().unwrap().arrived;
    for row in 0..ROWS {
        let times = arrived
            .get(&format!("click{row}"))
            .copied()
            .unwrap_or_default();
        let was_answered = answered.contains(&(row / BATCH));
        assert!(times >= 1, "row {row} is lost");
        assert!(
            !was_answered || times == 1,
            "row {row} was answered and came {times} times"
        );
        assert!(times <= 2, "row {row} came {times} times");
    }
    let tallies = gate.service.tallies(access::ACCOUNT_ID);
    let counted: u64 = tallies.values().map(|tally| tally.counted).sum();
    assert_eq!(
        counted, ROWS as u64,
        "a conversion that came twice counts once"
    );
    assert!(
        stdout.contains(&format!("{ROWS}  by the service")),
        "{stdout}"
    );
    assert!(
        stdout.contains("were resent after an interruption"),
        "{stdout}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_killed_between_two_calls_is_continued() {
    killed_and_continued(1, 7).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_killed_with_four_calls_under_way_is_continued() {
    killed_and_continued(4, 9).await;
}
