//! Messages of pseudo-random values, the same in every run.

use castile::codegen::{Content, Leaf, Occurs, Record, Row, Sequence, Slot, Type, Val};

/// How deep records are filled; below, what may be missing is.
const MAX_DEPTH: usize = 6;

const WORDS: [&str; 8] = [
    "Search", "Brand", "Exact", "Winter", "Lead", "Signup", "Checkout", "café",
];

/// Fills values.
#[derive(Debug)]
pub(crate) struct Seeded {
    state: u64,
    depth: usize,
    /// How many items the outermost array has.
    records: usize,
}

impl Seeded {
    pub(crate) fn new(records: usize) -> Self {
        Self {
            state: 0x9E37_79B9_7F4A_7C15,
            depth: 0,
            records,
        }
    }

    /// A message whose first array has the records.
    pub(crate) fn message<T: Type + Slot>(mut self) -> T {
        let mut message = T::default();
        self.fill_record(&mut message);
        message
    }

    /// A number below `end`, by xorshift.
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % end
    }

    fn fill(&mut self, row: &Row, slot: &mut dyn Slot) {
        let optional = row.presence.allows_absent() || row.presence.allows_nil();
        // Of real messages, nearly half of what may be nil is.
        let left_out = optional && self.depth > 1 && self.below(20) < 9;
        if left_out || self.depth > MAX_DEPTH {
            slot.set_absent();
            slot.set_nil();
            return;
        }
        self.depth += 1;
        let number = i32::try_from(self.below(1_000_000)).unwrap_or(0);
        match slot.open() {
            Val::Str(value) => *value = self.text(),
            Val::I64(value) => *value = i64::from(number) * 1009,
            Val::I32(value) => *value = number,
            Val::Bool(value) => *value = number % 2 == 0,
            Val::F64(value) => *value = f64::from(number) / 100.0,
            Val::DateTime(value) => {
                let text = format!("2026-01-15T17:02:{:02}.6853793Z", number % 60);
                *value = text.parse().unwrap_or_default();
            }
            Val::Leaf(leaf) => fill_leaf(leaf, number),
            Val::Sequence(items) => self.fill_items(row, items),
            Val::Record(record) => self.fill_record(record),
            Val::Subtypes(subtypes) => {
                let variant = self.below(subtypes.tables().len());
                subtypes.select(variant);
                if let Some(record) = subtypes.record_mut() {
                    self.fill_record(record);
                }
            }
            _ => {}
        }
        self.depth -= 1;
    }

    fn text(&mut self) -> String {
        let count = 1 + self.below(4);
        let words = (0..count).map(|_| WORDS[self.below(WORDS.len())]);
        let mut text = words.collect::<Vec<_>>().join(" ");
        if self.below(100) == 0 {
            text.push_str(" <promo>");
        }
        text
    }

    fn fill_items(&mut self, row: &Row, items: &mut dyn Sequence) {
        let count = if self.depth == 1 {
            std::mem::take(&mut self.records)
        } else {
            1 + self.below(2)
        };
        let item = match (row.content, row.occurs) {
            (Content::Array(item), _) => item,
            (_, Occurs::Many) => row,
            _ => return,
        };
        for _ in 0..count {
            self.fill(item, items.push());
        }
    }

    fn fill_record(&mut self, record: &mut dyn Record) {
        for (index, row) in record.table().rows.iter().enumerate() {
            self.fill(row, record.slot_mut(index));
        }
    }
}

/// Numbers get one; an enumeration and anything else stays at its default.
fn fill_leaf(leaf: &mut dyn Leaf, number: i32) {
    let mut text = String::new();
    leaf.write(&mut text);
    if text.parse::<f64>().is_ok() {
        let read = leaf.read(&(number % 100).to_string());
        read.expect("every number can be below 100");
    }
}
