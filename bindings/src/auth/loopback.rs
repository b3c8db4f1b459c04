//! The page on this machine that the browser is sent to after the user consented.

use super::consent::Consent;
use super::error::{AuthError, AuthErrorKind};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// The longest head of a request that is read, in bytes. Codes are some kilobytes at most.
const LONGEST_HEAD: usize = 32 * 1024;
/// The time that one connection has: browsers open some that they never use.
const CONNECTION_TIME: Duration = Duration::from_secs(20);

/// A listener on this machine alone, for one answer to a request for consent.
#[derive(Debug)]
pub struct Loopback {
    listeners: Vec<TcpListener>,
    port: u16,
}

impl Loopback {
    /// Listens at a port of this machine; port 0 takes any that is free.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::Settings`] if the port cannot be listened at.
    pub async fn listen(port: u16) -> Result<Self, AuthError> {
        let failed = |error: io::Error| {
            let what = format!("port {port} of this machine cannot be listened at: {error}");
            AuthError::new(AuthErrorKind::Settings, what)
        };
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(failed)?;
        let port = first.local_addr().map_err(failed)?.port();
        let mut listeners = vec![first];
        // Some browsers look for `localhost` there first; where there is no such address they go on to the other.
        if let Ok(second) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            listeners.push(second);
        }
        Ok(Self { listeners, port })
    }

    /// The address for the browser, for [`App::redirect_uri`](super::App::redirect_uri).
    pub fn redirect_uri(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// Waits until the browser comes with an answer to this request; its address comes back.
    ///
    /// A visit with another `state`, or none, is turned away and the waiting goes on: it is not the user's answer.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::TimedOut`] if nobody answers in time.
    pub async fn wait(self, consent: &Consent, time: Duration) -> Result<String, AuthError> {
        match timeout(time, self.answer(consent)).await {
            Ok(answer) => answer,
            Err(_) => {
                let seconds = time.as_secs();
                let what = format!("nobody consented within {seconds} seconds");
                Err(AuthError::new(AuthErrorKind::TimedOut, what))
            }
        }
    }

    async fn answer(self, consent: &Consent) -> Result<String, AuthError> {
        let mut visits = JoinSet::new();
        let mut acceptors = JoinSet::new();
        let (sender, mut visitors) = tokio::sync::mpsc::channel::<TcpStream>(16);
        let sender = Arc::new(sender);
        for listener in self.listeners {
            let sender = Arc::clone(&sender);
            acceptors.spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    if sender.send(stream).await.is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        loop {
            tokio::select! {
                Some(stream) = visitors.recv() => {
                    visits.spawn(async move {
                        let read = timeout(CONNECTION_TIME, target(stream)).await;
                        read.ok().flatten()
                    });
                }
                Some(visit) = visits.join_next(), if !visits.is_empty() => {
                    let Ok(Some((stream, target))) = visit else { continue };
                    let is_answer = consent.is_answered_by(&target);
                    let _ = timeout(CONNECTION_TIME, respond(stream, &target, is_answer)).await;
                    if is_answer {
                        return Ok(target);
                    }
                    if target.contains('?') {
                        tracing::warn!("a visit with another `state` was turned away");
                    }
                }
                else => {
                    let what = "this machine takes no connections any more";
                    return Err(AuthError::new(AuthErrorKind::Settings, what));
                }
            }
        }
    }
}

/// The target of the request that a visitor makes, if it is one; the body is of no interest.
async fn target(mut stream: TcpStream) -> Option<(TcpStream, String)> {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if head.len() >= LONGEST_HEAD || stream.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let text = String::from_utf8_lossy(&head);
    let mut words = text.lines().next()?.split(' ');
    match (words.next(), words.next()) {
        (Some("GET"), Some(target)) => Some((stream, target.to_owned())),
        _ => None,
    }
}

/// Tells the visitor what came of it. Nothing of the request is repeated.
async fn respond(mut stream: TcpStream, target: &str, is_answer: bool) -> io::Result<()> {
    let denied = target.contains("error=");
    let (status, text) = match (is_answer, denied) {
        (true, false) => ("200 OK", "Signed in. You can close this page."),
        (true, true) => ("200 OK", "Not signed in. You can close this page."),
        (false, _) => (
            "400 Bad Request",
            "This page belongs to no sign-in that is under way.",
        ),
    };
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>msads</title><p>{text}</p></html>"
    );
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}
