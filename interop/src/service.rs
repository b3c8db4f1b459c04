//! Our services, for peers' clients.

use std::error::Error;
use std::net::SocketAddr;
use std::process::Stdio;

use castile::soap::{Dispatch, Endpoint, ServeOptions, Serving, Wsdl, serve_on};
use msads::local::LocalService;
use msads::types::campaign_management::Server;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

use crate::mirror::Mirror;
use crate::split::split;

/// The WSDL of Campaign Management as it is published.
const WSDL: &str = include_str!("../../schemas/campaignmanagement_service.xml");

/// Our services, each on a port, until this is dropped.
#[derive(Debug)]
pub(crate) struct Services {
    mirror: Serving,
    local: Serving,
    quotes: SocketAddr,
    _example: Child,
}

impl Services {
    /// Starts them: what tells what it read, the local service of `msads`, and the program of `examples/own-service`.
    ///
    /// The second has its WSDL in several files, the others in one.
    pub(crate) async fn start() -> Result<Self, Box<dyn Error>> {
        let (example, quotes) = start_example().await?;
        Ok(Self {
            mirror: serve(Server(Mirror::default()), Wsdl::new(WSDL)?).await?,
            local: serve(Server(LocalService::new()), split(WSDL)?).await?,
            quotes,
            _example: example,
        })
    }

    /// Where the WSDL of Campaign Management is.
    pub(crate) fn wsdl(&self) -> String {
        format!("{}?wsdl", self.mirror.url())
    }

    /// The addresses of the three.
    pub(crate) fn addresses(&self) -> [SocketAddr; 3] {
        [
            self.mirror.local_addr(),
            self.local.local_addr(),
            self.quotes,
        ]
    }
}

async fn serve<D: Dispatch>(service: D, wsdl: Wsdl) -> Result<Serving, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = Endpoint::new(service).with_wsdl(wsdl);
    Ok(serve_on(listener, endpoint, ServeOptions::default())?)
}

async fn start_example() -> Result<(Child, SocketAddr), Box<dyn Error>> {
    let mut child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "-p", "own-service", "--", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let stdout = child.stdout.take().ok_or("the example has no output")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(url) = line.strip_prefix("serving at http://") {
            return Ok((child, url.trim_end_matches('/').parse()?));
        }
    }
    Err("the example does not serve".into())
}
