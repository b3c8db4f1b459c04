//! A fault's details as part of one line.

#[cfg(feature = "json")]
use crate::json::Tree;
use crate::record::{Alternatives, Record, Ref, Selected, Sequence, Slot, State};
use crate::table::{Content, Row};
use crate::value::{AnyElement, AnyNode};

/// How long the values of one detail may become before the rest is left out, in bytes.
const LENGTH: usize = 600;

/// The detail's name and the values in it: `AdApiFaultDetail(TrackingId: 12, AdApiError[0]/Code: 105)`.
pub(super) fn summarize(detail: &dyn Alternatives) -> String {
    let mut summary = Summary::default();
    match (detail.selected(), detail.unknown()) {
        (Some((alternative, slot)), _) => {
            let name = detail.rows().get(alternative).map_or("", |row| row.name());
            summary.add_slot("", slot);
            summary.named(name)
        }
        (None, Some(element)) => {
            summary.add_tree("", element);
            summary.named(element.name().local())
        }
        (None, None) => String::new(),
    }
}

#[derive(Default)]
struct Summary {
    text: String,
    full: bool,
}

impl Summary {
    fn named(self, name: &str) -> String {
        match self.text.as_str() {
            "" => name.to_owned(),
            text => format!("{name}({text})"),
        }
    }

    fn add(&mut self, path: &str, value: &str) {
        if self.full || value.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(", ");
        }
        if self.text.len() + path.len() + value.len() > LENGTH {
            self.text.push_str("...");
            self.full = true;
            return;
        }
        if !path.is_empty() {
            self.text.push_str(path);
            self.text.push_str(": ");
        }
        self.text.extend(
            value
                .trim()
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c }),
        );
    }

    fn add_slot(&mut self, path: &str, slot: &dyn Slot) {
        if let State::Value(value) = slot.state() {
            self.add_value(path, value);
        }
    }

    fn add_value(&mut self, path: &str, value: Ref<'_>) {
        if self.full {
            return;
        }
        match value {
            Ref::Record(record) => self.add_record(path, record),
            Ref::Subtypes(subtypes) => match subtypes.selected() {
                Selected::Known(_, record) => self.add_record(path, record),
                Selected::Unknown(unknown) => {
                    if let Some(element) = unknown.element() {
                        self.add_tree(path, element);
                    }
                    #[cfg(feature = "json")]
                    if let Some(tree) = unknown.json() {
                        self.add_json(path, tree);
                    }
                }
            },
            Ref::Sequence(items) => self.add_items(path, items),
            Ref::Any(element) => self.add_tree(path, element),
            Ref::Choice(choice) => self.add_choice(path, choice),
            Ref::AnyAttributes(_) => {}
            Ref::Str(text) => self.add(path, text),
            Ref::I64(number) => self.add(path, &number.to_string()),
            Ref::I32(number) => self.add(path, &number.to_string()),
            Ref::Bool(value) => self.add(path, &value.to_string()),
            Ref::F64(number) => {
                let mut text = String::new();
                crate::value::write(&number, &mut text);
                self.add(path, &text);
            }
            Ref::DateTime(time) => self.add(path, &time.to_string()),
            Ref::QName(name) => self.add(path, name.local()),
            Ref::Leaf(leaf) => {
                let mut text = String::new();
                leaf.write(&mut text);
                self.add(path, &text);
            }
        }
    }

    fn add_record(&mut self, path: &str, record: &dyn Record) {
        for (index, row) in record.table().rows.iter().enumerate() {
            self.add_slot(&within(path, name_of(row)), record.slot(index));
        }
    }

    fn add_choice(&mut self, path: &str, choice: &dyn Alternatives) {
        match (choice.selected(), choice.unknown()) {
            (Some((alternative, slot)), _) => {
                let name = choice.rows().get(alternative).map_or("", |row| row.name());
                self.add_slot(&within(path, name), slot);
            }
            (None, Some(element)) => self.add_tree(&within(path, element.name().local()), element),
            (None, None) => {}
        }
    }

    fn add_items(&mut self, path: &str, items: &dyn Sequence) {
        for index in 0..items.len() {
            if let Some(item) = items.item(index) {
                self.add_slot(&format!("{path}[{index}]"), item);
            }
        }
    }

    fn add_tree(&mut self, path: &str, element: &AnyElement) {
        for child in element.children() {
            match child {
                AnyNode::Text(text) => self.add(path, text),
                AnyNode::Element(child) => {
                    self.add_tree(&within(path, child.name().local()), child)
                }
            }
        }
    }

    #[cfg(feature = "json")]
    fn add_json(&mut self, path: &str, tree: &Tree) {
        match tree {
            Tree::Object(members) => {
                for (name, member) in members {
                    self.add_json(&within(path, name), member);
                }
            }
            Tree::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.add_json(&format!("{path}[{index}]"), item);
                }
            }
            Tree::Null => {}
            Tree::Bool(value) => self.add(path, &value.to_string()),
            Tree::Number(text) | Tree::Text(text) => self.add(path, text),
        }
    }
}

/// The name of a row in a path: the item's, where an array's items stand in a wrapper.
fn name_of(row: &Row) -> &'static str {
    match row.content {
        Content::Array(item) | Content::Items(item, _) => item.name(),
        _ => row.name(),
    }
}

fn within(path: &str, name: &str) -> String {
    match (path, name) {
        ("", name) => name.to_owned(),
        (path, "") => path.to_owned(),
        (path, name) => format!("{path}/{name}"),
    }
}
