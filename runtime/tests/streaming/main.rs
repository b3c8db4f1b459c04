//! Items one by one: what comes of them and of the rest of a document, however its bytes are parted, in bounded memory.
#![allow(clippy::unwrap_used)]

mod client;
mod json;
mod orders;
mod writing;

use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

use castile::Nillable;
use castile::soap::{Reply, read_reply, reply_items};
use castile::xml::{Error, ErrorKind, ItemReader, Items, Limits, ReadOptions};
use orders::{Order, OrderResponse, Part, parts};

/// A reply with all that may stand between items.
const REPLY: &str = "<?xml version='1.0'?>\r\n<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' \
     xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\n<s:Header><o:T xmlns:o='urn:t' o:a='>'/></s:Header>\
     <s:Body><!-- <Part> --><OrderResponse xmlns='urn:example:orders'><Label>é]]&gt;<![CDATA[</Label>]]></Label>\
     <o:Page xmlns:o='urn:example:orders'>\n  <Part><Number>1</Number><Name>a&amp;b</Name></Part>\n\
     <o:Part ><o:Number>2</o:Number><Name i:nil='true'/></o:Part>\n<Part xmlns='urn:other'><x/></Part>\
     <p:Part xmlns:p='urn:example:orders'><p:Number>3</p:Number></p:Part ><Last>true</Last></o:Page>\
     <!-- end --></OrderResponse></s:Body></s:Envelope>\n";

fn part(number: i64, name: Nillable<String>) -> Part {
    Part { number, name }
}

fn expected() -> Vec<Part> {
    vec![
        part(1, Nillable::Value("a&b".to_owned())),
        part(2, Nillable::Nil),
        part(3, Nillable::Absent),
    ]
}

/// The items of a document that comes in these pieces, and the rest of it.
fn read(pieces: &[&[u8]], charset: Option<&str>) -> Result<(Vec<Part>, String), Error> {
    read_with(pieces, charset, &ReadOptions::default())
}

fn read_with(
    pieces: &[&[u8]],
    charset: Option<&str>,
    options: &ReadOptions,
) -> Result<(Vec<Part>, String), Error> {
    let path = reply_items::<Order, _>(parts)?;
    let mut reader = ItemReader::new(&path, options, charset);
    let mut items = Vec::new();
    for piece in pieces {
        reader.feed(piece);
        for item in &mut reader {
            items.push(item?);
        }
    }
    Ok((items, reader.finish()?))
}

fn response(text: &str) -> OrderResponse {
    match read_reply::<Order>(text, &ReadOptions::default()).unwrap() {
        Reply::Response(response) => response.body,
        Reply::Fault(fault, _) => panic!("{fault:?}"),
    }
}

#[test]
fn items_and_rest_are_those_of_the_whole_document_wherever_it_is_parted() {
    let mut whole = response(REPLY);
    assert_eq!(*parts(&mut whole), expected());
    for at in 0..=REPLY.len() {
        for length in [1, 7, 300] {
            let (first, rest) = REPLY.as_bytes().split_at(at);
            let pieces: Vec<&[u8]> = std::iter::once(first).chain(rest.chunks(length)).collect();
            let (items, rest) = read(&pieces, None).unwrap();
            assert_eq!(items, expected(), "{at} {length}");
            let mut rest = response(&rest);
            *parts(&mut rest) = items;
            assert_eq!(rest, whole, "{at} {length}");
        }
    }
}

#[test]
fn every_encoding_is_read_as_it_comes() {
    let utf16: Vec<u8> = format!("\u{feff}{REPLY}😀")
        .replace("<!-- end -->😀", "")
        .replace("end -->", "😀 -->")
        .trim_end_matches('😀')
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin1: Vec<u8> = REPLY.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let cases: [(&[u8], Option<&str>); 3] = [
        (REPLY.as_bytes(), Some("utf-8")),
        (&utf16, None),
        (&latin1, Some("iso-8859-1")),
    ];
    for (bytes, charset) in cases {
        for length in [1, 3, 1000] {
            let pieces: Vec<&[u8]> = bytes.chunks(length).collect();
            let (items, rest) = read(&pieces, charset).unwrap();
            assert_eq!(items, expected());
            assert_eq!(response(&rest).label, "é]]></Label>");
        }
    }
}

#[test]
fn an_error_says_where_in_the_document_it_is_and_comes_behind_the_items_before() {
    let text = REPLY.replace("<o:Number>2<", "<o:Number>two<");
    for length in [1, 64, 10_000] {
        let path = reply_items::<Order, _>(parts).unwrap();
        let mut reader = ItemReader::new(&path, &ReadOptions::default(), None);
        let mut items = Vec::new();
        for piece in text.as_bytes().chunks(length) {
            reader.feed(piece);
            items.extend(&mut reader);
        }
        assert_eq!(items.len(), 2, "{length}");
        let error = items.pop().unwrap().unwrap_err().to_string();
        assert_eq!(
            error,
            "5:20: Envelope/Body/OrderResponse/Page/Part[1]/Number: \"two\" is not an xs:long"
        );
        assert_eq!(items.pop().unwrap().unwrap(), expected()[0]);
    }
}

#[test]
fn what_is_wrong_is_refused() {
    let long = format!(
        "<Part><Number>1</Number><Name>{}</Name></Part>",
        "x".repeat(9_000)
    );
    let cases = [
        (REPLY[..REPLY.len() - 200].to_owned(), ErrorKind::Malformed),
        (
            REPLY.replace("</o:Number>", "</o:number>"),
            ErrorKind::Malformed,
        ),
        (REPLY.replace("<o:Part >", "<q:Part>"), ErrorKind::Malformed),
        (
            REPLY.replace("<o:Part >", "<o:Part a='1' a='2'>"),
            ErrorKind::Malformed,
        ),
        (REPLY.replace("a&amp;b", "a\u{1}b"), ErrorKind::Malformed),
        (
            REPLY.replace("<o:Part >", &format!("{long}<o:Part >")),
            ErrorKind::Limit,
        ),
        (
            REPLY.replace("<!-- end -->", &format!("<!--{long}-->")),
            ErrorKind::Limit,
        ),
    ];
    let mut limits = Limits::default();
    limits.max_bytes = 8_000;
    let options = ReadOptions::default().with_limits(limits);
    for (text, kind) in cases {
        for length in [1, 50, 100_000] {
            let pieces: Vec<&[u8]> = text.as_bytes().chunks(length).collect();
            let error = read_with(&pieces, None, &options).unwrap_err();
            assert_eq!(error.kind(), kind, "{error} in {text}");
        }
    }
    let bytes = REPLY.as_bytes();
    let at = REPLY.find("a&amp;b").unwrap();
    let error = read(&[&bytes[..at], b"\xFF", &bytes[at..]], None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert_eq!(error.position(), Some((4, 33)));
}

#[test]
fn behind_a_document_type_declaration_nothing_is_an_item_and_the_rest_is_refused() {
    let text = REPLY.replace("\r\n", "<!DOCTYPE a [<!ENTITY b 'c'>]>");
    let (items, rest) = read(&[text.as_bytes()], None).unwrap();
    assert_eq!(items, []);
    let error = read_reply::<Order>(&rest, &ReadOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DocumentType);
}

#[test]
fn the_rest_holds_all_that_is_no_item() {
    let strict = ReadOptions::strict();
    let (_, rest) = read_with(&[REPLY.as_bytes()], None, &strict).unwrap();
    let error = read_reply::<Order>(&rest, &strict).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the element `Part` is not expected here"),
        "{error}"
    );
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>\
         <faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>";
    let (items, rest) = read(&[fault.as_bytes()], None).unwrap();
    assert_eq!((items, rest.as_str()), (Vec::new(), fault));
}

/// A reply of many parts that is made while it is read, and how much of it was.
struct Endless {
    left: usize,
    number: usize,
    text: Vec<u8>,
    given: Rc<Cell<usize>>,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.text.is_empty() && self.left > 0 {
            self.left -= 1;
            self.number += 1;
            let number = self.number;
            self.text = match self.left {
                0 => b"\n</Page></OrderResponse></s:Body></s:Envelope>".to_vec(),
                _ => format!("\n <Part><Number>{number}</Number></Part>").into_bytes(),
            };
        }
        let length = out.len().min(self.text.len());
        out[..length].copy_from_slice(&self.text[..length]);
        self.text.drain(..length);
        self.given.set(self.given.get() + length);
        Ok(length)
    }
}

#[test]
fn no_more_is_read_ahead_than_a_piece_and_nothing_of_it_is_kept() {
    const ITEMS: usize = 200_000;
    let given = Rc::new(Cell::new(0));
    let start = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\
         <OrderResponse xmlns='urn:example:orders'><Page>";
    let endless = Endless {
        left: ITEMS + 1,
        number: 0,
        text: start.as_bytes().to_vec(),
        given: Rc::clone(&given),
    };
    let path = reply_items::<Order, _>(parts).unwrap();
    let mut items = Items::new(endless, &path, &ReadOptions::default());
    let mut used = start.len();
    for (index, item) in (&mut items).enumerate() {
        let number = item.unwrap().number;
        assert_eq!(number, i64::try_from(index).unwrap() + 1);
        used += format!("\n <Part><Number>{number}</Number></Part>").len();
        assert!(given.get() - used <= 64 * 1024, "{} {used}", given.get());
    }
    assert!(given.get() > 5_000_000);
    assert!(items.rest().unwrap().len() < 200);
}
