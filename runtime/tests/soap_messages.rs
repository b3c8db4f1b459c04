//! Messages as text: envelopes and faults of both versions, as services of all sorts send them.
#![allow(clippy::unwrap_used)]

mod soap_by_hand;

use castile::codegen::{ResponseOf, SoapVersion};
use castile::operation::Response;
use castile::soap::{
    Carrier, Endpoint, Fault, FaultCode, Reply, ServiceFault, read_reply, write_fault,
    write_request, write_response,
};
use castile::xml::{NilPolicy, ReadOptions, WriteOptions};
use castile::{AnyElement, Nillable, QName};
use soap_by_hand as quotes;

const SOAP_11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP_12: &str = "http://www.w3.org/2003/05/soap-envelope";

fn request() -> quotes::GetQuoteRequest {
    quotes::GetQuoteRequest {
        symbol: "MSFT".to_owned(),
        limit: Nillable::Nil,
    }
}

fn headers(token: &str) -> quotes::RequestHeaders {
    quotes::RequestHeaders {
        authentication_token: token.into(),
        customer_id: Nillable::Nil,
    }
}

fn read(text: &str) -> Result<Reply<quotes::GetQuote>, castile::xml::Error> {
    read_reply(text, &ReadOptions::default())
}

fn response(text: &str) -> ResponseOf<quotes::GetQuote> {
    match read(text).unwrap() {
        Reply::Response(response) => response,
        Reply::Fault(fault, _) => panic!("{fault}"),
    }
}

fn fault(text: &str) -> (Fault<quotes::Fault>, Vec<AnyElement>) {
    match read(text).unwrap() {
        Reply::Fault(fault, blocks) => (*fault, blocks),
        Reply::Response(response) => panic!("{response:?}"),
    }
}

fn envelope(head: &str, body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='{SOAP_11}' xmlns:q='urn:example:quotes'>{head}<s:Body>{body}</s:Body></s:Envelope>"
    )
}

const PRICE: &str = "<q:GetQuoteResponse><q:Price>7</q:Price></q:GetQuoteResponse>";

#[test]
fn a_request_goes_out_as_wcf_writes_it() {
    let options = WriteOptions::default();
    let text = write_request::<quotes::GetQuote>(&request(), &headers("tok"), &[], &options);
    assert_eq!(
        text.unwrap(),
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">\
         <s:Header xmlns:h=\"urn:example:quotes\"><h:AuthenticationToken>tok</h:AuthenticationToken>\
         <h:CustomerId xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/></s:Header>\
         <s:Body><GetQuoteRequest xmlns=\"urn:example:quotes\" \
         xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><Symbol>MSFT</Symbol>\
         <Limit i:nil=\"true\"/></GetQuoteRequest></s:Body></s:Envelope>"
    );
}

#[test]
fn a_request_without_header_blocks_has_no_header() {
    let none = quotes::RequestHeaders::default();
    let options = WriteOptions::default();
    let text = write_request::<quotes::GetQuote>(&request(), &none, &[], &options).unwrap();
    assert!(!text.contains("Header"));
    let omitting = WriteOptions::default().with_nil(NilPolicy::OmitOptional);
    let nil = quotes::RequestHeaders {
        customer_id: Nillable::Nil,
        ..none
    };
    let text = write_request::<quotes::GetQuote>(&request(), &nil, &[], &omitting).unwrap();
    assert!(!text.contains("Header"));
}

/// Row 10: prefixes for services that compare strings.
#[test]
fn prefixes_are_as_configured() {
    let options = WriteOptions::default()
        .with_prefixes(&[(SOAP_11, "soapenv"), ("urn:example:quotes", "tns")]);
    let text = write_request::<quotes::GetQuote>(&request(), &headers("t"), &[], &options).unwrap();
    assert!(
        text.starts_with("<soapenv:Envelope xmlns:soapenv="),
        "{text}"
    );
    assert!(text.contains("<tns:AuthenticationToken>"), "{text}");
    assert!(text.contains("<tns:GetQuoteRequest "), "{text}");
}

/// Row 26: header blocks that the WSDL does not declare.
#[test]
fn a_header_block_that_the_wsdl_does_not_declare_goes_out_as_it_is() {
    let mut action =
        AnyElement::new(QName::new("urn:example:quotes", "Action")).with_text("GetQuote");
    action.set_attribute(QName::new(SOAP_11, "mustUnderstand"), "1");
    let options = WriteOptions::default();
    let text = write_request::<quotes::GetQuote>(&request(), &headers("t"), &[action], &options);
    let text = text.unwrap();
    assert!(
        text.contains("<h:Action s:mustUnderstand=\"1\">GetQuote</h:Action></s:Header>"),
        "{text}"
    );
}

#[test]
fn header_blocks_come_in_any_order_and_of_a_repeated_one_the_first_counts() {
    let text = envelope(
        "<s:Header><x:Other xmlns:x='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>\
         <q:TrackingId>first</q:TrackingId><q:TrackingId>last</q:TrackingId></s:Header>",
        PRICE,
    );
    let response = response(&text);
    assert_eq!(response.headers.tracking_id, "first".into());
    assert_eq!(response.body.price, 7);
    assert_eq!(response.extra_headers.len(), 2);
    assert_eq!(response.extra_headers[1].text().as_deref(), Some("last"));
    assert!(response.extra_headers[0].name().is(Some("urn:x"), "Other"));
}

#[test]
fn what_is_not_in_the_header_is_absent() {
    assert_eq!(
        response(&envelope("", PRICE)).headers.tracking_id,
        Nillable::Absent
    );
}

#[test]
fn a_wrong_value_is_named_with_its_path_and_place() {
    let text = envelope(
        "",
        "\n <q:GetQuoteResponse><q:Price>abc</q:Price></q:GetQuoteResponse>",
    );
    let error = read(&text).unwrap_err();
    assert_eq!(error.path(), "Envelope/Body/GetQuoteResponse/Price");
    assert_eq!(error.position().map(|(line, _)| line), Some(2));
    let text = envelope(
        "<s:Header><q:TrackingId><q:x/></q:TrackingId></s:Header>",
        PRICE,
    );
    assert_eq!(
        read(&text).unwrap_err().path(),
        "Envelope/Header/TrackingId"
    );
}

#[test]
fn what_is_no_answer_says_what_it_is() {
    let cases = [
        (
            envelope("", ""),
            "the body is empty, and `GetQuoteResponse` is expected",
        ),
        (
            envelope("", "<q:Other/>"),
            "the body holds `Other` of the namespace \"urn:example:quotes\", and `GetQuoteResponse`",
        ),
        (
            "<Envelope/>".to_owned(),
            "the root is `Envelope` of the namespace \"\"",
        ),
        (
            format!("<Envelope xmlns='{SOAP_11}'/>"),
            "the envelope has no body",
        ),
    ];
    for (text, expected) in cases {
        let error = read(&text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_fault_is_read_with_its_typed_and_unknown_details() {
    let (fault, blocks) = fault(&envelope(
        "<s:Header><q:TrackingId>t-1</q:TrackingId></s:Header>",
        "<s:Fault><faultcode>s:Client</faultcode><faultstring xml:lang='en-US'>no\n such</faultstring>\
         <faultactor>urn:me</faultactor><detail><q:QuoteFault><q:TrackingId>t-1</q:TrackingId>\
         <q:Codes><q:Code>105</q:Code><q:Code>106</q:Code></q:Codes></q:QuoteFault>\
         <x:More xmlns:x='urn:x'><x:Why>because</x:Why></x:More></detail></s:Fault>",
    ));
    assert_eq!(fault.code, FaultCode::Sender);
    assert_eq!(fault.reasons[0].language.as_deref(), Some("en-US"));
    assert_eq!(fault.role.as_deref(), Some("urn:me"));
    let Some(quotes::Fault::QuoteFault(detail)) = fault.detail() else {
        panic!("{fault:?}");
    };
    assert_eq!(detail.codes, vec![105, 106].into());
    assert!(
        matches!(&fault.details[1], quotes::Fault::Unknown(more) if more.name().local() == "More")
    );
    assert_eq!(blocks[0].text().as_deref(), Some("t-1"));
    assert_eq!(
        fault.to_string(),
        "Client: no such; QuoteFault(TrackingId: t-1, Code[0]: 105, Code[1]: 106); More(Why: because)"
    );
}

#[test]
fn a_detail_outside_its_type_does_not_hide_the_fault() {
    let (fault, _) = fault(&envelope(
        "",
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>bad</faultstring>\
         <detail><q:QuoteFault><q:Codes><q:Code>many</q:Code></q:Codes></q:QuoteFault></detail></s:Fault>",
    ));
    assert_eq!(fault.code, FaultCode::Receiver);
    assert_eq!(
        fault.to_string(),
        "Server: bad; QuoteFault(Codes/Code: many)"
    );
}

#[test]
fn faults_of_careless_services_are_read() {
    let cases = [
        (
            "<faultcode>Client</faultcode><faultstring>x</faultstring>",
            FaultCode::Sender,
        ),
        (
            "<faultcode>SOAP-ENV:Server</faultcode><faultstring>x</faultstring>",
            FaultCode::Receiver,
        ),
        (
            "<s:faultcode>s:Server</s:faultcode><s:faultstring>x</s:faultstring>",
            FaultCode::Receiver,
        ),
        (
            "<faultstring>x</faultstring><faultcode>s:MustUnderstand</faultcode>",
            FaultCode::MustUnderstand,
        ),
        (
            "<faultcode>q:Own</faultcode><faultstring>x</faultstring>",
            FaultCode::Other(QName::new("urn:example:quotes", "Own")),
        ),
        (
            "<faultcode>not a name</faultcode><faultstring>x</faultstring>",
            FaultCode::Other(QName::without_namespace("not a name")),
        ),
    ];
    for (parts, code) in cases {
        let (fault, _) = fault(&envelope("", &format!("<s:Fault>{parts}</s:Fault>")));
        assert_eq!(fault.code, code, "{parts}");
        assert_eq!(fault.reason(), "x", "{parts}");
    }
    let (fault, _) = fault(&envelope(
        "",
        "<s:Fault><faultcode>s:Client</faultcode><detail> in words </detail></s:Fault>",
    ));
    assert_eq!(fault.detail_text.as_deref(), Some(" in words "));
    assert_eq!(fault.to_string(), "Client: ; \"in words\"");
}

#[test]
fn a_fault_of_soap_1_2_is_read_with_its_subcodes_and_reasons() {
    let (fault, _) = fault(&format!(
        "<e:Envelope xmlns:e='{SOAP_12}'><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value>\
         <e:Subcode xmlns:m='urn:m'><e:Value>m:Outer</e:Value><e:Subcode><e:Value>m:Inner</e:Value></e:Subcode></e:Subcode></e:Code>\
         <e:Reason><e:Text xml:lang='en'>no</e:Text><e:Text xml:lang='de'>nein</e:Text></e:Reason>\
         <e:Node>urn:n</e:Node><e:Role>urn:r</e:Role>\
         <e:Detail><q:QuoteFault xmlns:q='urn:example:quotes'/></e:Detail></e:Fault></e:Body></e:Envelope>"
    ));
    assert_eq!(fault.version, SoapVersion::Soap12);
    assert_eq!(fault.code, FaultCode::Sender);
    let subcodes = [QName::new("urn:m", "Outer"), QName::new("urn:m", "Inner")];
    assert_eq!(fault.subcodes, subcodes);
    assert_eq!(fault.reasons[1].text, "nein");
    assert_eq!(
        (fault.node.as_deref(), fault.role.as_deref()),
        (Some("urn:n"), Some("urn:r"))
    );
    assert!(matches!(fault.detail(), Some(quotes::Fault::QuoteFault(_))));
}

#[test]
fn a_fault_that_is_written_is_read_back_the_same_in_either_version() {
    for version in [SoapVersion::Soap11, SoapVersion::Soap12] {
        let mut written = Fault::new(FaultCode::Receiver, "it <broke>");
        written.version = version;
        written.reasons[0].language = Some("en".to_owned());
        written.role = Some("urn:r".to_owned());
        if version == SoapVersion::Soap12 {
            written.subcodes = vec![QName::new("urn:m", "Sub"), QName::new("urn:m", "Deep")];
            written.node = Some("urn:n".to_owned());
        }
        written.details = vec![quotes::Fault::QuoteFault(Box::new(quotes::QuoteFault {
            tracking_id: "t".into(),
            codes: Nillable::Absent,
        }))];
        let text = write_fault(&written, &[], &WriteOptions::default()).unwrap();
        assert_eq!(fault(&text).0, written, "{text}");
    }
}

#[test]
fn a_reason_with_a_forbidden_character_is_still_sent() {
    let broken = Fault::<quotes::Fault>::new(FaultCode::Receiver, "a\u{1}b\u{0}");
    let text = write_fault(&broken, &[], &WriteOptions::default()).unwrap();
    assert_eq!(fault(&text).0.reason(), "a\u{fffd}b\u{fffd}");
}

#[test]
fn a_response_that_is_written_is_read_back_the_same() {
    let written: ResponseOf<quotes::GetQuote> = Response::new(
        quotes::GetQuoteResponse {
            price: i64::MAX,
            notes: vec![Some("a".to_owned()), None, Some(String::new())].into(),
        },
        quotes::ResponseHeaders {
            tracking_id: "t".into(),
        },
    );
    let text = write_response::<quotes::GetQuote>(&written, &WriteOptions::default()).unwrap();
    assert_eq!(response(&text), written);
}

#[test]
fn a_byte_order_mark_a_prolog_and_comments_are_passed_over() {
    let text = format!(
        "\u{feff}<?xml version='1.0' encoding='utf-8'?><!-- a -->\n{}\n<!-- b -->",
        envelope("<!-- c -->", &format!("<!-- d -->\n{PRICE}\n"))
    );
    assert_eq!(response(&text).body.price, 7);
}

struct Quotes;

impl quotes::Service for Quotes {
    async fn get_quote(
        &self,
        request: castile::soap::Incoming<quotes::GetQuote>,
    ) -> castile::soap::Outcome<quotes::GetQuote> {
        if request.body.symbol.is_empty() {
            let detail = quotes::Fault::QuoteFault(Box::default());
            return Err(ServiceFault::sender("a symbol is needed").with_detail(detail));
        }
        let price = i64::try_from(request.body.symbol.len()).unwrap();
        let body = quotes::GetQuoteResponse {
            price,
            notes: Nillable::Absent,
        };
        let headers = quotes::ResponseHeaders {
            tracking_id: request.headers.authentication_token,
        };
        Ok(Response::new(body, headers))
    }
}

/// Runs a future that never waits.
fn now<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("it waits"),
    }
}

fn answer(text: String, action: Option<&str>) -> (u16, String) {
    let mut carrier = Carrier::default();
    carrier.action = action.map(str::to_owned);
    let exchanged = now(Endpoint::new(quotes::Server(Quotes)).answer(text, carrier));
    (exchanged.status(), exchanged.text().to_owned())
}

#[test]
fn a_service_answers_messages_without_a_network() {
    let options = WriteOptions::default();
    let text = write_request::<quotes::GetQuote>(&request(), &headers("tok"), &[], &options);
    let (status, text) = answer(text.unwrap(), None);
    assert_eq!(status, 200);
    let response = response(&text);
    assert_eq!(response.body.price, 4);
    assert_eq!(response.headers.tracking_id, "tok".into());
}

#[test]
fn an_operation_is_chosen_by_the_body_and_else_by_the_action() {
    let call = "<q:GetQuoteRequest><q:Symbol>AB</q:Symbol></q:GetQuoteRequest>";
    let (status, _) = answer(envelope("", call), Some("urn:example:quotes/Notify"));
    assert_eq!(status, 200);
    let (status, text) = answer(
        envelope("", "<q:Wrong/>"),
        Some("urn:example:quotes/GetQuote"),
    );
    assert_eq!(status, 500);
    assert!(
        fault(&text).0.reason().contains("the body holds `Wrong`"),
        "{text}"
    );
    let (status, text) = answer(envelope("", "<q:Wrong/>"), Some("urn:nothing"));
    assert_eq!(status, 500);
    assert!(
        fault(&text)
            .0
            .reason()
            .starts_with("no operation of this service"),
        "{text}"
    );
}

#[test]
fn an_operation_that_is_not_written_yet_says_so() {
    let call = envelope("", "<q:NotifyRequest><q:Text>x</q:Text></q:NotifyRequest>");
    let (status, text) = answer(call, None);
    assert_eq!(status, 500);
    assert_eq!(
        fault(&text).0.reason(),
        "the operation Notify is not implemented"
    );
}

#[test]
fn a_typed_fault_has_the_status_of_its_version() {
    let call = "<q:GetQuoteRequest xmlns:q='urn:example:quotes'><q:Symbol/></q:GetQuoteRequest>";
    let (status, text) = answer(envelope("", call), None);
    assert_eq!(status, 500);
    let (soap_11, _) = fault(&text);
    assert_eq!(soap_11.code, FaultCode::Sender);
    assert!(matches!(
        soap_11.detail(),
        Some(quotes::Fault::QuoteFault(_))
    ));
    let call = format!("<e:Envelope xmlns:e='{SOAP_12}'><e:Body>{call}</e:Body></e:Envelope>");
    let (status, text) = answer(call, None);
    assert_eq!(status, 400);
    assert_eq!(fault(&text).0.version, SoapVersion::Soap12);
}

#[test]
fn what_is_no_message_is_answered_with_a_fault() {
    for text in ["", "<a>", "<a/>", "text", "<!DOCTYPE a><a/>"] {
        let (status, answer) = answer(text.to_owned(), None);
        assert_eq!(status, 400, "{text}");
        assert!(
            fault(&answer)
                .0
                .reason()
                .starts_with("the request is no SOAP message")
        );
    }
}

#[test]
fn a_reason_without_a_language_is_a_text_alone_in_soap_1_1() {
    let mut fault: Fault<quotes::Fault> = Fault::new(FaultCode::Receiver, "no");
    let text = write_fault(&fault, &[], &WriteOptions::default()).unwrap();
    assert!(text.contains("<faultstring>no</faultstring>"), "{text}");
    fault.reasons[0].language = Some("de".to_owned());
    let text = write_fault(&fault, &[], &WriteOptions::default()).unwrap();
    assert!(text.contains("<faultstring xml:lang=\"de\">no<"), "{text}");
    fault.reasons[0].language = None;
    fault.version = SoapVersion::Soap12;
    let text = write_fault(&fault, &[], &WriteOptions::default()).unwrap();
    assert!(text.contains("xml:lang=\"en\">no<"), "{text}");
}
