//! Connections that break, dawdle and cut off, on loopback: nothing is lost, and nothing is written twice.

use super::wire::{BOTH, done_text};
use msads::retry::RetryPolicy;
use msads::types::campaign_management::{
    AddConversionGoalsRequest, GetConversionGoalsByIdsRequest,
};
use msads::{Client, ClientBuilder, Delivery, Error, ErrorKind, Protocol, Secret};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a server does with a request.
#[derive(Clone, Copy)]
enum Does {
    /// Answers.
    Answer,
    /// Closes the connection before it reads.
    CloseAtOnce,
    /// Reads the request and closes the connection.
    CloseAfterReading,
    /// Reads the request, closes its way out, and reads on.
    HalfClose,
    /// Promises a body and sends half of it.
    CutOff,
    /// Sends half of a body in chunks, and no end.
    CutOffChunks,
    /// Sends the head, and nothing more.
    Dawdle,
    /// Answers byte by byte.
    Drip,
    /// Answers in gzip that is cut off.
    CutOffGzip,
    /// Has no time: HTTP 429, and a second to wait.
    Busy,
    /// Takes the token for expired, and says no more than HTTP 401.
    Unauthorized,
}

/// A server that does these, one for each request, and answers from then on; with the requests that it read.
async fn serving(protocol: Protocol, acts: &'static [Does]) -> (Client, Arc<AtomicUsize>) {
    let (builder, read) = builder(protocol, acts).await;
    (builder.build().unwrap(), read)
}

async fn builder(protocol: Protocol, acts: &'static [Does]) -> (ClientBuilder, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let read = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&read);
    tokio::spawn(async move {
        let mut acts = acts.iter().copied();
        while let Ok((stream, _)) = listener.accept().await {
            let act = acts.next().unwrap_or(Does::Answer);
            tokio::spawn(treat(protocol, stream, act, Arc::clone(&count)));
        }
    });
    let pause = Duration::from_millis(1);
    let client = Client::builder()
        .protocol(protocol)
        .base_address(&address)
        .timeout(Duration::from_secs(5))
        .retry(RetryPolicy::default().pauses(pause, pause));
    (client, read)
}

/// A whole request, or what came of it.
pub(super) async fn take(stream: &mut TcpStream) -> String {
    let mut request = String::new();
    loop {
        if let Some((head, body)) = request.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).unwrap();
            let length: usize = length.lines().next().unwrap().parse().unwrap();
            if body.len() >= length {
                return request;
            }
        }
        let mut part = vec![0; 64 * 1024];
        let count = stream.read(&mut part).await.unwrap_or(0);
        if count == 0 {
            return request;
        }
        request.push_str(&String::from_utf8_lossy(&part[..count]));
    }
}

async fn treat(protocol: Protocol, mut stream: TcpStream, act: Does, read: Arc<AtomicUsize>) {
    if matches!(act, Does::CloseAtOnce) {
        return;
    }
    let request = take(&mut stream).await;
    read.fetch_add(1, Ordering::SeqCst);
    let reads = ["GetConversionGoalsByIds", "/ConversionGoals/QueryByIds"];
    let operation = match reads.iter().any(|name| request.contains(name)) {
        true => "GetConversionGoalsByIds",
        false => "AddConversionGoals",
    };
    let body = done_text(protocol, operation);
    let head = format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let half = &body[..body.len() / 2];
    let sent = match act {
        Does::Answer => format!("{head}{body}"),
        Does::CutOff => format!("{head}{half}"),
        Does::CutOffChunks => format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{half}\r\n",
            half.len()
        ),
        Does::Dawdle => head,
        Does::CutOffGzip => {
            // The beginning of a gzip stream, whose rest never comes.
            let start = "Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";
            format!("HTTP/1.1 200 OK\r\n{start}\u{1f}\u{8}\u{8}")
        }
        Does::Drip => {
            for byte in format!("{head}{body}").bytes() {
                stream.write_all(&[byte]).await.unwrap();
                stream.flush().await.unwrap();
                tokio::task::yield_now().await;
            }
            String::new()
        }
        Does::Busy => {
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned()
        }
        Does::Unauthorized => {
            "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned()
        }
        Does::CloseAtOnce | Does::CloseAfterReading | Does::HalfClose => String::new(),
    };
    let _ = stream.write_all(sent.as_bytes()).await;
    match act {
        Does::Dawdle => std::future::pending().await,
        Does::HalfClose => {
            let _ = stream.shutdown().await;
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        _ => {}
    }
}

async fn read(client: &Client) -> Result<(), Error> {
    let request = GetConversionGoalsByIdsRequest::default();
    let campaigns = client.campaign_management();
    campaigns
        .get_conversion_goals_by_ids(&request)
        .await
        .map(drop)
}

async fn write(client: &Client) -> Result<(), Error> {
    let request = AddConversionGoalsRequest::default();
    client
        .campaign_management()
        .add_conversion_goals(&request)
        .await
        .map(drop)
}

#[tokio::test]
async fn reads_get_their_answer_past_every_way_of_breaking() {
    for protocol in BOTH {
        for acts in [
            &[Does::CloseAtOnce][..],
            &[Does::CloseAfterReading],
            &[Does::HalfClose],
            &[Does::CutOff],
            &[Does::CutOffChunks],
            &[Does::Drip],
            &[Does::CutOff, Does::CloseAfterReading, Does::CutOffChunks],
        ] {
            let acts: &'static [Does] = acts.to_vec().leak();
            let (client, _) = serving(protocol, acts).await;
            read(&client).await.unwrap();
        }
    }
}

#[tokio::test]
async fn writes_are_sent_once_and_say_that_it_is_not_known_what_became_of_them() {
    for protocol in BOTH {
        for act in [
            &[Does::CloseAfterReading],
            &[Does::HalfClose],
            &[Does::CutOff],
            &[Does::CutOffChunks],
            &[Does::CutOffGzip],
        ] {
            let (client, served) = serving(protocol, act).await;
            let error = write(&client).await.unwrap_err();
            assert_eq!(error.delivery(), Delivery::Unknown, "{error}");
            assert_eq!(served.load(Ordering::SeqCst), 1);
        }
    }
}

#[tokio::test]
async fn a_server_that_dawdles_is_given_up_in_time() {
    for protocol in BOTH {
        let (client, served) = serving(protocol, &[Does::Dawdle]).await;
        let request = AddConversionGoalsRequest::default();
        let call = client.campaign_management().add_conversion_goals(&request);
        let error = call.timeout(Duration::from_millis(300)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::NoAnswer, Delivery::Unknown)
        );
        assert_eq!(served.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn what_asks_to_be_left_alone_is_waited_for_and_written_once() {
    for protocol in BOTH {
        let (client, served) = serving(protocol, &[Does::Busy]).await;
        let started = Instant::now();
        write(&client).await.unwrap();
        assert!(started.elapsed() >= Duration::from_secs(1));
        assert_eq!(served.load(Ordering::SeqCst), 2, "it was refused once");
    }
}

#[tokio::test]
async fn a_token_that_is_turned_away_is_renewed_once() {
    for protocol in BOTH {
        let acts = &[Does::Unauthorized];
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let credentials = move || {
            let number = count.fetch_add(1, Ordering::SeqCst);
            async move { Ok::<_, Error>(Secret::new(format!("token {number}"))) }
        };
        let (builder, served) = builder(protocol, acts).await;
        let client = builder.credentials(credentials).build().unwrap();
        write(&client).await.unwrap();
        assert_eq!(served.load(Ordering::SeqCst), 2);
        assert_eq!(asked.load(Ordering::SeqCst), 2);

        let acts = &[Does::Unauthorized, Does::Unauthorized];
        let (builder, served) = self::builder(protocol, acts).await;
        let credentials = || async { Ok::<_, Error>(Secret::new("a token")) };
        let client = builder.credentials(credentials).build().unwrap();
        let error = write(&client).await.unwrap_err();
        assert_eq!(
            (error.status(), error.delivery()),
            (Some(401), Delivery::Refused)
        );
        assert_eq!(
            served.load(Ordering::SeqCst),
            1,
            "the same token is no other"
        );
    }
}
