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

    /// Appends the whole to `out`.
    #[inline]
    pub(super) fn append_to(&self, out: &mut String) {
        out.push_str(std::str::from_utf8(&self.bytes[..self.len]).expect("only ASCII was pushed"));
    }
}

/// The two digits of a number below 100.
#[inline]
pub(super) const fn digits(number: u8) -> [u8; 2] {
    [b'0' + number / 10 % 10, b'0' + number % 10]
}
