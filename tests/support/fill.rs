//! Values with something in every field, made through the tables alone.

use castile::codegen::{
    Content, Leaf, Occurs, QName, Record, Row, Sequence, Slot, Subtypes, TypeEntry, Val,
};

/// How deep records are filled; below, what may be missing is.
const MAX_DEPTH: usize = 5;

/// Fills values; each number gives another choice of subtypes.
#[derive(Debug)]
pub(crate) struct Filler {
    next: usize,
    depth: usize,
}

impl Filler {
    /// A filler that begins with that number.
    pub(crate) fn new(first: usize) -> Self {
        Self {
            next: first,
            depth: 0,
        }
    }

    /// A filled value of the type.
    pub(crate) fn make(&mut self, entry: &TypeEntry) -> Box<dyn Slot> {
        let mut value = (entry.new)();
        self.fill(&entry.root, &mut *value);
        value
    }

    fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn fill(&mut self, row: &Row, slot: &mut dyn Slot) {
        if self.depth > MAX_DEPTH {
            slot.set_absent();
            return;
        }
        self.depth += 1;
        let number = self.number();
        let small = i32::try_from(number).unwrap_or(1);
        match slot.open() {
            Val::Str(value) => *value = format!("text {number} <&>"),
            Val::I64(value) => *value = i64::from(small) + 5_000_000_000,
            Val::I32(value) => *value = small,
            Val::Bool(value) => *value = true,
            Val::F64(value) => *value = f64::from(small) + 0.25,
            Val::DateTime(value) => *value = "2024-05-06T07:08:09.5Z".parse().unwrap_or_default(),
            Val::QName(value) => *value = QName::new("urn:filled", "name"),
            Val::Leaf(leaf) => fill_leaf(leaf),
            Val::Sequence(items) => self.fill_items(row, items),
            Val::Record(record) => self.fill_record(record),
            Val::Subtypes(subtypes) => self.fill_subtypes(subtypes, number),
            _ => {}
        }
        self.depth -= 1;
    }

    fn fill_items(&mut self, row: &Row, items: &mut dyn Sequence) {
        let (item_row, count) = match (row.content, row.occurs) {
            (Content::Array(item), _) => (item, 2),
            (_, Occurs::Many) => (row, 2),
            _ => (row, 1),
        };
        for _ in 0..count {
            self.fill(item_row, items.push());
        }
        if let Content::Array(item) = row.content
            && item.presence.allows_nil()
        {
            items.push().set_nil();
        }
    }

    fn fill_record(&mut self, record: &mut dyn Record) {
        for (index, row) in record.table().rows.iter().enumerate() {
            self.fill(row, record.slot_mut(index));
        }
    }

    fn fill_subtypes(&mut self, subtypes: &mut dyn Subtypes, number: usize) {
        subtypes.select(number % subtypes.tables().len());
        if let Some(record) = subtypes.record_mut() {
            self.fill_record(record);
        }
    }
}

/// Numbers become 7; an enumeration and anything else stays at its default.
fn fill_leaf(leaf: &mut dyn Leaf) {
    let mut text = String::new();
    leaf.write(&mut text);
    if text.parse::<f64>().is_ok() {
        let _ = leaf.read("7");
    }
}
