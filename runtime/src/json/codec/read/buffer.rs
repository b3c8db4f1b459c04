//! What is kept of an object until its class is known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde_core::forward_to_deserialize_any;
use serde_json::value::RawValue;

use super::Reading;

/// A value that was passed over, to be read later.
pub(super) enum Buffered<'de> {
    /// A piece of the text that is read.
    Raw(&'de str),
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Double(f64),
    Text(Cow<'de, str>),
    Array(Vec<Self>),
    Object(Vec<(Cow<'de, str>, Self)>),
}

impl<'de> Buffered<'de> {
    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        match self {
            Self::Raw(raw) => raw.starts_with('{'),
            Self::Object(_) => true,
            _ => false,
        }
    }

    /// The value, to read now.
    pub(super) fn deserializer<'a, E>(
        self,
        reading: &'a Reading<'a>,
    ) -> BufferedDeserializer<'a, 'de, E> {
        BufferedDeserializer {
            reading,
            value: self,
            error: PhantomData,
        }
    }
}

/// Keeps a value.
pub(super) struct BufferedSeed<'a>(pub(super) &'a Reading<'a>);

impl<'de> DeserializeSeed<'de> for BufferedSeed<'_> {
    type Value = Buffered<'de>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Buffered<'de>, D::Error> {
        if self.0.text.is_some() {
            let raw = <&'de RawValue as Deserialize>::deserialize(from)?;
            return Ok(Buffered::Raw(raw.get()));
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for BufferedSeed<'_> {
    type Value = Buffered<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Null)
    }

    fn visit_none<E>(self) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Buffered<'de>, D::Error> {
        self.deserialize(from)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Signed(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Unsigned(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Double(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Buffered<'de>, E> {
        Ok(Buffered::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Buffered<'de>, A::Error> {
        let reading = self.0;
        reading.nest(|| {
            let mut items = Vec::new();
            while let Some(item) = array.next_element_seed(BufferedSeed(reading))? {
                items.push(item);
            }
            Ok(Buffered::Array(items))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Buffered<'de>, A::Error> {
        let reading = self.0;
        reading.nest(|| {
            let mut members = Vec::new();
            while let Some(name) = object.next_key_seed(NameSeed)? {
                members.push((name, object.next_value_seed(BufferedSeed(reading))?));
            }
            Ok(Buffered::Object(members))
        })
    }
}

/// Reads a member's name, without a copy where that is possible.
pub(super) struct NameSeed;

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Cow<'de, str>, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for NameSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E>(self, name: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(name))
    }
}

/// Reads a value that was kept.
pub(super) struct BufferedDeserializer<'a, 'de, E> {
    reading: &'a Reading<'a>,
    value: Buffered<'de>,
    error: PhantomData<E>,
}

impl<'a, 'de, E: Error> BufferedDeserializer<'a, 'de, E> {
    /// Reads a piece of the text.
    fn raw<T>(
        reading: &Reading<'_>,
        raw: &'de str,
        read: impl FnOnce(
            &mut serde_json::Deserializer<serde_json::de::StrRead<'de>>,
        ) -> Result<T, serde_json::Error>,
    ) -> Result<T, E> {
        let mut from = serde_json::Deserializer::from_str(raw);
        read(&mut from).map_err(|error| reading.move_error(raw, &error))
    }
}

impl<'de, E: Error> Deserializer<'de> for BufferedDeserializer<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let reading = self.reading;
        match self.value {
            Buffered::Raw(raw) => Self::raw(reading, raw, |from| from.deserialize_any(visitor)),
            Buffered::Null => visitor.visit_unit(),
            Buffered::Bool(value) => visitor.visit_bool(value),
            Buffered::Signed(number) => visitor.visit_i64(number),
            Buffered::Unsigned(number) => visitor.visit_u64(number),
            Buffered::Double(number) => visitor.visit_f64(number),
            Buffered::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Buffered::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Buffered::Array(items) => visitor.visit_seq(KeptItems {
                reading,
                items: items.into_iter(),
                error: PhantomData,
            }),
            Buffered::Object(members) => visitor.visit_map(KeptMembers {
                reading,
                members: members.into_iter(),
                value: None,
                error: PhantomData,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffered::Null | Buffered::Raw("null") => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.value {
            Buffered::Raw(raw) => Self::raw(self.reading, raw, |from| {
                from.deserialize_newtype_struct(name, visitor)
            }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// The items of an array that was kept.
struct KeptItems<'a, 'de, E> {
    reading: &'a Reading<'a>,
    items: std::vec::IntoIter<Buffered<'de>>,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for KeptItems<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, E> {
        let reading = self.reading;
        self.items
            .next()
            .map(|item| seed.deserialize(item.deserializer(reading)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The members of an object that was kept.
struct KeptMembers<'a, 'de, E> {
    reading: &'a Reading<'a>,
    members: std::vec::IntoIter<(Cow<'de, str>, Buffered<'de>)>,
    value: Option<Buffered<'de>>,
    error: PhantomData<E>,
}

impl<'de, E: Error> MapAccess<'de> for KeptMembers<'_, 'de, E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        let name = match name {
            Cow::Borrowed(name) => Buffered::Text(Cow::Borrowed(name)),
            Cow::Owned(name) => Buffered::Text(Cow::Owned(name)),
        };
        seed.deserialize(name.deserializer(self.reading)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, E> {
        let value = self.value.take().unwrap_or(Buffered::Null);
        seed.deserialize(value.deserializer(self.reading))
    }
}
