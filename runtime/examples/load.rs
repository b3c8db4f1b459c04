//! Ten thousand calls at once over loopback, for a while: no error, no leak, bounded memory. Then the service is killed: every call
//! ends, with an error that says whether anything was sent.
//!
//!     cargo run --release -p castile --example load --features client,server -- [CALLS AT ONCE] [SECONDS]
//!
//! The service runs in a process of its own: each call in flight takes a file handle on either side (`ulimit -n`). Ends with exit
//! code 1 if a call failed, if client or service held more than [`HELD`] a call or went on growing, or if a call did not end so.
#![allow(missing_docs, unreachable_pub)]

#[path = "../tests/soap_by_hand/mod.rs"]
mod quotes;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use castile::operation::Response;
use castile::soap::{Client, ErrorKind, Incoming, Outcome, Sent, serve};

/// What client and service may each hold for a call in flight, in KiB.
const HELD: u64 = 100;

/// What they may hold beside, and grow by in the second half of the time, in KiB: with ten thousand calls at once, it takes some
/// twenty seconds until each connection has come to its largest buffers.
const BESIDE: u64 = 64 << 10;

/// The time in which every call must end when the service is killed.
const ENDING: Duration = Duration::from_secs(60);

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
    let calls_well = run(&service, at_once, Duration::from_secs(seconds)).await;
    let ends_well = kill(service, at_once).await?;
    Ok(match calls_well && ends_well {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
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

fn client(service: &Service) -> quotes::Client<Client> {
    let caller = Client::builder(service.url.as_str())
        .timeout(Duration::from_secs(100))
        .build();
    quotes::Client::new(caller)
}

/// Keeps that many calls in flight for that time; whether none failed, and memory stayed within its bounds.
async fn run(service: &Service, at_once: u64, time: Duration) -> bool {
    let client = client(service);
    let tally = Arc::new(Tally::default());
    let started = Instant::now();
    let callers: Vec<_> = (0..at_once)
        .map(|_| tokio::spawn(call(client.clone(), Arc::clone(&tally), started + time)))
        .collect();
    let mut held = Vec::new();
    for quarter in 1..=4 {
        tokio::time::sleep_until((started + time * quarter / 4).into()).await;
        let memory = [std::process::id(), service.process.id()].map(memory);
        println!(
            "{:>4} s: {} calls, {} failed, memory of the client {} KiB and of the service {} KiB",
            started.elapsed().as_secs(),
            tally.made.load(Ordering::Relaxed),
            tally.failed.load(Ordering::Relaxed),
            memory[0],
            memory[1]
        );
        held.push(memory);
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
    let bounded = (0..2).all(|process| {
        let of_process = held.iter().map(|memory| memory[process]);
        let (first, second) = held.split_at(held.len() / 2);
        let settled = first.last().map_or(0, |memory| memory[process]);
        of_process.max().unwrap_or(0) <= BESIDE + at_once * HELD
            && second
                .iter()
                .all(|memory| memory[process] <= settled + BESIDE)
    });
    if !bounded {
        println!("more than {HELD} KiB a call and {BESIDE} KiB beside were held, or more and more");
    }
    failed == 0 && bounded
}

/// Kills the service in the middle of that many calls; whether each ended, with an error of its connection.
async fn kill(service: Service, at_once: u64) -> Result<bool, Failure> {
    let client = client(&service);
    let callers: Vec<_> = (0..at_once)
        .map(|_| tokio::spawn(call_until_it_fails(client.clone())))
        .collect();
    tokio::time::sleep(Duration::from_secs(2)).await;
    drop(service);
    let end = Instant::now() + ENDING;
    let (mut unsent, mut perhaps, mut others) = (0, 0, 0);
    for caller in callers {
        let ended = tokio::time::timeout_at(end.into(), caller).await;
        match ended.map_err(|_| "a call did not end when its service was killed")?? {
            Some(Sent::Nothing) => unsent += 1,
            Some(_) => perhaps += 1,
            None => others += 1,
        }
    }
    println!(
        "killed: {at_once} calls ended; {unsent} had sent nothing, {perhaps} may have been acted upon, {others} say something else"
    );
    Ok(others == 0)
}

/// Makes one call after the other, and says what was sent of the one that fails; `None` if it fails otherwise than on its way.
async fn call_until_it_fails(client: quotes::Client<Client>) -> Option<Sent> {
    let request = quotes::GetQuoteRequest::default();
    loop {
        if let Err(error) = client.get_quote(&request).await {
            return (error.kind() == ErrorKind::Send).then(|| error.sent());
        }
    }
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

/// The memory that a process holds, in KiB; 0 where the system does not say it.
fn memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
