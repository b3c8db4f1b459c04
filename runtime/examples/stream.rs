//! Writes a document of any size item by item, reads it item by item while it is written, and says how much memory that took.
//!
//! `cargo run --release -p castile --example stream -- 1000` does it with 1000 megabytes.
#![allow(missing_docs)]

use std::io::Read;
use std::time::Instant;

use castile::codegen::{Nillable, nillable, optional, required, table};
use castile::xml::{Error, ItemPath, ItemWriter, Items, ReadOptions, WriteOptions, from_str};

const SHOP: &str = "urn:example:shop";

/// A line of an order.
#[derive(Clone, Default)]
pub struct Line {
    pub article: String,
    pub quantity: i64,
    pub price: f64,
    pub remark: Nillable<String>,
}

table! { Line, "Line", SHOP, required("<Line>", SHOP);
    0 => article: required("<Article>", SHOP);
    1 => quantity: required("<Quantity>", SHOP);
    2 => price: required("<Price>", SHOP);
    _ => remark: nillable("<Remark>", SHOP);
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

/// Chunks of text as something to read from.
struct Chunks<I> {
    chunks: I,
    current: Vec<u8>,
    read: usize,
    total: usize,
}

impl<I: Iterator<Item = Result<String, Error>>> Read for Chunks<I> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.read == self.current.len() {
            let Some(chunk) = self.chunks.next() else {
                return Ok(0);
            };
            self.current = chunk.map_err(std::io::Error::other)?.into_bytes();
            self.read = 0;
        }
        let rest = &self.current[self.read..];
        let length = rest.len().min(out.len());
        out[..length].copy_from_slice(&rest[..length]);
        self.read += length;
        self.total += length;
        Ok(length)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let megabytes: usize = std::env::args()
        .nth(1)
        .map_or(Ok(1000), |text| text.parse())?;
    let order = Order {
        customer: "Contoso".to_owned(),
        lines: None,
    };
    let made = (0..megabytes * 1_000_000 / 145).map(|number| Line {
        article: format!("{:032x}", number * 7919),
        quantity: i64::try_from(number % 50).unwrap_or(0),
        price: 0.99 + f64::from(u16::try_from(number % 1000).unwrap_or(0)),
        remark: Nillable::Value("as ordered & paid".to_owned()),
    });
    let started = Instant::now();
    let written = ItemWriter::new(order, lines, made, &WriteOptions::default())?;
    let mut source = Chunks {
        chunks: written,
        current: Vec::new(),
        read: 0,
        total: 0,
    };
    let path = ItemPath::of(lines)?;
    let mut items = Items::new(&mut source, &path, &ReadOptions::default());
    let mut count = 0;
    let mut quantity = 0;
    for line in &mut items {
        quantity += line?.quantity;
        count += 1;
    }
    let order: Order = from_str(&items.rest()?)?;
    let elapsed = started.elapsed();
    println!("{count} lines of {}, {quantity} pieces", order.customer);
    println!("{} bytes written and read in {elapsed:.1?}", source.total);
    match peak_memory() {
        Some(peak) => println!("memory at most: {peak}"),
        None => println!("memory at most: this system does not say"),
    }
    Ok(())
}

/// The most memory that the process has had, as Linux says it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().to_owned())
}
