//! Replies item by item: repeated and renewed until the first item has come, and never from then on.

use super::broken_wire::take;
use super::wire::{BOTH, CAMPAIGNS, answer, carries, envelope, refusal};
use bytes::Bytes;
use http::Response;
use msads::castile::soap::{InMemory, TransportError};
use msads::local::LocalService;
use msads::retry::RetryPolicy;
use msads::types::campaign_management::{
    ConversionGoal, ConversionGoalType, GetConversionGoalsByIds, GetConversionGoalsByIdsRequest,
    GetConversionGoalsByIdsResponse,
};
use msads::{
    Client, ClientBuilder, Delivery, Error, ErrorKind, Nillable, Protocol, ReplyItems, Secret,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::time::Instant;

type Goals = ReplyItems<GetConversionGoalsByIds, Option<ConversionGoal>>;

fn goals_of(
    response: &mut GetConversionGoalsByIdsResponse,
) -> &mut Nillable<Vec<Option<ConversionGoal>>> {
    &mut response.conversion_goals
}

async fn goals(client: &Client) -> Result<Goals, Error> {
    let request = GetConversionGoalsByIdsRequest::default();
    let campaigns = client.campaign_management();
    campaigns
        .get_conversion_goals_by_ids(&request)
        .items(goals_of)
        .await
}

/// What is taken of a reply, and how it ends.
async fn taken(client: &Client) -> (Vec<Option<i64>>, Result<(), Error>) {
    let mut ids = Vec::new();
    let mut items = match goals(client).await {
        Ok(items) => items,
        Err(error) => return (ids, Err(error)),
    };
    loop {
        match items.next().await {
            Ok(Some(goal)) => ids.push(goal.and_then(|goal| goal.id()?.as_option().copied())),
            Ok(None) => return (ids, items.finish().await.map(drop)),
            Err(error) => return (ids, Err(error)),
        }
    }
}

/// A reply with three goals, the second of which is nil.
fn three(protocol: Protocol) -> String {
    match protocol {
        Protocol::Rest => {
            r#"{"ConversionGoals":[{"Id":"1"},null,{"Id":"3"}],"PartialErrors":[]}"#.to_owned()
        }
        Protocol::Soap => envelope(&format!(
            "<GetConversionGoalsByIdsResponse xmlns='{CAMPAIGNS}' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\
             <ConversionGoals><ConversionGoal><Id>1</Id></ConversionGoal><ConversionGoal i:nil='true'/>\
             <ConversionGoal><Id>3</Id></ConversionGoal></ConversionGoals></GetConversionGoalsByIdsResponse>"
        )),
    }
}

const THREE: [Option<i64>; 3] = [Some(1), None, Some(3)];

fn good(protocol: Protocol) -> Response<Bytes> {
    answer(200, &[], three(protocol))
}

fn over(protocol: Protocol, transport: &InMemory) -> ClientBuilder {
    Client::builder()
        .protocol(protocol)
        .transport(transport.clone())
}

#[tokio::test]
async fn items_and_rest_are_those_of_the_whole_reply() {
    let serving = LocalService::new().serve("127.0.0.1:0").await.unwrap();
    for protocol in BOTH {
        let builder = Client::builder().protocol(protocol);
        let client = builder.base_address(&serving.url()).build().unwrap();
        let request = GetConversionGoalsByIdsRequest {
            conversion_goal_types: Some(vec![ConversionGoalType::OfflineConversion]),
            ..GetConversionGoalsByIdsRequest::default()
        };
        let campaigns = client.campaign_management();
        let mut whole = campaigns
            .get_conversion_goals_by_ids(&request)
            .await
            .unwrap();
        let expected = std::mem::take(goals_of(&mut whole.body))
            .into_option()
            .unwrap();
        assert!(expected.len() > 1);
        let call = campaigns.get_conversion_goals_by_ids(&request);
        let mut items = call.items(goals_of).await.unwrap();
        let mut came = Vec::new();
        while let Some(goal) = items.next().await.unwrap() {
            came.push(goal);
        }
        assert_eq!(came, expected);
        let mut rest = items.finish().await.unwrap();
        assert_eq!(
            std::mem::take(goals_of(&mut rest.body)).as_deref(),
            Some(&[][..])
        );
        assert_eq!(rest.body, whole.body);
        assert!(rest.headers.tracking_id.as_deref().is_some());
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_is_waited_for_before_the_first_item() {
    for protocol in BOTH {
        let transport = InMemory::replies([
            refusal(protocol, 117, "CallRateExceeded"),
            answer(429, &[("Retry-After", "7")], Bytes::new()),
            good(protocol),
        ]);
        let started = Instant::now();
        let (ids, end) = taken(&over(protocol, &transport).build().unwrap()).await;
        end.unwrap();
        assert_eq!(ids, THREE);
        assert!(started.elapsed() >= Duration::from_secs(67));
        assert_eq!(transport.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_token_is_renewed_once_before_the_first_item() {
    for protocol in BOTH {
        for refused in [
            refusal(protocol, 109, "AuthenticationTokenExpired"),
            answer(401, &[], Bytes::new()),
        ] {
            let asked = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&asked);
            let transport = InMemory::replies([refused, good(protocol)]);
            let builder = over(protocol, &transport).credentials(move || {
                let number = count.fetch_add(1, Ordering::SeqCst);
                async move { Ok::<_, Error>(Secret::new(format!("token {number}"))) }
            });
            let (ids, end) = taken(&builder.build().unwrap()).await;
            end.unwrap();
            assert_eq!(ids, THREE);
            assert_eq!(asked.load(Ordering::SeqCst), 2);
            let [first, second] = &transport.requests()[..] else {
                panic!("two requests");
            };
            assert!(carries(first, "token 0") && carries(second, "token 1"));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_not_answered_is_asked_again() {
    for protocol in BOTH {
        let left = AtomicUsize::new(2);
        let transport = InMemory::new(move |_| {
            match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            }) {
                Ok(_) => Err(TransportError::connect("refused")),
                Err(_) => Ok(good(protocol)),
            }
        });
        let (ids, end) = taken(&over(protocol, &transport).build().unwrap()).await;
        end.unwrap();
        assert_eq!(
            (ids.as_slice(), transport.requests().len()),
            (&THREE[..], 3)
        );
    }
}

#[tokio::test]
async fn a_refusal_is_the_error_of_the_call() {
    for protocol in BOTH {
        let transport = InMemory::replies([refusal(protocol, 105, "InvalidCredentials")]);
        let client = over(protocol, &transport).build().unwrap();
        let error = goals(&client).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.errors()[0].code),
            (ErrorKind::Refused, 105)
        );
    }
}

/// A service on loopback that promises a whole reply each time and sends so many bytes of it; with the requests that it read.
async fn cutting(protocol: Protocol, lengths: &'static [usize]) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let read = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&read);
    tokio::spawn(async move {
        let mut lengths = lengths.iter();
        while let Ok((mut stream, _)) = listener.accept().await {
            take(&mut stream).await;
            count.fetch_add(1, Ordering::SeqCst);
            let body = three(protocol);
            let head = format!(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            let length = lengths.next().copied().unwrap_or(body.len());
            let sent = format!("{head}{}", &body[..length.min(body.len())]);
            stream.write_all(sent.as_bytes()).await.unwrap();
        }
    });
    let pause = Duration::from_millis(1);
    let client = Client::builder()
        .protocol(protocol)
        .base_address(&address)
        .retry(RetryPolicy::default().pauses(pause, pause));
    (client.build().unwrap(), read)
}

#[tokio::test]
async fn a_reply_that_breaks_off_before_its_first_item_is_asked_for_again() {
    for protocol in BOTH {
        let (client, read) = cutting(protocol, &[0, 20]).await;
        let (ids, end) = taken(&client).await;
        end.unwrap();
        assert_eq!(ids, THREE);
        assert_eq!(read.load(Ordering::SeqCst), 3);
    }
}

#[tokio::test]
async fn a_reply_that_breaks_off_behind_an_item_is_an_error_and_nothing_comes_twice() {
    for protocol in BOTH {
        let at = three(protocol).rfind('3').unwrap();
        let lengths: &'static [usize] = vec![at].leak();
        let (client, read) = cutting(protocol, lengths).await;
        let (ids, end) = taken(&client).await;
        let error = end.unwrap_err();
        assert_eq!(ids, THREE[..2]);
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::NoAnswer, Delivery::Unknown)
        );
        assert_eq!(read.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_has_its_turn_until_its_items_are_dropped() {
    for protocol in BOTH {
        let transport = InMemory::new(move |_| Ok(good(protocol)));
        let builder = over(protocol, &transport).calls_at_once(1);
        let client = builder.build().unwrap();
        let items = goals(&client).await.unwrap();
        let second = tokio::time::timeout(Duration::from_secs(60), goals(&client));
        assert!(second.await.is_err(), "it waits its turn");
        drop(items);
        drop(goals(&client).await.unwrap());
        assert_eq!(transport.requests().len(), 2);
    }
}
