//! OAuth against an authority on loopback.

#![allow(clippy::unwrap_used, reason = "tests")]

mod authority;
#[cfg(feature = "cli")]
mod calls;
mod consent;
mod refresh;
#[cfg(feature = "cli")]
#[path = "../end_to_end/wire.rs"]
#[allow(dead_code, reason = "another test has use for all of it")]
mod wire;
mod wrong;

/// A value of a form.
fn field(form: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(form.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}
