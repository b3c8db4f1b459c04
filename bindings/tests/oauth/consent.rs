//! From the address of consent to the first tokens.

use crate::authority::{Act, Authority, tokens};
use crate::field;
use msads::auth::{self, App, AuthErrorKind, Consent, Loopback};
use msads::{Environment, Secret};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn app(authority: &Authority) -> App {
    App::desktop("the-client").authority(auth::Authority::microsoft_at(&authority.base, "common"))
}

fn parameter(consent: &Consent, name: &str) -> String {
    let (_, query) = consent.url().split_once('?').unwrap();
    field(query, name).unwrap()
}

/// What a browser is shown at an address of this machine.
async fn visit(port_of: &str, target: &str) -> String {
    let port = port_of.trim_end_matches('/').rsplit(':').next().unwrap();
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}"))
        .await
        .unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_code_is_redeemed_with_the_verifier_of_its_challenge() {
    let authority = Authority::that([tokens("A", Some("R"), 3600)]).await;
    let app = app(&authority).environment(&Environment::Sandbox);
    let consent = app.ask_consent().unwrap();
    assert!(
        consent
            .url()
            .starts_with(&format!("{}/common/oauth2/v2.0/authorize?", authority.base))
    );
    assert_eq!(parameter(&consent, "client_id"), "the-client");
    assert_eq!(parameter(&consent, "response_type"), "code");
    assert_eq!(
        parameter(&consent, "scope"),
        "https://si.ads.microsoft.com/msads.manage offline_access"
    );
    let (challenge, state) = (
        parameter(&consent, "code_challenge"),
        parameter(&consent, "state"),
    );
    let redirected = format!("{}?code=C%2B1&state={state}", consent.redirect_uri());
    let tokens = app.redeem(consent, &redirected).await.unwrap();
    assert_eq!(tokens.access_token.expose(), "A");
    assert_eq!(tokens.refresh_token, Some(Secret::new("R")));

    let form = &authority.asked()[0];
    let has = |name: &str| field(form, name).unwrap();
    assert_eq!(has("grant_type"), "authorization_code");
    assert_eq!(has("code"), "C+1");
    assert_eq!(
        has("redirect_uri"),
        "https://login.microsoftonline.com/common/oauth2/nativeclient"
    );
    assert_eq!(
        field(form, "client_secret"),
        None,
        "a desktop program has none"
    );
    use base64::Engine as _;
    use sha2::Digest as _;
    let digest = sha2::Sha256::digest(has("code_verifier").as_bytes());
    assert_eq!(
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest),
        challenge
    );
}

#[tokio::test]
async fn a_web_program_sends_its_secret_and_its_own_address() {
    let authority = Authority::that([tokens("A", Some("R"), 3600)]).await;
    let app = App::web("the-client", "hush&=", "https://shop.example/back")
        .authority(auth::Authority::microsoft_at(&authority.base, "common"));
    let consent = app.ask_consent().unwrap();
    let state = parameter(&consent, "state");
    app.redeem(consent, &format!("?code=C&state={state}"))
        .await
        .unwrap();
    let form = &authority.asked()[0];
    assert_eq!(field(form, "client_secret").unwrap(), "hush&=");
    assert_eq!(
        field(form, "redirect_uri").unwrap(),
        "https://shop.example/back"
    );
    assert!(!format!("{app:?}").contains("hush"));
}

#[tokio::test]
async fn google_is_asked_for_a_refresh_token() {
    let authority = Authority::that([tokens("A", None, 3600)]).await;
    let app = App::desktop("g").authority(auth::Authority::google_at(&authority.base));
    let consent = app.ask_consent().unwrap();
    assert_eq!(parameter(&consent, "access_type"), "offline");
    assert_eq!(parameter(&consent, "scope"), "openid email profile");
    let state = parameter(&consent, "state");
    let tokens = app
        .redeem(consent, &format!("?code=C&state={state}"))
        .await
        .unwrap();
    assert_eq!(tokens.refresh_token, None);
}

#[tokio::test]
async fn a_wrong_state_never_gets_to_the_authority() {
    let authority = Authority::that([]).await;
    let app = app(&authority);
    let consent = app.ask_consent().unwrap();
    let error = app
        .redeem(consent, "?code=C&state=forged")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), AuthErrorKind::State);
    assert!(authority.asked().is_empty());
}

#[tokio::test]
async fn a_code_that_is_good_no_more_means_to_ask_again() {
    let refused = Act::Answer(
        400,
        r#"{"error":"invalid_grant","error_description":"used"}"#.into(),
    );
    let authority = Authority::that([refused]).await;
    let app = app(&authority);
    let consent = app.ask_consent().unwrap();
    let state = parameter(&consent, "state");
    let error = app
        .redeem(consent, &format!("?code=C&state={state}"))
        .await
        .unwrap_err();
    assert!(error.needs_consent());
    assert_eq!(authority.asked().len(), 1, "a code is good for one request");
}

#[tokio::test]
async fn the_browser_comes_back_to_this_machine_past_wrong_visitors() {
    let app = App::desktop("the-client");
    let loopback = Loopback::listen(0).await.unwrap();
    let address = loopback.redirect_uri();
    let app = app.redirect_uri(&address);
    let consent = app.ask_consent().unwrap();
    assert_eq!(parameter(&consent, "redirect_uri"), address);
    let state = parameter(&consent, "state");
    let visits = async {
        // A connection that says nothing must not be waited for.
        let idle = TcpStream::connect(format!(
            "127.0.0.1:{}",
            address.trim_end_matches('/').rsplit(':').next().unwrap()
        ));
        let _idle = idle.await.unwrap();
        let icon = visit(&address, "/favicon.ico").await;
        let forged = visit(&address, "/?code=EVIL&state=forged").await;
        let right = visit(&address, &format!("/?code=GOOD&state={state}")).await;
        [icon, forged, right].map(|page| page.lines().next().unwrap().to_owned())
    };
    let (answer, pages) = tokio::join!(loopback.wait(&consent, Duration::from_secs(60)), visits);
    assert_eq!(answer.unwrap(), format!("/?code=GOOD&state={state}"));
    assert_eq!(
        pages,
        [
            "HTTP/1.1 400 Bad Request",
            "HTTP/1.1 400 Bad Request",
            "HTTP/1.1 200 OK"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn the_waiting_for_a_browser_ends() {
    let loopback = Loopback::listen(0).await.unwrap();
    let consent = App::desktop("the-client").ask_consent().unwrap();
    let error = loopback
        .wait(&consent, Duration::from_secs(300))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), AuthErrorKind::TimedOut);
    assert_eq!(error.to_string(), "nobody consented within 300 seconds");
}
