//! What tells the JSON object of a fault from that of a response, and one fault from another.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::json;
use crate::record::{Alternatives, Slot, Val};
use crate::soap::envelope::Details;
use crate::table::Table;

/// The member that says in words what went wrong, in a fault without a detail.
const MESSAGE: &str = "Message";

/// An object with what is in it.
pub(super) struct Object<'a> {
    pub(super) text: &'a str,
    members: BTreeMap<String, &'a RawValue>,
}

impl<'a> Object<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        let members = serde_json::from_str(text)?;
        Ok(Self { text, members })
    }

    /// The object that is wrapped in this one: its only member, if that is an object.
    pub(super) fn unwrapped(&self) -> Option<Self> {
        let (1, Some(inner)) = (self.members.len(), self.members.values().next()) else {
            return None;
        };
        Self::parse(inner.get()).ok()
    }

    /// What it says in words.
    pub(super) fn message(&self) -> Option<String> {
        self.text_of(MESSAGE)
    }

    /// Whether it has one member and no more.
    pub(super) fn is_single(&self) -> bool {
        self.members.len() == 1
    }

    fn text_of(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.members.get(name)?.get()).ok()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// The members in which something is listed.
    fn listing(&self) -> impl Iterator<Item = &str> {
        let lists = |value: &RawValue| match value.get().as_bytes() {
            [b'[', inside @ .., b']'] | [b'{', inside @ .., b'}'] => {
                !inside.iter().all(u8::is_ascii_whitespace)
            }
            _ => false,
        };
        let members = self.members.iter();
        members
            .filter(move |(_, value)| lists(value))
            .map(|(name, _)| name.as_str())
    }
}

/// The details that a service declares: the classes that an object may be of, each with the index of its detail.
pub(super) struct Declared(Vec<(usize, &'static Table)>);

impl Declared {
    /// Those that can be read into such a place, which is left empty.
    pub(super) fn of(details: &mut dyn Details) -> Self {
        let found = details.push().map_or(Self(Vec::new()), Self::of_detail);
        details.clear();
        found
    }

    fn of_detail(detail: &mut dyn Alternatives) -> Self {
        let (mut own, mut derived) = (Vec::new(), Vec::new());
        for index in 0..detail.rows().len() {
            detail.select(index);
            match detail.slot_mut().map(Slot::open) {
                Some(Val::Record(record)) => own.push((index, record.table())),
                Some(Val::Subtypes(subtypes)) => {
                    let mut tables = subtypes.tables().iter().map(|table| (index, *table));
                    own.extend(tables.next());
                    derived.extend(tables);
                }
                _ => {}
            }
        }
        // A class that is a detail itself is not meant as one derived from another.
        let is_own = |table: &Table| {
            let same = |own: &Table| (own.name, own.namespace) == (table.name, table.namespace);
            own.iter().any(|(_, own)| same(own))
        };
        derived.retain(|(_, table)| !is_own(table));
        own.extend(derived);
        Self(own)
    }

    /// The member that says of which class an object is.
    fn discriminator(&self) -> &'static str {
        let first = self.0.first();
        first.map_or("", |(_, table)| table.json.style.discriminator)
    }

    /// The class that an object says it is of.
    pub(super) fn class_in(&self, object: &Object<'_>) -> Option<String> {
        object.text_of(self.discriminator())
    }

    fn named(&self, class: &str) -> Option<usize> {
        let tables: Vec<&'static Table> = self.0.iter().map(|(_, table)| *table).collect();
        Some(self.0[json::class_of(&tables, class)?].0)
    }

    fn have(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|(_, table)| json::has_member(table, name))
    }

    /// The detail that an object is: by its class, or else by its members.
    pub(super) fn detail_of(&self, object: &Object<'_>) -> Option<Kind> {
        match self.class_in(object) {
            Some(class) => self.named(&class).map(Kind::Certain),
            None => self.with_members_of(object),
        }
    }

    /// The detail that has the members of an object without a class: most of them, and the fewest others. There is none if two
    /// have, or if some are unknown and nothing is listed in the others.
    fn with_members_of(&self, object: &Object<'_>) -> Option<Kind> {
        let known = |table: &Table| {
            let names = object.names();
            names.filter(|name| json::has_member(table, name)).count()
        };
        let mut best: Option<((usize, std::cmp::Reverse<usize>), usize)> = None;
        let mut is_tied = false;
        for (index, table) in &self.0 {
            let rank = (known(table), std::cmp::Reverse(table.rows.len()));
            match &best {
                Some((highest, _)) if rank < *highest => continue,
                Some((highest, _)) => is_tied = rank == *highest,
                None => {}
            }
            best = Some((rank, *index));
        }
        let ((count, _), index) = best.filter(|((count, _), _)| *count > 0 && !is_tied)?;
        match count == object.members.len() {
            true => Some(Kind::Certain(index)),
            false => {
                let mut listing = object.listing();
                let is_told = listing.any(|name| self.have(name));
                is_told.then_some(Kind::Likely(index))
            }
        }
    }
}

/// Which detail an object is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// It says so, or has no other members.
    Certain(usize),
    /// It has other members as well.
    Likely(usize),
}

/// Whether the body of a reply whose status is a success is a fault all the same.
///
/// It is one if it names a detail as its class, alone or wrapped in an object with one member. Without that, an object with a member
/// of the response is the response. One without is a fault if it has a message, or is of a class that nobody knows and has a member of
/// a detail; or if something is listed in a member of a detail. Wrapped, it must also be of a class, or have no other members than a
/// detail. What is left is a response: members that nobody knows are no fault.
pub(crate) fn is_fault(
    text: &str,
    details: &mut dyn Details,
    response: Option<&'static Table>,
) -> bool {
    let details = Declared::of(details);
    if !may_be_fault(text, &details, response) {
        return false;
    }
    let Ok(whole) = Object::parse(text) else {
        return false;
    };
    let of_response = |name: &str| response.is_none_or(|table| json::has_member(table, name));
    let is_own = |table| json::has_member(table, details.discriminator());
    let class = match response.is_some_and(is_own) {
        true => None,
        false => details.class_in(&whole),
    };
    if class
        .as_ref()
        .is_some_and(|class| details.named(class).is_some())
    {
        return true;
    }
    if whole.names().any(of_response) {
        return false;
    }
    let lists_some = |object: &Object<'_>| object.listing().any(|name| details.have(name));
    whole.message().is_some()
        || (class.is_some() && whole.names().any(|name| details.have(name)))
        || lists_some(&whole)
        || whole.unwrapped().is_some_and(|inner| {
            let is_told = matches!(details.detail_of(&inner), Some(Kind::Certain(_)));
            let class = details.class_in(&inner);
            let is_named = class
                .as_ref()
                .is_some_and(|class| details.named(class).is_some());
            is_named || ((is_told || class.is_some()) && lists_some(&inner))
        })
}

/// Whether it is worth looking at all members: a text that names no detail and begins with a member of the response is none.
fn may_be_fault(text: &str, details: &Declared, response: Option<&'static Table>) -> bool {
    let names = |name: &str| text.contains(&format!("\"{name}\""));
    let is_named = |table: &Table| {
        let json = &table.json;
        names(table.name)
            || json.discriminator.is_some_and(names)
            || json.aliases.iter().any(|alias| names(alias))
    };
    let begins_with_response = || {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let name = start.strip_prefix('{').map(str::trim_start);
        let name = name.and_then(|rest| rest.strip_prefix('"')?.split_once('"'));
        name.is_none_or(|(name, _)| response.is_none_or(|table| json::has_member(table, name)))
    };
    details.0.iter().any(|(_, table)| is_named(table)) || !begins_with_response()
}
