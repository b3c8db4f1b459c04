//! The errors, faults and kinds of goals that peers' services and ours agree on.

use castile::soap::ServiceFault;
use msads::types::campaign_management::{
    AdApiError, AdApiFaultDetail, ApiFaultDetail, BatchError, BatchErrorBase, ConversionGoal,
    ConversionGoalType, EditorialError, Fault, KeyValuePairOfstringstring, OperationError,
};

fn editorial() -> BatchError {
    BatchError::from(EditorialError {
        code: Some(1042),
        error_code: "EditorialError".into(),
        index: Some(0),
        message: "editorial <&> \u{e9}".into(),
        r#type: "EditorialError".into(),
        appealable: true.into(),
        disapproved_text: "bad".into(),
        reason_code: Some(17),
        ..EditorialError::default()
    })
}

/// A derived error, a nil, and an error with a map of which a value is nil.
pub(super) fn partial_errors() -> Vec<Option<BatchError>> {
    let pair = KeyValuePairOfstringstring {
        key: Some("k".to_owned()),
        value: None,
    };
    let mapped = BatchErrorBase {
        code: Some(5201),
        error_code: "Mapped".into(),
        forward_compatibility_map: vec![pair].into(),
        index: Some(2),
        r#type: "BatchError".into(),
        ..BatchErrorBase::default()
    };
    vec![Some(editorial()), None, Some(mapped.into())]
}

/// The fault of a caller who may not call.
pub(super) fn access_fault() -> ServiceFault<Fault> {
    let error = AdApiError {
        code: Some(105),
        error_code: "InvalidCredentials".into(),
        message: "Authentication failed".into(),
        ..AdApiError::default()
    };
    let detail = AdApiFaultDetail {
        tracking_id: "t-105".into(),
        errors: vec![Some(error)].into(),
    };
    ServiceFault::receiver("Invalid client data")
        .with_detail(Fault::AdApiFaultDetail(Box::new(detail)))
}

/// The fault of a call that is refused.
pub(super) fn fault() -> ServiceFault<Fault> {
    let error = OperationError {
        code: Some(1001),
        error_code: "OperationNotSupported".into(),
        message: "no".into(),
        ..OperationError::default()
    };
    let detail = ApiFaultDetail {
        tracking_id: "t-1001".into(),
        batch_errors: vec![Some(editorial())].into(),
        operation_errors: vec![Some(error)].into(),
    };
    ServiceFault::receiver("Invalid client data")
        .with_detail(Fault::ApiFaultDetail(Box::new(detail)))
}

/// The flag that stands for the kind of a goal.
pub(super) fn type_of(goal: &ConversionGoal) -> Option<ConversionGoalType> {
    match goal {
        ConversionGoal::UrlGoal(_) => Some(ConversionGoalType::Url),
        ConversionGoal::DurationGoal(_) => Some(ConversionGoalType::Duration),
        ConversionGoal::EventGoal(_) => Some(ConversionGoalType::Event),
        ConversionGoal::OfflineConversionGoal(_) => Some(ConversionGoalType::OfflineConversion),
        _ => None,
    }
}
