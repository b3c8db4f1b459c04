//! What an authority answers to a request for tokens.

use super::error::{AuthError, AuthErrorKind, one_line};
use crate::Secret;
use http::StatusCode;
use serde_json::Value;
use std::time::Duration;

/// How much of an answer that is none is shown, in characters.
const EXCERPT: usize = 120;

/// Fresh tokens.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tokens {
    /// What calls are made with.
    pub access_token: Secret,
    /// How long the access token is valid from now, where the authority says.
    pub expires_in: Option<Duration>,
    /// What the next access token comes from. None if the authority gave none, as Google does from the second time on: the
    /// one before it stays good.
    pub refresh_token: Option<Secret>,
}

/// Reads an answer with that status.
pub(super) fn read(status: StatusCode, body: &[u8]) -> Result<Tokens, AuthError> {
    let object = match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(object)) => object,
        _ => return Err(strange(status, body)),
    };
    let text = |name: &str| {
        object
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    if let Some(code) = text("error") {
        return Err(refusal(status, code, text("error_description")));
    }
    if !status.is_success() {
        return Err(strange(status, body));
    }
    let Some(access_token) = text("access_token") else {
        // The body may hold another token: nothing of it is shown.
        return Err(AuthError::new(
            AuthErrorKind::NotUnderstood,
            "the authority's answer has no access token",
        ));
    };
    if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(AuthError::new(
            AuthErrorKind::NotUnderstood,
            "the authority gave a token that is no bearer token",
        ));
    }
    Ok(Tokens {
        access_token: Secret::new(access_token),
        expires_in: object.get("expires_in").and_then(seconds),
        refresh_token: text("refresh_token").map(Secret::new),
    })
}

/// A number of seconds, also where it is written as text.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::String(text) => text.trim().parse().ok()?,
        number => number.as_f64()?,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

/// Source: RFC 6749, 5.2; Microsoft identity platform documentation, "Error codes for token endpoint errors".
fn refusal(status: StatusCode, code: &str, description: Option<&str>) -> AuthError {
    let (kind, what) = match code {
        "invalid_grant" | "interaction_required" | "consent_required" | "login_required" => (
            AuthErrorKind::ConsentNeeded,
            "the user has to consent again",
        ),
        "temporarily_unavailable" | "server_error" => (
            AuthErrorKind::Unavailable,
            "the authority has no answer now",
        ),
        _ if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => (
            AuthErrorKind::Unavailable,
            "the authority has no answer now",
        ),
        _ => (AuthErrorKind::Refused, "the authority refused the program"),
    };
    AuthError::refusal(kind, what, code, description)
}

fn strange(status: StatusCode, body: &[u8]) -> AuthError {
    let what = match body.is_empty() {
        true => format!("the authority answered with nothing (HTTP {})", status.as_u16()),
        false if status.is_success() => {
            "the authority's answer is not a JSON object (HTTP 200); it is not shown, as a token may be in it".to_owned()
        }
        false => {
            let start: String = String::from_utf8_lossy(body).chars().take(EXCERPT).collect();
            let (status, start) = (status.as_u16(), one_line(&start));
            format!("the authority's answer is no answer of OAuth (HTTP {status}); it starts with `{start}`")
        }
    };
    let is_passing = status.is_server_error()
        || status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT;
    let kind = match is_passing {
        true => AuthErrorKind::Unavailable,
        false => AuthErrorKind::NotUnderstood,
    };
    AuthError::new(kind, what)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::auth::AuthErrorKind;
    use http::StatusCode;
    use std::time::Duration;

    #[test]
    fn tokens_are_read_in_the_forms_that_authorities_give() {
        for (body, seconds, refresh) in [
            (
                r#"{"token_type":"Bearer","expires_in":3599,"access_token":"a","refresh_token":"r"}"#,
                Some(3599),
                Some("r"),
            ),
            (
                r#"{"token_type":"bearer","expires_in":"3599","access_token":"a"}"#,
                Some(3599),
                None,
            ),
            (
                r#"{"access_token":"a","expires_in":-5,"refresh_token":""}"#,
                Some(0),
                None,
            ),
            (r#"{"access_token":"a","refresh_token":null}"#, None, None),
        ] {
            let tokens = read(StatusCode::OK, body.as_bytes()).unwrap();
            assert_eq!(tokens.access_token.expose(), "a");
            assert_eq!(
                tokens.expires_in,
                seconds.map(Duration::from_secs),
                "{body}"
            );
            let given = tokens.refresh_token.as_ref().map(crate::Secret::expose);
            assert_eq!(given, refresh, "{body}");
        }
    }

    #[test]
    fn answers_that_are_none_are_told_apart() {
        use AuthErrorKind::{ConsentNeeded, NotUnderstood, Refused, Unavailable};
        for (status, body, kind) in [
            (
                400,
                r#"{"error":"invalid_grant","error_description":"expired"}"#,
                ConsentNeeded,
            ),
            (400, r#"{"error":"interaction_required"}"#, ConsentNeeded),
            (401, r#"{"error":"invalid_client"}"#, Refused),
            (400, r#"{"error":"invalid_scope"}"#, Refused),
            (503, r#"{"error":"temporarily_unavailable"}"#, Unavailable),
            (429, r#"{"error":"too_many"}"#, Unavailable),
            (200, r#"{"error":"invalid_grant"}"#, ConsentNeeded),
            (200, r#"{"token_type":"Bearer"}"#, NotUnderstood),
            (200, r#"{"access_token":7}"#, NotUnderstood),
            (
                200,
                r#"{"access_token":"a","token_type":"mac"}"#,
                NotUnderstood,
            ),
            (200, r#"{"access_token":"a"#, NotUnderstood),
            (200, "<html>sign in</html>", NotUnderstood),
            (200, "", NotUnderstood),
            (200, "[]", NotUnderstood),
            (404, "<html>no such</html>", NotUnderstood),
            (500, "<html>sorry</html>", Unavailable),
            (502, "", Unavailable),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            let error = read(status, body.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), kind, "{status} {body}: {error}");
        }
    }

    #[test]
    fn an_answer_with_a_token_in_it_is_never_shown() {
        for body in [
            r#"{"access_token":"SECRET""#,
            r#"{"access_token":["SECRET"]}"#,
            r#"{"access_token":"SECRET","token_type":"mac"}"#,
        ] {
            let error = read(StatusCode::OK, body.as_bytes()).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("SECRET"));
        }
    }
}
