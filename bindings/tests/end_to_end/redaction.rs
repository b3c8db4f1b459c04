//! No token is in anything that can be printed: types, errors, logs, and what the hook shows.

use super::wire::serve;
use msads::castile::soap::{FaultCode, Incoming, Outcome, ServiceFault};
use msads::local::LocalService;
use msads::types::campaign_management::{
    AdApiError, AdApiFaultDetail, ApplyOfflineConversions, ApplyOfflineConversionsRequest, Fault,
    RequestHeaders, Server, Service,
};
use msads::{
    Addresses, Client, ConversionUploader, Environment, Error, Protocol, Secret, Settings,
};
use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::io;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tracing_subscriber::fmt::MakeWriter;

const DEVELOPER: &str = "DEVELOPER&TOKEN<1>";
const ACCESS: &str = "ACCESS-TOKEN-2";

/// All that was printed.
#[derive(Clone, Default)]
struct Printed(Arc<Mutex<String>>);

impl Printed {
    fn add(&self, what: &str, text: &str) {
        writeln!(self.0.lock().unwrap(), "{what}: {text}").unwrap();
    }

    fn debug(&self, what: &str, value: &impl Debug) {
        self.add(what, &format!("{value:?} {value:#?}"));
    }

    fn error(&self, error: &Error) {
        self.add("error", &format!("{error} {error:?} {error:#?}"));
        let mut source = StdError::source(error);
        while let Some(cause) = source {
            self.add("source", &format!("{cause} {cause:?}"));
            source = cause.source();
        }
        if let Some(fault) = error.fault::<Fault>() {
            self.add("fault", &format!("{fault} {fault:?}"));
        }
    }

    /// Fails if a token is in it, plain or escaped.
    fn assert_silent(&self) {
        let text = self.0.lock().unwrap();
        for token in [
            DEVELOPER,
            "DEVELOPER&amp;TOKEN&lt;1",
            "DEVELOPER\\u0026",
            ACCESS,
        ] {
            let line = text.lines().find(|line| line.contains(token));
            assert_eq!(line, None, "`{token}` is shown");
        }
    }
}

impl io::Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap()
            .push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Printed {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A service that sends back the tokens that it was sent, wherever it can.
struct Echo;

impl Service for Echo {
    async fn apply_offline_conversions(
        &self,
        request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        let developer = request.headers.developer_token.unwrap_or_default();
        let access = request.headers.authentication_token.unwrap_or_default();
        let text = format!("bad tokens {developer} and {access}");
        let error = AdApiError {
            code: Some(105),
            detail: text.as_str().into(),
            error_code: "InvalidCredentials".into(),
            message: text.as_str().into(),
        };
        let detail = AdApiFaultDetail {
            tracking_id: "t".into(),
            errors: vec![Some(error)].into(),
        };
        let fault = ServiceFault::new(FaultCode::Receiver, text);
        Err(fault.with_detail(Fault::AdApiFaultDetail(Box::new(detail))))
    }
}

/// A REST service that sends back the tokens that it was sent, escaped as some services do.
async fn echo_in_json() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
            stream.read_exact(&mut body).await.unwrap();
            let text = format!(
                "bad tokens DEVELOPER\\u0026TOKEN\\u003c1\\u003E, {DEVELOPER} and {ACCESS}"
            );
            let error = format!(
                r#"{{"Code":105,"Detail":"{text}","ErrorCode":"InvalidCredentials","Message":"{text}"}}"#
            );
            let body =
                format!(r#"{{"TrackingId":"t","Type":"AdApiFaultDetail","Errors":[{error}]}}"#);
            let head = format!(
                "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            stream.write_all((head + &body).as_bytes()).await.unwrap();
        }
    });
    url
}

fn client(protocol: Protocol, printed: &Printed, url: &str) -> Client {
    let shown = printed.clone();
    let builder = Client::builder()
        .protocol(protocol)
        .environment(Environment::Custom(Addresses::under(url)))
        .retry(msads::retry::RetryPolicy::none())
        .developer_token(DEVELOPER)
        .access_token(ACCESS)
        .customer_id(1)
        .account_id(2)
        .on_exchange(move |exchange| shown.add("hook", &format!("{exchange} {exchange:?}")));
    printed.debug("ClientBuilder", &builder);
    builder.build().unwrap()
}

#[tokio::test]
async fn no_call_shows_a_token() {
    let printed = Printed::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(printed.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let request = ApplyOfflineConversionsRequest::default();

    let local = LocalService::new().serve("127.0.0.1:0").await.unwrap();
    let echo = serve(Server(Echo)).await;
    let echo_in_json = echo_in_json().await;
    let nobody = "http://127.0.0.1:9/".to_owned();
    for (url, protocol) in [
        (local.url(), Protocol::Soap),
        (local.url(), Protocol::Rest),
        (echo.url(), Protocol::Soap),
        (echo.url(), Protocol::Rest),
        (echo_in_json, Protocol::Rest),
        (nobody.clone(), Protocol::Soap),
        (nobody, Protocol::Rest),
    ] {
        let client = client(protocol, &printed, &url);
        let call = client
            .campaign_management()
            .apply_offline_conversions(&request);
        printed.debug("Call", &call);
        printed.error(&call.await.unwrap_err());
        let uploader = ConversionUploader::new(client);
        let interrupted = uploader.upload([good_row()]).await.unwrap_err();
        printed.add("Interrupted", &format!("{interrupted} {interrupted:?}"));
    }
    {
        let text = printed.0.lock().unwrap();
        for shown in [
            "hook: POST",
            "105 InvalidCredentials",
            "***",
            "TRACE",
            "ApplyOfflineConversions",
        ] {
            assert!(
                text.contains(shown),
                "`{shown}` belongs to what is printed:\n{text}"
            );
        }
    }
    printed.assert_silent();
}

fn good_row() -> msads::OfflineConversion {
    msads::OfflineConversion {
        conversion_name: "Lead".into(),
        conversion_time: Some(msads::DateTime::now_utc()),
        microsoft_click_id: "c1".into(),
        ..msads::OfflineConversion::default()
    }
}

#[test]
fn no_public_type_shows_a_token() {
    let printed = Printed::default();
    let client = client(Protocol::Rest, &printed, "http://127.0.0.1:9/");
    let settings = Settings {
        developer_token: Some(Secret::new(DEVELOPER)),
        access_token: Some(Secret::new(ACCESS)),
        ..Settings::default()
    };
    let secret = Secret::new(ACCESS);
    printed.add("Secret", &format!("{secret} {secret:?}"));
    printed.debug("Settings", &settings);
    printed.debug("ClientBuilder", &Client::builder().settings(settings));
    printed.debug("Client", &client);
    printed.debug("generated client", client.campaign_management());
    printed.debug("ServiceCaller", client.campaign_management().caller());
    let headers = RequestHeaders {
        developer_token: DEVELOPER.into(),
        authentication_token: ACCESS.into(),
        ..RequestHeaders::default()
    };
    printed.debug("RequestHeaders", &headers);
    let incoming = Incoming::<ApplyOfflineConversions>::new(Default::default(), headers);
    printed.debug("Incoming", &incoming);
    printed.debug("ConversionUploader", &ConversionUploader::new(client));
    printed.debug("LocalService", &LocalService::new());
    printed.error(&Settings::parse(&format!("access_token = {ACCESS}")).unwrap_err());
    printed.assert_silent();
}
