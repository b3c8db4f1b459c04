//! Passing over plain text: in reading by blocks of sixteen bytes, in writing by words of eight.
//!
//! One pass looks for everything that can end or change a text. A block is two words, whose bytes are compared by arithmetic of words
//! that is the same for both, so that the compiler makes one instruction of each pair and no `unsafe` is needed. Which byte of a
//! block is the first that is marked is found without a branch: of texts of all lengths up to sixteen, a processor could not guess it.
//! Against words one by one, messages whose texts have many lengths are read in 2 to 8 % less time. In writing there is nothing to
//! find, a text ends where its bytes do, and two comparisons are one: words take 3 % less than blocks.

use std::hint::select_unpredictable;

use crate::value::digits::{all, word};

const BLOCK: usize = 16;
const WORD: usize = 8;

/// How many bytes are plain before the first that is not.
///
/// Not plain are `<`, `&`, all below U+0020 (line ends, tabs, forbidden controls), 0xEF (which may begin U+FFFE or U+FFFF), and
/// `OTHER`: in reading `]`, which may begin `]]>`, or a quote, and in writing `>`.
#[inline]
pub(super) fn plain_length<const OTHER: u8>(bytes: &[u8]) -> usize {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (index, block) in blocks.iter().enumerate() {
        let (first, second) = words(block);
        if let Some(marked) = first_marked::<OTHER>(first, second) {
            return index * BLOCK + marked;
        }
    }
    bytes.len() - rest.len() + plain_length_of_few::<OTHER>(rest)
}

/// Whether all bytes are plain.
///
/// A text that is written ends where its bytes do, and mostly is short: it is looked at by words.
#[inline(always)]
pub(super) fn are_plain<const OTHER: u8>(bytes: &[u8]) -> bool {
    let is_plain = |bytes: &[u8; WORD]| marks::<OTHER>(u64::from_le_bytes(*bytes)) == 0;
    match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().all(is_plain) && is_plain(last),
        None => marks::<OTHER>(word_with_spaces(bytes)) == 0,
    }
}

/// As [`plain_length`], of less than a block: of two words that may overlap, or of one that spaces make whole.
#[inline]
fn plain_length_of_few<const OTHER: u8>(bytes: &[u8]) -> usize {
    let (first, second) = match (bytes.first_chunk::<WORD>(), bytes.last_chunk::<WORD>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (word_with_spaces(bytes), all(b' ')),
    };
    match first_marked::<OTHER>(first, second) {
        Some(marked) if marked < WORD => marked,
        Some(marked) => bytes.len() + marked - BLOCK,
        None => bytes.len(),
    }
}

/// Less than eight bytes as a word that spaces, which are plain, make whole.
#[inline(always)]
fn word_with_spaces(bytes: &[u8]) -> u64 {
    word(bytes) | all(b' ').unbounded_shl(8 * bytes.len() as u32)
}

#[inline(always)]
fn words(block: &[u8; BLOCK]) -> (u64, u64) {
    let block = u128::from_le_bytes(*block);
    (block as u64, (block >> 64) as u64)
}

/// The first byte of two words that is not plain.
#[inline(always)]
fn first_marked<const OTHER: u8>(first: u64, second: u64) -> Option<usize> {
    let (first, second) = (marks::<OTHER>(first), marks::<OTHER>(second));
    if first | second == 0 {
        return None;
    }
    let bit = select_unpredictable(
        first != 0,
        first.trailing_zeros(),
        u64::BITS + second.trailing_zeros(),
    );
    Some((bit / 8) as usize)
}

/// The high bit of the first byte that is not plain; what is set behind it may be wrong.
///
/// Subtracting from each byte what it is compared with borrows from the next only where a byte is marked.
#[inline(always)]
fn marks<const OTHER: u8>(word: u64) -> u64 {
    let is = |byte: u8| (word ^ all(byte)).wrapping_sub(all(1));
    // Two bytes that differ in a single bit are looked for at once.
    let is_either =
        |one: u8, other: u8| ((word | all(one ^ other)) ^ all(one | other)).wrapping_sub(all(1));
    let markup = if (OTHER ^ b'<').is_power_of_two() {
        is_either(b'<', OTHER) | is(b'&')
    } else {
        is(b'<') | is(b'&') | is(OTHER)
    };
    let ascii = markup | word.wrapping_sub(all(b' '));
    (ascii & !word | is(0xEF) & word) & all(0x80)
}

#[cfg(test)]
mod tests {
    use super::{are_plain, plain_length};

    fn is_plain<const OTHER: u8>(byte: u8) -> bool {
        byte >= b' ' && byte != OTHER && !matches!(byte, b'<' | b'&' | 0xEF)
    }

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
    }

    #[test]
    fn texts_of_every_length_are_looked_through_to_their_ends() {
        for length in 0..45 {
            let mut text = vec![b'x'; length];
            assert_eq!(plain_length::<b'>'>(&text), length);
            assert!(are_plain::<b'>'>(&text));
            for at in 0..length {
                text[at] = b'>';
                assert_eq!(plain_length::<b'>'>(&text), at, "of {length}");
                assert!(!are_plain::<b'>'>(&text), "{at} of {length}");
                text[at] = b'x';
            }
        }
    }
}
