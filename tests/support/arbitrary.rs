//! Values that nobody thought of, made through the tables alone.

use castile::codegen::{
    Content, Leaf, Occurs, QName, Record, Row, Sequence, Slot, Subtypes, TypeEntry, Val,
};

/// How deep records are made; below, what may be missing is.
const MAX_DEPTH: usize = 6;

/// Texts of leaves: numbers, dates, bytes, values of enumerations and lists of them, known and new.
const LEAVES: [&str; 14] = [
    "7",
    "-12.3400",
    "0",
    "255",
    "79228162514264337593543950335",
    "true",
    "2024-02-29T23:59:59.1234567+05:30",
    "0001-01-01T00:00:00",
    "QUJDRA==",
    "Search",
    "Unheard",
    "Search Unheard Audience",
    "PT1H",
    "",
];

const TEXTS: [&str; 9] = [
    "",
    " ",
    "é😀\u{2028}",
    "<&>\"'\\/",
    "line\r\nand\ttab",
    "null",
    "007",
    "\u{7f}\u{a0}",
    "Search,Shopping",
];

const DATES: [&str; 4] = [
    "2024-05-06T07:08:09.5Z",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59.9999999-14:00",
    "2000-02-29T00:00:00.000+05:30",
];

const DOUBLES: [f64; 8] = [
    0.0,
    -0.0,
    0.1,
    1e300,
    5e-324,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
];

/// Makes values by choices that it is given; when there are no more, what may be missing is.
#[derive(Debug)]
pub(crate) struct Arbitrary<'c> {
    choices: std::slice::Iter<'c, u32>,
    depth: usize,
    /// Whether what is made stands in a list, between spaces.
    is_spaced: bool,
}

impl<'c> Arbitrary<'c> {
    /// A maker with these choices.
    pub(crate) fn new(choices: &'c [u32]) -> Self {
        Self {
            choices: choices.iter(),
            depth: 0,
            is_spaced: false,
        }
    }

    /// A value of the type.
    pub(crate) fn make(&mut self, entry: &TypeEntry) -> Box<dyn Slot> {
        let mut value = (entry.new)();
        self.fill(&entry.root, &mut *value);
        value
    }

    fn choice(&mut self) -> u32 {
        self.choices.next().copied().unwrap_or(0)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        let index = usize::try_from(self.choice()).unwrap_or(0);
        all[index % all.len()]
    }

    /// One of the states that a row has.
    fn set(&mut self, row: &Row, slot: &mut dyn Slot) {
        let choice = self.choice() % 8;
        if choice < 2 || self.depth > MAX_DEPTH {
            slot.set_absent();
        } else if choice == 2 && row.presence.allows_nil() && slot.set_nil() {
        } else {
            self.fill(row, slot);
        }
    }

    fn fill(&mut self, row: &Row, slot: &mut dyn Slot) {
        self.depth += 1;
        match slot.open() {
            Val::Str(value) => *value = self.of(&TEXTS).to_owned(),
            Val::I64(value) => *value = self.of(&[0, 1, -1, i64::MAX, i64::MIN, 1 << 53]),
            Val::I32(value) => *value = self.of(&[0, 1, -1, i32::MAX, i32::MIN]),
            Val::Bool(value) => *value = self.of(&[false, true]),
            Val::F64(value) => *value = self.of(&DOUBLES),
            Val::DateTime(value) => *value = self.of(&DATES).parse().unwrap_or_default(),
            Val::QName(value) => *value = QName::new("urn:any", self.of(&["name", "other"])),
            Val::Leaf(leaf) => self.fill_leaf(leaf),
            Val::Sequence(items) => self.fill_items(row, items),
            Val::Record(record) => self.fill_record(record),
            Val::Subtypes(subtypes) => self.fill_subtypes(subtypes),
            _ => {}
        }
        self.depth -= 1;
    }

    /// The first of the texts that it takes, from any on.
    fn fill_leaf(&mut self, leaf: &mut dyn Leaf) {
        let first = usize::try_from(self.choice()).unwrap_or(0) % LEAVES.len();
        for text in LEAVES.iter().cycle().skip(first).take(LEAVES.len()) {
            let is_one = !text.is_empty() && !text.contains(' ');
            if (is_one || !self.is_spaced) && leaf.read(text).is_ok() {
                return;
            }
        }
    }

    fn fill_items(&mut self, row: &Row, items: &mut dyn Sequence) {
        let (item_row, most) = match (row.content, row.occurs) {
            (Content::Array(item), _) => (item, 4),
            (_, Occurs::Many) => (row, 4),
            _ => (row, 3),
        };
        let nil_item = match row.content {
            Content::Array(item) => item.presence.allows_nil(),
            _ => false,
        };
        let is_list = !matches!(row.content, Content::Array(_)) && row.occurs != Occurs::Many;
        let around = std::mem::replace(&mut self.is_spaced, is_list);
        for _ in 0..self.choice() % most {
            let item = items.push();
            match nil_item && self.choice().is_multiple_of(4) {
                true => drop(item.set_nil()),
                false => self.fill(item_row, item),
            }
        }
        self.is_spaced = around;
    }

    fn fill_record(&mut self, record: &mut dyn Record) {
        for (index, row) in record.table().rows.iter().enumerate() {
            self.set(row, record.slot_mut(index));
        }
    }

    fn fill_subtypes(&mut self, subtypes: &mut dyn Subtypes) {
        let variants = subtypes.tables().len();
        subtypes.select(usize::try_from(self.choice()).unwrap_or(0) % variants);
        if let Some(record) = subtypes.record_mut() {
            self.fill_record(record);
        }
    }
}
