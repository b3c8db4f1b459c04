//! Passing over plain text in blocks.
//!
//! One pass looks for everything that can end or change a text. The lanes of a block are compared in loops that are simple enough
//! for the compiler to make one instruction of each, so that no `unsafe` is needed.

const BLOCK: usize = 16;

type Lanes = [u8; BLOCK];

/// The offset of the first byte from `from` on that is not plain, or the end.
///
/// Not plain are `<`, `&`, `]` (which may begin `]]>`), all below U+0020 (line ends, tabs, forbidden controls), and 0xEF (which may
/// begin U+FFFE or U+FFFF).
#[inline]
pub(super) fn plain_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
        match first_marked(block) {
            Some(lane) => return at + lane,
            None => at += BLOCK,
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let plain = rest.iter().position(|&byte| !is_plain(byte));
    plain.map_or(bytes.len(), |plain| at + plain)
}

/// The first lane whose byte is not plain.
#[inline]
fn first_marked(block: &Lanes) -> Option<usize> {
    let marked = [
        mark(block, |byte| byte < b' '),
        mark(block, |byte| byte == b'<'),
        mark(block, |byte| byte == b'&'),
        mark(block, |byte| byte == b']'),
        mark(block, |byte| byte == 0xEF),
    ];
    let marked = u128::from_le_bytes(marked.into_iter().fold([0; BLOCK], both));
    (marked != 0).then(|| (marked.trailing_zeros() / 8) as usize)
}

#[inline]
fn mark(block: &Lanes, is_marked: impl Fn(u8) -> bool) -> Lanes {
    block.map(|byte| if is_marked(byte) { 0xFF } else { 0 })
}

#[inline]
fn both(left: Lanes, right: Lanes) -> Lanes {
    std::array::from_fn(|lane| left[lane] | right[lane])
}

fn is_plain(byte: u8) -> bool {
    byte >= b' ' && !matches!(byte, b'<' | b'&' | b']' | 0xEF)
}

#[cfg(test)]
mod tests {
    use super::{is_plain, plain_end};

    #[test]
    fn every_byte_that_is_not_plain_is_found_wherever_it_stands() {
        for byte in 0..=255_u8 {
            for at in 0..40 {
                let mut text = [b'x'; 45];
                text[at] = byte;
                let expected = if is_plain(byte) { text.len() } else { at };
                assert_eq!(plain_end(&text, 0), expected, "{byte} at {at}");
                assert_eq!(plain_end(&text, at), expected, "{byte} from {at}");
                assert_eq!(plain_end(&text, at + 1), text.len());
            }
        }
        assert_eq!(plain_end(b"", 0), 0);
    }
}
