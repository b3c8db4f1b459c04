//! Who may call the local service.

use crate::{ApiError, ErrorCode};

pub use crate::environment::{
    LOCAL_ACCESS_TOKEN as ACCESS_TOKEN, LOCAL_ACCOUNT_ID as ACCOUNT_ID,
    LOCAL_CUSTOMER_ID as CUSTOMER_ID, LOCAL_DEVELOPER_TOKEN as DEVELOPER_TOKEN,
};

/// An access token that the local service knows as expired.
pub const EXPIRED_ACCESS_TOKEN: &str = "local-expired-access-token";
/// What a call says about its caller.
#[derive(Clone, Copy, Default)]
pub(super) struct Claims<'a> {
    pub(super) developer_token: Option<&'a str>,
    pub(super) access_token: Option<&'a str>,
    pub(super) customer_id: Option<&'a str>,
    pub(super) account_id: Option<&'a str>,
}

/// On whose behalf a call is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Caller {
    /// The customer.
    pub customer_id: i64,
    /// The account.
    pub account_id: i64,
}

impl Claims<'_> {
    /// Whether the tokens are right.
    pub(super) fn verify_tokens(&self) -> Result<(), ApiError> {
        let refused = |code, reason: &str| Err(ApiError::new(code).with_message(reason));
        match (self.developer_token, self.access_token) {
            (Some(DEVELOPER_TOKEN), Some(ACCESS_TOKEN)) => Ok(()),
            (Some(DEVELOPER_TOKEN), Some(EXPIRED_ACCESS_TOKEN)) => refused(
                ErrorCode::AUTHENTICATION_TOKEN_EXPIRED,
                "the access token has expired",
            ),
            (Some(DEVELOPER_TOKEN), _) => refused(
                ErrorCode::INVALID_CREDENTIALS,
                "the access token is missing or wrong",
            ),
            _ => refused(
                ErrorCode::INVALID_CREDENTIALS,
                "the developer token is missing or wrong",
            ),
        }
    }

    /// The caller, if the tokens are right and the ids are there.
    pub(super) fn verify(&self) -> Result<Caller, ApiError> {
        self.verify_tokens()?;
        let refused = |code, reason: &str| Err(ApiError::new(code).with_message(reason));
        let (Some(customer_id), Some(account_id)) = (self.customer_id, self.account_id) else {
            return refused(
                ErrorCode::REQUEST_MISSING_HEADERS,
                "`CustomerId` and `CustomerAccountId` are required",
            );
        };
        match (customer_id.trim().parse(), account_id.trim().parse()) {
            (Ok(customer_id), Ok(account_id)) => Ok(Caller {
                customer_id,
                account_id,
            }),
            _ => refused(
                ErrorCode::INVALID_CREDENTIALS,
                "`CustomerId` and `CustomerAccountId` are numbers",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ACCESS_TOKEN, Caller, Claims, DEVELOPER_TOKEN, EXPIRED_ACCESS_TOKEN};

    fn good() -> Claims<'static> {
        Claims {
            developer_token: Some(DEVELOPER_TOKEN),
            access_token: Some(ACCESS_TOKEN),
            customer_id: Some("1"),
            account_id: Some("2"),
        }
    }

    #[test]
    fn the_right_tokens_and_ids_are_let_in() {
        assert_eq!(
            good().verify(),
            Ok(Caller {
                customer_id: 1,
                account_id: 2
            })
        );
    }

    #[test]
    fn missing_wrong_and_expired_tokens_are_told_apart() {
        for (claims, code) in [
            (
                Claims {
                    developer_token: None,
                    ..good()
                },
                105,
            ),
            (
                Claims {
                    developer_token: Some("x"),
                    ..good()
                },
                105,
            ),
            (
                Claims {
                    access_token: None,
                    ..good()
                },
                105,
            ),
            (
                Claims {
                    access_token: Some("x"),
                    ..good()
                },
                105,
            ),
            (
                Claims {
                    access_token: Some(EXPIRED_ACCESS_TOKEN),
                    ..good()
                },
                109,
            ),
            (
                Claims {
                    developer_token: Some("x"),
                    access_token: Some(EXPIRED_ACCESS_TOKEN),
                    ..good()
                },
                105,
            ),
            (
                Claims {
                    customer_id: None,
                    ..good()
                },
                116,
            ),
            (
                Claims {
                    account_id: None,
                    ..good()
                },
                116,
            ),
            (
                Claims {
                    account_id: Some("x"),
                    ..good()
                },
                105,
            ),
        ] {
            assert_eq!(claims.verify().unwrap_err().code, code);
        }
    }
}
