//! WS-Security checked: who calls, when a message was made, and the faults for what does not hold.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use castile::DateTime;
use castile::operation::Response as SoapResponse;
use castile::soap::{
    AnswerErrorKind, Carrier, Client, Endpoint, FaultCode, InMemory, Incoming, Outcome, Reply,
    SOAP_1_1, SOAP_1_2, Security, SecurityCheck, UsernameToken, read_reply,
};
use castile::value::Nillable;
use castile::xml::ReadOptions;
use soap_by_hand as quotes;

const WSSE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const WSU: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
const PROFILE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";

/// Answers with the name of the user as the tracking id.
struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let identity = request.carrier.identity.unwrap();
        let body = quotes::GetQuoteResponse {
            price: 7,
            notes: Nillable::Absent,
        };
        let headers = quotes::ResponseHeaders {
            tracking_id: identity.username.into(),
        };
        Ok(SoapResponse::new(body, headers))
    }
}

fn passwords() -> SecurityCheck {
    SecurityCheck::new().with_passwords(|user| match user {
        "user" => Some("secret".to_owned()),
        "nobody" => Some(String::new()),
        _ => None,
    })
}

fn service(check: SecurityCheck) -> Endpoint<quotes::Server<Quotes>> {
    Endpoint::new(quotes::Server(Quotes)).with_security(check)
}

/// A time that is so many seconds away.
fn time(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = i64::try_from(now.unwrap().as_secs()).unwrap();
    DateTime::from_unix(now + seconds, 0).unwrap().to_string()
}

fn envelope(namespace: &str, block: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='{namespace}' xmlns:o='{WSSE}' xmlns:u='{WSU}'><s:Header>{block}</s:Header><s:Body>\
         <GetQuoteRequest xmlns='urn:example:quotes'><Symbol>MSFT</Symbol></GetQuoteRequest></s:Body></s:Envelope>"
    )
}

fn block(content: &str) -> String {
    format!("<o:Security s:mustUnderstand='1'>{content}</o:Security>")
}

fn timestamp(created: i64, expires: i64) -> String {
    let (created, expires) = (time(created), time(expires));
    format!(
        "<u:Timestamp><u:Created>{created}</u:Created><u:Expires>{expires}</u:Expires></u:Timestamp>"
    )
}

fn token(password: &str, rest: &str) -> String {
    format!(
        "<o:UsernameToken><o:Username>user</o:Username><o:Password Type='{PROFILE}#{password}</o:Password>{rest}</o:UsernameToken>"
    )
}

async fn ask(endpoint: &Endpoint<quotes::Server<Quotes>>, text: String) -> Reply<quotes::GetQuote> {
    let exchanged = endpoint.answer(text, Carrier::default()).await;
    read_reply(exchanged.text(), &ReadOptions::default()).unwrap()
}

/// `ok`, or the local name of the fault's code.
async fn verdict(endpoint: &Endpoint<quotes::Server<Quotes>>, block: &str) -> String {
    match ask(endpoint, envelope(SOAP_1_1, block)).await {
        Reply::Response(_) => "ok".to_owned(),
        Reply::Fault(fault, _) => match &fault.code {
            FaultCode::Other(code) => code.local().to_owned(),
            other => format!("{other:?}"),
        },
    }
}

#[tokio::test]
async fn a_user_is_known_by_the_password_in_both_forms_and_a_digest_is_taken_once() {
    let kept = InMemory::new(|_| Ok(http::Response::new(bytes::Bytes::new())));
    let endpoint = service(passwords());
    for user in [
        UsernameToken::text("user", "secret"),
        UsernameToken::digest("user", "secret"),
    ] {
        let security = Security::new()
            .with_timestamp(Duration::from_secs(60))
            .with_username_token(user);
        let client = Client::builder("http://quotes.example/").security(security);
        let direct = client.transport(endpoint.clone()).build();
        let request = quotes::GetQuoteRequest::default();
        let response = quotes::Client::new(direct)
            .get_quote(&request)
            .await
            .unwrap();
        assert_eq!(response.headers.tracking_id.as_deref(), Some("user"));
    }
    let security = Security::new().with_username_token(UsernameToken::digest("user", "secret"));
    let client = Client::builder("http://quotes.example/").security(security);
    let client = client.transport(kept.clone()).build();
    let request = quotes::GetQuoteRequest::default();
    let _ = quotes::Client::new(client).get_quote(&request).await;
    let text = String::from_utf8(kept.requests().remove(0).into_body().to_vec()).unwrap();
    assert!(matches!(
        ask(&endpoint, text.clone()).await,
        Reply::Response(_)
    ));
    let Reply::Fault(fault, _) = ask(&endpoint, text).await else {
        panic!("it was taken twice");
    };
    assert_eq!(fault.reason(), "the nonce was used before");
}

#[tokio::test]
async fn a_wrong_user_is_answered_as_a_wrong_password_is() {
    for user in [
        UsernameToken::text("user", "Secret"),
        UsernameToken::digest("user", "Secret"),
        UsernameToken::text("stranger", ""),
        UsernameToken::digest("stranger", ""),
        UsernameToken::text("stranger", "secret"),
    ] {
        let security = Security::new().with_username_token(user);
        let client = Client::builder("http://quotes.example/").security(security);
        let client = client.transport(service(passwords())).build();
        let request = quotes::GetQuoteRequest::default();
        let error = quotes::Client::new(client).get_quote(&request).await;
        let error = error.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!(fault.reason(), "the user name or the password is wrong");
        let FaultCode::Other(code) = &fault.code else {
            panic!("{fault:?}");
        };
        assert!(code.is(Some(WSSE), "FailedAuthentication"));
    }
}

#[tokio::test]
async fn what_is_no_token_is_a_fault_of_its_own_kind() {
    let nonce = "<o:Nonce>AAECAwQF</o:Nonce>";
    let created = format!("<u:Created>{}</u:Created>", time(0));
    let stale = format!("<u:Created>{}</u:Created>", time(-1_000));
    let text = "PasswordText'>secret";
    let cases = [
        (token(text, ""), "ok"),
        (token(text, &format!("{nonce}{created}")), "ok"),
        (token(text, &stale), "MessageExpired"),
        (token(text, "<u:Created>now</u:Created>"), "InvalidSecurity"),
        (token(text, "<o:Nonce>!</o:Nonce>"), "InvalidSecurityToken"),
        (
            token(text, "<o:Username>user</o:Username>"),
            "InvalidSecurityToken",
        ),
        (token("PasswordText'><o:x/>", ""), "InvalidSecurityToken"),
        (token("PasswordDigest'>AAAA", ""), "InvalidSecurityToken"),
        (token("PasswordDigest'>AAAA", nonce), "InvalidSecurityToken"),
        (
            token("PasswordDigest'>!", &format!("{nonce}{created}")),
            "InvalidSecurityToken",
        ),
        (
            token("PasswordDigest'>AAAA", &format!("{nonce}{created}")),
            "FailedAuthentication",
        ),
        (token("PasswordX'>secret", ""), "UnsupportedSecurityToken"),
        (
            "<o:UsernameToken><o:Username>user</o:Username></o:UsernameToken>".to_owned(),
            "InvalidSecurityToken",
        ),
        ("<o:UsernameToken/>".to_owned(), "InvalidSecurityToken"),
        (token(text, "") + &token(text, ""), "InvalidSecurity"),
        (String::new(), "InvalidSecurity"),
    ];
    for (content, expected) in cases {
        let found = verdict(&service(passwords()), &block(&content)).await;
        assert_eq!(found, expected, "{content}");
    }
    let endpoint = service(passwords());
    assert_eq!(verdict(&endpoint, "").await, "InvalidSecurity");
    let twice = block(&token(text, "")) + &block("");
    assert_eq!(verdict(&endpoint, &twice).await, "InvalidSecurity");
    let digests = service(passwords().with_digests_only());
    let found = verdict(&digests, &block(&token(text, ""))).await;
    assert_eq!(found, "UnsupportedSecurityToken");
}

#[tokio::test]
async fn a_message_is_taken_while_it_is_young_and_has_not_expired() {
    let check = SecurityCheck::new()
        .with_timestamp()
        .with_max_age(Duration::from_secs(300))
        .with_skew(Duration::from_secs(60));
    let once = "<u:Created>2026-01-01T00:00:00Z</u:Created>";
    let cases = [
        (timestamp(0, 10), "ok"),
        (timestamp(50, 60), "ok"),
        (timestamp(-340, 600), "ok"),
        (timestamp(-200, -50), "ok"),
        (timestamp(-200, -70), "MessageExpired"),
        (timestamp(80, 90), "MessageExpired"),
        (timestamp(-380, 600), "MessageExpired"),
        (
            format!("<u:Timestamp>{once}</u:Timestamp>"),
            "MessageExpired",
        ),
        (
            format!("<u:Timestamp>{once}{once}</u:Timestamp>"),
            "InvalidSecurity",
        ),
        ("<u:Timestamp/>".to_owned(), "InvalidSecurity"),
        (
            "<u:Timestamp><u:Created>soon</u:Created></u:Timestamp>".to_owned(),
            "InvalidSecurity",
        ),
        (timestamp(0, 10) + &timestamp(0, 10), "InvalidSecurity"),
        (String::new(), "InvalidSecurity"),
    ];
    for (content, expected) in cases {
        let found = verdict(&service(check.clone()), &block(&content)).await;
        assert_eq!(found, expected, "{content}");
    }
    // A check that asks for nothing still looks at a time that is there.
    let lax = service(SecurityCheck::new());
    assert_eq!(verdict(&lax, "").await, "ok");
    assert_eq!(verdict(&lax, &block("")).await, "ok");
    let old = block(&timestamp(-1_000, -900));
    assert_eq!(verdict(&lax, &old).await, "MessageExpired");
}

#[tokio::test]
async fn the_faults_have_the_codes_of_ws_security_in_both_versions_of_soap() {
    let old = block(&timestamp(-1_000, -900));
    let endpoint = service(SecurityCheck::new());
    let Reply::Fault(fault, _) = ask(&endpoint, envelope(SOAP_1_1, &old)).await else {
        panic!("it was taken");
    };
    let FaultCode::Other(code) = fault.code else {
        panic!("{fault:?}");
    };
    assert!(code.is(Some(WSU), "MessageExpired"));
    let text = endpoint.answer(envelope(SOAP_1_2, &old), Carrier::default());
    let exchanged = text.await;
    assert_eq!(exchanged.status(), 400);
    let reply = read_reply::<quotes::GetQuote12>(exchanged.text(), &ReadOptions::default());
    let Reply::Fault(fault, _) = reply.unwrap() else {
        panic!("it was taken");
    };
    assert_eq!(fault.code, FaultCode::Sender);
    assert!(fault.subcodes[0].is(Some(WSU), "MessageExpired"));
}

#[tokio::test]
async fn no_more_nonces_are_remembered_than_allowed_and_then_nobody_gets_in() {
    let endpoint = service(passwords().with_max_nonces(2));
    let created = format!("<u:Created>{}</u:Created>", time(0));
    let with_nonce = |nonce: &str| {
        let rest = format!("<o:Nonce>{nonce}</o:Nonce>{created}");
        block(&token("PasswordText'>secret", &rest))
    };
    let wrong = with_nonce("AAAA").replace("secret", "wrong");
    for _ in 0..3 {
        assert_eq!(verdict(&endpoint, &wrong).await, "FailedAuthentication");
    }
    assert_eq!(verdict(&endpoint, &with_nonce("AAAA")).await, "ok");
    assert_eq!(verdict(&endpoint, &with_nonce("AAAB")).await, "ok");
    let full = verdict(&endpoint, &with_nonce("AAAC")).await;
    assert_eq!(full, "FailedAuthentication");
}

#[tokio::test]
async fn a_block_for_another_role_proves_nothing_here() {
    let foreign = block(&token("PasswordText'>secret", ""))
        .replace("<o:Security", "<o:Security s:actor='urn:gateway'");
    let endpoint = service(passwords());
    assert_eq!(verdict(&endpoint, &foreign).await, "InvalidSecurity");
    let gateway = service(passwords()).with_role("urn:gateway");
    assert_eq!(verdict(&gateway, &foreign).await, "ok");
}

#[tokio::test]
async fn a_reply_that_is_too_old_is_an_error_and_a_fault_is_a_fault() {
    let reply = Arc::new(Mutex::new(String::new()));
    let answering = Arc::clone(&reply);
    let transport = InMemory::new(move |_| {
        let text = answering.lock().unwrap().clone();
        let mut response = http::Response::new(bytes::Bytes::from(text));
        let kind = http::HeaderValue::from_static("text/xml");
        response.headers_mut().insert("content-type", kind);
        Ok(response)
    });
    let client = Client::builder("http://quotes.example/")
        .transport(transport)
        .check_security(SecurityCheck::new().with_timestamp())
        .build();
    let client = quotes::Client::new(client);
    let request = quotes::GetQuoteRequest::default();
    let answer = "<GetQuoteResponse xmlns='urn:example:quotes'><Price>7</Price></GetQuoteResponse>";
    let cases = [
        (block(&timestamp(0, 60)), None),
        (
            block(&timestamp(-1_000, -900)),
            Some(AnswerErrorKind::Insecure),
        ),
        (String::new(), Some(AnswerErrorKind::Insecure)),
    ];
    for (block, expected) in cases {
        let text = envelope(SOAP_1_1, &block);
        let (start, end) = (
            text.find("<GetQuoteRequest").unwrap(),
            text.find("</s:Body>").unwrap(),
        );
        *reply.lock().unwrap() = format!("{}{answer}{}", &text[..start], &text[end..]);
        let outcome = client.get_quote(&request).await;
        let found = outcome
            .err()
            .map(|error| error.answer_error().unwrap().kind());
        assert_eq!(found, expected, "{block}");
    }
    let fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>";
    *reply.lock().unwrap() =
        format!("<s:Envelope xmlns:s='{SOAP_1_1}'><s:Body>{fault}</s:Body></s:Envelope>");
    let error = client.get_quote(&request).await.unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "no");
}

/// Every operation at the path of its name.
struct ByName;

impl castile::rest::Mapping for ByName {
    fn route(&self, operation: &castile::soap::OperationEntry) -> castile::rest::Route {
        castile::rest::Route::new("POST", format!("/{}", operation.name))
    }
}

#[tokio::test]
async fn json_is_no_way_around_a_check() {
    let request = || {
        let request = http::Request::post("http://quotes.example/GetQuote");
        let request = request.header("content-type", "application/json");
        request
            .body(bytes::Bytes::from(r#"{"Symbol":"MSFT"}"#))
            .unwrap()
    };
    let open = Endpoint::new(quotes::Server(Anybody)).with_rest(ByName);
    assert_eq!(open.call(request()).await.status(), 200);
    let response = service(passwords()).with_rest(ByName).call(request()).await;
    assert!(response.status().is_client_error() || response.status().is_server_error());
    let text = String::from_utf8(response.into_body().to_vec()).unwrap();
    assert!(text.contains("has no block `Security`"), "{text}");
}

/// Answers whoever asks.
struct Anybody;

impl quotes::Service for Anybody {
    async fn get_quote(&self, _: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let body = quotes::GetQuoteResponse::default();
        Ok(SoapResponse::new(body, quotes::ResponseHeaders::default()))
    }
}
