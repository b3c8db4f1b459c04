//! Tokens that are replaced in time, once, and kept.

use crate::authority::{Act, Authority, tokens};
use crate::field;
use msads::auth::{self, App, AuthError, AuthErrorKind, Login, OAuth, TokenFile, TokenStore};
use msads::{Credentials, Environment, Secret};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;

fn app(authority: &Authority) -> App {
    App::desktop("the-client").authority(auth::Authority::microsoft_at(&authority.base, "common"))
}

fn oauth(authority: &Authority) -> OAuth {
    OAuth::builder(app(authority))
        .refresh_token("R0")
        .build()
        .unwrap()
}

/// The refresh tokens that the authority was asked with.
fn used(authority: &Authority) -> Vec<String> {
    let forms = authority.asked();
    forms
        .iter()
        .map(|form| field(form, "refresh_token").unwrap())
        .collect()
}

#[tokio::test]
async fn a_token_is_used_until_shortly_before_its_end() {
    let authority =
        Authority::that([tokens("A1", Some("R1"), 3600), tokens("A2", None, 3600)]).await;
    let oauth = oauth(&authority);
    assert_eq!(oauth.access_token().await.unwrap().expose(), "A1");
    assert_eq!(oauth.access_token().await.unwrap().expose(), "A1");
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(3300 - 1)).await;
    assert_eq!(oauth.access_token().await.unwrap().expose(), "A1");
    tokio::time::advance(Duration::from_secs(2)).await;
    tokio::time::resume();
    assert_eq!(oauth.access_token().await.unwrap().expose(), "A2");
    assert_eq!(
        used(&authority),
        ["R0", "R1"],
        "the newest refresh token is used"
    );
}

#[tokio::test]
async fn calls_at_once_share_one_refresh() {
    let gate = Arc::new(Semaphore::new(0));
    let first = Act::WhenLet(Arc::clone(&gate), Box::new(tokens("A1", None, 3600)));
    let authority = Authority::that([first, tokens("A2", None, 3600)]).await;
    let oauth = oauth(&authority);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let oauth = oauth.clone();
            tokio::spawn(async move { oauth.access_token().await.unwrap() })
        })
        .collect();
    while authority.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    gate.add_permits(1);
    for call in calls {
        assert_eq!(call.await.unwrap().expose(), "A1");
    }
    assert_eq!(authority.asked().len(), 1);
}

#[tokio::test]
async fn calls_whose_token_was_rejected_share_one_refresh() {
    let authority = Authority::that([
        tokens("A1", None, 3600),
        tokens("A2", None, 3600),
        tokens("A3", None, 3600),
    ])
    .await;
    let oauth = oauth(&authority);
    let old = oauth.access_token().await.unwrap();
    let renewals = (0..10).map(|_| oauth.renewed_token(&old));
    for renewed in futures_util::future::join_all(renewals).await {
        assert_eq!(renewed.unwrap().unwrap().expose(), "A2");
    }
    assert_eq!(authority.asked().len(), 2);
}

#[tokio::test]
async fn a_failure_is_shared_and_consent_is_not_asked_for_twice_with_one_token() {
    let gate = Arc::new(Semaphore::new(0));
    let refused = Act::Answer(400, r#"{"error":"invalid_grant"}"#.into());
    let authority = Authority::that([Act::WhenLet(Arc::clone(&gate), Box::new(refused))]).await;
    let oauth = oauth(&authority);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let oauth = oauth.clone();
            tokio::spawn(async move { oauth.access_token().await.unwrap_err() })
        })
        .collect();
    while authority.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    gate.add_permits(1);
    for call in calls {
        assert!(call.await.unwrap().auth_error().unwrap().needs_consent());
    }
    assert!(oauth.access_token().await.is_err());
    assert_eq!(authority.asked().len(), 1);
}

#[tokio::test]
async fn a_refresh_ends_also_when_nobody_waits_for_it() {
    let gate = Arc::new(Semaphore::new(0));
    let answer = Act::WhenLet(Arc::clone(&gate), Box::new(tokens("A1", Some("R1"), 3600)));
    let authority = Authority::that([answer]).await;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&kept);
    let oauth = OAuth::builder(app(&authority)).refresh_token("R0");
    let oauth = oauth
        .on_new_refresh_token(move |token| {
            log.lock().unwrap().push(token.expose().to_owned());
            Ok(())
        })
        .build()
        .unwrap();
    let call = tokio::spawn({
        let oauth = oauth.clone();
        async move { oauth.access_token().await }
    });
    while authority.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    gate.add_permits(1);
    assert_eq!(oauth.access_token().await.unwrap().expose(), "A1");
    assert_eq!(kept.lock().unwrap().last().unwrap(), "R1");
    assert_eq!(authority.asked().len(), 1);
}

#[tokio::test]
async fn the_file_has_the_newest_refresh_token_or_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    let authority = Authority::that([tokens("A1", Some("R1"), 10), tokens("A2", None, 10)]).await;
    let login = Login::new("the-client", &Environment::Production);
    let file = TokenFile::create(&path, login, &Secret::new("R0")).unwrap();
    let oauth = OAuth::builder(app(&authority)).store(file).build().unwrap();
    let old = oauth.access_token().await.unwrap();
    assert_eq!(
        TokenFile::open(&path).unwrap().load().unwrap(),
        Some(Secret::new("R1"))
    );
    oauth.renewed_token(&old).await.unwrap();
    assert_eq!(used(&authority), ["R0", "R1"]);
    assert_eq!(
        TokenFile::open(&path).unwrap().load().unwrap(),
        Some(Secret::new("R1")),
        "no new one came: the old one stays"
    );
}

#[tokio::test]
async fn another_login_is_taken_up_after_consent_had_ended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens.json");
    let refused = Act::Answer(400, r#"{"error":"invalid_grant"}"#.into());
    let authority = Authority::that([refused, tokens("A1", None, 3600)]).await;
    let login = Login::new("the-client", &Environment::Production);
    let file = TokenFile::create(&path, login, &Secret::new("R0")).unwrap();
    let oauth = OAuth::builder(app(&authority))
        .store(file.clone())
        .build()
        .unwrap();
    assert!(oauth.token().await.unwrap_err().needs_consent());
    file.save(&Secret::new("R-new-login")).unwrap();
    assert_eq!(oauth.token().await.unwrap().0.expose(), "A1");
}

#[tokio::test]
async fn a_refresh_token_that_cannot_be_kept_is_not_lost() {
    let authority = Authority::that([tokens("A1", Some("R1"), 10), tokens("A2", None, 10)]).await;
    let attempts = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&attempts);
    let oauth = OAuth::builder(app(&authority)).refresh_token("R0");
    let oauth = oauth
        .on_new_refresh_token(move |token| {
            let mut log = log.lock().unwrap();
            log.push(token.expose().to_owned());
            match log.len() {
                2 => Err(AuthError::new(AuthErrorKind::Storage, "the disk is full")),
                _ => Ok(()),
            }
        })
        .build()
        .unwrap();
    let old = oauth.access_token().await.unwrap();
    oauth.renewed_token(&old).await.unwrap();
    assert_eq!(used(&authority), ["R0", "R1"]);
    assert_eq!(*attempts.lock().unwrap(), ["R0", "R1", "R1"]);
}
