//! Many calls at once, and calls that take too long.

use std::time::Duration;

use msads::types::campaign_management::ApplyOfflineConversionsRequest;

use super::conversions::{arrive, named};
use super::{Callee, Outcome, expect, headers};

const CALLS: usize = 100;

pub(super) async fn parallel(callee: &Callee) -> Outcome {
    for round in ["first", "second"] {
        let calls = (0..CALLS).map(|number| {
            let callee = callee.clone();
            tokio::spawn(async move {
                let name = format!("{round} {number}");
                arrive(&callee, vec![Some(named(&name))]).await
            })
        });
        for call in calls.collect::<Vec<_>>() {
            call.await.map_err(|error| error.to_string())??;
        }
    }
    Ok(())
}

/// The service sleeps for longer than the call may take.
pub(super) async fn late(callee: &Callee) -> Outcome {
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: vec![Some(named("late"))].into(),
    };
    let call = callee.client.apply_offline_conversions(&request);
    let call = call
        .headers(headers("sleep"))
        .timeout(Duration::from_millis(200));
    match call.await {
        Ok(_) => Err("it was answered in time".to_owned()),
        Err(error) => expect(&error.to_string(), error.is_timeout(), true),
    }?;
    arrive(callee, vec![Some(named("next"))]).await
}
