//! Changes to seeds, the same in every run: for a check without a fuzzer.

/// Pieces that readers look for, to be put in anywhere.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"/>",
    b"</",
    b"&",
    b"&#",
    b";",
    b"'",
    b"\"",
    b"=",
    b"]]>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<?",
    b"?>",
    b"<!DOCTYPE a [",
    b"xmlns",
    b"xmlns:s=''",
    b"xsi:nil='true'",
    b"xsi:type='x:y'",
    b"s:mustUnderstand='1'",
    b"\0",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\r\n",
    b"\r\n\r\n",
    b"--b\r\n",
    b"--b--",
    b"cid:",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"1e999",
    b"-0",
    b"18446744073709551616",
    b"\\ud800",
    b"maxOccurs='999999999'",
    b"ref='",
    b"base='",
    b"type='",
];

/// Numbers that follow from each other: xorshift64.
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The numbers that follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `end`; 0 if that is 0.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("a size fits 64 bits");
        usize::try_from(self.next() % end).expect("it is below a size")
    }
}

/// A seed with some changes.
pub fn mutate(seed: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=numbers.below(4) {
        change(&mut bytes, other, numbers);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    let at = numbers.below(bytes.len() + 1);
    let end = (at + numbers.below(40)).min(bytes.len());
    match numbers.below(7) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let copy = bytes[at..end].to_vec();
            let to = numbers.below(bytes.len() + 1);
            bytes.splice(to..to, copy);
        }
        3 => {
            let piece = PIECES[numbers.below(PIECES.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        4 => {
            let from = numbers.below(other.len() + 1);
            let piece = &other[from..(from + numbers.below(200)).min(other.len())];
            bytes.splice(at..end, piece.iter().copied());
        }
        5 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
        _ => {
            let copy = bytes[at..end].repeat(numbers.below(50));
            bytes.splice(at..at, copy);
        }
    }
}
