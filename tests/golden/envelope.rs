//! Whole envelopes: requests with headers, responses with errors, faults.

use castile::codegen::AnyElement;
use castile::operation::Response;
use castile::soap::{self, Fault, FaultCode};
use castile::xml::WriteOptions;
use castile::{DateTime, QName};
use msads_types::campaign_management::{
    self as cm, AdApiError, AdApiFaultDetail, ApiFaultDetail, ApplyOfflineConversions,
    ApplyOfflineConversionsRequest, ApplyOfflineConversionsResponse, BatchErrorBase,
    EditorialError, OfflineConversion, OperationError, RequestHeaders, ResponseHeaders,
};

use super::Golden;
use super::conversion::nothing;

/// The files of this kind.
pub(crate) fn goldens() -> Vec<Golden> {
    vec![
        (
            "envelope/request".to_owned(),
            request(&WriteOptions::default()),
        ),
        (
            "envelope/request_with_prefixes".to_owned(),
            request(&prefixes()),
        ),
        (
            "envelope/request_with_an_extra_header".to_owned(),
            request_with_an_extra_header(),
        ),
        ("envelope/response".to_owned(), response()),
        (
            "fault/ad_api_fault_detail".to_owned(),
            fault(cm::Fault::AdApiFaultDetail(Box::new(ad_api_fault_detail()))),
        ),
        (
            "fault/api_fault_detail".to_owned(),
            fault(cm::Fault::ApiFaultDetail(Box::new(api_fault_detail()))),
        ),
        (
            "fault/unknown_detail".to_owned(),
            fault(cm::Fault::Unknown(unknown_detail())),
        ),
        (
            "fault/without_detail".to_owned(),
            write_fault(&Fault::<cm::Fault>::new(FaultCode::Sender, "<bad>")),
        ),
    ]
}

fn conversions() -> ApplyOfflineConversionsRequest {
    let first = OfflineConversion {
        conversion_name: "Lead".into(),
        conversion_time: DateTime::utc(2024, 5, 6, 7, 8, 9).ok(),
        microsoft_click_id: "0123456789abcdef0123456789abcdef".into(),
        ..nothing()
    };
    ApplyOfflineConversionsRequest {
        offline_conversions: vec![Some(first), None].into(),
    }
}

fn headers() -> RequestHeaders {
    RequestHeaders {
        authentication_token: "tok".into(),
        customer_account_id: "111".into(),
        customer_id: "222".into(),
        developer_token: "dev".into(),
        ..RequestHeaders::default()
    }
}

fn request(options: &WriteOptions) -> String {
    soap::write_request::<ApplyOfflineConversions>(&conversions(), &headers(), &[], options)
        .expect("nothing is forbidden in XML")
}

fn prefixes() -> WriteOptions {
    WriteOptions::default().with_prefixes(&[(
        "https://bingads.microsoft.com/CampaignManagement/v13",
        "tns",
    )])
}

fn request_with_an_extra_header() -> String {
    let extra = AnyElement::new(QName::new("urn:example", "Trace").with_prefix("x")).with_text("1");
    soap::write_request::<ApplyOfflineConversions>(
        &conversions(),
        &headers(),
        &[extra],
        &WriteOptions::default(),
    )
    .expect("nothing is forbidden in XML")
}

fn response() -> String {
    let plain = BatchErrorBase {
        code: Some(5201),
        error_code: "OfflineConversionMicrosoftClickIdInvalid".into(),
        index: Some(1),
        ..BatchErrorBase::default()
    };
    let editorial = EditorialError {
        code: Some(1042),
        reason_code: Some(17),
        ..EditorialError::default()
    };
    let body = ApplyOfflineConversionsResponse {
        partial_errors: vec![Some(plain.into()), Some(editorial.into()), None].into(),
    };
    let headers = ResponseHeaders {
        tracking_id: "tid".into(),
    };
    soap::write_response::<ApplyOfflineConversions>(
        &Response::new(body, headers),
        &WriteOptions::default(),
    )
    .expect("nothing is forbidden in XML")
}

fn ad_api_fault_detail() -> AdApiFaultDetail {
    let error = AdApiError {
        code: Some(105),
        error_code: "InvalidCredentials".into(),
        message: "Authentication failed.".into(),
        ..AdApiError::default()
    };
    AdApiFaultDetail {
        tracking_id: "tid".into(),
        errors: vec![Some(error)].into(),
    }
}

/// The tracking id is a member of the base, in the base's namespace.
fn api_fault_detail() -> ApiFaultDetail {
    let error = OperationError {
        code: Some(1001),
        error_code: "OperationNotSupported".into(),
        ..OperationError::default()
    };
    ApiFaultDetail {
        tracking_id: "tid".into(),
        batch_errors: Vec::new().into(),
        operation_errors: vec![Some(error)].into(),
    }
}

fn unknown_detail() -> AnyElement {
    let mut detail = AnyElement::new(QName::new("urn:new", "NewDetail"));
    detail.push_element(AnyElement::new(QName::new("urn:new", "Code")).with_text("7"));
    detail
}

fn fault(detail: cm::Fault) -> String {
    let mut fault = Fault::new(FaultCode::Receiver, "Invalid client data.");
    fault.reasons[0].language = Some("en-US".to_owned());
    fault.details.push(detail);
    write_fault(&fault)
}

fn write_fault(fault: &Fault<cm::Fault>) -> String {
    soap::write_fault(fault, &[], &WriteOptions::default()).expect("nothing is forbidden in XML")
}
