//! Our client against a peer's service: each case, and what came of it.

mod answers;
mod conversions;
mod goals;
mod load;

use std::fmt::Debug;

use castile::operation::ResponseOf;
use castile::soap;
use msads::OfflineConversion;
use msads::types::campaign_management::{
    ApplyOfflineConversions, ApplyOfflineConversionsRequest, BatchError, Client, Fault,
    RequestHeaders,
};

use crate::case::{BOTH, Finding, SERVICES, Verdict};

/// What a case finds wrong.
type Outcome = Result<(), String>;

/// What is wrong where the service cannot tell nil from absent.
const ALIKE: &str = "absent and nil are read alike";

/// A peer's service.
#[derive(Clone, Debug)]
pub(crate) struct Callee {
    client: Client<soap::Client>,
}

impl Callee {
    /// The service at a URL.
    pub(crate) fn new(url: &str) -> Self {
        Self {
            client: Client::new(soap::Client::new(url)),
        }
    }

    /// Tries every case, but for those that the peer cannot do, with the reasons.
    pub(crate) async fn try_all(&self, cannot: &[(&str, &str)]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for case in BOTH.iter().chain(SERVICES) {
            let reason = cannot.iter().find(|(name, _)| *name == case.name);
            let verdict = match reason {
                Some((_, reason)) => Verdict::Cannot((*reason).to_owned()),
                None => match self.try_case(case.name).await {
                    Ok(()) => Verdict::Passed,
                    Err(wrong) if wrong == ALIKE => Verdict::Cannot(wrong),
                    Err(wrong) => Verdict::Failed(wrong),
                },
            };
            findings.push(Finding {
                case: case.name.to_owned(),
                verdict,
            });
        }
        findings
    }

    async fn try_case(&self, name: &str) -> Outcome {
        match name {
            "values" => conversions::values(self).await,
            "dates" => conversions::dates(self).await,
            "absent" => conversions::absent(self).await,
            "nil" => conversions::nil(self).await,
            "empty" => conversions::empty(self).await,
            "items" => conversions::items(self).await,
            "unicode" => conversions::unicode(self).await,
            "space" => conversions::space(self).await,
            "batch" => conversions::batch(self).await,
            "headers" => conversions::headers_there_and_back(self).await,
            "lists" => answers::lists(self).await,
            "errors" => answers::errors(self).await,
            "access-fault" => answers::access_fault(self).await,
            "fault" => answers::fault(self).await,
            "plain-fault" => answers::plain_fault(self).await,
            "goals" => goals::there_and_back(self).await,
            "nil-numbers" => goals::nil_numbers(self).await,
            "parallel" => load::parallel(self).await,
            "late" => load::late(self).await,
            "longs" => goals::longs(self).await,
            other => Err(format!("no such case: {other}")),
        }
    }

    /// Applies conversions, with a token that chooses the answer.
    async fn apply(
        &self,
        token: &str,
        conversions: Vec<Option<OfflineConversion>>,
    ) -> Result<ResponseOf<ApplyOfflineConversions>, soap::Error<Fault>> {
        let request = ApplyOfflineConversionsRequest {
            offline_conversions: conversions.into(),
        };
        let call = self.client.apply_offline_conversions(&request);
        call.headers(headers(token)).await
    }

    /// What the service read of conversions.
    async fn told(
        &self,
        conversions: Vec<Option<OfflineConversion>>,
    ) -> Result<Vec<String>, String> {
        let response = self
            .apply("echo", conversions)
            .await
            .map_err(|error| error.to_string())?;
        Ok(messages(
            response.body.partial_errors.as_deref().unwrap_or_default(),
        ))
    }
}

/// The header blocks of a call.
fn headers(token: &str) -> RequestHeaders {
    RequestHeaders {
        authentication_token: "tok".into(),
        customer_account_id: "111".into(),
        customer_id: "222".into(),
        developer_token: token.into(),
        user_name: "\u{fc} <user>".into(),
        ..RequestHeaders::default()
    }
}

/// The messages of partial errors, in order.
fn messages(errors: &[Option<BatchError>]) -> Vec<String> {
    let message = |error: &BatchError| error.message()?.as_option().cloned();
    errors
        .iter()
        .map(|error| error.as_ref().and_then(message).unwrap_or_default())
        .collect()
}

/// Says what differs, if something does.
fn expect<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Outcome {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:?} instead of {expected:?}"))
    }
}
