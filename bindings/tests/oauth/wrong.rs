//! An authority that answers wrongly, late, or not at all.

use crate::authority::{Act, Authority, tokens};
use msads::auth::{self, App, AuthErrorKind, OAuth};
use std::time::Duration;

fn oauth(authority: &Authority) -> OAuth {
    let app = App::desktop("the-client")
        .authority(auth::Authority::microsoft_at(&authority.base, "common"))
        .timeout(Duration::from_secs(20));
    OAuth::builder(app).refresh_token("R0").build().unwrap()
}

#[tokio::test]
async fn answers_that_are_none_are_errors_that_say_so() {
    for (status, body, kind) in [
        (200, "{\"access_token\":\"a", AuthErrorKind::NotUnderstood),
        (200, "<html>sign in</html>", AuthErrorKind::NotUnderstood),
        (200, "{}", AuthErrorKind::NotUnderstood),
        (404, "<html>no</html>", AuthErrorKind::NotUnderstood),
        (
            401,
            "{\"error\":\"invalid_client\"}",
            AuthErrorKind::Refused,
        ),
        (
            400,
            "{\"error\":\"invalid_grant\"}",
            AuthErrorKind::ConsentNeeded,
        ),
        (302, "", AuthErrorKind::NotUnderstood),
    ] {
        let authority = Authority::that([Act::Answer(status, body.into())]).await;
        let error = oauth(&authority).token().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status} {body}: {error}");
        assert_eq!(
            authority.asked().len(),
            1,
            "it would be no better the second time"
        );
    }
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    for act in [
        Act::Answer(500, "<html>sorry</html>".into()),
        Act::Answer(503, "{\"error\":\"temporarily_unavailable\"}".into()),
        Act::HangUp,
        Act::Truncate,
    ] {
        let authority = Authority::that([act, tokens("A1", Some("R1"), 3600)]).await;
        assert_eq!(oauth(&authority).token().await.unwrap().0.expose(), "A1");
        assert_eq!(authority.asked().len(), 2);
    }
}

#[tokio::test]
async fn an_authority_that_says_nothing_is_given_up() {
    let authority = Authority::that([Act::Silence, Act::Silence, Act::Silence]).await;
    let app = App::desktop("the-client")
        .authority(auth::Authority::microsoft_at(&authority.base, "common"))
        .timeout(Duration::from_millis(200));
    let oauth = OAuth::builder(app).refresh_token("R0").build().unwrap();
    let error = oauth.token().await.unwrap_err();
    assert_eq!(error.kind(), AuthErrorKind::Unavailable);
    assert!(error.to_string().contains("timed out"), "{error}");
}

#[tokio::test]
async fn an_early_refresh_that_fails_leaves_the_token_that_is_still_good() {
    let refused = Act::Answer(400, "{\"error\":\"invalid_client\"}".into());
    let authority = Authority::that([tokens("A1", None, 3600), refused]).await;
    let oauth = oauth(&authority);
    oauth.token().await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(3400)).await;
    tokio::time::resume();
    assert_eq!(oauth.token().await.unwrap().0.expose(), "A1");
    assert_eq!(oauth.token().await.unwrap().0.expose(), "A1");
    assert_eq!(authority.asked().len(), 2, "it is not asked at every call");
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(201)).await;
    tokio::time::resume();
    authority.then(tokens("A2", None, 3600));
    assert_eq!(oauth.token().await.unwrap().0.expose(), "A2");
}

#[tokio::test]
async fn nothing_shows_a_token() {
    let authority = Authority::that([tokens("ACCESS", Some("REFRESH"), 3600)]).await;
    let oauth = oauth(&authority);
    let (token, status) = oauth.token().await.unwrap();
    let shown = format!("{oauth:?} {token:?} {status:?}");
    for secret in ["ACCESS", "REFRESH", "R0"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
