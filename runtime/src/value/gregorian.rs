//! The parts of dates: `xs:gYear`, `xs:gYearMonth`, `xs:gMonth`, `xs:gMonthDay`, `xs:gDay`.

use super::ascii::Ascii;
use super::calendar::{check_date, read_year, two, write_year};
use super::lexical::{Reason, atomic};
use super::zone::Suffix;
use super::{Lexical, Zone};

/// A leap year, in which every day of every month is found.
const LEAP: i32 = 4;

/// Declares one type: its parts, how they are checked as a date, and its form.
macro_rules! part_of_a_date {
    (
        $(#[$doc:meta])*
        $type:ident($name:literal) { $($(#[$part_doc:meta])* $part:ident: $part_type:ty,)* }
        default $default:expr;
        check($value:ident) $check:expr;
        read($bytes:ident) $read:expr;
        write($this:ident, $out:ident) $write:block
    ) => {
        $(#[$doc])*
        ///
        /// Two values are equal if their texts are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $type {
            $($part: $part_type,)*
            suffix: Suffix,
        }

        impl $type {
            /// The value, without a zone.
            ///
            /// # Errors
            ///
            /// [`Lexical`] if there is no such value.
            pub fn new($($part: $part_type),*) -> Result<Self, Lexical> {
                let $value = Self { $($part,)* suffix: Suffix::None };
                $check.map_err(|reason| {
                    Lexical::because(&[$($part.to_string()),*].join("-"), $name, reason)
                })?;
                Ok($value)
            }

            /// The same value with another zone.
            ///
            /// # Errors
            ///
            /// [`Lexical`] if the offset is more than 14 hours.
            pub fn with_zone(self, zone: Zone) -> Result<Self, Lexical> {
                let suffix = Suffix::of(zone).map_err(|reason| Lexical::because(&self.to_string(), $name, reason))?;
                Ok(Self { suffix, ..self })
            }

            $(
                $(#[$part_doc])*
                #[must_use]
                pub const fn $part(self) -> $part_type {
                    self.$part
                }
            )*

            /// The zone.
            #[must_use]
            pub fn zone(self) -> Zone {
                self.suffix.zone()
            }

            /// Reads the value.
            ///
            /// # Errors
            ///
            /// [`Lexical`] if the text is outside the lexical space, or there is no such value.
            pub fn parse(text: &str) -> Result<Self, Lexical> {
                Self::read(super::text::trim(text).as_bytes()).map_err(|reason| Lexical::because(text, $name, reason))
            }

            fn read($bytes: &[u8]) -> Result<Self, Reason> {
                let ($($part,)* rest) = $read;
                let $value = Self { $($part,)* suffix: Suffix::read(rest)? };
                $check?;
                Ok($value)
            }

            /// Appends the text of the value.
            pub fn write(&self, out: &mut String) {
                let ($this, mut text) = (self, Ascii::new());
                let $out = &mut text;
                $write
                self.suffix.write(&mut text);
                text.append_to(out);
            }
        }

        atomic!($type, $name);

        impl Default for $type {
            fn default() -> Self {
                $default
            }
        }
    };
}

part_of_a_date! {
    /// An `xs:gYear`: `2026`, `-0044`, `2026Z`. The default is `0001`.
    GYear("gYear") {
        /// The year; never 0.
        year: i32,
    }
    default Self { year: 1, suffix: Suffix::None };
    check(value) check_date(value.year, 1, 1);
    read(bytes) read_year(bytes)?;
    write(value, out) {
        write_year(value.year, out);
    }
}

part_of_a_date! {
    /// An `xs:gYearMonth`: `2026-01`, `2026-01+01:00`. The default is `0001-01`.
    GYearMonth("gYearMonth") {
        /// The year; never 0.
        year: i32,
        /// The month, 1 to 12.
        month: u8,
    }
    default Self { year: 1, month: 1, suffix: Suffix::None };
    check(value) check_date(value.year, value.month, 1);
    read(bytes) match read_year(bytes)? {
        (year, [b'-', m, n, rest @ ..]) => (year, two(*m, *n)?, rest),
        _ => return Err(None),
    };
    write(value, out) {
        write_year(value.year, out);
        out.push(b'-');
        out.two(value.month);
    }
}

part_of_a_date! {
    /// An `xs:gMonth`: `--05`, `--05Z`. The default is `--01`.
    GMonth("gMonth") {
        /// The month, 1 to 12.
        month: u8,
    }
    default Self { month: 1, suffix: Suffix::None };
    check(value) check_date(LEAP, value.month, 1);
    read(bytes) match bytes {
        [b'-', b'-', m, n, rest @ ..] => (two(*m, *n)?, rest),
        _ => return Err(None),
    };
    write(value, out) {
        out.push(b'-');
        out.push(b'-');
        out.two(value.month);
    }
}

part_of_a_date! {
    /// An `xs:gMonthDay`: `--02-29`, `--02-29Z`. The default is `--01-01`.
    GMonthDay("gMonthDay") {
        /// The month, 1 to 12.
        month: u8,
        /// The day of the month, from 1.
        day: u8,
    }
    default Self { month: 1, day: 1, suffix: Suffix::None };
    check(value) check_date(LEAP, value.month, value.day);
    read(bytes) match bytes {
        [b'-', b'-', m, n, b'-', d, e, rest @ ..] => (two(*m, *n)?, two(*d, *e)?, rest),
        _ => return Err(None),
    };
    write(value, out) {
        out.push(b'-');
        out.push(b'-');
        out.two(value.month);
        out.push(b'-');
        out.two(value.day);
    }
}

part_of_a_date! {
    /// An `xs:gDay`: `---31`, `---31Z`. The default is `---01`.
    GDay("gDay") {
        /// The day of the month, 1 to 31.
        day: u8,
    }
    default Self { day: 1, suffix: Suffix::None };
    check(value) check_date(LEAP, 1, value.day);
    read(bytes) match bytes {
        [b'-', b'-', b'-', d, e, rest @ ..] => (two(*d, *e)?, rest),
        _ => return Err(None),
    };
    write(value, out) {
        out.push(b'-');
        out.push(b'-');
        out.push(b'-');
        out.two(value.day);
    }
}
