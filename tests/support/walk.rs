//! Documents walked beside the tables of their types.

use castile::codegen::{
    Content, Occurs, Place, Presence, Record, Ref, Row, Selected, Sequence, Slot, State, Subtypes,
    TypeEntry, Val,
};

use super::tree::{Name, Node, Tree};

/// A change to an element that holds a record, with the record's rows.
pub(crate) type Edit<'a> = dyn FnMut(&mut Tree, &'static [Row]) + 'a;

/// Changes every element of a document that holds a record, from the root down.
pub(crate) fn edit(tree: &mut Tree, entry: &TypeEntry, change: &mut Edit<'_>) {
    let mut value = (entry.new)();
    edit_value(tree, &entry.root, value.open(), change);
}

fn edit_value(tree: &mut Tree, row: &Row, value: Val<'_>, change: &mut Edit<'_>) {
    if tree.nil {
        return;
    }
    match value {
        Val::Record(record) => edit_record(tree, record, change),
        Val::Subtypes(subtypes) => edit_subtypes(tree, subtypes, change),
        Val::Sequence(items) => {
            if let Content::Array(item) = row.content {
                edit_items(tree, item, items, change);
            }
        }
        _ => {}
    }
}

fn edit_items(tree: &mut Tree, item: &Row, items: &mut dyn Sequence, change: &mut Edit<'_>) {
    for child in elements_mut(tree) {
        if is_of(child, item) {
            edit_value(child, item, items.push().open(), change);
        }
    }
}

/// A type that is not known is left as it is.
fn edit_subtypes(tree: &mut Tree, subtypes: &mut dyn Subtypes, change: &mut Edit<'_>) {
    let variant = match &tree.type_name {
        None => Some(0),
        Some((namespace, local)) => subtypes
            .tables()
            .iter()
            .position(|table| table.name == local && table.namespace == namespace),
    };
    if let Some(variant) = variant {
        subtypes.select(variant);
        if let Some(record) = subtypes.record_mut() {
            edit_record(tree, record, change);
        }
    }
}

fn edit_record(tree: &mut Tree, record: &mut dyn Record, change: &mut Edit<'_>) {
    let rows = record.table().rows;
    change(tree, rows);
    for child in elements_mut(tree) {
        let Some(index) = row_of(child, rows) else {
            continue;
        };
        let row = &rows[index];
        match (row.occurs, record.slot_mut(index).open()) {
            (Occurs::Many, Val::Sequence(items)) => {
                edit_value(child, row, items.push().open(), change)
            }
            (_, value) => edit_value(child, row, value, change),
        }
    }
}

fn elements_mut(tree: &mut Tree) -> impl Iterator<Item = &mut Tree> {
    tree.children.iter_mut().filter_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

fn is_of(tree: &Tree, row: &Row) -> bool {
    tree.name.1 == row.name() && tree.name.0 == row.namespace
}

/// The row that an element belongs to.
pub(crate) fn row_of(element: &Tree, rows: &[Row]) -> Option<usize> {
    rows.iter()
        .position(|row| row.place == Place::Element && is_of(element, row))
}

/// Leaves out the elements that the type does not know, and those that mean nothing to it: nil where nil is unset.
pub(crate) fn keep_what_is_known(tree: &mut Tree, entry: &TypeEntry) {
    edit(tree, entry, &mut |tree, rows| {
        tree.retain_elements(|child| {
            let row = row_of(child, rows).map(|index| &rows[index]);
            row.is_some_and(|row| !(child.nil && reads_nil_as_unset(row)))
        });
        tree.attributes.retain(|((namespace, local), _)| {
            let mut attributes = rows.iter().filter(|row| row.place == Place::Attribute);
            attributes.any(|row| row.name() == local && row.namespace == namespace)
        });
    });
}

/// Whether nil means to a row that there is nothing, so that nothing is written back.
fn reads_nil_as_unset(row: &Row) -> bool {
    matches!(
        row.presence,
        Presence::OptionalNeverNil | Presence::Optional
    )
}

/// Leaves out the elements that are nil where the type must have a value.
pub(crate) fn leave_out_forbidden_nils(tree: &mut Tree, entry: &TypeEntry) {
    edit(tree, entry, &mut |tree, rows| {
        tree.retain_elements(|child| {
            let row = row_of(child, rows).map(|index| &rows[index]);
            row.is_none_or(|row| !child.nil || row.presence != Presence::Required)
        });
    });
}

/// Leaves out what the data contract serialiser does not see: it looks for members in one forward pass.
pub(crate) fn keep_one_forward_pass(tree: &mut Tree, entry: &TypeEntry) {
    edit(tree, entry, &mut |tree, rows| {
        let mut next = 0;
        tree.retain_elements(|child| {
            let found = row_of(child, &rows[next..]);
            if let Some(distance) = found {
                next += distance + 1;
            }
            found.is_some()
        });
    });
}

/// The names of the elements that hold a QName as text.
pub(crate) fn qname_elements(value: &dyn Slot, row: &Row) -> Vec<Name> {
    let mut found = Vec::new();
    collect_qnames(value.state(), row, &mut found);
    found
}

fn collect_qnames(state: State<'_>, row: &Row, found: &mut Vec<Name>) {
    let State::Value(value) = state else { return };
    match value {
        Ref::QName(_) => found.push((row.namespace.to_owned(), row.name().to_owned())),
        Ref::Record(record) => collect_in_record(record, found),
        Ref::Subtypes(subtypes) => {
            if let Selected::Known(_, record) = subtypes.selected() {
                collect_in_record(record, found);
            }
        }
        Ref::Sequence(items) => {
            let item_row = match row.content {
                Content::Array(item) => item,
                _ => row,
            };
            for item in (0..items.len()).filter_map(|index| items.item(index)) {
                collect_qnames(item.state(), item_row, found);
            }
        }
        _ => {}
    }
}

fn collect_in_record(record: &dyn Record, found: &mut Vec<Name>) {
    for (index, row) in record.table().rows.iter().enumerate() {
        collect_qnames(record.slot(index).state(), row, found);
    }
}

/// Puts the elements into the order of the schema; of those that may stand once, the first stays.
pub(crate) fn put_in_schema_order(tree: &mut Tree, entry: &TypeEntry) {
    edit(tree, entry, &mut |tree, rows| {
        let mut seen = vec![false; rows.len()];
        tree.retain_elements(|child| match row_of(child, rows) {
            Some(index) => {
                let first = !std::mem::replace(&mut seen[index], true);
                first || rows[index].occurs == Occurs::Many
            }
            None => true,
        });
        tree.children.sort_by_key(|child| match child {
            Node::Element(element) => row_of(element, rows),
            Node::Text(_) => None,
        });
    });
}
