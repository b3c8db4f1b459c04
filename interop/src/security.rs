//! Messages that are signed and checked, by Castile and by zeep with xmlsec, signxml and lxml, both ways.

use std::path::Path;
use std::time::Duration;

use castile::soap::{
    Client, Endpoint, InMemory, KeyReference, Security, SecurityCheck, ServeOptions, Serving,
    SignatureCheck, Signing, SigningKey, TrustedKeys, serve_on,
};
use castile::xml::{Canonicalization, ReadOptions};
use msads::types::campaign_management::{
    self, ApplyOfflineConversionsRequest, RequestHeaders, Server,
};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::case::{Finding, Verdict};
use crate::mirror::Mirror;
use crate::peer::{Origin, Peer, Trouble, home};

/// What signs and verifies beside Castile.
pub(crate) const PEER: &Peer = &Peer {
    name: "zeep, xmlsec, signxml",
    folder: "python",
    program: "xmlsec",
    origin: Origin::Pinned,
    calls: true,
    serves: None,
};

/// How many cases there are, so that none is lost.
const CASES: usize = 11;

/// How many documents lxml makes canonical.
const DOCUMENTS: usize = 3_000;

/// Runs all of it; how much of it failed.
pub(crate) async fn run(work: &Path) -> Result<usize, Trouble> {
    let version = PEER.prepare(work, "").await?;
    let folder = work.join("security");
    std::fs::create_dir_all(&folder)?;
    copy_keys(&folder)?;
    write_ours(&folder).await.map_err(broken)?;
    let signed = serve_signed().await.map_err(broken)?;
    let users = serve_users().await.map_err(broken)?;
    let shown = folder.display().to_string();
    let urls = [signed.url(), users.url()];
    let mut findings = PEER.call(work, [&urls[0], &urls[1], &shown]).await?;
    findings.push(compare(&folder.join("canonical.jsonl")));
    println!("{} {version}", PEER.name);
    let failed = findings.iter().filter(|f| f.verdict != Verdict::Passed);
    for finding in failed.clone() {
        println!("  {}: {:?}", finding.case, finding.verdict);
    }
    let failed = failed.count() + CASES.abs_diff(findings.len());
    println!("  {} as they should, {failed} not", findings.len());
    Ok(failed)
}

fn broken(error: impl std::fmt::Display) -> Trouble {
    Trouble::Broken(error.to_string())
}

type Failed = Box<dyn std::error::Error>;

fn keys() -> std::path::PathBuf {
    home().join("../runtime/tests/signature")
}

fn copy_keys(folder: &Path) -> std::io::Result<()> {
    for name in ["rsa.crt", "rsa.key", "ecdsa.crt", "ecdsa.key"] {
        std::fs::copy(keys().join(name), folder.join(name))?;
    }
    Ok(())
}

fn signing(key: &str) -> Result<Signing, Failed> {
    let certificate = std::fs::read(keys().join(format!("{key}.crt")))?;
    let private = std::fs::read(keys().join(format!("{key}.key")))?;
    let key = SigningKey::from_pem(&certificate, &private)?;
    Ok(Signing::new(key))
}

fn signed_with(signing: Signing) -> Security {
    Security::new()
        .with_timestamp(Duration::from_secs(300))
        .with_signature(signing)
}

/// Writes a signed request for each key and each way to name its certificate.
async fn write_ours(folder: &Path) -> Result<(), Failed> {
    for key in ["rsa", "ecdsa"] {
        for (name, reference) in [
            ("token", KeyReference::Token),
            ("issuer", KeyReference::IssuerSerial),
            ("ski", KeyReference::SubjectKeyIdentifier),
            ("thumbprint", KeyReference::Thumbprint),
        ] {
            let signing = signing(key)?.with_key_reference(reference);
            let text = request(signed_with(signing)).await?;
            std::fs::write(folder.join(format!("ours-{key}-{name}.xml")), text)?;
        }
    }
    Ok(())
}

/// The request that a client sends with that security.
async fn request(security: Security) -> Result<Vec<u8>, Failed> {
    let kept = InMemory::new(|_| Ok(castile::soap::http::Response::new(Vec::new().into())));
    let caller = Client::builder("http://localhost/")
        .transport(kept.clone())
        .security(security)
        .build();
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: vec![None, Some(msads::OfflineConversion::default())].into(),
    };
    let headers = RequestHeaders {
        developer_token: "\u{e9} <&> \r\n".into(),
        ..RequestHeaders::default()
    };
    let client = campaign_management::Client::new(caller);
    // Nothing answers: only the request counts.
    let _ = client
        .apply_offline_conversions(&request)
        .headers(headers)
        .await;
    let sent = kept.requests().pop().ok_or("nothing was sent")?;
    Ok(sent.into_body().to_vec())
}

/// Takes what is signed with the key for RSA, and signs its answers with it.
async fn serve_signed() -> Result<Serving, Failed> {
    let pem = std::fs::read(keys().join("rsa.crt"))?;
    let trusted = TrustedKeys::new().with_certificates(&pem)?;
    let check = SecurityCheck::new().with_signatures(SignatureCheck::new(trusted));
    let endpoint = Endpoint::new(Server(Mirror::default()))
        .with_security(check)
        .with_reply_security(signed_with(signing("rsa")?));
    serve(endpoint).await
}

/// Takes what a user sends whose password it knows.
async fn serve_users() -> Result<Serving, Failed> {
    let check = SecurityCheck::new()
        .with_passwords(|user| (user == "user").then(|| "pass \u{e9} word".to_owned()));
    serve(Endpoint::new(Server(Mirror::default())).with_security(check)).await
}

async fn serve(endpoint: Endpoint<Server<Mirror>>) -> Result<Serving, Failed> {
    const WSDL: &str = include_str!("../../schemas/campaignmanagement_service.xml");
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = endpoint.with_wsdl(castile::soap::Wsdl::new(WSDL)?);
    Ok(serve_on(listener, endpoint, ServeOptions::default())?)
}

/// Compares our canonical XML with lxml's.
fn compare(path: &Path) -> Finding {
    let verdict = match try_compare(path) {
        Ok(()) => Verdict::Passed,
        Err(wrong) => Verdict::Failed(wrong.to_string()),
    };
    Finding {
        case: "canonical".to_owned(),
        verdict,
    }
}

fn try_compare(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let mut compared = 0;
    for line in text.lines() {
        let case: Value = serde_json::from_str(line)?;
        let document = case["document"].as_str().ok_or("no document")?;
        let options = ReadOptions::default();
        let canonical = match case["id"].as_str() {
            Some(id) => method(&case).element(document, id, &options),
            None => method(&case).document(document, &options),
        }?;
        if Some(canonical.as_str()) != case["canonical"].as_str() {
            return Err(format!("{canonical} instead of {case}").into());
        }
        compared += 1;
    }
    match compared == DOCUMENTS {
        true => Ok(()),
        false => Err(format!("{compared} documents instead of {DOCUMENTS}").into()),
    }
}

fn method(case: &Value) -> Canonicalization {
    let prefixes = case["prefixes"].as_array().into_iter().flatten();
    let prefixes = prefixes.filter_map(Value::as_str);
    let method = match case["exclusive"].as_bool() {
        Some(false) => Canonicalization::inclusive(),
        _ => Canonicalization::exclusive().with_inclusive_prefixes(prefixes),
    };
    match case["comments"].as_bool() {
        Some(true) => method.with_comments(),
        _ => method,
    }
}
