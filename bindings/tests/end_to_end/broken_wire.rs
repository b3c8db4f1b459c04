//! Connections that break, dawdle and cut off, on loopback: nothing is lost, and nothing is written twice.

use msads::retry::RetryPolicy;
use msads::types::campaign_management::{
    AddConversionGoalsRequest, GetConversionGoalsByIdsRequest,
};
use msads::{Client, Delivery, Error, ErrorKind, Protocol};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
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
}

const ENVELOPE: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\
    <BODY xmlns='https://bingads.microsoft.com/CampaignManagement/v13'/></s:Body></s:Envelope>";

/// A server that does these, one for each request, and answers from then on; with the requests that it read.
async fn serving(acts: &'static [Does]) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let read = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&read);
    tokio::spawn(async move {
        let mut acts = acts.iter().copied();
        while let Ok((stream, _)) = listener.accept().await {
            let act = acts.next().unwrap_or(Does::Answer);
            tokio::spawn(treat(stream, act, Arc::clone(&count)));
        }
    });
    let pause = Duration::from_millis(1);
    let client = Client::builder()
        .protocol(Protocol::Soap)
        .base_address(&address)
        .timeout(Duration::from_secs(5))
        .retry(RetryPolicy::default().pauses(pause, pause));
    (client.build().unwrap(), read)
}

async fn treat(mut stream: TcpStream, act: Does, read: Arc<AtomicUsize>) {
    if matches!(act, Does::CloseAtOnce) {
        return;
    }
    let mut request = String::new();
    while !request.contains("</s:Envelope>") && !request.contains(":Envelope>\0") {
        let mut part = vec![0; 64 * 1024];
        let count = stream.read(&mut part).await.unwrap_or(0);
        if count == 0 {
            break;
        }
        request.push_str(&String::from_utf8_lossy(&part[..count]));
        if request.trim_end().ends_with("Envelope>") {
            break;
        }
    }
    read.fetch_add(1, Ordering::SeqCst);
    let name = match request.contains("GetConversionGoalsByIdsRequest") {
        true => "GetConversionGoalsByIdsResponse",
        false => "AddConversionGoalsResponse",
    };
    let body = ENVELOPE.replace("BODY", name);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
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
    for acts in [
        &[Does::CloseAtOnce][..],
        &[Does::CloseAfterReading],
        &[Does::HalfClose],
        &[Does::CutOff],
        &[Does::CutOffChunks],
        &[Does::CutOff, Does::CloseAfterReading, Does::CutOffChunks],
    ] {
        let acts: &'static [Does] = acts.to_vec().leak();
        let (client, _) = serving(acts).await;
        read(&client).await.unwrap();
    }
}

#[tokio::test]
async fn writes_are_sent_once_and_say_that_it_is_not_known_what_became_of_them() {
    for act in [
        &[Does::CloseAfterReading],
        &[Does::HalfClose],
        &[Does::CutOff],
        &[Does::CutOffChunks],
    ] {
        let (client, served) = serving(act).await;
        let error = write(&client).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::Unknown, "{error}");
        assert_eq!(served.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_server_that_dawdles_is_given_up_in_time() {
    let (client, served) = serving(&[Does::Dawdle]).await;
    let request = AddConversionGoalsRequest::default();
    let call = client.campaign_management().add_conversion_goals(&request);
    let error = call.timeout(Duration::from_millis(300)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::NoAnswer, Delivery::Unknown)
    );
    assert_eq!(served.load(Ordering::SeqCst), 1);
}
