//! Encoded messages: what goes out, what other stacks send, and the client of a service against the service.
#![allow(clippy::unwrap_used)]

use castile::operation::{NoHeaders, Operation, Response};
use castile::soap::{Client, Endpoint, InMemory, Incoming, Outcome, Reply, ServiceFault};
use castile::xml::{ErrorKind, ReadOptions, WriteOptions};
use castile::{AnyElement, QName};
use services::encoded::{
    self, Animal, Colour, Count, CountRequest, CountResponse, Employee, Fault, Greet, GreetRequest,
    GreetResponse, Meet, MeetRequest, MeetResponse, Person, Turn, TurnRequest, TurnResponse,
};

const ENVELOPE: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema' xmlns:soapenc='http://schemas.xmlsoap.org/soap/encoding/' xmlns:c='urn:example:club' xmlns:t='urn:example:encoded'><s:Body>";

fn person(name: &str) -> Person {
    Person {
        name: Some(name.to_owned()),
        age: 7,
        ..Person::default()
    }
}

/// What is sent of a request: the body, with the declarations of the usual prefixes left out.
fn body_of<O: Operation>(request: &O::Request) -> String {
    let headers = O::RequestHeaders::default();
    let options = WriteOptions::default();
    let text = castile::soap::write_request::<O>(request, &headers, &[], &options).unwrap();
    let (_, after) = text.split_once("<s:Body>").unwrap();
    let (body, _) = after.split_once("</s:Body>").unwrap();
    body.to_owned()
}

/// What a reply says to an operation.
fn read<O: Operation>(body: &str) -> Result<O::Response, castile::xml::Error> {
    read_with::<O>(body, &ReadOptions::default())
}

fn read_with<O: Operation>(
    body: &str,
    options: &ReadOptions,
) -> Result<O::Response, castile::xml::Error> {
    let text = format!("{ENVELOPE}{body}</s:Body></s:Envelope>");
    match castile::soap::read_reply::<O>(&text, options)? {
        Reply::Response(response) => Ok(response.body),
        Reply::Fault(fault, _) => panic!("{fault:?}"),
    }
}

#[test]
fn every_part_names_its_type_and_one_without_a_value_is_nil() {
    let request = GreetRequest {
        who: Some(Box::new(Person {
            colour: Some(Colour::Blue),
            nicknames: Some(vec![Some("Jo".to_owned()), None]),
            ..person("Joan")
        })),
        times: Some(2),
        note: None,
    };
    let expected = concat!(
        "<a:greet xmlns:a=\"urn:example:club\" s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"",
        " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:b=\"http://www.w3.org/2001/XMLSchema\"",
        " xmlns:c=\"http://schemas.xmlsoap.org/soap/encoding/\">",
        "<who xmlns:d=\"urn:example:encoded\" i:type=\"d:Person\">",
        "<name i:type=\"b:string\">Joan</name><age i:type=\"b:int\">7</age><colour i:type=\"d:Colour\">blue</colour>",
        "<nicknames i:type=\"c:Array\" c:arrayType=\"b:string[2]\">",
        "<item i:type=\"b:string\">Jo</item><item i:nil=\"true\"/></nicknames>",
        "<friend i:nil=\"true\"/></who>",
        "<times i:type=\"b:int\">2</times><note i:nil=\"true\"/></a:greet>",
    );
    assert_eq!(body_of::<Greet>(&request), expected);
}

#[test]
fn an_array_of_arrays_says_so() {
    let request = TurnRequest {
        matrix: Some(vec![Some(vec![Some(1), Some(2)]), Some(Vec::new())]),
        any: None,
    };
    let body = body_of::<Turn>(&request);
    assert!(body.contains(":arrayType=\"b:int[][2]\""), "{body}");
    assert!(body.contains(":arrayType=\"b:int[2]\""), "{body}");
    assert!(body.contains(":arrayType=\"b:int[0]\""), "{body}");
}

/// The form of Apache Axis 1: values stand apart and are referred to.
#[test]
fn references_are_resolved() {
    let body = "<c:greetResponse s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'>\
        <greetReturn href='#id0'/><return href='#id0'/><who href='#id1'/></c:greetResponse>\
        <multiRef id='id1' soapenc:root='0' xsi:type='t:Person'>\
          <name xsi:type='soapenc:string'>Joan</name><age href='#id2'/>\
          <nicknames xsi:type='soapenc:Array' soapenc:arrayType='xsd:string[0]'/><friend href='#id3'/></multiRef>\
        <multiRef id='id0' soapenc:root='0' xsi:type='soapenc:Array' soapenc:arrayType='soapenc:string[2]'>\
          <item xsi:type='soapenc:string'>a</item><item xsi:nil='true'/></multiRef>\
        <multiRef id='id2' soapenc:root='0' xsi:type='xsd:int'>9</multiRef>\
        <multiRef id='id3' soapenc:root='0' xsi:type='n:Person' xmlns:n='urn:example:encoded'><name>Jo</name><age href='#id2'/></multiRef>";
    let read = read::<Greet>(body).unwrap();
    assert_eq!(read.r#return, Some(vec![Some("a".to_owned()), None]));
    let who = read.who.unwrap();
    assert_eq!((who.name.as_deref(), who.age), (Some("Joan"), 9));
    assert_eq!(who.nicknames, Some(Vec::new()));
    assert_eq!(who.friend.unwrap().age, 9);
}

/// The form of PHP's SOAP extension: types of the schema on arrays, nil for what is not set, whatever the schema says.
#[test]
fn items_of_any_name_and_unexpected_nils_are_read() {
    let body = "<c:greetResponse><return soapenc:arrayType='xsd:string[2]' xsi:type='t:Strings'>\
        <item xsi:type='xsd:string'>a</item><xsd:string>b</xsd:string></return>\
        <who xsi:type='t:Person'><name xsi:nil='true'/><age xsi:nil='true'/><colour xsi:nil='true'/></who></c:greetResponse>";
    let read = read::<Greet>(body).unwrap();
    let items = ["a", "b"].map(|item| Some(item.to_owned()));
    assert_eq!(read.r#return, Some(items.to_vec()));
    assert_eq!(read.who, Some(Box::default()));
}

#[test]
fn the_name_of_the_response_does_not_matter() {
    let body = "<c:greetReply xmlns:c='urn:other'><return soapenc:arrayType='xsd:string[1]'><i>a</i></return></c:greetReply>";
    let read = read::<Greet>(body).unwrap();
    assert_eq!(read.r#return, Some(vec![Some("a".to_owned())]));
}

#[test]
fn what_encoding_adds_is_known_to_strict_reading_too() {
    let body = "<c:meetResponse s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'>\
        <return xsi:type='soapenc:Array' soapenc:arrayType='t:Person[1]'><item xsi:type='t:Person' soapenc:root='1'>\
        <name>Jo</name><age>1</age><nicknames xsi:nil='true'/><friend xsi:nil='true'/></item></return></c:meetResponse>";
    let read = read_with::<Meet>(body, &ReadOptions::strict()).unwrap();
    assert_eq!(read.r#return.unwrap().len(), 1);
}

#[test]
fn a_subtype_is_told_by_the_type_that_is_named() {
    let employee = Employee {
        legs: 2,
        salary: "10.50".parse().unwrap(),
    };
    let request = CountRequest {
        animal: Some(Animal::from(employee)),
    };
    let body = body_of::<Count>(&request);
    assert!(body.contains("i:type=\"d:Employee\""), "{body}");
    let reply = body.replace("a:count", "a:countResponse");
    let reply = reply
        .replace("<animal ", "<return ")
        .replace("</animal>", "</return>");
    let read = read::<Count>(&reply).unwrap();
    assert_eq!(read.r#return, request.animal);
}

#[test]
fn what_is_not_supported_of_arrays_is_an_error_that_names_it() {
    let array = |attributes: &str, item: &str| {
        format!(
            "<c:greetResponse><return {attributes}><item {item}>a</item></return></c:greetResponse>"
        )
    };
    let table = [
        (
            array("soapenc:arrayType='xsd:string[2,2]'", ""),
            "xsd:string[2,2]",
        ),
        (
            array("soapenc:arrayType='xsd:string[9]' soapenc:offset='[3]'", ""),
            "[3]",
        ),
        (
            array(
                "soapenc:arrayType='xsd:string[9]'",
                "soapenc:position='[4]'",
            ),
            "[4]",
        ),
    ];
    for (body, named) in table {
        let error = read::<Greet>(&body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
        assert!(error.to_string().contains(named), "{error}");
    }
}

#[test]
fn references_in_a_circle_and_to_nothing_are_errors() {
    let circle = "<c:greetResponse><who href='#a'/></c:greetResponse><m id='a'><friend href='#b'/></m><m id='b'><friend href='#a'/></m>";
    let error = read::<Greet>(circle).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
    let nothing = "<c:greetResponse><who href='#gone'/></c:greetResponse>";
    let error = read::<Greet>(nothing).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert!(error.to_string().contains("gone"), "{error}");
}

#[test]
fn references_that_multiply_are_stopped() {
    let mut body = "<c:meetResponse><return href='#x0'/></c:meetResponse>".to_owned();
    for level in 0..30 {
        let next = format!("<item href='#x{}'/>", level + 1);
        body += &format!("<m id='x{level}'>{next}{next}</m>");
    }
    body += "<m id='x30'/>";
    let error = read::<Meet>(&body).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
}

struct Club;

impl encoded::Service for Club {
    async fn greet(&self, request: Incoming<Greet>) -> Outcome<Greet> {
        let GreetRequest { who, times, note } = request.body;
        let Some(who) = who else {
            return Err(ServiceFault::from(Fault::Stranger(Box::new(Person {
                nicknames: Some(vec![note]),
                ..person("nobody")
            }))));
        };
        let times = usize::try_from(times.unwrap_or(1)).unwrap();
        let greetings = vec![request.headers.trace; times];
        let response = GreetResponse {
            r#return: Some(greetings),
            who: Some(who),
        };
        Ok(Response::new(response, NoHeaders {}))
    }

    async fn meet(&self, request: Incoming<Meet>) -> Outcome<Meet> {
        let r#return = request.body.people;
        Ok(Response::new(MeetResponse { r#return }, NoHeaders {}))
    }

    async fn turn(&self, request: Incoming<Turn>) -> Outcome<Turn> {
        let TurnRequest { matrix, any } = request.body;
        let r#return = matrix;
        Ok(Response::new(TurnResponse { r#return, any }, NoHeaders {}))
    }

    async fn count(&self, request: Incoming<Count>) -> Outcome<Count> {
        let r#return = request.body.animal;
        Ok(Response::new(CountResponse { r#return }, NoHeaders {}))
    }
}

fn client() -> encoded::Client<Client<Endpoint<encoded::Server<Club>>>> {
    let endpoint = Endpoint::new(encoded::Server(Club));
    encoded::Client::new(Client::with_transport("http://localhost/club", endpoint))
}

#[tokio::test]
async fn encoded_calls_go_there_and_back() {
    let client = client();
    let friend = Person {
        friend: Some(Box::new(person("Jo"))),
        nicknames: Some(vec![None, Some("J".to_owned())]),
        ..person("Joan")
    };
    let request = GreetRequest {
        who: Some(Box::new(friend.clone())),
        times: Some(2),
        note: Some(String::new()),
    };
    let headers = encoded::RequestHeaders {
        trace: Some("t".to_owned()),
    };
    let greeted = client.greet(&request).headers(headers).await.unwrap().body;
    assert_eq!(greeted.who, request.who);
    assert_eq!(greeted.r#return, Some(vec![Some("t".to_owned()); 2]));

    let people = Some(vec![Some(friend), None, Some(person("Jim"))]);
    let request = MeetRequest { people };
    let met = client.meet(&request).await.unwrap().body;
    assert_eq!(met.r#return, request.people);

    let any = AnyElement::new(QName::without_namespace("any")).with_text("x");
    let request = TurnRequest {
        matrix: Some(vec![Some(vec![Some(1), None]), None]),
        any: Some(any),
    };
    let turned = client.turn(&request).await.unwrap().body;
    assert_eq!(turned.r#return, request.matrix);
    assert_eq!(turned.any.unwrap().text().as_deref(), Some("x"));
}

#[tokio::test]
async fn the_detail_of_an_encoded_fault_is_typed() {
    let request = GreetRequest {
        note: Some("who?".to_owned()),
        ..GreetRequest::default()
    };
    let error = client().greet(&request).await.unwrap_err();
    let detail = error.fault().unwrap().detail().unwrap();
    let expected = Person {
        nicknames: Some(vec![Some("who?".to_owned())]),
        ..person("nobody")
    };
    assert_eq!(detail, &Fault::Stranger(Box::new(expected)));
}

/// The form of Apache Axis 1.
#[tokio::test]
async fn references_in_the_detail_of_a_fault_are_resolved() {
    let reply = format!(
        "{ENVELOPE}<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring><detail><c:stranger href='#id0'/></detail></s:Fault>\
         <multiRef id='id0' soapenc:root='0' xsi:type='t:Person'><name>Jo</name><age>3</age></multiRef></s:Body></s:Envelope>"
    );
    let client = Client::with_transport("http://localhost/", InMemory::envelope(reply));
    let client = encoded::Client::new(client);
    let error = client.greet(&GreetRequest::default()).await.unwrap_err();
    match error.fault().unwrap().detail() {
        Some(Fault::Stranger(person)) => assert_eq!(person.age, 3),
        other => panic!("{other:?}"),
    }
}
