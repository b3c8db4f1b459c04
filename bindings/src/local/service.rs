//! The local service as such, whatever it is spoken to by.

use super::access::{ACCOUNT_ID, CUSTOMER_ID, Caller};
use super::goals::Goals;
use super::ledger::{Bench, Ledger, Tally};
use crate::conversions::upload::MOST_CONVERSIONS_A_CALL;
use crate::conversions::{Applied, ApplyConversions};
use crate::{ApiError, Error, ErrorCode, OfflineConversion};
use castile::DateTime;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A service in memory that keeps the documented rules of goals and offline conversions.
///
/// Every account begins with the same sample goals: `Lead` (unique, 30 days), `Sale` (all, 90 days, 50 USD unless the
/// conversion says otherwise), `Attributed sale` (externally attributed), `Enhanced lead` (takes hashed email addresses
/// and phone numbers), `Lead, "quoted"`, `Store visit` (1 day), and two that take no conversions: `Last season` (paused)
/// and `Newsletter page` (not for offline conversions). What is added and changed lasts as long as the service.
///
/// It is a service of Campaign Management: [`serve`](Self::serve) puts it on a port, and
/// `castile::soap::Endpoint::new(campaign_management::Server(service))` makes it the transport of a client in the same
/// process. Clones are the same service.
#[derive(Clone)]
pub struct LocalService(Arc<Shared>);

struct Shared {
    started: DateTime,
    clock: Box<dyn Fn() -> DateTime + Send + Sync>,
    accounts: Mutex<HashMap<i64, Account>>,
    calls: AtomicU64,
    #[cfg(all(
        feature = "bulk",
        feature = "customer-management",
        feature = "files",
        feature = "reporting"
    ))]
    jobs: Mutex<super::jobs::Jobs>,
}

/// What one account has.
#[derive(Debug, Default)]
pub(super) struct Account {
    pub(super) goals: Goals,
    ledger: Ledger,
}

impl fmt::Debug for LocalService {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LocalService")
            .field("started", &self.0.started)
            .finish_non_exhaustive()
    }
}

impl Default for LocalService {
    fn default() -> Self {
        Self::new()
    }
}

impl LocalService {
    /// A service that starts now, with the sample goals and no conversions.
    pub fn new() -> Self {
        Self::with_clock(DateTime::now_utc)
    }

    /// A service with a clock of its own.
    pub fn with_clock(clock: impl Fn() -> DateTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared {
            started: clock(),
            clock: Box::new(clock),
            accounts: Mutex::default(),
            calls: AtomicU64::new(0),
            #[cfg(all(
                feature = "bulk",
                feature = "customer-management",
                feature = "files",
                feature = "reporting"
            ))]
            jobs: Mutex::default(),
        }))
    }

    /// Applies the conversions of one call; what comes back are the errors of those that were rejected.
    ///
    /// # Errors
    ///
    /// An error of the whole call, of which nothing is applied: no conversions, or more than 1,000.
    pub fn apply_conversions(
        &self,
        caller: Caller,
        conversions: &[Option<OfflineConversion>],
    ) -> Result<Vec<ApiError>, ApiError> {
        if conversions.is_empty() {
            return Err(ApiError::new(ErrorCode::OFFLINE_CONVERSIONS_NULL_OR_EMPTY)
                .with_message("there are no conversions"));
        }
        if conversions.len() > MOST_CONVERSIONS_A_CALL {
            let reason = format!(
                "{} conversions; a call takes {MOST_CONVERSIONS_A_CALL}",
                conversions.len()
            );
            return Err(
                ApiError::new(ErrorCode::OFFLINE_CONVERSIONS_LIMIT_EXCEEDED).with_message(reason)
            );
        }
        let now = (self.0.clock)();
        Ok(self.with_account(caller, |account| {
            let goals = account.goals.rules();
            let bench = Bench {
                goals: &goals,
                now,
                started: self.0.started,
            };
            account.ledger.apply(conversions, &bench)
        }))
    }

    /// What an account has for each of its goals, by the goal's id.
    pub fn tallies(&self, account_id: i64) -> BTreeMap<i64, Tally> {
        let accounts = self
            .0
            .accounts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let account = accounts.get(&account_id);
        account
            .map(|account| account.ledger.tallies())
            .unwrap_or_default()
    }

    /// Works on the account of a call.
    pub(super) fn with_account<T>(
        &self,
        caller: Caller,
        work: impl FnOnce(&mut Account) -> T,
    ) -> T {
        let mut accounts = self
            .0
            .accounts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        work(accounts.entry(caller.account_id).or_default())
    }

    /// Works on the jobs of the service.
    #[cfg(all(
        feature = "bulk",
        feature = "customer-management",
        feature = "files",
        feature = "reporting"
    ))]
    pub(super) fn with_jobs<T>(&self, work: impl FnOnce(&mut super::jobs::Jobs) -> T) -> T {
        work(&mut self.0.jobs.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// An identifier for a call, in the form of Microsoft's.
    pub(super) fn next_tracking_id(&self) -> String {
        let call = self.0.calls.fetch_add(1, Ordering::Relaxed) + 1;
        format!("10ca1000-0000-4000-8000-{call:012x}")
    }
}

/// Without a transport, for the account [`ACCOUNT_ID`].
impl ApplyConversions for LocalService {
    async fn apply(&self, conversions: Vec<OfflineConversion>) -> Result<Applied, Error> {
        let conversions: Vec<_> = conversions.into_iter().map(Some).collect();
        let caller = Caller {
            customer_id: CUSTOMER_ID,
            account_id: ACCOUNT_ID,
        };
        match self.apply_conversions(caller, &conversions) {
            Ok(partial_errors) => Ok(Applied {
                partial_errors,
                tracking_id: None,
            }),
            Err(error) => Err(Error::refused(
                "the local service refused the call",
                vec![error],
                None,
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNT_ID, CUSTOMER_ID, Caller, LocalService};
    use crate::OfflineConversion;

    #[test]
    fn a_call_takes_1_to_1000_conversions() {
        let service = LocalService::new();
        let caller = Caller {
            customer_id: CUSTOMER_ID,
            account_id: ACCOUNT_ID,
        };
        let apply = |count| {
            service.apply_conversions(caller, &vec![Some(OfflineConversion::default()); count])
        };
        assert_eq!(apply(0).unwrap_err().code, 5600);
        assert_eq!(apply(1001).unwrap_err().code, 5601);
        assert!(apply(1000).is_ok_and(|errors| errors.len() >= 1000));
    }
}
