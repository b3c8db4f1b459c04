//! Reading a value from its text and writing it back: the trait of all simple values, and their one error.

use std::error::Error;
use std::fmt;

/// The error of a text that is outside the lexical space of its type.
///
/// Opaque. Displayed as `"abc" is not an xs:int`, with a reason behind a colon where there is one; the text is cut
/// to 60 characters and control characters in it are escaped.
#[derive(Clone, PartialEq, Eq)]
pub struct Lexical(Box<Content>);

#[derive(Clone, PartialEq, Eq)]
struct Content {
    text: String,
    expected: &'static str,
    reason: Option<&'static str>,
}

/// How many characters of the text the error shows.
const SHOWN: usize = 60;

impl Lexical {
    /// The error for `text`, where a value of the built-in type `expected` (`int`, without a prefix) was expected.
    #[must_use]
    #[cold]
    pub fn new(text: &str, expected: &'static str) -> Self {
        let text = match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        Self(Box::new(Content {
            text,
            expected,
            reason: None,
        }))
    }

    /// The same error with its reason, such as `out of range`.
    #[must_use]
    pub fn with_reason(mut self, reason: &'static str) -> Self {
        self.0.reason = Some(reason);
        self
    }

    /// Whether the text is nothing but white space.
    pub(crate) fn is_of_empty_text(&self) -> bool {
        super::text::trim(&self.0.text).is_empty()
    }

    /// The local name of the XML Schema type that was expected: `int`.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }
}

/// Why a text is no value, where more can be said than that.
pub(super) type Reason = Option<&'static str>;

impl Lexical {
    /// The error for `text` with the reason that a reader of one of its parts gave.
    #[cold]
    pub(super) fn because(text: &str, expected: &'static str, reason: Reason) -> Self {
        let mut error = Self::new(text, expected);
        error.0.reason = reason;
        error
    }
}

impl fmt::Display for Lexical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for character in self.0.text.chars() {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        write!(f, "\" is not an xs:{}", self.0.expected)?;
        match self.0.reason {
            Some(reason) => write!(f, ": {reason}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Lexical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexical({self})")
    }
}

impl Error for Lexical {}

/// A value that is written as text: the content of an element without children, or an attribute.
pub trait Atomic: Sized {
    /// The local name of the XML Schema type, as errors show it: `int`.
    const NAME: &'static str;

    /// Reads the value. White space around it is accepted by every type but the strings.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is outside the lexical space of the type.
    fn parse(text: &str) -> Result<Self, Lexical>;

    /// Appends the text that a .NET data contract serialiser writes for the value. It is not escaped.
    fn write(&self, out: &mut String);
}

/// Reads a value of any simple type.
///
/// # Errors
///
/// [`Lexical`] if the text is outside the lexical space of the type.
#[inline]
pub fn parse<T: Atomic>(text: &str) -> Result<T, Lexical> {
    T::parse(text)
}

/// Appends the text of a value of any simple type. It is not escaped.
#[inline]
pub fn write<T: Atomic>(value: &T, out: &mut String) {
    value.write(out);
}

impl Atomic for String {
    const NAME: &'static str = "string";

    #[inline]
    fn parse(text: &str) -> Result<Self, Lexical> {
        Ok(text.to_owned())
    }

    #[inline]
    fn write(&self, out: &mut String) {
        out.push_str(self);
    }
}

/// Gives a type with inherent `parse` and `write` its [`Atomic`], `FromStr` and `Display`.
macro_rules! atomic {
    ($type:ty, $name:literal) => {
        impl $crate::value::Atomic for $type {
            const NAME: &'static str = $name;

            #[inline]
            fn parse(text: &str) -> Result<Self, $crate::value::Lexical> {
                <$type>::parse(text)
            }

            #[inline]
            fn write(&self, out: &mut String) {
                <$type>::write(self, out);
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::value::Lexical;

            #[inline]
            fn from_str(text: &str) -> Result<Self, $crate::value::Lexical> {
                <$type>::parse(text)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut text = String::new();
                <$type>::write(self, &mut text);
                f.pad(&text)
            }
        }
    };
}
pub(crate) use atomic;
