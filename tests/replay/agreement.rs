//! Whether a value that we read is the one that the data contract serialiser read from the same document.

use castile::codegen::{Content, Leaf, Record, Ref, Row, Selected, Sequence, State};

use super::clock::{check_date_time, check_duration};
use super::numbers::Numbers;
use super::recorded::Recorded;

/// Compares values; enumerations by the numbers that the schemas give them.
pub(crate) struct Agreement<'a> {
    pub(crate) numbers: &'a Numbers,
}

impl Agreement<'_> {
    /// Whether a value in its state is the recorded one.
    pub(crate) fn check(
        &self,
        recorded: &Recorded,
        state: State<'_>,
        row: &Row,
    ) -> Result<(), String> {
        let outcome = match (recorded, state) {
            (Recorded::Cut, _) | (Recorded::Null, State::Unset | State::Absent | State::Nil) => {
                Ok(())
            }
            // What .NET has no null for: a member that was not there is its type's default.
            (default, State::Unset | State::Absent)
                if is_default(default) && !row.presence.allows_nil() =>
            {
                Ok(())
            }
            (recorded, State::Value(value)) => self.check_value(recorded, value, row),
            (recorded, state) => Err(format!("{recorded:?} against {state:?}")),
        };
        outcome.map_err(|cause| format!("{}: {cause}", row.name()))
    }

    fn check_value(&self, recorded: &Recorded, value: Ref<'_>, row: &Row) -> Result<(), String> {
        match (recorded, value) {
            (Recorded::Object(name, members), Ref::Record(record)) => {
                self.check_record(name, members, record)
            }
            (Recorded::Object(name, members), Ref::Subtypes(subtypes)) => match subtypes.selected()
            {
                Selected::Known(_, record) => self.check_record(name, members, record),
                Selected::Unknown(unknown) => {
                    Err(format!("the unknown type {}", unknown.type_name()))
                }
            },
            (Recorded::Items(expected), Ref::Sequence(items)) => {
                self.check_items(expected, items, row)
            }
            (Recorded::Enumeration(number), Ref::Sequence(items)) => {
                let ours = self.flags(items)?;
                same(&ours, number)
            }
            (Recorded::Enumeration(number), Ref::Leaf(leaf)) => {
                let text = text_of(leaf);
                let ours = self.numbers.of(&text);
                same(
                    &ours.ok_or_else(|| format!("{text:?} has no number"))?,
                    number,
                )
            }
            (recorded, value) => check_simple(recorded, value),
        }
    }

    fn check_record(
        &self,
        name: &str,
        members: &[(String, Recorded)],
        record: &dyn Record,
    ) -> Result<(), String> {
        let table = record.table();
        if !table.name.is_empty() {
            same(&table.name, &name)?;
        }
        for (member, recorded) in members {
            let index = table.rows.iter().position(|row| row.name() == member);
            let index = index.ok_or_else(|| format!("there is no member {member}"))?;
            self.check(recorded, record.slot(index).state(), &table.rows[index])?;
        }
        let elements = table
            .rows
            .iter()
            .filter(|row| row.place == castile::codegen::Place::Element);
        same(&elements.count(), &members.len())
    }

    fn check_items(
        &self,
        expected: &[Recorded],
        items: &dyn Sequence,
        row: &Row,
    ) -> Result<(), String> {
        same(&items.len(), &expected.len())?;
        let Content::Array(item_row) = row.content else {
            return Err("is no array".to_owned());
        };
        for (index, recorded) in expected.iter().enumerate() {
            let state = items.item(index).map_or(State::Absent, |item| item.state());
            self.check(recorded, state, item_row)
                .map_err(|cause| format!("[{index}] {cause}"))?;
        }
        Ok(())
    }

    fn flags(&self, items: &dyn Sequence) -> Result<i64, String> {
        let mut all = 0;
        for index in 0..items.len() {
            let Some(State::Value(Ref::Leaf(leaf))) = items.item(index).map(|item| item.state())
            else {
                return Err("is no list of flags".to_owned());
            };
            let text = text_of(leaf);
            all |= self
                .numbers
                .of(&text)
                .ok_or_else(|| format!("{text:?} has no number"))?;
        }
        Ok(all)
    }
}

fn check_simple(recorded: &Recorded, value: Ref<'_>) -> Result<(), String> {
    match (recorded, value) {
        (Recorded::Text(text), Ref::Str(ours)) => same(&ours, &text.as_str()),
        (Recorded::Text(text), Ref::Any(element)) => same(&element.text().as_ref(), &Some(text)),
        (Recorded::Plain(text), Ref::Any(element)) => {
            let ours = element.text().map(|ours| ours.to_lowercase());
            same(&ours, &Some(text.to_lowercase()))
        }
        // A GUID stays text, in the spelling of the sender.
        (Recorded::Plain(guid), Ref::Str(ours)) => same(&plain_guid(ours), &plain_guid(guid)),
        (Recorded::Char(number), Ref::I32(ours)) => same(&ours, number),
        (Recorded::Plain(text), Ref::I32(ours)) => same(&ours.to_string(), text),
        (Recorded::Plain(text), Ref::I64(ours)) => same(&ours.to_string(), text),
        (Recorded::Plain(text), Ref::Bool(ours)) => {
            same(&(if ours { "True" } else { "False" }), &text.as_str())
        }
        (Recorded::Plain(text), Ref::F64(ours)) => {
            let theirs: f64 = text.parse().map_err(|error| format!("{text:?}: {error}"))?;
            same(&ours.to_bits(), &theirs.to_bits())
        }
        (Recorded::DateTime(time, kind), Ref::DateTime(ours)) => check_date_time(time, kind, *ours),
        (Recorded::Bytes(bytes), Ref::Leaf(leaf)) => {
            let expected = castile::Base64Binary::from(bytes.clone());
            same(&text_of(leaf), &text_of(&expected))
        }
        (Recorded::Char(number), Ref::Leaf(leaf)) => same(&text_of(leaf), &number.to_string()),
        (Recorded::Plain(text), Ref::Leaf(leaf)) if text.contains(':') => {
            check_duration(text, &text_of(leaf))
        }
        (Recorded::Plain(text), Ref::Leaf(leaf)) => same(&text_of(leaf), text),
        (recorded, value) => Err(format!("{recorded:?} against {value:?}")),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(ours: &T, theirs: &T) -> Result<(), String> {
    if ours == theirs {
        Ok(())
    } else {
        Err(format!("ours is {ours:?}, .NET's is {theirs:?}"))
    }
}

fn is_default(recorded: &Recorded) -> bool {
    match recorded {
        Recorded::Plain(text) => {
            text == "False"
                || text
                    .chars()
                    .all(|character| ['0', '-', ':', '.'].contains(&character))
        }
        Recorded::DateTime(time, kind) => {
            time == "0001-01-01T00:00:00.0000000" && kind == "Unspecified"
        }
        Recorded::Enumeration(number) => *number == 0,
        Recorded::Char(number) => *number == 0,
        _ => false,
    }
}

fn text_of(leaf: &dyn Leaf) -> String {
    let mut text = String::new();
    leaf.write(&mut text);
    text
}

fn plain_guid(text: &str) -> String {
    let digits = text
        .trim()
        .chars()
        .filter(|character| !['{', '}', '-', '(', ')'].contains(character));
    digits.flat_map(char::to_lowercase).collect()
}
