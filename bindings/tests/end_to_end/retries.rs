//! Calls that are made again, and calls that must not be. The clock is tokio's, and stands still but for waits.

use super::wire::{BOTH, answer, done, refusal};
use bytes::Bytes;
use http::Response;
use msads::castile::soap::{InMemory, Sent, TransportError};
use msads::retry::{Nature, RetryPolicy};
use msads::types::campaign_management::{
    AddConversionGoalsRequest, ApplyOfflineConversionsRequest, GetConversionGoalsByIdsRequest,
};
use msads::types::reporting::SubmitGenerateReportRequest;
use msads::{Client, ClientBuilder, Error, ErrorKind, Protocol, Secret};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

fn goals(protocol: Protocol) -> Response<Bytes> {
    done(protocol, "GetConversionGoalsByIds")
}

fn added(protocol: Protocol) -> Response<Bytes> {
    done(protocol, "AddConversionGoals")
}

fn builder(protocol: Protocol, transport: &InMemory) -> ClientBuilder {
    Client::builder()
        .protocol(protocol)
        .transport(transport.clone())
}

fn client(protocol: Protocol, transport: &InMemory) -> Client {
    builder(protocol, transport).build().unwrap()
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

fn breaking(sent: Sent) -> InMemory {
    InMemory::new(move |_| match sent {
        Sent::Nothing => Err(TransportError::connect("refused")),
        sent => Err(TransportError::interrupted(sent, "reset")),
    })
}

#[tokio::test(start_paused = true)]
async fn a_call_too_many_waits_the_documented_minute_and_is_made_again() {
    for protocol in BOTH {
        let transport = InMemory::replies([
            refusal(protocol, 117, "CallRateExceeded"),
            refusal(protocol, 117, "CallRateExceeded"),
            added(protocol),
        ]);
        let started = Instant::now();
        write(&client(protocol, &transport)).await.unwrap();
        let waited = started.elapsed();
        assert!(
            waited >= Duration::from_secs(120) && waited <= Duration::from_secs(145),
            "{waited:?}"
        );
        let requests = transport.requests();
        assert_eq!(requests.len(), 3);
        assert!(
            requests
                .windows(2)
                .all(|pair| pair[0].body() == pair[1].body())
        );
    }
}

#[tokio::test(start_paused = true)]
async fn reports_at_once_wait_for_each_other() {
    for protocol in BOTH {
        let fault = move |_: &_| Ok(refusal(protocol, 207, "ConcurrentRequestOverLimit"));
        let transport = InMemory::new(fault);
        let client = client(protocol, &transport);
        let request = SubmitGenerateReportRequest::default();
        let started = Instant::now();
        let call = client.reporting().submit_generate_report(&request);
        let error = call
            .extension(RetryPolicy::default().deadline(Duration::from_secs(100)))
            .await;
        assert_eq!(error.unwrap_err().errors()[0].code, 207);
        assert_eq!(
            transport.requests().len(),
            3,
            "after 15 and 30 seconds; 60 more are too many"
        );
        assert!(started.elapsed() < Duration::from_secs(100));
    }
}

#[tokio::test(start_paused = true)]
async fn http_429_waits_as_long_as_it_says() {
    for protocol in BOTH {
        let busy = answer(429, &[("Retry-After", "7")], Bytes::new());
        let transport = InMemory::replies([busy, added(protocol)]);
        let started = Instant::now();
        write(&client(protocol, &transport)).await.unwrap();
        let waited = started.elapsed();
        assert!(
            waited >= Duration::from_secs(7) && waited < Duration::from_secs(9),
            "{waited:?}"
        );

        let busy = answer(429, &[("Retry-After", "7200")], Bytes::new());
        let transport = InMemory::replies([busy, added(protocol)]);
        let error = write(&client(protocol, &transport)).await.unwrap_err();
        assert_eq!(error.status(), Some(429));
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7200)));
        assert_eq!(
            transport.requests().len(),
            1,
            "two hours are beyond the deadline"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_sent_is_not_written_twice() {
    for protocol in BOTH {
        for sent in [Sent::Maybe, Sent::Yes] {
            let transport = breaking(sent);
            let error = write(&client(protocol, &transport)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NoAnswer);
            assert_eq!(transport.requests().len(), 1, "{sent:?}");
        }
        for status in [500, 502, 503, 504] {
            let transport = InMemory::new(move |_| Ok(answer(status, &[], Bytes::new())));
            assert!(write(&client(protocol, &transport)).await.is_err());
            assert_eq!(transport.requests().len(), 1, "{status}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_not_sent_is_tried_four_times() {
    for protocol in BOTH {
        let transport = breaking(Sent::Nothing);
        let error = write(&client(protocol, &transport)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotSent);
        assert_eq!(transport.requests().len(), 4);
    }
}

#[tokio::test(start_paused = true)]
async fn reads_and_conversions_are_repeated_whatever_became_of_them() {
    for protocol in BOTH {
        let transport = breaking(Sent::Maybe);
        assert!(read(&client(protocol, &transport)).await.is_err());
        assert_eq!(transport.requests().len(), 4);

        let transport = breaking(Sent::Maybe);
        let client = client(protocol, &transport);
        let request = ApplyOfflineConversionsRequest::default();
        let applied = client
            .campaign_management()
            .apply_offline_conversions(&request)
            .await;
        assert!(applied.is_err());
        assert_eq!(transport.requests().len(), 4, "duplicates are ignored");
    }
}

#[tokio::test(start_paused = true)]
async fn an_internal_error_is_repeated_for_reads_alone() {
    for protocol in BOTH {
        let transport = InMemory::replies([refusal(protocol, 0, "InternalError"), goals(protocol)]);
        read(&client(protocol, &transport)).await.unwrap();
        let transport = InMemory::replies([refusal(protocol, 0, "InternalError"), added(protocol)]);
        assert!(write(&client(protocol, &transport)).await.is_err());
        assert_eq!(transport.requests().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn the_policy_of_a_client_and_of_a_call_goes_before_the_usual() {
    for protocol in BOTH {
        let transport = breaking(Sent::Maybe);
        let builder = builder(protocol, &transport);
        let client = builder.retry(RetryPolicy::none()).build().unwrap();
        assert!(read(&client).await.is_err());
        assert_eq!(transport.requests().len(), 1);

        let request = AddConversionGoalsRequest::default();
        let call = client.campaign_management().add_conversion_goals(&request);
        let safe = RetryPolicy::default()
            .tries(3)
            .nature(Nature::IgnoresDuplicates);
        assert!(call.extension(safe).await.is_err());
        assert_eq!(transport.requests().len(), 1 + 3);
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_call_is_for_all_of_its_attempts() {
    for protocol in BOTH {
        let transport = InMemory::new(move |_| Ok(refusal(protocol, 117, "CallRateExceeded")));
        let client = client(protocol, &transport);
        let request = GetConversionGoalsByIdsRequest::default();
        let call = client
            .campaign_management()
            .get_conversion_goals_by_ids(&request);
        assert!(call.timeout(Duration::from_secs(59)).await.is_err());
        assert_eq!(transport.requests().len(), 1);
    }
}

/// Gives the tokens `A0`, `A1` and so on, another at each call.
fn renewing(protocol: Protocol, transport: &InMemory) -> (Client, Arc<AtomicUsize>) {
    let given = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&given);
    let credentials = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, Error>(Secret::new(format!("A{number}"))) }
    };
    let builder = builder(protocol, transport);
    (builder.credentials(credentials).build().unwrap(), given)
}

#[tokio::test(start_paused = true)]
async fn an_expired_token_is_renewed_once_and_the_call_made_again_at_once() {
    for protocol in BOTH {
        for expired in [
            refusal(protocol, 109, "AuthenticationTokenExpired"),
            answer(401, &[], Bytes::new()),
        ] {
            let transport = InMemory::replies([expired, added(protocol)]);
            let (client, _) = renewing(protocol, &transport);
            let started = Instant::now();
            write(&client).await.unwrap();
            assert_eq!(started.elapsed(), Duration::ZERO);
            let shown: Vec<String> = transport
                .requests()
                .iter()
                .map(|request| {
                    let body = String::from_utf8_lossy(request.body());
                    let authorization = request.headers().get("authorization");
                    let authorization = authorization.map(|value| value.to_str().unwrap());
                    format!("{authorization:?} {body}")
                })
                .collect();
            assert!(
                shown[0].contains("A0") && shown[1].contains("A1") && !shown[1].contains("A0"),
                "{shown:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_expired_again_is_the_end() {
    for protocol in BOTH {
        let transport =
            InMemory::new(move |_| Ok(refusal(protocol, 109, "AuthenticationTokenExpired")));
        let (client, given) = renewing(protocol, &transport);
        let error = write(&client).await.unwrap_err();
        assert_eq!(error.errors()[0].code, 109);
        assert_eq!(transport.requests().len(), 2);
        assert_eq!(given.load(Ordering::SeqCst), 2);

        let transport =
            InMemory::new(move |_| Ok(refusal(protocol, 109, "AuthenticationTokenExpired")));
        let client = self::client(protocol, &transport);
        assert!(write(&client).await.is_err());
        assert_eq!(
            transport.requests().len(),
            1,
            "one token for all calls cannot be renewed"
        );
    }
}

/// What is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn every_wait_and_renewal_is_logged_with_its_reason() {
    for protocol in BOTH {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
            .with_writer(move || writer.clone())
            .with_ansi(false)
            .finish();
        let guard = tracing::subscriber::set_default(subscriber);
        let transport = InMemory::replies([
            refusal(protocol, 117, "CallRateExceeded"),
            refusal(protocol, 0, "InternalError"),
            refusal(protocol, 109, "AuthenticationTokenExpired"),
            goals(protocol),
        ]);
        let asked = AtomicUsize::new(0);
        let builder = builder(protocol, &transport).credentials(move || {
            let number = asked.fetch_add(1, Ordering::SeqCst);
            async move { Ok::<_, Error>(Secret::new(format!("token {number}"))) }
        });
        read(&builder.build().unwrap()).await.unwrap();
        drop(guard);
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        for shown in [
            "reason=Throttled",
            "117 CallRateExceeded",
            "reason=Passing",
            "0 InternalError",
            "operation=\"GetConversionGoalsByIds\"",
        ] {
            assert!(text.contains(shown), "`{shown}` is not in\n{text}");
        }
        assert_eq!(text.matches("WARN").count(), 2, "{text}");
    }
}
