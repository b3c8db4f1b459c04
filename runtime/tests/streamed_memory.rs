//! How much memory the items of a large document take, read while they are written. A test binary of one test: what is measured is
//! the process's.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Read;

use castile::codegen::{optional, required, table};
use castile::xml::{ItemPath, ItemWriter, Items, ReadOptions, WriteOptions, from_str};

const SHOP: &str = "urn:example:shop";

/// A line of an order.
#[derive(Clone, Default)]
pub struct Line {
    pub article: String,
    pub quantity: i64,
}

table! { Line, "Line", SHOP, required("<Line>", SHOP);
    0 => article: required("<Article>", SHOP);
    _ => quantity: required("<Quantity>", SHOP);
}

/// An order.
#[derive(Clone, Default)]
pub struct Order {
    pub customer: String,
    pub lines: Option<Vec<Line>>,
}

table! { Order, "Order", SHOP, required("<Order>", SHOP);
    0 => customer: required("<Customer>", SHOP);
    _ => lines: optional("<Lines>", SHOP).array(&required("<Line>", SHOP).many());
}

fn lines(order: &mut Order) -> &mut Option<Vec<Line>> {
    &mut order.lines
}

/// Chunks of text as something to read from, and how much of it was read.
struct Chunks<I> {
    chunks: I,
    current: std::io::Cursor<Vec<u8>>,
    total: usize,
}

impl<I: Iterator<Item = String>> Read for Chunks<I> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let mut length = self.current.read(out)?;
        while length == 0 {
            let Some(chunk) = self.chunks.next() else {
                break;
            };
            self.current = std::io::Cursor::new(chunk.into_bytes());
            length = self.current.read(out)?;
        }
        self.total += length;
        Ok(length)
    }
}

/// The most memory that the process has had, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.unwrap().split_whitespace().nth(1);
    number.unwrap().parse().unwrap()
}

#[test]
fn a_document_many_times_larger_than_its_memory_is_written_and_read() {
    const LINES: i64 = 200_000;
    let before = peak();
    let order = Order {
        customer: "Contoso".to_owned(),
        lines: None,
    };
    let made = (0..LINES).map(|number| Line {
        article: format!("{number:0100}"),
        quantity: number,
    });
    let written = ItemWriter::new(order, lines, made, &WriteOptions::default()).unwrap();
    let mut source = Chunks {
        chunks: written.map(Result::unwrap),
        current: std::io::Cursor::default(),
        total: 0,
    };
    let path = ItemPath::of(lines).unwrap();
    let mut items = Items::new(&mut source, &path, &ReadOptions::default());
    let mut count = 0;
    for line in &mut items {
        assert_eq!(line.unwrap().quantity, count);
        count += 1;
    }
    let rest: Order = from_str(&items.rest().unwrap()).unwrap();
    assert_eq!((count, rest.customer.as_str()), (LINES, "Contoso"));
    assert!(source.total > 30_000_000, "{}", source.total);
    let grown = peak() - before;
    assert!(grown < 8_000, "{grown} kB more for {} bytes", source.total);
}
