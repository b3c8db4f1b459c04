//! What comes back: lists in their states, partial errors, faults.

use castile::Nillable;
use castile::soap::{Error, FaultCode};
use msads::types::campaign_management::{BatchError, Fault};

use super::{Callee, Outcome, expect};

pub(super) async fn lists(callee: &Callee) -> Outcome {
    let nil = callee
        .apply("nil-errors", Vec::new())
        .await
        .map_err(|error| error.to_string())?;
    expect("nil", nil.body.partial_errors, Nillable::Nil)?;
    let none = callee
        .apply("no-errors", Vec::new())
        .await
        .map_err(|error| error.to_string())?;
    expect(
        "empty",
        none.body.partial_errors,
        Nillable::Value(Vec::new()),
    )
}

pub(super) async fn errors(callee: &Callee) -> Outcome {
    let response = callee
        .apply("errors", Vec::new())
        .await
        .map_err(|error| error.to_string())?;
    let errors = response.body.partial_errors.as_deref().unwrap_or_default();
    let [editorial, nil, mapped] = errors else {
        return Err(format!("{} errors instead of 3", errors.len()));
    };
    check_editorial(editorial.as_ref())?;
    expect("the second", nil.as_ref(), None)?;
    let map = mapped
        .as_ref()
        .and_then(|error| error.forward_compatibility_map()?.as_deref())
        .unwrap_or_default();
    let pairs: Vec<_> = map
        .iter()
        .map(|pair| (pair.key.as_deref(), pair.value.as_deref()))
        .collect();
    expect("the map", pairs, vec![(Some("k"), None)])
}

fn check_editorial(error: Option<&BatchError>) -> Outcome {
    let Some(BatchError::EditorialError(error)) = error else {
        return Err(format!("no EditorialError: {error:?}"));
    };
    expect("Code", error.code, Some(1042))?;
    expect(
        "Message",
        error.message.as_deref(),
        Some("editorial <&> \u{e9}"),
    )?;
    expect("Appealable", error.appealable, true.into())?;
    expect(
        "DisapprovedText",
        error.disapproved_text.as_deref(),
        Some("bad"),
    )?;
    expect("ReasonCode", error.reason_code, Some(17))
}

pub(super) async fn access_fault(callee: &Callee) -> Outcome {
    let error = refused(callee, "access-fault").await?;
    let Some(Fault::AdApiFaultDetail(detail)) = error.fault().and_then(|fault| fault.detail())
    else {
        return Err(format!("no AdApiFaultDetail: {error}"));
    };
    expect("TrackingId", detail.tracking_id.as_deref(), Some("t-105"))?;
    let errors = detail.errors.as_deref().unwrap_or_default();
    let codes: Vec<_> = errors
        .iter()
        .flatten()
        .map(|error| (error.code, error.error_code.as_deref()))
        .collect();
    expect(
        "Errors",
        codes,
        vec![(Some(105), Some("InvalidCredentials"))],
    )
}

pub(super) async fn fault(callee: &Callee) -> Outcome {
    let error = refused(callee, "fault").await?;
    let Some(Fault::ApiFaultDetail(detail)) = error.fault().and_then(|fault| fault.detail()) else {
        return Err(format!("no ApiFaultDetail: {error}"));
    };
    expect("TrackingId", detail.tracking_id.as_deref(), Some("t-1001"))?;
    let errors = detail.batch_errors.as_deref().unwrap_or_default();
    check_editorial(errors.first().and_then(Option::as_ref))?;
    let errors = detail.operation_errors.as_deref().unwrap_or_default();
    let codes: Vec<_> = errors
        .iter()
        .flatten()
        .map(|error| (error.code, error.message.as_deref()))
        .collect();
    expect("OperationErrors", codes, vec![(Some(1001), Some("no"))])
}

pub(super) async fn plain_fault(callee: &Callee) -> Outcome {
    let error = refused(callee, "plain-fault").await?;
    let fault = error.fault().ok_or_else(|| error.to_string())?;
    expect("code", &fault.code, &FaultCode::Receiver)?;
    expect("reason", fault.reason(), "plain fault")?;
    expect("details", fault.details.len(), 0)
}

async fn refused(callee: &Callee, token: &str) -> Result<Error<Fault>, String> {
    match callee.apply(token, Vec::new()).await {
        Ok(_) => Err("no fault".to_owned()),
        Err(error) => Ok(error),
    }
}
