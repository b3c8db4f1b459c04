//! Every form of fault that the six services have, as one error.

use msads::castile::soap::InMemory;
use msads::retry::RetryPolicy;
use msads::types::campaign_management::{self, AddConversionGoalsRequest};
use msads::types::{customer_billing, customer_management};
use msads::{Client, Delivery, Error, ErrorKind};

/// A client whose calls are answered with a fault of that detail.
fn client(code: &str, detail: &str) -> Client {
    let envelope = format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>{code}</faultcode>\
         <faultstring>Invalid client data.</faultstring>{detail}</s:Fault></s:Body></s:Envelope>"
    );
    Client::builder()
        .protocol(msads::Protocol::Soap)
        .transport(InMemory::envelope(envelope))
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

async fn campaigns(code: &str, detail: &str) -> Error {
    let client = client(code, detail);
    let request = AddConversionGoalsRequest::default();
    let called = client
        .campaign_management()
        .add_conversion_goals(&request)
        .await;
    called.unwrap_err()
}

const ADAPI: &str = "https://adapi.microsoft.com";
const CAMPAIGNS: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const CUSTOMER: &str = "https://bingads.microsoft.com/Customer/v13";
const BILLING: &str = "https://bingads.microsoft.com/Billing/v13";
const EXCEPTION: &str = "https://bingads.microsoft.com/Customer/v13/Exception";

#[tokio::test]
async fn the_errors_of_a_caller_have_a_detail_of_their_own() {
    let detail = format!(
        "<detail><AdApiFaultDetail xmlns='{ADAPI}'><TrackingId>t1</TrackingId><Errors><AdApiError><Code>117</Code>\
         <Detail>wait</Detail><ErrorCode>CallRateExceeded</ErrorCode><Message>too many calls</Message></AdApiError>\
         </Errors></AdApiFaultDetail></detail>"
    );
    let error = campaigns("s:Server", &detail).await;
    assert_eq!(
        error.to_string(),
        "the service refused AddConversionGoals: 117 CallRateExceeded: too many calls; wait; tracking id t1"
    );
    assert_eq!(
        (error.kind(), error.delivery()),
        (ErrorKind::Refused, Delivery::Refused)
    );
    let fault = error.fault::<campaign_management::Fault>().unwrap();
    assert!(matches!(
        fault.detail(),
        Some(campaign_management::Fault::AdApiFaultDetail(_))
    ));
}

#[tokio::test]
async fn errors_of_the_operation_and_of_its_items_are_one_list() {
    let detail = format!(
        "<detail><ApiFaultDetail xmlns='{CAMPAIGNS}'><TrackingId xmlns='{ADAPI}'>t2</TrackingId>\
         <BatchErrors><BatchError><Code>5319</Code><ErrorCode>ConversionGoalNameNotPassed</ErrorCode>\
         <FieldPath>Name</FieldPath><Index>4</Index><Message>no name</Message></BatchError></BatchErrors>\
         <OperationErrors><OperationError><Code>1</Code><Details>d</Details><ErrorCode>A</ErrorCode><Message>m</Message>\
         </OperationError></OperationErrors></ApiFaultDetail></detail>"
    );
    let error = campaigns("s:Server", &detail).await;
    assert_eq!(
        error.to_string(),
        "the service refused AddConversionGoals: 1 A: m; d; \
         5319 ConversionGoalNameNotPassed: no name (item 4, field Name); tracking id t2"
    );
}

#[tokio::test]
async fn editorial_errors_are_among_them() {
    let detail = format!(
        "<detail><EditorialApiFaultDetail xmlns='{CAMPAIGNS}'><EditorialErrors><EditorialError><Code>9</Code>\
         <Index>0</Index><DisapprovedText>Buy!!!</DisapprovedText><Location>AdTitle</Location></EditorialError>\
         </EditorialErrors></EditorialApiFaultDetail></detail>"
    );
    let error = campaigns("s:Server", &detail).await;
    assert_eq!(
        error.to_string(),
        "the service refused AddConversionGoals: 9: disapproved: `Buy!!!` in AdTitle (item 0)"
    );
}

#[tokio::test]
async fn the_customer_services_have_faults_of_their_own() {
    let detail = format!(
        "<detail><ApiFault xmlns='{CUSTOMER}' xmlns:e='{EXCEPTION}'><TrackingId xmlns='{ADAPI}'>t3</TrackingId>\
         <e:OperationErrors><e:OperationError><e:Code>207</e:Code><e:Message>line 3</e:Message></e:OperationError>\
         </e:OperationErrors></ApiFault></detail>"
    );
    let client = client("s:Server", &detail);
    let request = customer_management::GetUserRequest::default();
    let error = client_error(client.customer_management().get_user(&request).await);
    assert_eq!(
        error,
        "the service refused GetUser: 207: line 3; tracking id t3"
    );
}

#[tokio::test]
async fn billing_has_faults_with_items() {
    let detail = format!(
        "<detail><ApiBatchFault xmlns='{BILLING}' xmlns:e='{EXCEPTION}'><e:BatchErrors><e:BatchError><e:Code>5</e:Code>\
         <e:Index>2</e:Index><e:Message>no</e:Message></e:BatchError></e:BatchErrors></ApiBatchFault></detail>"
    );
    let client = client("s:Server", &detail);
    let request = customer_billing::GetBillingDocumentsRequest::default();
    let error = client_error(
        client
            .customer_billing()
            .get_billing_documents(&request)
            .await,
    );
    assert_eq!(
        error,
        "the service refused GetBillingDocuments: 5: no (item 2)"
    );
}

fn client_error<T: std::fmt::Debug>(called: Result<T, Error>) -> String {
    called.unwrap_err().to_string()
}

#[tokio::test]
async fn a_detail_that_no_schema_knows_is_read_by_its_names() {
    let detail = "<detail><NewFault xmlns='urn:new'><TrackingId>t4</TrackingId><OperationErrors><Error><Code>8</Code>\
                  <Message>new</Message></Error></OperationErrors></NewFault></detail>";
    let error = campaigns("s:Server", detail).await;
    assert_eq!(
        error.to_string(),
        "the service refused AddConversionGoals: 8: new; tracking id t4"
    );
}

#[tokio::test]
async fn an_internal_error_leaves_open_what_the_service_did() {
    let detail = format!(
        "<detail><AdApiFaultDetail xmlns='{ADAPI}'><Errors><AdApiError><Code>0</Code><ErrorCode>InternalError</ErrorCode>\
         </AdApiError></Errors></AdApiFaultDetail></detail>"
    );
    for (code, detail, delivery) in [
        ("s:Server", detail.as_str(), Delivery::Unknown),
        ("s:Server", "", Delivery::Unknown),
        ("s:Client", "", Delivery::Refused),
        ("a:InternalServiceFault", "", Delivery::Unknown),
        ("a:DeserializationFailed", "", Delivery::Refused),
    ] {
        let error = campaigns(code, detail).await;
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert_eq!(error.delivery(), delivery, "{code} {detail}: {error}");
    }
}
