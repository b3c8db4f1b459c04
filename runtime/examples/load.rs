//! Ten thousand calls at once over loopback, for a while: no error, no leak, bounded memory.
//!
//!     cargo run --release -p castile --example load --features client,server -- [CALLS AT ONCE] [SECONDS]
//!
//! The service runs in a process of its own: each call in flight takes a file handle on either side (`ulimit -n`). Ends with exit
//! code 1 if a call failed.
#![allow(missing_docs, unreachable_pub)]

#[path = "../tests/soap_by_hand/mod.rs"]
mod quotes;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use castile::operation::Response;
use castile::soap::{Client, Incoming, Outcome, serve};

type Failure = Box<dyn std::error::Error>;

struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let body = quotes::GetQuoteResponse {
            price: i64::try_from(request.body.symbol.len()).unwrap_or(0),
            ..quotes::GetQuoteResponse::default()
        };
        Ok(Response::new(body, quotes::ResponseHeaders::default()))
    }
}

#[tokio::main]
async fn main() -> Result<ExitCode, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "serve") {
        let serving = serve("127.0.0.1:0", quotes::Server(Quotes)).await?;
        println!("{}", serving.url());
        serving.wait().await;
        return Ok(ExitCode::SUCCESS);
    }
    let number = |index: usize, default: u64| match arguments.get(index) {
        Some(text) => text.parse::<u64>(),
        None => Ok(default),
    };
    let (at_once, seconds) = (number(0, 10_000)?, number(1, 60)?);
    let service = Service::start()?;
    let failed = run(&service, at_once, Duration::from_secs(seconds)).await;
    Ok(match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// The service in its own process, which ends with this value.
struct Service {
    process: Child,
    url: String,
}

impl Service {
    fn start() -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut process = command.arg("serve").stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().ok_or("the service has no output")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        let url = url.trim().to_owned();
        Ok(Self { process, url })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It has ended if it cannot be ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What came of the calls.
#[derive(Default)]
struct Tally {
    made: AtomicU64,
    failed: AtomicU64,
}

/// Keeps that many calls in flight for that time; the number of calls that failed.
async fn run(service: &Service, at_once: u64, time: Duration) -> u64 {
    let caller = Client::builder(service.url.as_str())
        .timeout(Duration::from_secs(100))
        .build();
    let client = quotes::Client::new(caller);
    let tally = Arc::new(Tally::default());
    let started = Instant::now();
    let callers: Vec<_> = (0..at_once)
        .map(|_| tokio::spawn(call(client.clone(), Arc::clone(&tally), started + time)))
        .collect();
    for quarter in 1..=4 {
        tokio::time::sleep_until((started + time * quarter / 4).into()).await;
        let memory = [std::process::id(), service.process.id()].map(memory);
        println!(
            "{:>4} s: {} calls, {} failed, memory of the client {} and of the service {}",
            started.elapsed().as_secs(),
            tally.made.load(Ordering::Relaxed),
            tally.failed.load(Ordering::Relaxed),
            memory[0],
            memory[1]
        );
    }
    for caller in callers {
        if caller.await.is_err() {
            tally.failed.fetch_add(1, Ordering::Relaxed);
        }
    }
    let made = tally.made.load(Ordering::Relaxed);
    let failed = tally.failed.load(Ordering::Relaxed);
    let rate = made as f64 / started.elapsed().as_secs_f64();
    println!("{at_once} at once: {made} calls, {failed} failed, {rate:.0} a second");
    failed
}

/// Makes one call after the other until the time is over.
async fn call(client: quotes::Client<Client>, tally: Arc<Tally>, end: Instant) {
    let request = quotes::GetQuoteRequest {
        symbol: "MSFT".to_owned(),
        ..quotes::GetQuoteRequest::default()
    };
    while Instant::now() < end {
        match client.get_quote(&request).await {
            Ok(response) if response.body.price == 4 => {}
            Ok(_) => drop(tally.failed.fetch_add(1, Ordering::Relaxed)),
            Err(error) => {
                tally.failed.fetch_add(1, Ordering::Relaxed);
                eprintln!("{error}: {:?}", std::error::Error::source(&error));
            }
        }
        tally.made.fetch_add(1, Ordering::Relaxed);
    }
}

/// The memory that a process holds, where the system says it.
fn memory(process: u32) -> String {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"));
    let status = status.unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.map_or("unknown", |line| line.trim_start_matches("VmRSS:").trim())
        .to_owned()
}
