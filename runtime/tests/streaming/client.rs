//! The client: replies item by item over memory, requests item by item over loopback.

use std::io::{Read, Write};

use bytes::Bytes;
use castile::codegen::Call;
use castile::soap::{Client, Endpoint, ErrorKind, InMemory, Sent, SharedTransport, serve};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Response;

use super::orders::{Echo, Order, OrderRequest, Part, ordered, parts};
use super::{REPLY, expected};

const ADDRESS: &str = "http://orders.example/service";

fn over(reply: Response<Bytes>) -> Client<InMemory> {
    Client::with_transport(ADDRESS, InMemory::replies([reply]))
}

fn zipped(text: &str) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().into()
}

#[tokio::test]
async fn items_come_before_the_response_that_they_are_cut_out_of() {
    let plain = Response::new(Bytes::from(REPLY));
    let gzip = Response::builder().header("Content-Encoding", "gzip");
    for reply in [plain, gzip.body(zipped(REPLY)).unwrap()] {
        let client = over(reply);
        let request = OrderRequest::default();
        let call = Call::<_, Order>::new(&client, &request);
        let mut items = call.items(parts).await.unwrap();
        assert_eq!(items.next().await.unwrap().as_ref(), expected().first());
        let response = items.finish().await.unwrap();
        assert_eq!(response.body.label, "é]]></Label>");
        let page = response.body.page.unwrap();
        assert!(page.last && page.part.is_empty());
        assert_eq!(response.extra_headers.len(), 1);
        assert_eq!(response.status, 200);
    }
}

#[tokio::test]
async fn a_fault_comes_where_the_items_would_end() {
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>\
         <faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>";
    let reply = Response::builder().status(500).body(Bytes::from(fault));
    let client = over(reply.unwrap());
    let request = OrderRequest::default();
    let mut items = Call::<_, Order>::new(&client, &request)
        .items(parts)
        .await
        .unwrap();
    let error = items.next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Fault);
    assert_eq!(error.status(), Some(500));
    assert!(items.next().await.unwrap().is_none());
    let again = items.finish().await.unwrap_err();
    assert_eq!(again.sent(), Sent::Yes);
}

#[tokio::test]
async fn a_reply_that_is_none_is_explained_as_ever() {
    let broken = REPLY.replace("<o:Number>2<", "<o:Number>two<");
    let gzip = || Response::builder().header("Content-Encoding", "gzip");
    let zipped = zipped(REPLY);
    let cases = [
        (
            Response::new(Bytes::from("<html><body>no</body></html>")),
            0,
            "HTML",
        ),
        (Response::new(Bytes::new()), 0, "the reply is empty"),
        (Response::new(Bytes::from(broken)), 1, "not understood"),
        (
            Response::new(Bytes::from(&REPLY.as_bytes()[..REPLY.len() - 30])),
            3,
            "not understood",
        ),
        (
            gzip().body(zipped.slice(..zipped.len() - 9)).unwrap(),
            3,
            "decoded",
        ),
        (
            gzip().body(Bytes::from("<no gzip/>")).unwrap(),
            0,
            "decoded",
        ),
    ];
    for (reply, came, message) in cases {
        let client = over(reply);
        let request = OrderRequest::default();
        let mut items = Call::<_, Order>::new(&client, &request)
            .items(parts)
            .await
            .unwrap();
        let mut count = 0;
        let error = loop {
            match items.next().await {
                Ok(Some(_)) => count += 1,
                Ok(None) => panic!("{message}"),
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::Answer, "{error}");
        assert!(error.to_string().contains(message), "{error}");
        assert!(count <= came, "{count} {error}");
    }
}

fn many() -> impl Iterator<Item = Option<Part>> {
    (1..=50_000).map(|number| {
        Some(Part {
            number,
            name: format!("part {number}").into(),
        })
    })
}

fn order() -> OrderRequest {
    OrderRequest {
        label: "l".to_owned(),
        remark: Some("all of them".to_owned()),
        ..OrderRequest::default()
    }
}

#[tokio::test]
async fn a_request_goes_out_while_its_items_are_made() {
    let serving = serve("127.0.0.1:0", Echo).await.unwrap();
    let client = Client::new(serving.url());
    let request = order();
    let call = Call::<_, Order>::new(&client, &request);
    let mut response = call.send_items(ordered, many()).await.unwrap();
    assert_eq!(response.body.label, "all of them");
    assert!(
        parts(&mut response.body)
            .iter()
            .eq(many().flatten().collect::<Vec<_>>().iter())
    );
    serving.shutdown().await;
}

#[tokio::test]
async fn a_request_is_compressed_while_it_goes_out() {
    let serving = serve("127.0.0.1:0", Echo).await.unwrap();
    let client = Client::builder(serving.url()).gzip_requests(usize::MAX);
    let client = client.build();
    let request = order();
    let call = Call::<_, Order>::new(&client, &request);
    let mut response = call.send_items(ordered, many()).await.unwrap();
    assert_eq!(parts(&mut response.body).len(), 50_000);
    serving.shutdown().await;

    let transport = InMemory::envelope(REPLY);
    let client = Client::builder(ADDRESS).transport(transport.clone());
    let client = client.gzip_requests(0).build();
    let call = Call::<_, Order>::new(&client, &request);
    call.send_items(ordered, many().take(3)).await.unwrap();
    let sent = &transport.requests()[0];
    assert_eq!(sent.headers()["content-encoding"], "gzip");
    let mut text = String::new();
    let mut decoder = flate2::read::GzDecoder::new(&sent.body()[..]);
    decoder.read_to_string(&mut text).unwrap();
    assert!(
        text.contains("part 3") && text.ends_with("Envelope>"),
        "{text}"
    );
}

#[tokio::test]
async fn a_transport_that_cannot_stream_gets_the_whole_request() {
    let transport = SharedTransport::new(Endpoint::new(Echo));
    let client = Client::with_transport(ADDRESS, transport);
    let request = order();
    let call = Call::<_, Order>::new(&client, &request);
    let mut response = call.send_items(ordered, many().take(3)).await.unwrap();
    assert_eq!(parts(&mut response.body).len(), 3);
}

#[tokio::test]
async fn an_item_that_cannot_be_written_fails_the_call() {
    let client = Client::with_transport(ADDRESS, InMemory::envelope(REPLY));
    let request = order();
    let bad = Some(Part {
        number: 1,
        name: "\u{1}".into(),
    });
    let call = Call::<_, Order>::new(&client, &request);
    let error = call.send_items(ordered, [bad]).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.sent()),
        (ErrorKind::Send, Sent::Nothing)
    );
    assert!(client.transport().requests().is_empty());
}

#[tokio::test]
async fn a_request_whose_items_are_made_while_it_goes_out_is_never_sent_unsigned() {
    let (certificate, key) = (
        include_bytes!("../signature/rsa.crt"),
        include_bytes!("../signature/rsa.key"),
    );
    let key = castile::soap::SigningKey::from_pem(certificate, key).unwrap();
    let signing = castile::soap::Signing::new(key);
    let client = Client::builder(ADDRESS)
        .transport(InMemory::envelope(REPLY))
        .security(castile::soap::Security::new().with_signature(signing))
        .build();
    let request = order();
    let call = Call::<_, Order>::new(&client, &request);
    let error = call.send_items(ordered, many().take(3)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(client.transport().requests().is_empty());
}
