//! What every call says about its caller.

use crate::retry::RetryPolicy;
use crate::{Credentials, Secret};
use castile::record::{Ref, Slot, State, Val};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The caller's side of every call, shared by the services.
pub(super) struct Access {
    pub(super) developer_token: Secret,
    pub(super) credentials: Arc<dyn Credentials>,
    pub(super) customer_id: Option<i64>,
    pub(super) account_id: Option<i64>,
    /// When calls are made again.
    pub(super) retry: RetryPolicy,
    /// The time for one attempt at a call.
    pub(super) timeout: Duration,
    /// The calls that may be under way at once, where there is a limit.
    pub(super) turns: Option<Arc<Semaphore>>,
}

impl Access {
    /// Waits until one more call may be under way.
    pub(super) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        match &self.turns {
            // It is closed by nobody; without a permit the call goes ahead.
            Some(turns) => Arc::clone(turns).acquire_owned().await.ok(),
            None => None,
        }
    }

    /// Fills the header blocks that are not set and that the operation has; the customer services have none for ids.
    pub(super) fn sign(&self, headers: &mut dyn Slot, access_token: &Secret) {
        let Val::Record(record) = headers.open() else {
            return;
        };
        for (row, declared) in record.table().rows.iter().enumerate() {
            let id = |id: Option<i64>| id.map(|id| id.to_string());
            let text = match declared.name() {
                "AuthenticationToken" => Some(access_token.expose().to_owned()),
                "DeveloperToken" => Some(self.developer_token.expose().to_owned()),
                "CustomerId" => id(self.customer_id),
                "CustomerAccountId" => id(self.account_id),
                _ => None,
            };
            if let Some(text) = text {
                fill(record.slot_mut(row), &text);
            }
        }
    }
}

/// What of the header blocks of a call nobody is to see.
pub(super) fn secrets_in(headers: &dyn Slot) -> Vec<Secret> {
    const NAMES: [&str; 4] = [
        "ApplicationToken",
        "AuthenticationToken",
        "DeveloperToken",
        "Password",
    ];
    let State::Value(Ref::Record(record)) = headers.state() else {
        return Vec::new();
    };
    let rows = record.table().rows.iter().enumerate();
    let secret = rows.filter(|(_, row)| NAMES.contains(&row.name()));
    let texts = secret.filter_map(|(index, _)| match record.slot(index).state() {
        State::Value(Ref::Str(text)) => Some(Secret::new(text)),
        _ => None,
    });
    texts.collect()
}

/// Sets a slot of text that has neither a value nor a nil.
fn fill(slot: &mut dyn Slot, text: &str) {
    if !matches!(slot.state(), State::Absent | State::Unset) {
        return;
    }
    if let Val::Str(place) = slot.open() {
        place.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::Access;
    use crate::Secret;
    use crate::retry::RetryPolicy;
    use crate::types::campaign_management::RequestHeaders;
    use castile::Nillable;
    use std::sync::Arc;
    use std::time::Duration;

    fn access() -> Access {
        Access {
            developer_token: Secret::new("d"),
            credentials: Arc::new(Secret::new("a")),
            customer_id: Some(1),
            account_id: Some(2),
            retry: RetryPolicy::none(),
            timeout: Duration::from_secs(1),
            turns: None,
        }
    }

    #[test]
    fn headers_are_filled_by_their_names() {
        let mut headers = RequestHeaders::default();
        access().sign(&mut headers, &Secret::new("a"));
        assert_eq!(headers.authentication_token.as_deref(), Some("a"));
        assert_eq!(headers.developer_token.as_deref(), Some("d"));
        assert_eq!(headers.customer_id.as_deref(), Some("1"));
        assert_eq!(headers.customer_account_id.as_deref(), Some("2"));
        assert!(headers.password.is_absent() && headers.user_name.is_absent());
    }

    #[test]
    fn what_a_call_sets_itself_stays() {
        let mut headers = RequestHeaders {
            customer_account_id: "7".into(),
            customer_id: Nillable::Nil,
            ..RequestHeaders::default()
        };
        access().sign(&mut headers, &Secret::new("a"));
        assert_eq!(headers.customer_account_id.as_deref(), Some("7"));
        assert!(headers.customer_id.is_nil());
    }

    #[cfg(feature = "customer-management")]
    #[test]
    fn the_customer_services_get_no_ids() {
        use crate::types::customer_management::RequestHeaders;
        let mut headers = RequestHeaders::default();
        access().sign(&mut headers, &Secret::new("a"));
        assert_eq!(
            headers,
            RequestHeaders {
                authentication_token: "a".into(),
                developer_token: "d".into(),
                ..RequestHeaders::default()
            }
        );
    }
}
