//! Who a user is, and which accounts there are: what a newcomer asks first.

use super::Client;
use crate::Error;
use crate::types::customer_management::{
    AdvertiserAccount, GetUserRequest, Paging, Predicate, PredicateOperator, SearchAccountsRequest,
};
use castile::codegen::Enumeration as _;

/// Accounts on a page of the search; the service gives no more at once.
const PAGE: i32 = 100;

/// The user whose token calls are made with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CurrentUser {
    /// The id of the user.
    pub id: i64,
    /// The name that the user signs in with.
    pub name: String,
    /// The customers (manager accounts) that the user has a role in, each once.
    pub customer_ids: Vec<i64>,
}

/// An account that a user can work on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// Its id: [`ClientBuilder::account_id`](crate::ClientBuilder::account_id).
    pub id: i64,
    /// The customer that it belongs to: [`ClientBuilder::customer_id`](crate::ClientBuilder::customer_id).
    pub customer_id: i64,
    /// Its name.
    pub name: String,
    /// Its number, as the web pages of Microsoft Advertising show it.
    pub number: String,
    /// Its state, such as `Active`.
    pub state: String,
    /// Its currency, such as `USD`.
    pub currency: String,
}

impl Account {
    fn of(account: &AdvertiserAccount) -> Self {
        let state = account.account_life_cycle_status.as_option();
        let currency = account.currency_code.as_option();
        Self {
            id: account.id.as_option().copied().unwrap_or_default(),
            customer_id: account.parent_customer_id.unwrap_or_default(),
            name: account.name.clone().unwrap_or_default(),
            number: account.number.clone().unwrap_or_default(),
            state: state
                .map(|state| state.text().to_owned())
                .unwrap_or_default(),
            currency: currency
                .map(|code| code.text().to_owned())
                .unwrap_or_default(),
        }
    }
}

impl Client {
    /// The user whose token this client has. Neither a customer nor an account has to be known for it.
    ///
    /// # Errors
    ///
    /// Those of the call.
    pub async fn current_user(&self) -> Result<CurrentUser, Error> {
        let response = self
            .customer_management()
            .get_user(&GetUserRequest::default())
            .await?;
        let user = response.body.user.into_option().unwrap_or_default();
        let roles = response.body.customer_roles.unwrap_or_default();
        let mut customer_ids: Vec<i64> = Vec::new();
        let own = user.customer_id.as_option().copied();
        let all = roles
            .iter()
            .flatten()
            .filter_map(|role| role.customer_id)
            .chain(own);
        for id in all {
            if !customer_ids.contains(&id) {
                customer_ids.push(id);
            }
        }
        Ok(CurrentUser {
            id: user.id.as_option().copied().unwrap_or_default(),
            name: user.user_name.clone().unwrap_or_default(),
            customer_ids,
        })
    }

    /// All accounts that the user of this client's token can work on, in the order of the service.
    ///
    /// ```no_run
    /// # async fn first(client: msads::Client) -> Result<(), msads::Error> {
    /// for account in client.accounts().await? {
    ///     println!("{} of customer {}: {}", account.id, account.customer_id, account.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the calls.
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        let user = self.current_user().await?;
        let mut accounts = Vec::new();
        for index in 0.. {
            let request = SearchAccountsRequest {
                predicates: vec![Some(Predicate {
                    field: "UserId".into(),
                    operator: Some(PredicateOperator::Equals),
                    value: user.id.to_string().into(),
                })]
                .into(),
                page_info: Paging {
                    index: Some(index),
                    size: Some(PAGE),
                }
                .into(),
                ..SearchAccountsRequest::default()
            };
            let found = self.customer_management().search_accounts(&request).await?;
            let page = found.body.accounts.unwrap_or_default();
            accounts.extend(page.iter().flatten().map(Account::of));
            if i32::try_from(page.len()).is_ok_and(|count| count < PAGE) {
                break;
            }
        }
        Ok(accounts)
    }
}
