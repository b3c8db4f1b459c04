//! Bodies that are compressed with gzip.

use std::fmt;
use std::io::{self, Read, Write};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use flate2::write;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

/// Why a compressed body is not read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// It is not gzip, or cut off.
    Broken(std::io::Error),
    /// It becomes larger than allowed.
    TooLarge,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(error) => write!(f, "the body is not gzip, or cut off: {error}"),
            Self::TooLarge => f.write_str("the body becomes larger than allowed"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Whether the body of these headers is compressed with gzip; `None` if it is encoded in another way.
pub(crate) fn is_gzip(headers: &HeaderMap) -> Option<bool> {
    let Some(encoding) = headers.get(CONTENT_ENCODING) else {
        return Some(false);
    };
    let encoding = encoding.to_str().unwrap_or("?").trim().to_ascii_lowercase();
    match encoding.as_str() {
        "" | "identity" => Some(false),
        "gzip" | "x-gzip" => Some(true),
        _ => None,
    }
}

/// The compressed body.
#[cfg(feature = "client")]
pub(crate) fn zip(plain: &[u8]) -> Bytes {
    let mut packed = Vec::with_capacity(plain.len() / 4);
    let mut encoder = flate2::read::GzEncoder::new(plain, flate2::Compression::default());
    // Neither a slice nor a vector fails; a body that breaks off would be refused.
    let _ = encoder.read_to_end(&mut packed);
    packed.into()
}

/// How much of a body is given at once.
const PIECE: usize = 64 * 1024;

/// How much of a compressed body is unpacked at once: it may become a thousand times as much.
const COMPRESSED_PIECE: usize = 4 * 1024;

/// The pieces of a body, without its compression.
pub(crate) struct Unpacking {
    /// What came and was not given.
    arrived: Bytes,
    unzip: Option<write::MultiGzDecoder<Vec<u8>>>,
}

impl Unpacking {
    pub(crate) fn new(is_gzip: bool) -> Self {
        Self {
            arrived: Bytes::new(),
            unzip: is_gzip.then(|| write::MultiGzDecoder::new(Vec::new())),
        }
    }

    /// Whether all that came was given, and more can be taken in.
    pub(crate) fn is_hungry(&self) -> bool {
        self.arrived.is_empty()
    }

    /// Takes in what came next.
    pub(crate) fn feed(&mut self, arrived: Bytes) {
        self.arrived = arrived;
    }

    /// The next piece, which may be empty.
    pub(crate) fn piece(&mut self) -> io::Result<Bytes> {
        match &mut self.unzip {
            Some(unzip) => {
                let length = self.arrived.len().min(COMPRESSED_PIECE);
                unzip.write_all(&self.arrived.split_to(length))?;
                Ok(std::mem::take(unzip.get_mut()).into())
            }
            None => Ok(self.arrived.split_to(self.arrived.len().min(PIECE))),
        }
    }

    /// The last piece, which may be empty, of a body that has ended.
    pub(crate) fn finish(&mut self) -> io::Result<Bytes> {
        match &mut self.unzip {
            Some(unzip) => {
                unzip.try_finish()?;
                Ok(std::mem::take(unzip.get_mut()).into())
            }
            None => Ok(Bytes::new()),
        }
    }
}

/// The plain body; it is never held beyond the limit.
pub(crate) fn unzip(body: &[u8], max_bytes: usize) -> Result<Vec<u8>, Unreadable> {
    let limit = u64::try_from(max_bytes).unwrap_or(u64::MAX);
    let mut plain = Vec::new();
    let mut decoder = MultiGzDecoder::new(body).take(limit.saturating_add(1));
    decoder
        .read_to_end(&mut plain)
        .map_err(Unreadable::Broken)?;
    if plain.len() > max_bytes {
        return Err(Unreadable::TooLarge);
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(plain: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(plain).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_body_that_unpacks_beyond_the_limit_is_refused() {
        let bomb = gzip(&vec![b' '; 10_000]);
        assert!(bomb.len() < 100);
        assert!(matches!(unzip(&bomb, 9_999), Err(Unreadable::TooLarge)));
        assert_eq!(unzip(&bomb, 10_000).unwrap().len(), 10_000);
    }

    #[test]
    fn a_body_that_is_cut_off_is_broken() {
        let whole = gzip(b"<a>text</a>");
        assert!(matches!(
            unzip(&whole[..whole.len() - 4], 100),
            Err(Unreadable::Broken(_))
        ));
    }
}
