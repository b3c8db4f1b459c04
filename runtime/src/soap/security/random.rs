//! Random bytes: nonces and the numbers of messages.

use ring::rand::{SecureRandom, SystemRandom};

use super::Unmade;

/// Bytes that nobody can foresee.
pub(super) fn bytes<const N: usize>() -> Result<[u8; N], Unmade> {
    let mut bytes = [0; N];
    match SystemRandom::new().fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(Unmade::new("the system gives no random bytes")),
    }
}

/// A boundary of parts that none of them can hold but by chance of one in 2 to the 128.
#[cfg(feature = "client")]
pub(crate) fn boundary() -> Result<String, Unmade> {
    let bytes: [u8; 16] = bytes()?;
    Ok(format!("castile-part-{:032x}", u128::from_be_bytes(bytes)))
}

/// The number of a message: `urn:uuid:` and a random UUID.
///
/// Source: RFC 9562, 5.4.
#[cfg(feature = "client")]
pub(crate) fn message_id() -> Result<String, Unmade> {
    let mut bytes: [u8; 16] = bytes()?;
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let number = u128::from_be_bytes(bytes);
    let digits = format!("{number:032x}");
    let (a, rest) = digits.split_at(8);
    let (b, rest) = rest.split_at(4);
    let (c, rest) = rest.split_at(4);
    let (d, e) = rest.split_at(4);
    Ok(format!("urn:uuid:{a}-{b}-{c}-{d}-{e}"))
}

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_uuid_of_version_4_and_never_the_same() {
        let numbers = [message_id().unwrap(), message_id().unwrap()];
        assert_ne!(numbers[0], numbers[1]);
        for number in numbers {
            let parts: Vec<&str> = number["urn:uuid:".len()..].split('-').collect();
            let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12]);
            assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']));
        }
    }
}
