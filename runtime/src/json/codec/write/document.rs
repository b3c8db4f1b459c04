//! JSON text: the serialiser underneath whole documents, quicker than a general one and exact in its numbers.

use std::fmt::Display;

use serde_core::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer,
};

use super::escape::push_escaped;

/// The name of a newtype around the text of a number, which is written as it is.
pub(super) const DIGITS: &str = "$castile::digits";

/// The name of a newtype around a text that has nothing to escape.
pub(super) const CLEAN: &str = "$castile::clean";

/// What can go wrong: only what the engine refuses.
type Failure = serde_json::Error;

/// A document in the making.
#[derive(Debug)]
pub(in super::super) struct Document {
    out: String,
    next: Next,
}

/// How the next text is written.
#[derive(Clone, Copy, Debug)]
enum Next {
    /// As a string.
    Any,
    /// As a string without a look at what may need an escape.
    Clean,
    /// As a number.
    Digits,
}

impl Document {
    pub(in super::super) fn new() -> Self {
        Self {
            out: String::with_capacity(1024),
            next: Next::Any,
        }
    }

    pub(in super::super) fn finish(self) -> String {
        self.out
    }

    /// Inlined, so that where it is known what the text is, nobody asks.
    #[inline]
    fn push_string(&mut self, text: &str) {
        match std::mem::replace(&mut self.next, Next::Any) {
            Next::Any => self.push_any(text),
            Next::Clean => {
                self.out.push('"');
                self.out.push_str(text);
                self.out.push('"');
            }
            Next::Digits => self.out.push_str(text),
        }
    }

    fn push_any(&mut self, text: &str) {
        self.out.push('"');
        push_escaped(text, &mut self.out);
        self.out.push('"');
    }
}

macro_rules! integers {
    ($($name:ident: $type:ty;)*) => {$(
        #[inline]
        fn $name(self, number: $type) -> Result<(), Failure> {
            self.out.push_str(itoa::Buffer::new().format(number));
            Ok(())
        }
    )*};
}

macro_rules! floats {
    ($($name:ident: $type:ty;)*) => {$(
        #[inline]
        fn $name(self, number: $type) -> Result<(), Failure> {
            if number.is_finite() {
                self.out.push_str(zmij::Buffer::new().format_finite(number));
            } else {
                self.out.push_str("null");
            }
            Ok(())
        }
    )*};
}

impl<'a> Serializer for &'a mut Document {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = Impossible<(), Failure>;
    type SerializeTupleVariant = Impossible<(), Failure>;
    type SerializeMap = List<'a>;
    type SerializeStruct = Impossible<(), Failure>;
    type SerializeStructVariant = Impossible<(), Failure>;

    integers! {
        serialize_i8: i8;
        serialize_i16: i16;
        serialize_i32: i32;
        serialize_i64: i64;
        serialize_u8: u8;
        serialize_u16: u16;
        serialize_u32: u32;
        serialize_u64: u64;
    }

    floats! {
        serialize_f32: f32;
        serialize_f64: f64;
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Failure> {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), Failure> {
        self.push_string(text);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Failure> {
        self.push_string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Failure> {
        self.push_string(&value.to_string());
        Ok(())
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), Failure> {
        self.out.push_str("null");
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Failure> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Failure> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Failure> {
        self.out.push('[');
        Ok(List::new(self, ']'))
    }

    #[inline]
    fn serialize_tuple(self, length: usize) -> Result<List<'a>, Failure> {
        self.serialize_seq(Some(length))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<List<'a>, Failure> {
        self.out.push('{');
        Ok(List::new(self, '}'))
    }

    /// Takes the names of newtypes as notes about the text in them.
    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        self.next = match name {
            CLEAN => Next::Clean,
            DIGITS => Next::Digits,
            _ => Next::Any,
        };
        value.serialize(self)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Failure> {
        Err(not_used())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Failure> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Failure> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Failure> {
        Err(not_used())
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Failure> {
        Err(not_used())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Failure> {
        Err(not_used())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Failure> {
        Err(not_used())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Failure> {
        Err(not_used())
    }
}

/// The error for a form that the engine has no use for.
fn not_used() -> Failure {
    Failure::custom("generated types have no such form")
}

/// An array or object in the making.
pub(in super::super) struct List<'a> {
    document: &'a mut Document,
    end: char,
    empty: bool,
}

impl<'a> List<'a> {
    fn new(document: &'a mut Document, end: char) -> Self {
        Self {
            document,
            end,
            empty: true,
        }
    }

    #[inline]
    fn separate(&mut self) {
        if !self.empty {
            self.document.out.push(',');
        }
        self.empty = false;
    }

    #[inline]
    fn close(self) {
        self.document.out.push(self.end);
    }
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Failure;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.separate();
        value.serialize(&mut *self.document)
    }

    #[inline]
    fn end(self) -> Result<(), Failure> {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Failure;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        SerializeSeq::serialize_element(self, value)
    }

    #[inline]
    fn end(self) -> Result<(), Failure> {
        self.close();
        Ok(())
    }
}

impl SerializeMap for List<'_> {
    type Ok = ();
    type Error = Failure;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Failure> {
        self.separate();
        name.serialize(&mut *self.document)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.document.out.push(':');
        value.serialize(&mut *self.document)
    }

    #[inline]
    fn end(self) -> Result<(), Failure> {
        self.close();
        Ok(())
    }
}
