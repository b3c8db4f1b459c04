//! The time zone at the end of a date or time.

use super::ascii::Ascii;
use super::calendar::two;
use super::lexical::Reason;

/// The time zone of a date or time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// None is given: the time of an unknown place. .NET calls it unspecified.
    #[default]
    Unspecified,
    /// `Z`: Coordinated Universal Time.
    Utc,
    /// `+05:30`: so many minutes ahead of UTC, or behind it where negative; 840 at most.
    Offset(i16),
}

/// The zone as its text says it, in which `+00:00` and `-00:00` differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Suffix {
    #[default]
    None,
    Utc,
    Plus(u16),
    Minus(u16),
}

/// The most minutes that an offset may have: 14 hours.
const MOST: u16 = 14 * 60;

impl Suffix {
    /// Reads the zone, which is all that is left.
    #[inline]
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Reason> {
        match *bytes {
            [] => Ok(Self::None),
            [b'Z'] => Ok(Self::Utc),
            [sign @ (b'+' | b'-'), h, i, b':', m, n] => {
                let (hours, minutes) = (u16::from(two(h, i)?), u16::from(two(m, n)?));
                let total = hours * 60 + minutes;
                if minutes > 59 || total > MOST {
                    Err(Some("there is no such offset"))
                } else {
                    Ok(if sign == b'+' {
                        Self::Plus(total)
                    } else {
                        Self::Minus(total)
                    })
                }
            }
            _ => Err(None),
        }
    }

    /// The suffix of a zone.
    pub(super) fn of(zone: Zone) -> Result<Self, Reason> {
        match zone {
            Zone::Unspecified => Ok(Self::None),
            Zone::Utc => Ok(Self::Utc),
            Zone::Offset(minutes) if minutes.unsigned_abs() > MOST => {
                Err(Some("the offset is more than 14 hours"))
            }
            Zone::Offset(minutes @ 0..) => Ok(Self::Plus(minutes.unsigned_abs())),
            Zone::Offset(minutes) => Ok(Self::Minus(minutes.unsigned_abs())),
        }
    }

    pub(super) fn zone(self) -> Zone {
        match self {
            Self::None => Zone::Unspecified,
            Self::Utc => Zone::Utc,
            Self::Plus(minutes) => Zone::Offset(minutes as i16),
            Self::Minus(minutes) => Zone::Offset(-(minutes as i16)),
        }
    }

    /// The seconds ahead of UTC, if there is a zone.
    pub(super) fn seconds(self) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Utc => Some(0),
            Self::Plus(minutes) => Some(i64::from(minutes) * 60),
            Self::Minus(minutes) => Some(-i64::from(minutes) * 60),
        }
    }

    #[inline]
    pub(super) fn write(self, out: &mut Ascii) {
        let (sign, minutes) = match self {
            Self::None => return,
            Self::Utc => return out.push(b'Z'),
            Self::Plus(minutes) => (b'+', minutes),
            Self::Minus(minutes) => (b'-', minutes),
        };
        out.push(sign);
        out.two((minutes / 60) as u8);
        out.push(b':');
        out.two((minutes % 60) as u8);
    }
}
