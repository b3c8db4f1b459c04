//! Signatures of WS-Security: made, verified, and what of a changed message is refused.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use std::time::Duration;

use castile::operation::Response as SoapResponse;
use castile::soap::{
    Addressing, AnswerErrorKind, Carrier, Client, Digest, Endpoint, Fault, FaultCode, InMemory,
    Incoming, KeyReference, Outcome, Reply, Security, SecurityCheck, SignatureCheck, SignedPart,
    Signing, SigningKey, TrustedKeys, UsernameToken, read_reply,
};
use castile::xml::ReadOptions;
use castile::{Nillable, QName};
use soap_by_hand as quotes;

const RSA: (&[u8], &[u8]) = (
    include_bytes!("signature/rsa.crt"),
    include_bytes!("signature/rsa.key"),
);
const ECDSA: (&[u8], &[u8]) = (
    include_bytes!("signature/ecdsa.crt"),
    include_bytes!("signature/ecdsa.key"),
);
const ISSUED: (&[u8], &[u8]) = (
    include_bytes!("signature/issued.crt"),
    include_bytes!("signature/issued.key"),
);
const AUTHORITY: &[u8] = include_bytes!("signature/authority.crt");
const EXPIRED: &[u8] = include_bytes!("signature/expired.crt");

/// Answers with the subject of the certificate as the tracking id.
struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let subject = request.carrier.identity.and_then(|who| who.subject);
        let body = quotes::GetQuoteResponse {
            price: 7,
            notes: Nillable::Value(vec![Some(request.body.symbol)]),
        };
        let headers = quotes::ResponseHeaders {
            tracking_id: subject.into(),
        };
        Ok(SoapResponse::new(body, headers))
    }
}

fn key((certificate, key): (&[u8], &[u8])) -> SigningKey {
    SigningKey::from_pem(certificate, key).unwrap()
}

fn signed_with(signing: Signing) -> Security {
    Security::new()
        .with_timestamp(Duration::from_secs(300))
        .with_signature(signing)
}

fn trusting(certificate: &[u8]) -> SignatureCheck {
    SignatureCheck::new(TrustedKeys::new().with_certificates(certificate).unwrap())
}

fn checking(signatures: SignatureCheck) -> SecurityCheck {
    SecurityCheck::new()
        .with_timestamp()
        .with_signatures(signatures)
}

fn service(signatures: SignatureCheck) -> Endpoint<quotes::Server<Quotes>> {
    Endpoint::new(quotes::Server(Quotes)).with_security(checking(signatures))
}

fn request() -> quotes::GetQuoteRequest {
    quotes::GetQuoteRequest {
        symbol: "<M&S>\r\n\u{e9}\u{1F600}".to_owned(),
        ..Default::default()
    }
}

/// Takes requests and answers nothing.
fn silent() -> InMemory {
    InMemory::new(|_| Ok(http::Response::new(bytes::Bytes::new())))
}

/// The message that a client sends with that security.
async fn message(security: Security) -> String {
    let kept = silent();
    let client = Client::builder("http://quotes.example/")
        .transport(kept.clone())
        .security(security)
        .addressing(Addressing::default())
        .build();
    let _ = quotes::Client::new(client).get_quote(&request()).await;
    String::from_utf8(kept.requests().remove(0).into_body().to_vec()).unwrap()
}

type Answer = Reply<quotes::GetQuote>;

async fn ask(endpoint: &Endpoint<quotes::Server<Quotes>>, text: String) -> Answer {
    let exchanged = endpoint.answer(text, Carrier::default()).await;
    read_reply(exchanged.text(), &ReadOptions::default()).unwrap()
}

fn fault(answer: Answer) -> Fault<quotes::Fault> {
    match answer {
        Reply::Fault(fault, _) => *fault,
        Reply::Response(response) => panic!("{response:?}"),
    }
}

/// The local name of the code, and the reason.
fn refusal(answer: Answer) -> (String, String) {
    let fault = fault(answer);
    let FaultCode::Other(code) = &fault.code else {
        panic!("{fault:?}");
    };
    (code.local().to_owned(), fault.reason().to_owned())
}

fn subject(answer: Answer) -> String {
    match answer {
        Reply::Response(response) => response.headers.tracking_id.into_option().unwrap(),
        Reply::Fault(fault, _) => panic!("{fault}"),
    }
}

#[tokio::test]
async fn a_signature_of_every_key_and_reference_is_taken_and_says_whose_it_is() {
    let rsa = [
        KeyReference::Token,
        KeyReference::IssuerSerial,
        KeyReference::SubjectKeyIdentifier,
        KeyReference::Thumbprint,
    ];
    for (pair, name) in [(RSA, "CN=rsa"), (ECDSA, "CN=ecdsa")] {
        for reference in rsa {
            let signing = Signing::new(key(pair)).with_key_reference(reference);
            let message = message(signed_with(signing)).await;
            let subject = subject(ask(&service(trusting(pair.0)), message).await);
            assert!(subject.contains(name), "{subject}");
        }
    }
    for digest in [Digest::Sha384, Digest::Sha512, Digest::Sha1] {
        let signing = Signing::new(key(RSA)).with_digest(digest);
        let message = message(signed_with(signing)).await;
        assert!(!message.contains("sha1"));
        subject(ask(&service(trusting(RSA.0)), message).await);
    }
}

#[tokio::test]
async fn a_signature_is_trusted_for_its_own_certificate_or_its_authority_and_for_nothing_else() {
    let signed = message(signed_with(Signing::new(key(ISSUED)))).await;
    let authorities = || TrustedKeys::new().with_authorities(AUTHORITY).unwrap();
    let by_authority = SignatureCheck::new(authorities());
    assert!(subject(ask(&service(by_authority.clone()), signed.clone()).await).contains("issued"));
    let only_known = TrustedKeys::new().knowing(ISSUED.0).unwrap();
    for check in [
        trusting(RSA.0),
        SignatureCheck::new(only_known),
        SignatureCheck::new(TrustedKeys::new()),
    ] {
        let (code, reason) = refusal(ask(&service(check), signed.clone()).await);
        assert_eq!(code, "FailedAuthentication");
        assert_eq!(reason, "the certificate of the signature is not trusted");
    }
    let self_signed = message(signed_with(Signing::new(key(RSA)))).await;
    let (code, _) = refusal(ask(&service(by_authority.clone()), self_signed).await);
    assert_eq!(code, "FailedAuthentication");
    let named = Signing::new(key(ISSUED)).with_key_reference(KeyReference::IssuerSerial);
    let named = message(signed_with(named)).await;
    let (code, _) = refusal(ask(&service(by_authority), named.clone()).await);
    assert_eq!(code, "SecurityTokenUnavailable");
    let knowing = SignatureCheck::new(authorities().knowing(ISSUED.0).unwrap());
    subject(ask(&service(knowing), named).await);
}

#[tokio::test]
async fn a_certificate_that_has_expired_is_refused_though_it_is_trusted() {
    let key = SigningKey::from_pem(EXPIRED, RSA.1).unwrap();
    let signed = message(signed_with(Signing::new(key))).await;
    let (code, reason) = refusal(ask(&service(trusting(EXPIRED)), signed).await);
    assert_eq!(code, "FailedAuthentication");
    assert_eq!(reason, "the certificate has expired, or is not valid yet");
}

#[tokio::test]
async fn any_change_of_what_is_signed_is_noticed() {
    let signed = message(signed_with(Signing::new(key(RSA)))).await;
    let changes = [
        ("\u{e9}", "e", "FailedCheck"),
        ("<Symbol", "<Symbol x=\"\"", "FailedCheck"),
        ("quotes.example", "quotes.elsewhere", "FailedCheck"),
        ("urn:uuid:", "urn:UUID:", "FailedCheck"),
        ("Z</u:Expires>", "+00:00</u:Expires>", "FailedCheck"),
        ("PrefixList=\"", "PrefixList=\"x ", "FailedCheck"),
        ("xmlenc#sha256", "xmlenc#sha512", "FailedCheck"),
        ("rsa-sha256", "rsa-sha512", "FailedCheck"),
        (
            "<ds:SignatureValue>",
            "<ds:SignatureValue>AAAA",
            "FailedCheck",
        ),
        ("<ds:DigestValue>", "<ds:DigestValue>AAAA", "FailedCheck"),
    ];
    for (from, to, expected) in changes {
        assert!(signed.contains(from), "{from}: {signed}");
        let changed = signed.replace(from, to);
        let (code, _) = refusal(ask(&service(trusting(RSA.0)), changed).await);
        assert_eq!(code, expected, "{from}");
    }
    // What is not signed may change: white space between header blocks, and comments anywhere.
    let spaced = signed
        .replace("<s:Body", "\n <!-- c --><s:Body")
        .replace("M&amp;", "M<!-- -->&amp;");
    subject(ask(&service(trusting(RSA.0)), spaced).await);
}

#[tokio::test]
async fn what_is_signed_is_what_is_read_wherever_it_is_moved() {
    let signed = message(signed_with(Signing::new(key(RSA)))).await;
    let start = signed.find("<s:Body").unwrap();
    let end = signed.find("</s:Envelope>").unwrap();
    let body = &signed[start..end];
    let forged = body.replace("M&amp;S", "FORGED");
    let without_id = {
        let tag = forged.find('>').unwrap();
        format!("<s:Body{}", &forged[tag..])
    };
    let head = &signed[..start];
    let wrapped_in_header = |inner: &str| {
        let at = head.find("</s:Header>").unwrap();
        format!("{}{inner}{}", &head[..at], &head[at..])
    };
    let wrapper = format!("<x:Wrapper xmlns:x='urn:x'>{body}</x:Wrapper>");
    let close = "</s:Envelope>";
    let attacks = [
        // The body is moved into a header block, and another takes its place: with the same id, with another, with none.
        format!("{}{forged}{close}", wrapped_in_header(&wrapper)),
        format!("{}{without_id}{close}", wrapped_in_header(&wrapper)),
        // It is moved straight into the header, where header blocks may be signed.
        format!("{}{without_id}{close}", wrapped_in_header(body)),
        // It stays, with another before or behind it.
        format!("{head}{without_id}{body}{close}"),
        format!("{head}{body}{without_id}{close}"),
        // It is put into the other one.
        format!(
            "{head}{}{body}</s:Body>{close}",
            without_id.trim_end_matches("</s:Body>")
        ),
        // Another header, which is read, too.
        format!(
            "{}<s:Header><x:h xmlns:x='urn:x'/></s:Header>{body}{close}",
            head
        ),
        // The signature is over what nobody reads.
        format!(
            "{}{without_id}{close}",
            head.replace(
                "<s:Header",
                &format!("<x:w xmlns:x='urn:x'>{body}</x:w><s:Header")
            )
        ),
    ];
    for attack in attacks {
        let (code, reason) = refusal(ask(&service(trusting(RSA.0)), attack.clone()).await);
        assert_eq!(code, "InvalidSecurity", "{reason}: {attack}");
    }
}

#[tokio::test]
async fn a_second_block_timestamp_or_signature_is_refused() {
    let signed = message(signed_with(Signing::new(key(RSA)))).await;
    let block = {
        let start = signed.find("<o:Security").unwrap();
        let end = signed.find("</o:Security>").unwrap() + "</o:Security>".len();
        signed[start..end].to_owned()
    };
    let signature = {
        let start = block.find("<ds:Signature").unwrap();
        let end = block.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
        block[start..end].to_owned()
    };
    let timestamp = "<u:Timestamp><u:Created>2026-01-01T00:00:00Z</u:Created></u:Timestamp>";
    for (what, text) in [
        ("blocks", signed.replace(&block, &format!("{block}{block}"))),
        (
            "signatures",
            signed.replace(&signature, &format!("{signature}{signature}")),
        ),
        (
            "timestamps",
            signed.replace(&signature, &format!("{timestamp}{signature}")),
        ),
        ("none", signed.replace(&signature, "")),
        ("nothing", signed.replace(&block, "")),
    ] {
        let (code, _) = refusal(ask(&service(trusting(RSA.0)), text).await);
        assert_eq!(code, "InvalidSecurity", "{what}");
    }
    // A block for another node is none of ours.
    let other = format!(
        "<o:Security s:actor='urn:other' xmlns:o='{}'/>",
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
    );
    let text = signed.replace("<o:Security", &format!("{other}<o:Security"));
    subject(ask(&service(trusting(RSA.0)), text).await);
}

#[tokio::test]
async fn a_part_that_must_be_signed_and_is_not_is_named() {
    let body_only = Signing::new(key(RSA)).only([SignedPart::Body]);
    let signed = message(signed_with(body_only)).await;
    let (code, reason) = refusal(ask(&service(trusting(RSA.0)), signed).await);
    assert_eq!(code, "InvalidSecurity");
    assert_eq!(
        reason,
        "the message is not signed where it must be: Timestamp"
    );
    let token = QName::new("urn:example:quotes", "AuthenticationToken");
    let with_token = Signing::new(key(RSA)).and(SignedPart::Header(token.clone()));
    for (signing, passes) in [(Signing::new(key(RSA)), false), (with_token, true)] {
        let kept = silent();
        let client = Client::builder("http://quotes.example/")
            .transport(kept.clone())
            .security(signed_with(signing))
            .headers(quotes::RequestHeaders {
                authentication_token: "t".into(),
                ..Default::default()
            })
            .build();
        let _ = quotes::Client::new(client).get_quote(&request()).await;
        let body = kept.requests().remove(0).into_body();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let check = trusting(RSA.0)
            .requiring(SignedPart::Header(token.clone()))
            .requiring(SignedPart::Addressing);
        let answer = ask(&service(check), text).await;
        assert_eq!(matches!(answer, Reply::Response(_)), passes);
    }
}

#[tokio::test]
async fn a_user_name_beside_a_signature_is_signed_where_it_is_asked_for() {
    let security = |signing| {
        let token = UsernameToken::digest("user", "secret");
        signed_with(signing).with_username_token(token)
    };
    let check = || {
        let check = checking(trusting(RSA.0).requiring(SignedPart::UsernameToken));
        check.with_passwords(|user| (user == "user").then(|| "secret".to_owned()))
    };
    let endpoint = || Endpoint::new(quotes::Server(Quotes)).with_security(check());
    let signing = Signing::new(key(RSA)).and(SignedPart::UsernameToken);
    let signed = message(security(signing)).await;
    subject(ask(&endpoint(), signed).await);
    let unsigned = message(security(Signing::new(key(RSA)))).await;
    assert_eq!(
        refusal(ask(&endpoint(), unsigned).await).0,
        "InvalidSecurity"
    );
}

#[tokio::test]
async fn replies_are_signed_and_checked_and_an_unsigned_one_is_an_error() {
    for (signs, binary) in [(true, false), (true, true), (false, false)] {
        let mut endpoint = service(trusting(RSA.0)).with_write_options(Default::default());
        if signs {
            endpoint = endpoint.with_reply_security(signed_with(Signing::new(key(ECDSA))));
        }
        if binary {
            endpoint = endpoint.with_mtom(0);
        }
        let client = Client::builder("http://quotes.example/")
            .transport(endpoint)
            .security(signed_with(Signing::new(key(RSA))))
            .addressing(Addressing::default())
            .check_security(checking(
                trusting(ECDSA.0).requiring(SignedPart::Addressing),
            ))
            .build();
        let outcome = quotes::Client::new(client).get_quote(&request()).await;
        match signs {
            true => assert_eq!(
                outcome.unwrap().body.notes.into_option().unwrap(),
                [Some(request().symbol)]
            ),
            false => {
                let error = outcome.unwrap_err();
                let answer = error.answer_error().unwrap();
                assert_eq!(answer.kind(), AnswerErrorKind::Insecure);
            }
        }
    }
}

#[tokio::test]
async fn sha_1_is_taken_only_where_it_is_allowed() {
    // Signed by zeep 4.3.3 with xmlsec, as it does where nothing else is asked of it.
    let text = include_str!("signature/zeep_sha1.xml");
    let check = || SignatureCheck::new(TrustedKeys::new().with_certificates(RSA.0).unwrap());
    let endpoint = |check| {
        let check = SecurityCheck::new().with_signatures(check);
        Endpoint::new(quotes::Server(Quotes)).with_security(check)
    };
    let (code, reason) = refusal(ask(&endpoint(check()), text.to_owned()).await);
    assert_eq!(code, "UnsupportedAlgorithm");
    assert_eq!(reason, "SHA-1 is not taken in signatures");
    let allowed = endpoint(check().allowing_sha1());
    assert!(subject(ask(&allowed, text.to_owned()).await).contains("CN=rsa"));
}

#[tokio::test]
async fn messages_that_other_stacks_have_signed_are_taken() {
    for text in [
        include_str!("signature/zeep_binary.xml"),
        include_str!("signature/zeep_issuer.xml"),
        include_str!("signature/signxml_ecdsa.xml"),
        include_str!("signature/xmlsec_inclusive.xml"),
    ] {
        let keys = TrustedKeys::new().with_certificates(RSA.0).unwrap();
        let keys = keys.with_certificates(ECDSA.0).unwrap();
        let check = SecurityCheck::new().with_signatures(SignatureCheck::new(keys));
        let endpoint = Endpoint::new(quotes::Server(Quotes)).with_security(check);
        let answer = ask(&endpoint, text.to_owned()).await;
        assert!(matches!(answer, Reply::Response(_)), "{answer:?}: {text}");
        let changed = text.replace("MSFT", "MSFS");
        assert_ne!(text, changed);
        assert_eq!(refusal(ask(&endpoint, changed).await).0, "FailedCheck");
    }
}

#[tokio::test]
async fn the_items_of_a_response_whose_signature_is_checked_are_not_read_one_by_one() {
    let kept = silent();
    let client = Client::builder("http://quotes.example/")
        .transport(kept.clone())
        .check_security(checking(trusting(RSA.0)))
        .build();
    let client = quotes::Client::new(client);
    let request = request();
    let call = client.get_quote(&request);
    let error = call.items(|response| &mut response.notes).await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("signature is checked"), "{error}");
    assert!(kept.requests().is_empty());
}

#[test]
fn a_key_that_is_not_the_certificates_or_no_key_is_an_error_that_shows_nothing_of_it() {
    for (certificate, key) in [
        (RSA.0, ISSUED.1),
        (RSA.0, ECDSA.1),
        (ECDSA.0, RSA.1),
        (RSA.0, RSA.0),
        (RSA.1, RSA.1),
        (b"".as_slice(), b"".as_slice()),
    ] {
        assert!(SigningKey::from_pem(certificate, key).is_err());
    }
    let shown = format!("{:?}", key(RSA));
    assert_eq!(
        shown,
        "SigningKey { certificate: Certificate { subject: \"CN=rsa,O=Castile\\\\, tests,C=DE\", .. }, .. }"
    );
    for broken in [b"".as_slice(), b"x", RSA.1] {
        assert!(TrustedKeys::new().with_certificates(broken).is_err());
        assert!(TrustedKeys::new().with_authorities(broken).is_err());
    }
}
