//! Customer Management of the local service: one user with two accounts.

use super::{answer, refusal};
use crate::local::LocalService;
use crate::local::access::{ACCOUNT_ID, CUSTOMER_ID, Claims};
use crate::types::customer_management::{
    AccountLifeCycleStatus, AdvertiserAccount, CurrencyCode, CustomerRole, Fault, GetUser,
    GetUserResponse, RequestHeaders, SearchAccounts, SearchAccountsResponse, Service, User,
};
use castile::soap::{Incoming, Outcome, ServiceFault};

/// The one user.
const USER_ID: i64 = 3_001;

impl LocalService {
    fn admit_user(&self, headers: &RequestHeaders) -> Result<(), ServiceFault<Fault>> {
        let claims = Claims {
            developer_token: headers.developer_token.as_deref(),
            access_token: headers.authentication_token.as_deref(),
            ..Claims::default()
        };
        claims.verify_tokens().map_err(|error| {
            let tracking_id = self.next_tracking_id();
            refusal!(customer_management, error, tracking_id)
        })
    }
}

impl Service for LocalService {
    async fn get_user(&self, request: Incoming<GetUser>) -> Outcome<GetUser> {
        self.admit_user(&request.headers)?;
        let user = User {
            id: USER_ID.into(),
            customer_id: CUSTOMER_ID.into(),
            user_name: "someone@example.com".into(),
            ..User::default()
        };
        let role = CustomerRole {
            customer_id: Some(CUSTOMER_ID),
            ..CustomerRole::default()
        };
        answer!(
            customer_management,
            self,
            GetUserResponse {
                user: user.into(),
                customer_roles: vec![Some(role)].into(),
            }
        )
    }

    async fn search_accounts(&self, request: Incoming<SearchAccounts>) -> Outcome<SearchAccounts> {
        self.admit_user(&request.headers)?;
        let page = request.body.page_info.as_option();
        let index = page.and_then(|page| page.index).unwrap_or_default();
        let account = |id: i64, name: &str| AdvertiserAccount {
            id: id.into(),
            name: name.into(),
            number: format!("L{id}").into(),
            parent_customer_id: Some(CUSTOMER_ID),
            account_life_cycle_status: AccountLifeCycleStatus::Active.into(),
            currency_code: CurrencyCode::USD.into(),
            ..AdvertiserAccount::default()
        };
        let accounts = match index {
            0 => vec![
                Some(account(ACCOUNT_ID, "Contoso Shoes")),
                Some(account(ACCOUNT_ID + 1, "Contoso Bicycles")),
            ],
            _ => Vec::new(),
        };
        answer!(
            customer_management,
            self,
            SearchAccountsResponse {
                accounts: accounts.into(),
            }
        )
    }
}
