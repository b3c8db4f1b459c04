//! A relay between a client and a service, which keeps what goes through it.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What went through a relay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    /// The bytes of clients, connection by connection as they came.
    pub(crate) requests: Vec<u8>,
    /// The bytes of the service.
    pub(crate) replies: Vec<u8>,
}

impl Traffic {
    /// How many calls there were.
    pub(crate) fn calls(&self) -> usize {
        let lines = self.requests.windows(5);
        lines.filter(|window| window == b"POST ").count()
    }
}

/// A relay. Dropping it ends it.
#[derive(Debug)]
pub(crate) struct Relay {
    address: SocketAddr,
    traffic: Arc<Mutex<Traffic>>,
    running: JoinHandle<()>,
}

impl Relay {
    /// A relay to the service at an address, on a port that is free.
    pub(crate) async fn start(service: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let traffic = Arc::new(Mutex::new(Traffic::default()));
        Ok(Self {
            address: listener.local_addr()?,
            traffic: Arc::clone(&traffic),
            running: tokio::spawn(accept(listener, service, traffic)),
        })
    }

    /// The address for clients.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// What went through so far.
    pub(crate) fn traffic(&self) -> Traffic {
        self.traffic
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn accept(listener: TcpListener, service: SocketAddr, traffic: Arc<Mutex<Traffic>>) {
    while let Ok((client, _)) = listener.accept().await {
        let traffic = Arc::clone(&traffic);
        tokio::spawn(async move {
            // A broken connection is for the client to tell of.
            let _ = join(client, service, &traffic).await;
        });
    }
}

async fn join(client: TcpStream, service: SocketAddr, traffic: &Mutex<Traffic>) -> io::Result<()> {
    let service = TcpStream::connect(service).await?;
    client.set_nodelay(true)?;
    service.set_nodelay(true)?;
    let (from_client, to_client) = client.into_split();
    let (from_service, to_service) = service.into_split();
    let asking = copy(from_client, to_service, |bytes| {
        let mut traffic = traffic.lock().unwrap_or_else(PoisonError::into_inner);
        traffic.requests.extend_from_slice(bytes);
    });
    let answering = copy(from_service, to_client, |bytes| {
        let mut traffic = traffic.lock().unwrap_or_else(PoisonError::into_inner);
        traffic.replies.extend_from_slice(bytes);
    });
    tokio::try_join!(asking, answering)?;
    Ok(())
}

async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    keep: impl Fn(&[u8]),
) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return to.shutdown().await;
        }
        keep(&buffer[..length]);
        to.write_all(&buffer[..length]).await?;
    }
}
