//! Pairs in JSON: arrays of two.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

/// A pair to read. That of serde leaves a third item to the parser, which then takes the document for malformed.
pub(super) struct Pair<A, B>(pub(super) A, pub(super) B);

impl<'de, A: Deserialize<'de>, B: Deserialize<'de>> Deserialize<'de> for Pair<A, B> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(PairVisitor(PhantomData))
    }
}

struct PairVisitor<A, B>(PhantomData<(A, B)>);

impl<'de, A: Deserialize<'de>, B: Deserialize<'de>> Visitor<'de> for PairVisitor<A, B> {
    type Value = Pair<A, B>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of two")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut array: S) -> Result<Self::Value, S::Error> {
        let short = |length| S::Error::invalid_length(length, &"an array of two");
        let first = array.next_element()?.ok_or_else(|| short(0))?;
        let second = array.next_element()?.ok_or_else(|| short(1))?;
        let mut length = 2;
        while array.next_element::<IgnoredAny>()?.is_some() {
            length += 1;
        }
        match length {
            2 => Ok(Pair(first, second)),
            _ => Err(short(length)),
        }
    }
}
