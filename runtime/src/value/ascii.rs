//! A short ASCII text that is put together on the stack.

/// The longest text: the year of an `i32`, 38 fraction digits and an offset.
const CAPACITY: usize = 80;

/// A buffer for one date or time.
///
/// Aligned, because the standard library then checks words of it at once for being ASCII.
#[repr(align(16))]
pub(super) struct Ascii {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Ascii {
    #[inline]
    pub(super) fn new() -> Self {
        Self {
            bytes: [0; CAPACITY],
            len: 0,
        }
    }

    /// Appends one ASCII character.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Appends several characters at once.
    #[inline]
    pub(super) fn all<const N: usize>(&mut self, bytes: [u8; N]) {
        self.bytes[self.len..self.len + N].copy_from_slice(&bytes);
        self.len += N;
    }

    /// Appends a number below 100 with two digits.
    #[inline]
    pub(super) fn two(&mut self, number: u8) {
        self.all(digits(number));
    }

    /// Appends the last `count` digits of the number, zeros first where it has fewer.
    #[inline]
    pub(super) fn number(&mut self, mut number: u64, count: usize) {
        let end = self.len + count;
        for byte in self.bytes[self.len..end].iter_mut().rev() {
            *byte = b'0' + (number % 10) as u8;
            number /= 10;
        }
        self.len = end;
    }

    /// Appends the first `count` of the nine digits of a number below 10<sup>9</sup>.
    #[inline]
    pub(super) fn first_of_nine(&mut self, number: u32, count: usize) {
        let (first, rest) = (number / 100_000_000, number % 100_000_000);
        let (high, low) = (rest / 10_000, rest % 10_000);
        let pair = |number: u32| digits(number as u8);
        let ([b, c], [d, e]) = (pair(high / 100), pair(high % 100));
        let ([f, g], [h, i]) = (pair(low / 100), pair(low % 100));
        self.all([b'0' + first as u8, b, c, d, e, f, g, h, i]);
        self.len -= 9 - count;
    }

    /// Appends the whole to `out`.
    #[inline]
    pub(super) fn append_to(&self, out: &mut String) {
        out.push_str(self.as_str());
    }

    /// The whole. What is looked at ends with a block of 16 bytes, as the standard library looks at single bytes behind the last one.
    #[inline]
    pub(super) fn as_str(&self) -> &str {
        let blocks = self.len.next_multiple_of(16).min(CAPACITY);
        let text = std::str::from_utf8(&self.bytes[..blocks]).expect("only ASCII was pushed");
        &text[..self.len]
    }
}

/// The two digits of a number below 100.
#[inline]
pub(super) const fn digits(number: u8) -> [u8; 2] {
    DIGITS[(number % 128) as usize]
}

/// The two digits of every number below 100; there is an entry for whatever seven bits say, so that no index is out of bounds.
const DIGITS: [[u8; 2]; 128] = {
    let mut digits = [*b"00"; 128];
    let mut number = 0;
    while number < 100 {
        digits[number as usize] = [b'0' + number / 10, b'0' + number % 10];
        number += 1;
    }
    digits
};
