//! JSON item by item: from pieces of a document, and from a reply over REST.

use bytes::Bytes;
use castile::Nillable;
use castile::codegen::Call;
use castile::json::{self, Error, ErrorKind, ItemPath, ItemReader, ReadOptions};
use castile::rest::{Client, Mapping, Route};
use castile::soap::{self, AnswerErrorKind, InMemory, OperationEntry, Sent, TransportError};
use http::Response;

use super::orders::{Order, OrderRequest, OrderResponse, Part, parts};

/// A reply with all that looks like the items and is not, and members that come twice.
const REPLY: &str = "\u{feff} {\"Label\":\"é\\\"Page\\\":{\\\"Part\\\":[\\\\\",\"Part\":[{\"Number\":8}],\n\
     \"New\":[{\"Page\":{\"Part\":[{\"Number\":9}]}},\"]\",[{}]],\"P\\u0061ge\":{\"Other\":[[{\"Part\":[1]}]],\"Last\":true,\n\
     \"Part\" : [ {\"Number\":1,\"Name\":\"a\\\\\\\"]}é\"} ,{\"Name\":null,\"New\":[{\"Part\":[]},\"}\"],\"Number\":\"2\"}\n,{\"Number\":3}\n],\
     \"Part\":[{\"Number\":6}]},\"Page\":{\"Part\":[{\"Number\":7}]}}\n";

fn part(number: i64, name: Nillable<String>) -> Part {
    Part { number, name }
}

fn expected() -> Vec<Part> {
    vec![
        part(1, Nillable::Value("a\\\"]}é".to_owned())),
        part(2, Nillable::Nil),
        part(3, Nillable::Absent),
    ]
}

fn reader() -> ItemReader<Part> {
    ItemReader::new(&ItemPath::of(parts).unwrap(), &ReadOptions::default())
}

/// The items of a document that comes in pieces of that length, what went wrong behind them, and the rest of it.
fn read(
    mut reader: ItemReader<Part>,
    bytes: &[u8],
    length: usize,
) -> (Vec<Part>, Result<String, Error>) {
    let mut items = Vec::new();
    for piece in bytes.chunks(length) {
        reader.feed(piece);
        for item in &mut reader {
            match item {
                Ok(item) => items.push(item),
                Err(error) => return (items, Err(error)),
            }
        }
    }
    (items, reader.finish())
}

fn whole(text: &str) -> OrderResponse {
    json::from_str(text.trim_start_matches('\u{feff}')).unwrap()
}

#[test]
fn items_and_rest_are_those_of_the_whole_document_wherever_it_is_parted() {
    let mut response = whole(REPLY);
    assert_eq!(*parts(&mut response), expected());
    for at in 0..=REPLY.len() {
        for length in [1, 7, 300] {
            let (first, second) = REPLY.as_bytes().split_at(at);
            let mut reader = reader();
            reader.feed(first);
            let mut items: Vec<Part> = (&mut reader).map(Result::unwrap).collect();
            let (more, rest) = read(reader, second, length);
            items.extend(more);
            assert_eq!(items, expected(), "{at} {length}");
            let mut rest = whole(&rest.unwrap());
            *parts(&mut rest) = items;
            assert_eq!(rest, response, "{at} {length}");
        }
    }
}

#[test]
fn an_error_says_where_as_it_does_for_whole_documents_and_comes_behind_the_items_before() {
    for (good, bad, path) in [
        (
            "\"Number\":\"2\"",
            "\"Number\":\"two\"",
            "$.Page.Part[1].Number",
        ),
        ("{\"Number\":3}", "\n {\"Number\" 3}", "$.Page.Part[2]"),
        ("{\"Number\":3}", "3", "$.Page.Part[2]"),
        ("{\"Number\":3}", "null", "$.Page.Part[2]"),
    ] {
        let text = REPLY.trim_start_matches('\u{feff}').replace(good, bad);
        let expected = json::from_str::<OrderResponse>(&text).unwrap_err();
        assert!(expected.path().starts_with(path), "{expected}");
        for length in [1, 64, 10_000] {
            let (items, rest) = read(reader(), text.as_bytes(), length);
            let error = rest.unwrap_err();
            assert_eq!(items.len(), if path.contains("[1]") { 1 } else { 2 });
            assert_eq!(error.path(), expected.path());
            // What is noticed behind a value in a whole document is noticed at its end.
            assert!(error.position() <= expected.position() && error.position() > Some((3, 1)));
            assert_eq!(error.message(), expected.message());
        }
    }
}

#[test]
fn what_is_wrong_is_refused() {
    let long = format!("{{\"Number\":4,\"Name\":\"{}\"}}", "x".repeat(9_000));
    for (text, kind) in [
        (REPLY.replace("\n,{", "\n{"), ErrorKind::Malformed),
        (REPLY.replace("\n,{", ",,{"), ErrorKind::Malformed),
        (REPLY.replace(": [ {", ": [,{"), ErrorKind::Malformed),
        (
            REPLY.replace("{\"Number\":3}\n]", "{\"Number\":3}\n}"),
            ErrorKind::Malformed,
        ),
        (
            REPLY.replace("{\"Number\":3}\n]", "]"),
            ErrorKind::Malformed,
        ),
        (
            REPLY.replace("{\"Number\":3}", "{\"Number\":3]"),
            ErrorKind::Malformed,
        ),
        (
            REPLY[..REPLY.find("\n,{").unwrap()].to_owned(),
            ErrorKind::Malformed,
        ),
        (
            REPLY[..REPLY.find(":\"2\"").unwrap()].to_owned(),
            ErrorKind::Malformed,
        ),
        (REPLY.replace("{\"Number\":3}", &long), ErrorKind::Limit),
        (
            REPLY.replace(
                "\"New\":[{\"Page",
                &format!("\"Long\":[{long}],\"New\":[{{\"Page"),
            ),
            ErrorKind::Limit,
        ),
    ] {
        for length in [1, 50, 100_000] {
            let reader = reader().max_bytes(8_000);
            let (_, rest) = read(reader, text.as_bytes(), length);
            let error = rest.expect_err(&text);
            assert_eq!(error.kind(), kind, "{error} in {text}");
            assert!(error.position().is_some() && error.path().starts_with('$'));
        }
    }
    for at in [REPLY.find("a\\\\").unwrap(), REPLY.find("é").unwrap()] {
        let bytes = [&REPLY.as_bytes()[..at], b"\xFF", &REPLY.as_bytes()[at..]].concat();
        let error = read(reader(), &bytes, 11).1.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
        assert_eq!(error.message(), "the text is not UTF-8");
    }
}

#[test]
fn what_is_no_array_is_left_in_the_rest() {
    for text in [
        "{}",
        "[{\"Page\":{\"Part\":[{}]}}]",
        "{\"Page\":null}",
        "{\"Page\":{\"Part\":{\"Part\":[{}]}}}",
        "{\"Page\":[{\"Part\":[{}]}]}",
        "\"Page\"",
        "{\"Page\":{\"Part\":[{}]",
        "{]}}",
        "",
    ] {
        let (items, rest) = read(reader(), text.as_bytes(), 3);
        if text.ends_with("[{}]") {
            assert_eq!(
                (items.len(), rest.unwrap()),
                (1, "{\"Page\":{\"Part\":[]".to_owned())
            );
        } else {
            assert_eq!((items, rest.unwrap()), (Vec::new(), text.to_owned()));
        }
    }
}

#[test]
fn nothing_of_the_items_is_kept() {
    let mut reader = reader();
    reader.feed(b"{\"Page\":{\"Part\":[");
    for number in 0..200_000 {
        reader.feed(format!("{{\"Number\":{number}}},\n").as_bytes());
        let item = reader.next().unwrap().unwrap();
        assert_eq!(item.number, number);
    }
    reader.feed(b"{\"Number\":1}]}}");
    assert_eq!(reader.finish().unwrap(), "{\"Page\":{\"Part\":[]}}");
}

#[test]
fn a_field_of_another_document_cannot_be_selected() {
    fn elsewhere(_: &mut OrderResponse) -> &mut Vec<Part> {
        Box::leak(Box::default())
    }
    let error = ItemPath::of(elsewhere).unwrap_err();
    assert!(
        error.message().contains("not part of the document"),
        "{error}"
    );
}

/// Every operation at one path.
struct Anywhere;

impl Mapping for Anywhere {
    fn route(&self, _: &OperationEntry) -> Route {
        Route::new("POST", "/orders")
    }
}

fn over(reply: Response<Bytes>) -> Client<InMemory> {
    let client = Client::builder("http://orders.example", Anywhere);
    client.transport(InMemory::replies([reply])).build()
}

#[tokio::test]
async fn the_items_of_a_reply_come_before_the_response_that_they_are_cut_out_of() {
    let client = over(Response::new(Bytes::from(REPLY)));
    let request = OrderRequest::default();
    let call = Call::<_, Order>::new(&client, &request);
    let mut items = call.items(parts).await.unwrap();
    assert_eq!(items.next().await.unwrap().as_ref(), expected().first());
    let response = items.finish().await.unwrap();
    assert!(response.body.label.starts_with("é\"Page"));
    let page = response.body.page.unwrap();
    assert!(page.last && page.part.is_empty());
    assert_eq!(response.status, 200);
}

#[tokio::test]
async fn a_fault_is_whole_though_it_has_a_member_of_the_items_name() {
    let body = "{\"$type\":\"Refusal\",\"Page\":{\"Part\":[{\"Number\":1}]},\"Message\":\"no\"}";
    let reply = Response::builder().status(400).body(Bytes::from(body));
    let client = over(reply.unwrap());
    let request = OrderRequest::default();
    let call = Call::<_, Order>::new(&client, &request);
    let mut items = call.items(parts).await.unwrap();
    let error = items.next().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (soap::ErrorKind::Fault, Some(400))
    );
    let fault = error.fault().unwrap();
    assert_eq!(fault.reason(), "no");
    assert!(
        format!("{:?}", fault.details).contains("Number"),
        "{fault:?}"
    );
    assert!(items.next().await.unwrap().is_none());
    assert_eq!(items.finish().await.unwrap_err().sent(), Sent::Yes);
}

#[tokio::test]
async fn a_reply_that_is_none_is_explained_as_ever() {
    let cut = &REPLY[..REPLY.len() - 12];
    for (body, came, kind) in [
        ("<html>no</html>", 0, AnswerErrorKind::Html),
        ("", 0, AnswerErrorKind::Empty),
        ("<a/>", 0, AnswerErrorKind::NotJson),
        (cut, 3, AnswerErrorKind::NotUnderstood),
        (
            "{\"Page\":{\"Part\":[{\"Number\":1},{]}}",
            1,
            AnswerErrorKind::NotUnderstood,
        ),
    ] {
        let client = over(Response::new(Bytes::from(body.to_owned())));
        let request = OrderRequest::default();
        let call = Call::<_, Order>::new(&client, &request);
        let mut items = call.items(parts).await.unwrap();
        let mut count = 0;
        let error = loop {
            match items.next().await {
                Ok(Some(_)) => count += 1,
                Ok(None) => panic!("{body}"),
                Err(error) => break error,
            }
        };
        assert_eq!(
            (count, error.answer_error().unwrap().kind()),
            (came, kind),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_call_that_is_not_answered_has_no_items() {
    let transport = InMemory::new(|_| Err(TransportError::connect("refused")));
    let client = Client::builder("http://orders.example", Anywhere);
    let client = client.transport(transport).build();
    let request = OrderRequest::default();
    let call = Call::<_, Order>::new(&client, &request);
    let error = call.items(parts).await.unwrap_err();
    assert_eq!(error.sent(), Sent::Nothing);
}
