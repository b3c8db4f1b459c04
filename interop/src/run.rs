//! One peer at a time: prepared, called, and calling.

use std::error::Error;
use std::io;
use std::path::Path;

use crate::calls::Callee;
use crate::case::{BOTH, CLIENTS, Case, Finding, SERVICES, Verdict};
use crate::peer::{Peer, Trouble};
use crate::relay::{Relay, Traffic};
use crate::service::Services;

/// What came of a peer in one direction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Side {
    pub(crate) findings: Vec<Finding>,
    pub(crate) traffic: Traffic,
}

/// What came of a peer.
#[derive(Clone, Debug)]
pub(crate) struct Ran {
    pub(crate) peer: &'static Peer,
    pub(crate) version: String,
    /// Our client against the peer's service.
    pub(crate) served: Option<Side>,
    /// The peer's client against our services.
    pub(crate) called: Option<Side>,
}

/// Runs a peer.
pub(crate) async fn run(
    peer: &'static Peer,
    services: &Services,
    work: &Path,
) -> Result<Ran, Trouble> {
    let version = peer.prepare(work, &services.wsdl()).await?;
    let served = match peer.serves {
        Some(cannot) => Some(serve(peer, cannot, work).await?),
        None => None,
    };
    let called = match peer.calls {
        true => Some(call(peer, services, work).await?),
        false => None,
    };
    Ok(Ran {
        peer,
        version,
        served,
        called,
    })
}

async fn serve(peer: &Peer, cannot: &[(&str, &str)], work: &Path) -> Result<Side, Trouble> {
    let served = peer.serve(work).await?;
    let relay = Relay::start(([127, 0, 0, 1], served.port).into()).await?;
    let findings = Callee::new(&relay.url()).try_all(cannot).await;
    Ok(Side {
        findings: complete(findings, &[BOTH, SERVICES]),
        traffic: relay.traffic(),
    })
}

async fn call(peer: &Peer, services: &Services, work: &Path) -> Result<Side, Trouble> {
    let [mirror, local, quotes] = services.addresses();
    let (mirror, local) = (Relay::start(mirror).await?, Relay::start(local).await?);
    let quotes = Relay::start(quotes).await?;
    let urls = [mirror.url(), local.url(), quotes.url()];
    let findings = peer.call(work, [&urls[0], &urls[1], &urls[2]]).await?;
    let mut traffic = Traffic::default();
    for relay in [mirror, local, quotes] {
        let more = relay.traffic();
        traffic.requests.extend(more.requests);
        traffic.replies.extend(more.replies);
    }
    Ok(Side {
        findings: complete(findings, &[BOTH, CLIENTS]),
        traffic,
    })
}

/// The findings of all cases, in order; a case of which nothing was heard has failed.
fn complete(findings: Vec<Finding>, cases: &[&[Case]]) -> Vec<Finding> {
    let cases = cases.iter().copied().flatten();
    let found = cases.map(|case| {
        let heard = findings.iter().find(|finding| finding.case == case.name);
        heard.cloned().unwrap_or_else(|| Finding {
            case: case.name.to_owned(),
            verdict: Verdict::Failed("nothing was heard of it".to_owned()),
        })
    });
    found.collect()
}

/// Keeps what went over the wire, to look at where something failed.
pub(crate) fn keep_traffic(ran: &Ran, work: &Path) -> Result<(), Box<dyn Error>> {
    let folder = work.join("traffic");
    std::fs::create_dir_all(&folder)?;
    let sides = [("served", &ran.served), ("called", &ran.called)];
    for (name, side) in sides
        .iter()
        .filter_map(|(name, side)| Some((name, side.as_ref()?)))
    {
        let write = |what: &str, bytes: &[u8]| -> io::Result<()> {
            std::fs::write(
                folder.join(format!("{}-{name}-{what}", ran.peer.program)),
                bytes,
            )
        };
        write("requests", &side.traffic.requests)?;
        write("replies", &side.traffic.replies)?;
    }
    Ok(())
}
