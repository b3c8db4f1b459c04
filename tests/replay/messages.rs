//! Whole messages: read through the SOAP codec and the tables, written back, and built as values and written.

use castile::codegen::{Operation, Row, Slot};
use castile::operation::Response;
use castile::soap::{self, Fault, FaultCode, Reply, SOAP_1_1};
use castile::table::Presence;
use castile::xml::{self, ReadOptions, WriteOptions};
use msads_types::campaign_management as cm;

use super::values::noon;
use super::writing::ENVELOPE;
use crate::captured;
use crate::support::known_types::{self, Module, Root};
use crate::support::report::Report;
use crate::support::tree::{self, Name, Tree};
use crate::support::{folder, walk};

/// The recorded messages, by the name of the case.
fn messages() -> Vec<(String, String)> {
    let files = folder::files(&folder::oracle().join("write"), "xml");
    let documents = files
        .iter()
        .map(|file| (folder::stem(file), folder::text(file)));
    let is_message = |text: &str| Tree::parse(text).is_ok_and(|tree| tree.name.1 == ENVELOPE);
    documents.filter(|(_, text)| is_message(text)).collect()
}

/// Replays every recorded message.
pub(crate) fn replay(modules: &[Module]) -> Report {
    let mut report = Report::default();
    for (name, text) in messages() {
        report.count(
            "bodies and headers of messages read and written back",
            &name,
            parts_come_back(modules, &text),
        );
        match BUILT.iter().find(|(case, _)| *case == name) {
            Some((_, build)) => {
                let outcome = build().and_then(|written| tree::compare(&text, &written, &qnames()));
                report.count("messages built and written", &name, outcome);
            }
            None => report.note(
                "messages built and written",
                &name,
                "no value was built by hand for this case",
            ),
        }
        if let Some(written) = request_again(&text) {
            let outcome = written.and_then(|written| tree::compare(&text, &written, &qnames()));
            report.count("requests received and written back whole", &name, outcome);
        }
        if let Some(written) = reply_again(&text) {
            let outcome = written.and_then(|written| tree::compare(&text, &written, &qnames()));
            report.count("replies read and written back whole", &name, outcome);
        }
    }
    report
}

/// The elements of an envelope that hold a QName.
fn qnames() -> [Name; 1] {
    [(String::new(), "faultcode".to_owned())]
}

/// Reads the header blocks and the body of any operation by their names, and writes them back.
fn parts_come_back(modules: &[Module], text: &str) -> Result<(), String> {
    let envelope = Tree::parse(text)?;
    let body = envelope
        .child("Body")
        .and_then(|body| body.elements().next())
        .ok_or("there is no body")?;
    let content = match body.child("detail") {
        Some(detail) => detail.elements().next().ok_or("there is no detail")?,
        None => body,
    };
    let entry = known_types::with_root(modules, &content.name)
        .ok_or_else(|| format!("no generated element {}", tree::clark(&content.name)))?;
    let value = Root::read(&entry, &content.to_xml(), &ReadOptions::strict())
        .map_err(|error| error.to_string())?;
    let written = Tree::parse(&value.write(&entry)?)?;
    let qnames = walk::qname_elements(&value, &entry.root);
    if let Some(difference) = tree::difference(content, &written, &qnames) {
        return Err(difference);
    }
    match envelope.child("Header") {
        Some(header) if content.name.1.ends_with("Request") => {
            headers_come_back::<cm::RequestHeaders>(header)
        }
        Some(header) => headers_come_back::<cm::ResponseHeaders>(header),
        None => Ok(()),
    }
}

fn headers_come_back<H: Slot + Default>(header: &Tree) -> Result<(), String> {
    let row = Row::element("<Header>", SOAP_1_1, Presence::Required);
    let headers: H = xml::read_element(&header.to_xml(), &row, &ReadOptions::strict())
        .map_err(|error| error.to_string())?;
    let written = Tree::parse(&known_types::write(&headers, &row)?)?;
    tree::difference(header, &written, &[]).map_or(Ok(()), Err)
}

/// A request as a service receives it, written; `None` for a reply or another operation.
fn request_again(text: &str) -> Option<Result<String, String>> {
    let envelope = Tree::parse(text).ok()?;
    let body = envelope.child("Body")?.elements().next()?;
    if body.name.1 != "ApplyOfflineConversionsRequest" {
        return None;
    }
    Some(match captured::receive(text) {
        (Some(incoming), _) => request(incoming.body, &incoming.headers),
        (None, answer) => Err(format!("status {}: {}", answer.status(), answer.text())),
    })
}

/// A reply of one of the operations with recorded messages, read and written; `None` for a request or another operation.
fn reply_again(text: &str) -> Option<Result<String, String>> {
    let envelope = Tree::parse(text).ok()?;
    let body = envelope.child("Body")?.elements().next()?.name.1.clone();
    match body.as_str() {
        "ApplyOfflineConversionsResponse" | "Fault" => {
            Some(again::<cm::ApplyOfflineConversions>(text))
        }
        "AddConversionGoalsResponse" => Some(again::<cm::AddConversionGoals>(text)),
        "UpdateConversionGoalsResponse" => Some(again::<cm::UpdateConversionGoals>(text)),
        "GetConversionGoalsByIdsResponse" => Some(again::<cm::GetConversionGoalsByIds>(text)),
        "AddCampaignsResponse" => Some(again::<cm::AddCampaigns>(text)),
        _ => None,
    }
}

fn again<O: Operation>(text: &str) -> Result<String, String> {
    let options = WriteOptions::default();
    let reply =
        soap::read_reply::<O>(text, &ReadOptions::default()).map_err(|error| error.to_string())?;
    match reply {
        Reply::Response(response) => soap::write_response::<O>(&response, &options),
        Reply::Fault(fault, headers) => soap::write_fault(&fault, &headers, &options),
    }
    .map_err(|error| error.to_string())
}

/// Builds a message and writes it.
type Build = fn() -> Result<String, String>;

const BUILT: &[(&str, Build)] = &[
    ("msg_request_typical", || request(typical(), &tokens())),
    ("msg_request_null_list", || {
        request(
            cm::ApplyOfflineConversionsRequest::default(),
            &cm::RequestHeaders::default(),
        )
    }),
    ("msg_response_ok", || {
        applied(cm::ApplyOfflineConversionsResponse {
            partial_errors: Vec::new().into(),
        })
    }),
    ("msg_response_partial", || {
        applied(cm::ApplyOfflineConversionsResponse {
            partial_errors: vec![
                Some(click_id_invalid().into()),
                Some(editorial(2, true).into()),
                None,
            ]
            .into(),
        })
    }),
    ("msg_response_goal_ids", || {
        let body = cm::AddConversionGoalsResponse {
            conversion_goal_ids: vec![Some(1000), None].into(),
            ..cm::AddConversionGoalsResponse::default()
        };
        response::<cm::AddConversionGoals>(body)
    }),
    ("msg_fault_api", fault_message),
];

fn request(
    request: cm::ApplyOfflineConversionsRequest,
    headers: &cm::RequestHeaders,
) -> Result<String, String> {
    soap::write_request::<cm::ApplyOfflineConversions>(
        &request,
        headers,
        &[],
        &WriteOptions::default(),
    )
    .map_err(|error| error.to_string())
}

fn applied(body: cm::ApplyOfflineConversionsResponse) -> Result<String, String> {
    response::<cm::ApplyOfflineConversions>(body)
}

fn response<O>(body: O::Response) -> Result<String, String>
where
    O: Operation<ResponseHeaders = cm::ResponseHeaders>,
{
    let headers = cm::ResponseHeaders {
        tracking_id: "tid".into(),
    };
    soap::write_response::<O>(&Response::new(body, headers), &WriteOptions::default())
        .map_err(|error| error.to_string())
}

fn typical() -> cm::ApplyOfflineConversionsRequest {
    let conversion = cm::OfflineConversion {
        conversion_name: "Lead".into(),
        conversion_time: Some(noon()),
        microsoft_click_id: "0123456789abcdef0123456789abcdef".into(),
        ..cm::OfflineConversion::default()
    };
    cm::ApplyOfflineConversionsRequest {
        offline_conversions: vec![Some(conversion)].into(),
    }
}

/// WCF sends every declared header, the unset ones as nil.
fn tokens() -> cm::RequestHeaders {
    cm::RequestHeaders {
        application_token: castile::Nillable::Nil,
        authentication_token: "tok".into(),
        customer_account_id: "111".into(),
        customer_id: "222".into(),
        developer_token: "dev".into(),
        password: castile::Nillable::Nil,
        user_name: castile::Nillable::Nil,
    }
}

fn click_id_invalid() -> cm::BatchErrorBase {
    let pair = cm::KeyValuePairOfstringstring {
        key: Some("k".to_owned()),
        value: None,
    };
    cm::BatchErrorBase {
        code: Some(5201),
        error_code: "OfflineConversionMicrosoftClickIdInvalid".into(),
        field_path: "MicrosoftClickId".into(),
        forward_compatibility_map: vec![pair].into(),
        index: Some(1),
        message: "<&>".into(),
        r#type: "BatchError".into(),
        ..cm::BatchErrorBase::default()
    }
}

fn editorial(index: i32, is_appealable: bool) -> cm::EditorialError {
    cm::EditorialError {
        code: Some(1042),
        error_code: "EditorialError".into(),
        index: Some(index),
        r#type: "EditorialError".into(),
        appealable: if is_appealable {
            true.into()
        } else {
            castile::Nillable::Nil
        },
        reason_code: Some(17),
        ..cm::EditorialError::default()
    }
}

fn fault_message() -> Result<String, String> {
    let unsupported = cm::OperationError {
        code: Some(1001),
        error_code: "OperationNotSupported".into(),
        message: "no".into(),
        ..cm::OperationError::default()
    };
    let detail = cm::ApiFaultDetail {
        tracking_id: "tid".into(),
        batch_errors: vec![Some(editorial(0, false).into())].into(),
        operation_errors: vec![Some(unsupported)].into(),
    };
    let reason = "Invalid client data. Check the SOAP fault details for more information";
    let mut fault = Fault::new(FaultCode::Receiver, reason);
    fault.reasons[0].language = Some("en-US".to_owned());
    fault
        .details
        .push(cm::Fault::ApiFaultDetail(Box::new(detail)));
    soap::write_fault(&fault, &[], &WriteOptions::default()).map_err(|error| error.to_string())
}

/// The value of the case `fault_adapi`.
pub(crate) fn ad_api_fault() -> cm::AdApiFaultDetail {
    let error = cm::AdApiError {
        code: Some(105),
        error_code: "InvalidCredentials".into(),
        message: "Authentication failed.".into(),
        ..cm::AdApiError::default()
    };
    cm::AdApiFaultDetail {
        tracking_id: "tid".into(),
        errors: vec![Some(error)].into(),
    }
}

/// The value of the case `fault_api`.
pub(crate) fn api_fault_of_two() -> cm::ApiFaultDetail {
    let plain = cm::BatchErrorBase {
        code: Some(1),
        error_code: "E".into(),
        index: Some(0),
        r#type: "BatchError".into(),
        ..cm::BatchErrorBase::default()
    };
    let editorial = cm::EditorialError {
        code: Some(2),
        index: Some(1),
        r#type: "EditorialError".into(),
        reason_code: Some(3),
        ..cm::EditorialError::default()
    };
    cm::ApiFaultDetail {
        tracking_id: "tid".into(),
        batch_errors: vec![Some(plain.into()), Some(editorial.into())].into(),
        operation_errors: Vec::new().into(),
    }
}
