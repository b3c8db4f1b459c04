//! The peers: what they are, and their programs.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

use crate::case::Finding;

/// The exit code of a peer's script where a tool is missing; the last line says which.
const MISSING: i32 = 3;

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// Where a peer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A registry, in a version that is written down here.
    Pinned,
    /// The machine, in the version that it has.
    System,
}

/// Another SOAP stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    /// What it goes by.
    pub(crate) name: &'static str,
    /// Its folder in `peers/`.
    pub(crate) folder: &'static str,
    /// What its script is told to be, where a folder holds several.
    pub(crate) program: &'static str,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Whether it calls our services.
    pub(crate) calls: bool,
    /// Whether our client calls a service of it, and the cases that it cannot serve, with the reasons.
    pub(crate) serves: Option<&'static [(&'static str, &'static str)]>,
}

/// All peers, in the order of the tables.
pub(crate) const PEERS: &[Peer] = &[
    Peer {
        name: "WCF on Mono",
        folder: "wcf",
        program: "wcf",
        origin: Origin::System,
        calls: true,
        serves: Some(&[
            (
                "space",
                "carriage returns go out as they are, which XML reads as line feeds",
            ),
            (
                "plain-fault",
                "a fault without details goes out as `InternalServiceFault`",
            ),
        ]),
    },
    Peer {
        name: "gSOAP",
        folder: "gsoap",
        program: "gsoap",
        origin: Origin::System,
        calls: true,
        serves: Some(&[
            ("dates", "a dateTime is a time_t: whole seconds"),
            (
                "lists",
                "a null pointer is absent, and nil cannot be written",
            ),
            ("errors", "a null item of a list is left out"),
            ("nil-numbers", "a list of numbers has no nil"),
        ]),
    },
    Peer {
        name: "node-soap",
        folder: "node",
        program: "node",
        origin: Origin::Pinned,
        calls: true,
        serves: Some(&[
            ("items", "nil items are dropped where it reads a list"),
            ("space", "texts are trimmed where it reads them"),
            ("longs", "numbers are doubles"),
        ]),
    },
    Peer {
        name: "bingads (suds)",
        folder: "python",
        program: "bingads",
        origin: Origin::Pinned,
        calls: true,
        serves: None,
    },
    Peer {
        name: "zeep",
        folder: "python",
        program: "zeep",
        origin: Origin::Pinned,
        calls: true,
        serves: None,
    },
    Peer {
        name: "curl",
        folder: "curl",
        program: "curl",
        origin: Origin::System,
        calls: true,
        serves: None,
    },
];

/// Why a peer's program did not do its work.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// A tool is not installed.
    Missing(String),
    /// The program failed, or what it printed is not what it should.
    Broken(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl Peer {
    /// Installs and builds what the peer needs, and says its version.
    pub(crate) async fn prepare(&self, work: &Path, wsdl: &str) -> Result<String, Trouble> {
        let output = self.run(work, &["prepare", wsdl]).await?;
        let version = output
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("version "));
        match version {
            Some(version) => Ok(version.trim().to_owned()),
            None => Err(Trouble::Broken(format!("no version: {output}"))),
        }
    }

    /// Calls our services, and says what came of it.
    pub(crate) async fn call(&self, work: &Path, urls: [&str; 3]) -> Result<Vec<Finding>, Trouble> {
        let [mirror, local, quotes] = urls;
        let output = self.run(work, &["call", mirror, local, quotes]).await?;
        Ok(output.lines().filter_map(Finding::read).collect())
    }

    /// Starts the peer's service on a port that is free.
    pub(crate) async fn serve(&self, work: &Path) -> Result<Served, Trouble> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        drop(listener);
        let mut command = self.command(work, &["serve", &port.to_string()]);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let Some(stdout) = child.stdout.take() else {
            return Err(Trouble::Broken("the service has no output".to_owned()));
        };
        let mut lines = BufReader::new(stdout).lines();
        let ready = async {
            while let Some(line) = lines.next_line().await? {
                if line.starts_with("listening") {
                    return Ok(true);
                }
            }
            io::Result::Ok(false)
        };
        match tokio::time::timeout(PATIENCE, ready).await {
            Ok(Ok(true)) => Ok(Served {
                port,
                _child: child,
            }),
            _ => Err(Trouble::Broken("the service does not listen".to_owned())),
        }
    }

    async fn run(&self, work: &Path, arguments: &[&str]) -> Result<String, Trouble> {
        let mut command = self.command(work, arguments);
        let running = command.stdin(Stdio::null()).stderr(Stdio::piped()).output();
        let Ok(output) = tokio::time::timeout(PATIENCE, running).await else {
            return Err(Trouble::Broken(format!("no end within {PATIENCE:?}")));
        };
        let output = output?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let last = text.lines().next_back().unwrap_or_default();
        match output.status.code() {
            Some(0) => Ok(text),
            Some(MISSING) => Err(Trouble::Missing(last.to_owned())),
            _ => {
                let errors = String::from_utf8_lossy(&output.stderr);
                Err(Trouble::Broken(format!(
                    "{}\n{text}{errors}",
                    output.status
                )))
            }
        }
    }

    fn command(&self, work: &Path, arguments: &[&str]) -> Command {
        let folder = home().join("peers").join(self.folder);
        let mut command = Command::new(folder.join("peer"));
        command
            .args(arguments)
            .current_dir(folder)
            .env("WORK", work.join(self.folder))
            .env("PROGRAM", self.program)
            .kill_on_drop(true);
        command
    }
}

/// The folder of this crate.
pub(crate) fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A service that runs until this is dropped.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) port: u16,
    _child: Child,
}
