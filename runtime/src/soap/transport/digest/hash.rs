//! The hashes of digest authentication.

use md5::{Digest, Md5};
use ring::digest::{SHA256, digest};

/// A hash, the weaker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hash {
    Md5,
    Sha256,
}

impl Hash {
    /// The hash of a text, in hexadecimal digits.
    pub(super) fn of(self, text: &str) -> String {
        match self {
            Self::Md5 => hexadecimal(&Md5::digest(text.as_bytes())),
            Self::Sha256 => hexadecimal(digest(&SHA256, text.as_bytes()).as_ref()),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
