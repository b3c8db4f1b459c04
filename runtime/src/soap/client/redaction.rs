//! Secrets in messages, masked before anything shows them.

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, PROXY_AUTHORIZATION, SET_COOKIE};

/// What a secret is replaced with.
const MASK: &str = "***";

/// A secret shorter than this is masked where it stands, but not looked for elsewhere: it would be found in everything.
const SHORTEST: usize = 4;

/// What is masked in whatever is shown of a message: in the hook for raw messages, in the log, in errors.
///
/// The content of elements and attributes with certain local names, and certain HTTP headers. What stood there in a request is
/// masked everywhere in its reply, too: some services send back what they were sent.
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

    /// Masks elements and attributes of that local name, too.
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
        self.headers.contains(name)
    }

    fn hides(&self, name: &str) -> bool {
        let local = name.rsplit(':').next().unwrap_or(name);
        self.names.iter().any(|hidden| hidden == local)
    }

    /// The secrets of a request: what is masked in it, as it is written and as it is meant.
    pub(super) fn secrets_of(&self, headers: &HeaderMap, text: &str) -> Secrets {
        let mut found: Vec<String> = Vec::new();
        for (start, end) in self.hidden_ranges(text) {
            let written = text[start..end].trim();
            found.push(written.to_owned());
            found.push(unescape(written));
        }
        for name in &self.headers {
            for value in headers.get_all(name) {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                if let Some((_, credentials)) = value.split_once(' ') {
                    found.push(credentials.trim().to_owned());
                }
                found.push(value);
            }
        }
        found.retain(|secret| secret.len() >= SHORTEST);
        // The longer ones first: a short one may be a part of a long one.
        found.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        found.dedup();
        Secrets(found)
    }

    /// The text with every secret masked.
    pub(super) fn mask(&self, text: &str, secrets: &Secrets) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut copied = 0;
        for (start, end) in self.hidden_ranges(text) {
            masked.push_str(&text[copied..start]);
            masked.push_str(MASK);
            copied = end;
        }
        masked.push_str(&text[copied..]);
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

    /// Where text stands that is hidden, in a document that need not be well-formed: a part without an end goes to the end.
    fn hidden_ranges(&self, text: &str) -> Vec<(usize, usize)> {
        let mut ranges = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find('<') {
            let start = at + found + 1;
            let name = name_at(&text[start..]);
            at = start;
            if name.is_empty() {
                continue;
            }
            let end = tag_end(text, start);
            at = end;
            self.hide_attributes(text, start + name.len(), end, &mut ranges);
            if !self.hides(name) || text[..end].ends_with("/>") {
                continue;
            }
            let close = find_close(text, end, name);
            if text[end..close].trim().is_empty() {
                continue;
            }
            ranges.push((end, close));
            at = close;
        }
        ranges
    }

    fn hide_attributes(
        &self,
        text: &str,
        from: usize,
        end: usize,
        ranges: &mut Vec<(usize, usize)>,
    ) {
        let mut at = from;
        while let Some(equals) = text[at..end].find('=') {
            let name = text[at..at + equals].trim();
            let after = at + equals + 1;
            let open = text[after..end]
                .find(['"', '\''])
                .map(|quote| after + quote);
            let Some(open) = open else { return };
            let quote = char::from(text.as_bytes()[open]);
            let close = text[open + 1..end]
                .find(quote)
                .map_or(end, |close| open + 1 + close);
            if self.hides(name) && close > open + 1 {
                ranges.push((open + 1, close));
            }
            at = (close + 1).min(end);
        }
    }
}

/// The name that a text begins with; empty if it begins with none.
fn name_at(text: &str) -> &str {
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<' | '?' | '!' | '='));
    &text[..end.unwrap_or(text.len())]
}

/// Behind the tag that goes on at `from`; the end of the text if the tag has none.
fn tag_end(text: &str, from: usize) -> usize {
    let mut quote = None;
    for (index, byte) in text.as_bytes()[from..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from + index + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// Where the end tag of that name begins; the end of the text if there is none.
fn find_close(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = text[at..].find("</") {
        let start = at + found;
        if name_at(&text[start + 2..]) == name {
            return start;
        }
        at = start + 2;
    }
    text.len()
}

/// The text that markup stands for.
fn unescape(text: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#xD;", "\r"),
    ];
    let unescaped = named
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    unescaped.replace("&amp;", "&")
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
