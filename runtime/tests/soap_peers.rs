//! What other stacks send, in their own way, is read as what it is. `docs/interop.md` says who sends what.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;
mod soap_wire;

use bytes::Bytes;
use castile::operation::Response;
use castile::soap::{Client, Endpoint, Incoming, Outcome, serve};
use http::Request;
use soap_by_hand as quotes;
use soap_wire::Script;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Answers with what came: the symbol, the token, and the names of the header blocks that the WSDL does not declare.
struct Mirror;

impl quotes::Service for Mirror {
    async fn get_quote(&self, request: Incoming<quotes::GetQuote>) -> Outcome<quotes::GetQuote> {
        let extra = request.extra_headers.iter();
        let mut notes = vec![Some(request.body.symbol)];
        notes.extend(extra.map(|block| Some(block.name().local().to_owned())));
        let body = quotes::GetQuoteResponse {
            notes: notes.into(),
            ..quotes::GetQuoteResponse::default()
        };
        let headers = quotes::ResponseHeaders {
            tracking_id: request.headers.authentication_token,
        };
        Ok(Response::new(body, headers))
    }
}

/// The answer to a request with these HTTP headers.
async fn ask(headers: &[(&str, &str)], message: &str) -> String {
    let mut request = Request::builder().method("POST").uri("/");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Bytes::from(message.to_owned())).unwrap();
    let response = Endpoint::new(quotes::Server(Mirror)).call(request).await;
    let status = response.status();
    let body = String::from_utf8(response.into_body().to_vec()).unwrap();
    assert_eq!(status, 200, "{body}");
    body
}

/// Asserts that the symbol `MSFT` and the token `tok` were read.
#[track_caller]
fn assert_read(answer: &str) {
    assert!(
        answer.contains(">MSFT<") && answer.contains(">tok<"),
        "{answer}"
    );
}

#[tokio::test]
async fn the_envelope_may_have_several_prefixes() {
    let message = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope \
        xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:tns=\"urn:example:quotes\" \
        xmlns:ns0=\"urn:example:quotes\" xmlns:ns1=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Header>\
        <tns:AuthenticationToken>tok</tns:AuthenticationToken></SOAP-ENV:Header><ns1:Body><ns0:GetQuoteRequest>\
        <ns0:Symbol>MSFT</ns0:Symbol></ns0:GetQuoteRequest></ns1:Body></SOAP-ENV:Envelope>";
    let headers = [
        ("content-type", "text/xml; charset=utf-8"),
        ("soapaction", "\"GetQuote\""),
    ];
    assert_read(&ask(&headers, message).await);
}

#[tokio::test]
async fn addressing_that_nobody_asked_for_is_kept_with_the_other_header_blocks() {
    let message = "<?xml version='1.0' encoding='utf-8'?>\n<e:Envelope \
        xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header xmlns:wsa=\"http://www.w3.org/2005/08/addressing\">\
        <ns0:AuthenticationToken xmlns:ns0=\"urn:example:quotes\">tok</ns0:AuthenticationToken>\
        <wsa:Action>GetQuote</wsa:Action><wsa:MessageID>urn:uuid:1</wsa:MessageID><wsa:To>http://here/</wsa:To></e:Header>\
        <e:Body><ns0:GetQuoteRequest xmlns:ns0=\"urn:example:quotes\"><ns0:Symbol>MSFT</ns0:Symbol></ns0:GetQuoteRequest>\
        </e:Body></e:Envelope>";
    let answer = ask(&[("content-type", "text/xml; charset=utf-8")], message).await;
    assert_read(&answer);
    assert!(
        answer.contains(">Action<") && answer.contains(">MessageID<"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_request_may_declare_hundreds_of_namespaces() {
    let declarations: String = (1..=200)
        .map(|number| {
            format!(
                " xmlns:q{number}=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\""
            )
        })
        .collect();
    let message = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"  \
         xmlns:tns=\"urn:example:quotes\"{declarations}><soap:Header><tns:AuthenticationToken>tok</tns:AuthenticationToken>\
         </soap:Header><soap:Body><GetQuoteRequest xmlns=\"urn:example:quotes\"><Symbol>MSFT</Symbol></GetQuoteRequest>\
         </soap:Body></soap:Envelope>"
    );
    assert_read(&ask(&[("content-type", "text/xml; charset=utf-8")], &message).await);
}

#[tokio::test]
async fn declared_header_blocks_may_be_marked_to_be_understood() {
    for mark in ["1", "true"] {
        let message = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope \
             xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"urn:example:quotes\"><SOAP-ENV:Header>\
             <ns1:AuthenticationToken SOAP-ENV:mustUnderstand=\"{mark}\">tok</ns1:AuthenticationToken></SOAP-ENV:Header>\
             <SOAP-ENV:Body><ns1:GetQuoteRequest><ns1:Symbol>MSFT</ns1:Symbol></ns1:GetQuoteRequest></SOAP-ENV:Body>\
             </SOAP-ENV:Envelope>"
        );
        let headers = [
            ("content-type", "text/xml; charset=utf-8"),
            ("soapaction", "\"GetQuote\""),
            ("connection", "close"),
        ];
        assert_read(&ask(&headers, &message).await);
    }
}

#[tokio::test]
async fn an_action_in_both_headers_is_no_error() {
    let message = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:q=\"urn:example:quotes\"><s:Header>\
        <q:AuthenticationToken s:mustUnderstand=\"true\">tok</q:AuthenticationToken></s:Header><s:Body>\
        <q:GetQuoteRequest><q:Symbol>MSFT</q:Symbol></q:GetQuoteRequest></s:Body></s:Envelope>";
    let content_type = "application/soap+xml; charset=utf-8; action=\"GetQuote\"";
    let headers = [
        ("content-type", content_type),
        ("soapaction", "\"GetQuote\""),
    ];
    let answer = ask(&headers, message).await;
    assert_read(&answer);
    assert!(
        answer.contains("http://www.w3.org/2003/05/soap-envelope"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_client_that_waits_before_its_body_is_told_to_go_on() {
    let serving = serve("127.0.0.1:0", quotes::Server(Mirror)).await.unwrap();
    let message = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>\
        <AuthenticationToken xmlns=\"urn:example:quotes\">tok</AuthenticationToken></s:Header><s:Body>\
        <GetQuoteRequest xmlns=\"urn:example:quotes\"><Symbol>MSFT</Symbol></GetQuoteRequest></s:Body></s:Envelope>";
    let head = format!(
        "POST / HTTP/1.1\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"GetQuote\"\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\nConnection: close\r\nHost: here\r\n\r\n",
        message.len()
    );
    let mut stream = TcpStream::connect(serving.local_addr()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut told = [0; 25];
    stream.read_exact(&mut told).await.unwrap();
    assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(message.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert_read(&answer);
}

#[tokio::test]
async fn a_fault_with_an_action_that_must_be_understood_is_the_fault() {
    let fault = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><Action \
        s:mustUnderstand=\"1\" xmlns=\"http://schemas.microsoft.com/ws/2005/05/addressing/none\">urn:fault</Action></s:Header>\
        <s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring xml:lang=\"en-US\">no</faultstring></s:Fault></s:Body>\
        </s:Envelope>";
    let reply = format!(
        "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{fault}",
        fault.len()
    );
    let script = Script::start(vec![vec![reply]]).await;
    let client = quotes::Client::new(Client::new(script.url()));
    let error = client
        .get_quote(&quotes::GetQuoteRequest::default())
        .await
        .unwrap_err();
    assert_eq!(error.fault().unwrap().reason(), "no");
}
