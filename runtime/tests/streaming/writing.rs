//! Writing items that are made while a document goes out.

use castile::Nillable;
use castile::codegen::NoHeaders;
use castile::soap::{RequestItems, write_request};
use castile::xml::{ItemWriter, WriteOptions, to_string};

use super::orders::{Order, OrderRequest, OrderResponse, Page, Parcel, Part, ordered, parts};

fn numbered(number: i64) -> Part {
    Part {
        number,
        name: format!("part <{number}>").into(),
    }
}

#[test]
fn chunks_make_the_document_that_is_written_at_once() {
    let options = WriteOptions::default();
    for held in [0, 2] {
        for added in [0, 1, 5, 4_000] {
            let part: Vec<Part> = (0..held).map(numbered).collect();
            let mut response = OrderResponse {
                label: "all".to_owned(),
                page: Some(Page { part, last: true }),
            };
            let more = (held..held + added).map(numbered);
            let chunks = ItemWriter::new(response.clone(), parts, more, &options).unwrap();
            let chunks: Vec<String> = chunks.map(Result::unwrap).collect();
            parts(&mut response).extend((held..held + added).map(numbered));
            assert_eq!(chunks.concat(), to_string(&response).unwrap());
            assert!(chunks.iter().all(|chunk| chunk.len() < 66_000));
            assert_eq!(chunks.len() > 1, added == 4_000);
        }
    }
}

fn bagged(parcel: &mut Parcel) -> &mut Vec<Part> {
    &mut parcel.bag.part
}

#[test]
fn items_are_written_into_an_element_that_holds_nothing_else() {
    let options = WriteOptions::default();
    let mut parcel = Parcel::default();
    let items = (0..3).map(numbered);
    let chunks = ItemWriter::new(parcel.clone(), bagged, items, &options).unwrap();
    let text: String = chunks.map(Result::unwrap).collect();
    parcel.bag.part = (0..3).map(numbered).collect();
    assert_eq!(text, to_string(&parcel).unwrap());
}

#[test]
fn an_envelope_is_written_around_items_and_nil_ones_keep_their_place() {
    let options = WriteOptions::default();
    let items = [Some(numbered(1)), None, Some(numbered(2))];
    let request = |parts| OrderRequest {
        label: "l".to_owned(),
        parts,
        remark: Some("r".to_owned()),
    };
    let whole = request(Nillable::Value(items.to_vec()));
    let whole = write_request::<Order>(&whole, &NoHeaders {}, &[], &options).unwrap();
    for parts in [Nillable::Absent, Nillable::Nil, Nillable::Value(Vec::new())] {
        let parted =
            RequestItems::new::<Order, _>(request(parts), ordered, &NoHeaders {}, &[], &options);
        let chunks = parted.unwrap().with(items.clone());
        let text: String = chunks.map(Result::unwrap).collect();
        assert_eq!(text, whole);
    }
}

#[test]
fn an_item_that_cannot_be_written_ends_the_chunks_with_its_place() {
    let options = WriteOptions::default();
    let items = [numbered(1), numbered(2)].map(|mut part| {
        if part.number == 2 {
            part.name = "\u{1}".into();
        }
        Some(part)
    });
    let mut chunks = ItemWriter::new(OrderRequest::default(), ordered, items, &options).unwrap();
    let error = chunks.next().unwrap().unwrap_err();
    assert_eq!(error.path(), "OrderRequest/Parts/Part[1]/Name");
    assert!(chunks.next().is_none());
}

fn elsewhere(_: &mut OrderRequest) -> &mut Vec<Part> {
    Box::leak(Box::new(Vec::new()))
}

#[test]
fn a_field_that_is_not_in_the_document_is_refused() {
    let options = WriteOptions::default();
    let refused = ItemWriter::new(OrderRequest::default(), elsewhere, Vec::new(), &options);
    assert!(refused.is_err());
}
