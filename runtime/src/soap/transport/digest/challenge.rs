//! What a server asks for, and the answer.
//!
//! Source: RFC 7616, 3.3 to 3.5.

use super::Credentials;
use super::hash::Hash;

/// What a server asks for.
#[derive(Clone, Debug)]
pub(super) struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    /// As the server wrote it; absent in the answer where it is absent in the challenge.
    algorithm: Option<String>,
    hash: Hash,
    is_session: bool,
    has_quality: bool,
    stale: bool,
    /// How often the nonce was used.
    count: u32,
}

impl Challenge {
    /// The strongest challenge that can be met.
    pub(super) fn strongest<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let challenges = texts.flat_map(split_challenges);
        let known = challenges.filter_map(|(scheme, parameters)| {
            let is_digest = scheme.eq_ignore_ascii_case("digest");
            is_digest.then(|| Self::of(&parameters)).flatten()
        });
        // Of two that are equally strong the first counts.
        known.reduce(|best, next| if next.hash > best.hash { next } else { best })
    }

    fn of(parameters: &[(String, String)]) -> Option<Self> {
        let find = |name: &str| {
            let found = parameters.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        let algorithm = find("algorithm");
        let name = algorithm.as_deref().unwrap_or("MD5").to_ascii_uppercase();
        let (hash, is_session) = match name.as_str() {
            "MD5" => (Hash::Md5, false),
            "MD5-SESS" => (Hash::Md5, true),
            "SHA-256" => (Hash::Sha256, false),
            "SHA-256-SESS" => (Hash::Sha256, true),
            _ => return None,
        };
        let quality = find("qop");
        let offers_auth = |quality: &String| {
            let mut offered = quality.split(',');
            offered.any(|offer| offer.trim().eq_ignore_ascii_case("auth"))
        };
        if quality
            .as_ref()
            .is_some_and(|quality| !offers_auth(quality))
        {
            return None;
        }
        Some(Self {
            realm: find("realm")?,
            nonce: find("nonce")?,
            opaque: find("opaque"),
            algorithm,
            hash,
            is_session,
            has_quality: quality.is_some(),
            stale: find("stale").is_some_and(|stale| stale.eq_ignore_ascii_case("true")),
            count: 0,
        })
    }

    /// Whether the server only wants another nonce.
    pub(super) fn is_stale(&self) -> bool {
        self.stale
    }

    /// The value of `Authorization` for a request; the nonce is counted.
    pub(super) fn prove(
        &mut self,
        credentials: &Credentials,
        method: &str,
        path: &str,
        client_nonce: &str,
    ) -> String {
        self.count += 1;
        let count = format!("{:08x}", self.count);
        let response = self.response(credentials, method, path, client_nonce, &count);
        let mut value = format!(
            "Digest username={}, realm={}, nonce={}, uri={}, response=\"{response}\"",
            quoted(&credentials.username),
            quoted(&self.realm),
            quoted(&self.nonce),
            quoted(path),
        );
        if let Some(algorithm) = &self.algorithm {
            value.push_str(&format!(", algorithm={algorithm}"));
        }
        if let Some(opaque) = &self.opaque {
            value.push_str(&format!(", opaque={}", quoted(opaque)));
        }
        if self.has_quality {
            value.push_str(&format!(", qop=auth, nc={count}"));
        }
        if self.has_quality || self.is_session {
            value.push_str(&format!(", cnonce={}", quoted(client_nonce)));
        }
        value
    }

    fn response(
        &self,
        credentials: &Credentials,
        method: &str,
        path: &str,
        client_nonce: &str,
        count: &str,
    ) -> String {
        let Credentials { username, password } = credentials;
        let (hash, nonce) = (self.hash, &self.nonce);
        let mut secret = hash.of(&format!("{username}:{}:{password}", self.realm));
        if self.is_session {
            secret = hash.of(&format!("{secret}:{nonce}:{client_nonce}"));
        }
        let request = hash.of(&format!("{method}:{path}"));
        match self.has_quality {
            true => hash.of(&format!(
                "{secret}:{nonce}:{count}:{client_nonce}:auth:{request}"
            )),
            false => hash.of(&format!("{secret}:{nonce}:{request}")),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

type Parameters = Vec<(String, String)>;

/// The challenges of one header: each a scheme and its parameters.
///
/// Source: RFC 9110, 11.6.1.
fn split_challenges(text: &str) -> Vec<(String, Parameters)> {
    let mut challenges: Vec<(String, Parameters)> = Vec::new();
    for part in split_at_commas(text) {
        let (before, value) = match part.split_once('=') {
            Some((before, value)) => (before.trim(), Some(unquote(value.trim()))),
            None => (part.trim(), None),
        };
        let (scheme, name) = match before.split_once(char::is_whitespace) {
            Some((scheme, name)) => (Some(scheme), name.trim()),
            None if value.is_none() => (Some(before), ""),
            None => (None, before),
        };
        if let Some(scheme) = scheme {
            challenges.push((scheme.to_owned(), Vec::new()));
        }
        if let (Some((_, parameters)), Some(value)) = (challenges.last_mut(), value) {
            parameters.push((name.to_ascii_lowercase(), value));
        }
    }
    challenges
}

/// The parts between the commas that stand outside of quotes.
fn split_at_commas(text: &str) -> Vec<&str> {
    let mut quoted = false;
    let mut escaped = false;
    let parts = text.split(|character| {
        let is_quote = character == '"' && !escaped;
        escaped = quoted && character == '\\' && !escaped;
        quoted ^= is_quote;
        character == ',' && !quoted
    });
    parts.filter(|part| !part.trim().is_empty()).collect()
}

fn unquote(text: &str) -> String {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let Some(inner) = inner else {
        return text.to_owned();
    };
    let mut plain = String::with_capacity(inner.len());
    let mut escaped = false;
    for character in inner.chars() {
        escaped = character == '\\' && !escaped;
        if !escaped {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: &str = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

    fn mufasa() -> Credentials {
        Credentials {
            username: "Mufasa".to_owned(),
            password: "Circle of Life".to_owned(),
        }
    }

    /// The example of RFC 7616, 3.9.1.
    #[test]
    fn the_answers_are_those_of_the_specification() {
        let rest = format!(
            "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\"{NONCE}\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
        );
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            (
                "SHA-256",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ] {
            let text = format!("Digest {rest}, algorithm={algorithm}");
            let mut challenge = Challenge::strongest(std::iter::once(text.as_str())).unwrap();
            let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let proof = challenge.prove(&mufasa(), "GET", "/dir/index.html", nonce);
            assert!(
                proof.contains(&format!("response=\"{response}\"")),
                "{proof}"
            );
            assert!(proof.contains("qop=auth, nc=00000001"), "{proof}");
            let proof = challenge.prove(&mufasa(), "GET", "/dir/index.html", nonce);
            assert!(proof.contains("nc=00000002"), "{proof}");
        }
    }

    #[test]
    fn the_strongest_of_several_challenges_is_met() {
        let texts = [
            "Basic realm=\"a, Digest b\"",
            "Negotiate, Digest realm=\"x\\\"y\", nonce=\"1\", algorithm=MD5, Digest realm=\"x\", nonce=2, algorithm=SHA-256",
            "Digest realm=\"x\", nonce=\"3\", algorithm=SHA-512-256",
            "Digest realm=\"x\", nonce=\"4\", algorithm=SHA-256, qop=\"auth-int\"",
        ];
        let challenge = Challenge::strongest(texts.into_iter()).unwrap();
        assert_eq!(
            (challenge.nonce.as_str(), challenge.hash),
            ("2", Hash::Sha256)
        );
        let challenge = Challenge::strongest(texts[..1].iter().copied());
        assert!(challenge.is_none());
        let old = "Digest realm=\"x\\\"y\", nonce=\"1\"";
        let mut challenge = Challenge::strongest(std::iter::once(old)).unwrap();
        let proof = challenge.prove(&mufasa(), "POST", "/", "c");
        assert!(
            proof.contains("realm=\"x\\\"y\"") && !proof.contains("qop"),
            "{proof}"
        );
    }
}
