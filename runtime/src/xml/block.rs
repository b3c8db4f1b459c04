//! Passing over plain text in words and blocks, in reading and in writing.
//!
//! One pass looks for everything that can end or change a text. Most texts are short, and are looked through in words of eight bytes,
//! whose arithmetic needs no memory; longer ones go on in blocks, whose lanes are compared in loops that are simple enough for the
//! compiler to make one instruction of each, so that no `unsafe` is needed. Against blocks alone, records of short texts are written
//! in a tenth less time.

const BLOCK: usize = 16;
const WORD: usize = 8;

/// How many words are looked at before blocks pay.
const WORDS: usize = 5;

type Lanes = [u8; BLOCK];

/// How many bytes are plain before the first that is not.
///
/// Not plain are `<`, `&`, all below U+0020 (line ends, tabs, forbidden controls), 0xEF (which may begin U+FFFE or U+FFFF), and
/// `OTHER`: in reading `]`, which may begin `]]>`, or a quote, and in writing `>`.
#[inline]
pub(super) fn plain_length<const OTHER: u8>(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<WORD>();
    for (index, word) in words.iter().take(WORDS).enumerate() {
        let marks = word_marks::<OTHER>(*word);
        if marks != 0 {
            return index * WORD + first_byte(marks);
        }
    }
    if words.len() > WORDS {
        return WORDS * WORD + plain_length_of_long::<OTHER>(&bytes[WORDS * WORD..]);
    }
    match bytes.last_chunk::<WORD>() {
        Some(_) if rest.is_empty() => bytes.len(),
        // All but the rest is known to be plain already.
        Some(last) => match word_marks::<OTHER>(*last) {
            0 => bytes.len(),
            marks => bytes.len() - WORD + first_byte(marks),
        },
        None => plain_length_of_few::<OTHER>(rest),
    }
}

#[inline(never)]
fn plain_length_of_long<const OTHER: u8>(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (index, block) in blocks.iter().enumerate() {
        let marks = marks::<OTHER>(block);
        if marks != 0 {
            return index * BLOCK + (marks.trailing_zeros() / 8) as usize;
        }
    }
    blocks.len() * BLOCK + plain_length_of_few::<OTHER>(rest)
}

#[inline]
fn plain_length_of_few<const OTHER: u8>(bytes: &[u8]) -> usize {
    let plain = bytes.iter().position(|&byte| !is_plain::<OTHER>(byte));
    plain.unwrap_or(bytes.len())
}

const ONES: u64 = u64::MAX / 0xFF;
const HIGH_BITS: u64 = ONES << 7;

/// The high bit of the first byte that is not plain; what is set behind it may be wrong.
///
/// Subtracting from each byte what it is compared with borrows from the next only where a byte is marked.
#[inline(always)]
fn word_marks<const OTHER: u8>(word: [u8; WORD]) -> u64 {
    let word = u64::from_le_bytes(word);
    let is_either = |one: u8, other: u8| {
        let differing = ONES * u64::from(one ^ other);
        let difference = (word | differing) ^ (ONES * u64::from(one | other));
        difference.wrapping_sub(ONES) & !difference
    };
    let is = |byte: u8| is_either(byte, byte);
    // Two bytes that differ in a single bit are looked for at once.
    let markup = if (OTHER ^ b'<').is_power_of_two() {
        is_either(b'<', OTHER) | is(b'&')
    } else if (OTHER ^ b'&').is_power_of_two() {
        is(b'<') | is_either(b'&', OTHER)
    } else {
        is(b'<') | is(b'&') | is(OTHER)
    };
    let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word;
    (markup | is(0xEF) | control) & HIGH_BITS
}

/// The index of the byte that the first mark is in.
#[inline(always)]
fn first_byte(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

/// A block with all bits of the bytes that are not plain.
///
/// Inlined into the loop above, the compiler takes the lanes apart again: 150 instructions instead of 23.
#[inline(never)]
fn marks<const OTHER: u8>(block: &Lanes) -> u128 {
    let markup = either(
        mark(block, |byte| byte == b'<'),
        mark(block, |byte| byte == b'&'),
    );
    let other = either(
        mark(block, |byte| byte == OTHER),
        mark(block, |byte| byte == 0xEF),
    );
    let control = mark(block, |byte| byte < b' ');
    u128::from_le_bytes(either(either(markup, other), control))
}

#[inline]
fn mark(block: &Lanes, is_marked: impl Fn(u8) -> bool) -> Lanes {
    let mut marked = [0; BLOCK];
    for (lane, byte) in marked.iter_mut().zip(block) {
        *lane = if is_marked(*byte) { 0xFF } else { 0 };
    }
    marked
}

#[inline]
fn either(left: Lanes, right: Lanes) -> Lanes {
    let mut either = left;
    for (lane, other) in either.iter_mut().zip(right) {
        *lane |= other;
    }
    either
}

fn is_plain<const OTHER: u8>(byte: u8) -> bool {
    byte >= b' ' && byte != OTHER && !matches!(byte, b'<' | b'&' | 0xEF)
}

#[cfg(test)]
mod tests {
    use super::{is_plain, plain_length};

    #[test]
    fn every_byte_that_is_not_plain_is_found_wherever_it_stands() {
        for byte in 0..=255_u8 {
            for at in 0..40 {
                let mut text = [b'x'; 45];
                text[at] = byte;
                let expected = if is_plain::<b']'>(byte) {
                    text.len()
                } else {
                    at
                };
                assert_eq!(plain_length::<b']'>(&text), expected, "{byte} at {at}");
                assert_eq!(plain_length::<b']'>(&text[at + 1..]), text.len() - at - 1);
            }
        }
        assert_eq!(plain_length::<b'>'>(b""), 0);
    }
}
