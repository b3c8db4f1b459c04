//! Secrets in messages, masked before anything shows them.

mod json;
mod markup;

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, PROXY_AUTHORIZATION, SET_COOKIE};

/// What a secret is replaced with.
const MASK: &str = "***";

/// A secret shorter than this is masked where it stands, but not looked for elsewhere: it would be found in everything.
const SHORTEST: usize = 4;

/// What is masked in whatever is shown of a message: in the hook for raw messages, in the log, in errors.
///
/// The content of elements and attributes with certain local names, the values of members of these names in JSON, and certain HTTP
/// headers, also those of these names. What stood there in a request is masked everywhere in its reply, too: some services send
/// back what they were sent.
///
/// Default: `AuthenticationToken`, `DeveloperToken`, `Password`; `Authorization`, `Proxy-Authorization`, `Cookie`, `Set-Cookie`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    names: Vec<String>,
    headers: Vec<HeaderName>,
}

impl Default for Redaction {
    fn default() -> Self {
        let names = ["AuthenticationToken", "DeveloperToken", "Password"];
        Self {
            names: names.map(str::to_owned).into(),
            headers: vec![AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, SET_COOKIE],
        }
    }
}

impl Redaction {
    /// Nothing is masked.
    #[must_use]
    pub fn none() -> Self {
        Self {
            names: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// Masks elements and attributes of that local name, members and HTTP headers of that name, too.
    #[must_use]
    pub fn and_name(mut self, local: impl Into<String>) -> Self {
        self.names.push(local.into());
        self
    }

    /// Masks the HTTP header, too.
    #[must_use]
    pub fn and_header(mut self, name: HeaderName) -> Self {
        self.headers.push(name);
        self
    }

    pub(super) fn hides_header(&self, name: &HeaderName) -> bool {
        let is_hidden = |hidden: &String| hidden.eq_ignore_ascii_case(name.as_str());
        self.headers.contains(name) || self.names.iter().any(is_hidden)
    }

    /// Whether it hides what has this name in XML, whatever its prefix.
    fn hides(&self, name: &str) -> bool {
        self.hides_name(name.rsplit(':').next().unwrap_or(name))
    }

    fn hides_name(&self, name: &str) -> bool {
        self.names.iter().any(|hidden| hidden == name)
    }

    /// The secrets of a request: what is masked in it, as it is written and as it is meant.
    pub(super) fn secrets_of(&self, headers: &HeaderMap, text: &str) -> Secrets {
        let mut found: Vec<String> = match json::is_json(text) {
            true => json::hidden_values(self, text),
            false => markup::hidden_values(self, text),
        };
        for (_, value) in headers.iter().filter(|(name, _)| self.hides_header(name)) {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            if let Some((_, credentials)) = value.split_once(' ') {
                found.push(credentials.trim().to_owned());
            }
            found.push(value);
        }
        found.retain(|secret| secret.len() >= SHORTEST);
        // The longer ones first: a short one may be a part of a long one.
        found.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        found.dedup();
        Secrets(found)
    }

    /// The text with every secret masked.
    pub(super) fn mask(&self, text: &str, secrets: &Secrets) -> String {
        let masked = match json::is_json(text) {
            true => json::mask(self, text, secrets),
            false => markup::mask(self, text),
        };
        secrets.mask(&masked)
    }

    /// The headers with every secret masked.
    pub(super) fn mask_headers(
        &self,
        headers: &HeaderMap,
        secrets: &Secrets,
    ) -> Vec<(String, String)> {
        let pairs = headers.iter().map(|(name, value)| {
            let value = match self.hides_header(name) {
                true => MASK.to_owned(),
                false => secrets.mask(&String::from_utf8_lossy(value.as_bytes())),
            };
            (name.as_str().to_owned(), value)
        });
        pairs.collect()
    }
}

/// The secrets of one request.
#[derive(Clone, Default)]
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    /// The text with every secret masked.
    pub(super) fn mask(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| {
            match text.contains(secret.as_str()) {
                true => text.replace(secret.as_str(), MASK),
                false => text,
            }
        })
    }

    /// Whether a text holds a secret.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.0.iter().any(|secret| text.contains(secret.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(text: &str) -> String {
        Redaction::default().mask(text, &Secrets::default())
    }

    #[test]
    fn what_is_in_hidden_elements_and_attributes_is_masked() {
        let cases = [
            (
                "<h:Password xmlns:h='u'>a&lt;b</h:Password><b>c</b>",
                "<h:Password xmlns:h='u'>***</h:Password><b>c</b>",
            ),
            (
                "<Password/><Password></Password>",
                "<Password/><Password></Password>",
            ),
            (
                "<a x='1' Password=\"p>\" y='2'>t</a>",
                "<a x='1' Password=\"***\" y='2'>t</a>",
            ),
            ("<Password><x>1</x></Password>", "<Password>***</Password>"),
            (
                "<PasswordHint>t</PasswordHint>",
                "<PasswordHint>t</PasswordHint>",
            ),
            (
                "<Password i:nil='>'>t</Password>",
                "<Password i:nil='>'>***</Password>",
            ),
        ];
        for (text, masked) in cases {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn what_is_cut_off_is_masked_to_the_end() {
        assert_eq!(mask("<a><Password>secr"), "<a><Password>***");
        assert_eq!(mask("<a Password=\"secr"), "<a Password=\"***");
        assert_eq!(mask("<Password"), "<Password");
    }

    #[test]
    fn a_secret_of_the_request_is_masked_wherever_it_comes_back() {
        let redaction = Redaction::default();
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, "Bearer abcdef".parse().unwrap());
        let secrets = redaction.secrets_of(&headers, "<DeveloperToken>x&amp;y-z</DeveloperToken>");
        let reply = redaction.mask("the token x&y-z (x&amp;y-z) or abcdef is wrong", &secrets);
        assert_eq!(reply, "the token *** (***) or *** is wrong");
    }

    proptest::proptest! {
        #[test]
        fn whatever_follows_a_secret_does_not_bring_it_back(
            text in "(<|>|/|'|\"|=| |é|&|Password|q:Password|a){0,40}",
        ) {
            for secret in ["<Password>s3cr3t</Password>", "<a q:Password='s3cr3t'>", "<Password>s3cr3t"] {
                let masked = mask(&format!("{secret}{text}"));
                proptest::prop_assert!(!masked.contains("s3cr3t"), "{masked}");
            }
        }
    }
}
