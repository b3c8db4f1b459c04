//! A fake authority on loopback: answers with what it is told to, and keeps what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// What it does with one request.
#[derive(Clone)]
pub(crate) enum Act {
    /// Answers with this status and body.
    Answer(u16, String),
    /// Answers with what follows when it is let.
    WhenLet(Arc<Semaphore>, Box<Act>),
    /// Reads the request and closes the connection.
    HangUp,
    /// Promises more than it sends.
    Truncate,
    /// Says nothing, ever.
    Silence,
}

/// One that is listening, as long as it is there.
pub(crate) struct Authority {
    pub(crate) base: String,
    asked: Arc<Mutex<Vec<String>>>,
    acts: Arc<Mutex<VecDeque<Act>>>,
    running: tokio::task::JoinHandle<()>,
}

impl Drop for Authority {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// A good answer: an access token, and a refresh token if there is a new one.
pub(crate) fn tokens(access: &str, refresh: Option<&str>, expires_in: u64) -> Act {
    let refresh = refresh.map(|token| format!(r#","refresh_token":"{token}""#));
    let refresh = refresh.unwrap_or_default();
    Act::Answer(
        200,
        format!(
            r#"{{"token_type":"Bearer","expires_in":{expires_in},"access_token":"{access}"{refresh}}}"#
        ),
    )
}

impl Authority {
    /// Does these, one for each request; then it hangs up.
    pub(crate) async fn that(acts: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let acts = Arc::new(Mutex::new(acts.into_iter().collect::<VecDeque<_>>()));
        let (log, queue) = (Arc::clone(&asked), Arc::clone(&acts));
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(visit(stream, Arc::clone(&log), Arc::clone(&queue)));
            }
        });
        Self {
            base,
            asked,
            acts,
            running,
        }
    }

    /// The forms that were posted, in their order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// One more thing to do.
    pub(crate) fn then(&self, act: Act) {
        self.acts.lock().unwrap().push_back(act);
    }
}

async fn visit(
    mut stream: TcpStream,
    asked: Arc<Mutex<Vec<String>>>,
    acts: Arc<Mutex<VecDeque<Act>>>,
) {
    let Some(form) = form(&mut stream).await else {
        return;
    };
    asked.lock().unwrap().push(form);
    let mut act = acts.lock().unwrap().pop_front();
    while let Some(Act::WhenLet(gate, then)) = act {
        gate.acquire().await.unwrap().forget();
        act = Some(*then);
    }
    match act {
        Some(Act::Answer(status, body)) => {
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
        Some(Act::Truncate) => {
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"access_token\":\"half";
            let _ = stream.write_all(answer.as_bytes()).await;
        }
        Some(Act::Silence) => std::future::pending().await,
        _ => {}
    }
}

/// The body of a request.
async fn form(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length")
                    .then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(body.to_owned());
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}
