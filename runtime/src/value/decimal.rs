//! `xs:decimal` of any size, with its scale.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::conversion::{NOT_WHOLE, OUT_OF_RANGE};
use super::lexical::{Reason, atomic};
use super::text::trim;
use super::{ConversionError, Integer, Lexical};

/// An `xs:decimal` of any size that keeps its scale, as .NET does: `1.10` stays `1.10`.
///
/// Form: `-12.50`, never with an exponent. `+5`, `.5`, `5.` and zeros at the start are taken and written as `5`, `0.5`, `5`;
/// there is no negative zero. Values are equal and in order as numbers: `1.10` equals `1.1`. The default is 0.
///
/// ```
/// use castile::value::Decimal;
///
/// let price: Decimal = "19.90".parse()?;
/// assert_eq!(price, Decimal::new(199, 1));
/// assert_eq!(price.to_string(), "19.90");
/// assert_eq!(price.to_f64(), 19.9);
/// # Ok::<(), castile::value::Lexical>(())
/// ```
#[derive(Clone, Debug)]
pub struct Decimal(Size);

#[derive(Clone, Debug)]
enum Size {
    /// The number is the mantissa divided by ten to the power of the scale, which is at most [`MOST`].
    Small { mantissa: i128, scale: u8 },
    /// The number as it is written.
    Large(Box<str>),
}

/// So many digits fit a mantissa, whichever they are.
const MOST: usize = 38;

impl Decimal {
    /// Zero, without digits behind the point.
    pub const ZERO: Self = Self(Size::Small {
        mantissa: 0,
        scale: 0,
    });

    /// The number `mantissa` with the last `scale` digits behind the point.
    #[must_use]
    pub fn new(mantissa: i128, scale: usize) -> Self {
        match u8::try_from(scale) {
            Ok(scale) if usize::from(scale) <= MOST => Self(Size::Small { mantissa, scale }),
            _ => {
                let mut text = String::new();
                write_digits(mantissa, scale, &mut text);
                Self(Size::Large(text.into()))
            }
        }
    }

    /// How many digits are behind the point.
    #[must_use]
    pub fn scale(&self) -> usize {
        match &self.0 {
            Size::Small { scale, .. } => usize::from(*scale),
            Size::Large(text) => text
                .split_once('.')
                .map_or(0, |(_, fraction)| fraction.len()),
        }
    }

    /// All digits as one number; none if it is beyond an `i128`.
    #[must_use]
    pub fn mantissa(&self) -> Option<i128> {
        match &self.0 {
            Size::Small { mantissa, .. } => Some(*mantissa),
            Size::Large(text) => text.replacen('.', "", 1).parse().ok(),
        }
    }

    /// Whether the number is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Size::Small { mantissa, .. } => *mantissa < 0,
            Size::Large(text) => text.starts_with('-'),
        }
    }

    /// Whether the number is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Size::Small { mantissa, .. } => *mantissa == 0,
            Size::Large(text) => text.bytes().all(|byte| matches!(byte, b'0' | b'.')),
        }
    }

    /// The same number without zeros at the end behind the point.
    #[must_use]
    pub fn normalized(&self) -> Self {
        let text = self.text();
        let parts = Parts::of(&text);
        let sign = if parts.negative { "-" } else { "" };
        let written = format!("{sign}{}.{}", parts.whole, parts.fraction);
        Self::read(&written).expect("the parts of a decimal make a decimal")
    }

    /// The nearest `f64`; infinite if the number is beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.text()
            .parse()
            .expect("a decimal is in the form of a float")
    }

    fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Size::Small { .. } => Cow::Owned(self.to_string()),
            Size::Large(text) => Cow::Borrowed(text),
        }
    }

    /// Reads an `xs:decimal`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is anything but digits with at most one point, behind an optional sign.
    ///
    /// Source: XML Schema Part 2, 3.2.3.
    #[inline]
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        Self::read(trim(text)).map_err(|reason| Lexical::because(text, "decimal", reason))
    }

    #[inline]
    fn read(text: &str) -> Result<Self, Reason> {
        let (negative, unsigned) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            all => (false, all),
        };
        if unsigned.len() > MOST {
            return Self::read_large(text);
        }
        let mut mantissa: u128 = 0;
        let mut digits = 0;
        let mut point = None;
        for byte in unsigned {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa * 10 + u128::from(byte - b'0');
                    digits += 1;
                }
                b'.' if point.is_none() => point = Some(digits),
                _ => return Err(None),
            }
        }
        if digits == 0 {
            return Err(None);
        }
        let mantissa = mantissa as i128;
        let scale = digits - point.unwrap_or(digits);
        Ok(Self(Size::Small {
            mantissa: if negative { -mantissa } else { mantissa },
            scale,
        }))
    }

    /// Reads text that may have too many digits for a mantissa, once zeros at the start and the form are seen to.
    #[cold]
    fn read_large(text: &str) -> Result<Self, Reason> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        if !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
        {
            return Err(None);
        }
        let whole = whole.trim_start_matches('0');
        let zero = whole.is_empty() && fraction.bytes().all(|byte| byte == b'0');
        let sign = if text.starts_with('-') && !zero {
            "-"
        } else {
            ""
        };
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if fraction.is_empty() { "" } else { "." };
        let written = format!("{sign}{whole}{point}{fraction}");
        if written.len() - sign.len() <= MOST {
            Self::read(&written)
        } else {
            Ok(Self(Size::Large(written.into())))
        }
    }

    /// Appends the text of the value.
    #[inline]
    pub fn write(&self, out: &mut String) {
        match &self.0 {
            Size::Small { mantissa, scale } => write_digits(*mantissa, usize::from(*scale), out),
            Size::Large(text) => out.push_str(text),
        }
    }
}

atomic!(Decimal, "decimal");

/// Appends the mantissa with its last `scale` digits behind a point.
#[inline]
fn write_digits(mantissa: i128, scale: usize, out: &mut String) {
    let mut buffer = itoa::Buffer::new();
    // Most mantissas are short, and 64 bits are much quicker to write.
    let digits = match u64::try_from(mantissa.unsigned_abs()) {
        Ok(short) => buffer.format(short),
        Err(_) => buffer.format(mantissa.unsigned_abs()),
    };
    if mantissa < 0 {
        out.push('-');
    }
    match digits.len().checked_sub(scale) {
        _ if scale == 0 => out.push_str(digits),
        None | Some(0) => {
            out.push_str("0.");
            out.extend(std::iter::repeat_n('0', scale - digits.len()));
            out.push_str(digits);
        }
        Some(point) => {
            out.push_str(&digits[..point]);
            out.push('.');
            out.push_str(&digits[point..]);
        }
    }
}

/// What makes the number: the digits without the zeros that do not count.
#[derive(PartialEq, Eq, Hash)]
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let fraction = fraction.trim_end_matches('0');
        Self {
            negative: unsigned.len() < text.len(),
            whole,
            fraction,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let magnitude = self.whole.len().cmp(&other.whole.len());
        let magnitude =
            magnitude.then_with(|| (self.whole, self.fraction).cmp(&(other.whole, other.fraction)));
        let same_sign = if self.negative {
            magnitude.reverse()
        } else {
            magnitude
        };
        other.negative.cmp(&self.negative).then(same_sign)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (
                Size::Small { mantissa, scale },
                Size::Small {
                    mantissa: other,
                    scale: other_scale,
                },
            ) if scale == other_scale => mantissa.cmp(other),
            _ => Parts::of(&self.text()).compare(&Parts::of(&other.text())),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Parts::of(&self.text()).hash(state);
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::ZERO
    }
}

impl TryFrom<f64> for Decimal {
    type Error = ConversionError;

    /// The shortest decimal that is nearest to the number: `19.99` for `19.99`. Fails if the number is infinite or NaN.
    fn try_from(number: f64) -> Result<Self, ConversionError> {
        if number.is_finite() {
            Ok(Self::read(&number.to_string()).expect("a finite float is displayed as a decimal"))
        } else {
            Err(ConversionError::new(&number, "Decimal", OUT_OF_RANGE))
        }
    }
}

impl From<&Integer> for Decimal {
    fn from(integer: &Integer) -> Self {
        Self::read(&integer.to_string()).expect("an integer is in the form of a decimal")
    }
}

impl TryFrom<&Decimal> for Integer {
    type Error = ConversionError;

    /// Fails if the number is not whole; zeros behind the point do not count.
    fn try_from(decimal: &Decimal) -> Result<Self, ConversionError> {
        let text = decimal.text();
        let parts = Parts::of(&text);
        if !parts.fraction.is_empty() {
            return Err(ConversionError::new(decimal, "Integer", NOT_WHOLE));
        }
        let sign = if parts.negative { "-" } else { "" };
        Ok(Self::parse(&format!("{sign}{}", parts.whole))
            .expect("the whole part of a decimal is an integer"))
    }
}

macro_rules! primitive_integers {
    ($($type:ident)*) => {$(
        impl From<$type> for Decimal {
            #[inline]
            fn from(number: $type) -> Self {
                Self(Size::Small { mantissa: number.into(), scale: 0 })
            }
        }

        impl TryFrom<&Decimal> for $type {
            type Error = ConversionError;

            /// Fails if the number is not whole or out of range; zeros behind the point do not count.
            fn try_from(decimal: &Decimal) -> Result<Self, ConversionError> {
                Self::try_from(&Integer::try_from(decimal)?)
            }
        }
    )*};
}

primitive_integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }
