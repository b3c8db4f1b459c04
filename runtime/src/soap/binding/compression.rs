//! Bodies that are compressed with gzip.

use std::fmt;
use std::io::Read;

use flate2::read::MultiGzDecoder;
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
pub(crate) fn zip(plain: &[u8]) -> bytes::Bytes {
    let mut packed = Vec::with_capacity(plain.len() / 4);
    let mut encoder = flate2::read::GzEncoder::new(plain, flate2::Compression::default());
    // Neither a slice nor a vector fails; a body that breaks off would be refused.
    let _ = encoder.read_to_end(&mut packed);
    packed.into()
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
