//! OAuth against an authority on loopback.

#![allow(clippy::unwrap_used, reason = "tests")]

mod authority;
mod consent;
mod refresh;
mod wrong;

/// A value of a form.
fn field(form: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(form.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}
