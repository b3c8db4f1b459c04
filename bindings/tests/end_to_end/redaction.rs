//! No token is in anything that can be printed: types, errors, logs, and what the hook shows.

use super::wire::{answer, serve};
use msads::auth::{App, Login, OAuth, TokenFile};
use msads::castile::soap::{FaultCode, InMemory, Incoming, Outcome, ServiceFault, TransportError};
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
const PASSWORD: &str = "PASS WORD/3";
const REFRESH: &str = "REFRESH/TOKEN+4";
const CLIENT_SECRET: &str = "CLIENT~SECRET/5";
const CODE: &str = "CODE-OF-CONSENT-6";

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
            PASSWORD,
            REFRESH,
            "REFRESH%2FTOKEN%2B4",
            "REFRESH\\/TOKEN",
            CLIENT_SECRET,
            "CLIENT%7ESECRET%2F5",
            "CLIENT~SECRET\\/5",
            CODE,
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
        let password = request.headers.password.unwrap_or_default();
        let text = format!("bad tokens {developer} and {access} and {password}");
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
            let password = head.contains(PASSWORD).then_some(PASSWORD);
            let password = password.unwrap_or_default();
            let text = format!(
                "bad tokens DEVELOPER\\u0026TOKEN\\u003c1\\u003E, {DEVELOPER}, {ACCESS} and {password}"
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

/// Everything that is logged, with what is printed.
fn logged(printed: &Printed) -> tracing::subscriber::DefaultGuard {
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(printed.clone())
        .finish();
    tracing::subscriber::set_default(subscriber)
}

#[tokio::test]
async fn no_call_shows_a_token() {
    let printed = Printed::default();
    let _guard = logged(&printed);
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
            .apply_offline_conversions(&request)
            .headers(RequestHeaders {
                password: PASSWORD.into(),
                user_name: "somebody".into(),
                ..RequestHeaders::default()
            });
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
        password: PASSWORD.into(),
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

/// An authority that sends back what it was sent, in these words.
fn authority(status: u16, words: &'static str) -> InMemory {
    InMemory::new(move |request| {
        let form = String::from_utf8_lossy(request.body()).into_owned();
        let fields = form_urlencoded::parse(request.body()).into_owned();
        let secrets = fields
            .filter(|(name, _)| !["client_id", "scope", "grant_type"].contains(&name.as_str()));
        let plain: Vec<String> = secrets.map(|(_, text)| text).collect();
        let plain = plain.join(" ");
        let escaped = plain.replace('/', "\\/");
        let words = words.replace("FORM", &form);
        let words = words.replace("PLAIN", &plain).replace("ESCAPED", &escaped);
        Ok(answer(status, &[], words))
    })
}

#[tokio::test(start_paused = true)]
async fn no_sign_in_shows_a_token() {
    let printed = Printed::default();
    let _guard = logged(&printed);
    let long = Box::leak(format!("{}PLAIN FORM", "x".repeat(100)).into_boxed_str());
    for (status, words) in [
        (
            400,
            r#"{"error":"invalid_grant","error_description":"bad ESCAPED in FORM"}"#,
        ),
        (400, r#"{"error":"PLAIN"}"#),
        (503, "<html>PLAIN of FORM</html>"),
        (502, long),
        (200, "PLAIN"),
        (200, r#"{"refresh_token":"ESCAPED"}"#),
        (
            200,
            r#"{"token_type":"PLAIN","access_token":"ACCESS-TOKEN-2"}"#,
        ),
        (
            200,
            r#"{"access_token":"ACCESS-TOKEN-2","refresh_token":"REFRESH\/TOKEN+4","expires_in":3600}"#,
        ),
    ] {
        let app = App::desktop("the-client")
            .client_secret(CLIENT_SECRET)
            .transport(authority(status, words));
        printed.debug("App", &app);
        let consent = app.ask_consent().unwrap();
        printed.debug("Consent", &consent);
        let state = consent.url().split_once("state=").unwrap().1;
        let state = state.split('&').next().unwrap().to_owned();
        let redirected = format!("http://localhost/?code={CODE}&state={state}");
        match app.redeem(consent, &redirected).await {
            Ok(tokens) => printed.debug("Tokens", &tokens),
            Err(error) => printed.add("AuthError", &format!("{error} {error:?}")),
        }
        let builder = OAuth::builder(app).refresh_token(REFRESH);
        printed.debug("OAuthBuilder", &builder);
        let credentials = builder.build().unwrap();
        printed.debug("OAuth", &credentials);
        let client = Client::builder()
            .developer_token(DEVELOPER)
            .credentials(credentials)
            .transport(InMemory::new(|_| Err(TransportError::connect("refused"))))
            .build()
            .unwrap();
        let request = ApplyOfflineConversionsRequest::default();
        let campaigns = client.campaign_management();
        let error = campaigns.apply_offline_conversions(&request).await;
        printed.error(&error.unwrap_err());
    }
    let folder = tempfile::tempdir().unwrap();
    let login = Login::new("the-client", &Environment::Production);
    let file = TokenFile::create(folder.path().join("t.json"), login, &Secret::new(REFRESH));
    printed.debug("TokenFile", &file.unwrap());
    let text = printed.0.lock().unwrap().clone();
    for shown in ["bad *** *** in ", "invalid_grant", "<html>***", "TokenFile"] {
        assert!(text.contains(shown), "`{shown}` is printed:\n{text}");
    }
    printed.assert_silent();
}
