//! Faults over REST, in each form that they are known in, become the very same errors as over SOAP.

use super::wire::{answer, envelope};
use msads::castile::soap::InMemory;
use msads::retry::RetryPolicy;
use msads::types::campaign_management::{AddConversionGoalsRequest, Fault};
use msads::types::customer_management::{self, GetUserRequest};
use msads::types::{ad_insight, customer_billing};
use msads::{ApiError, Client, Delivery, Error, ErrorKind, Protocol};

const ADAPI: &str = "https://adapi.microsoft.com";
const CAMPAIGNS: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const CUSTOMER: &str = "https://bingads.microsoft.com/Customer/v13";
const BILLING: &str = "https://bingads.microsoft.com/Billing/v13";
const EXCEPTION: &str = "https://bingads.microsoft.com/Customer/v13/Exception";

fn client(protocol: Protocol, status: u16, body: &str) -> Client {
    let body = body.to_owned();
    let transport = InMemory::new(move |_| Ok(answer(status, &[], body.clone())));
    Client::builder()
        .protocol(protocol)
        .transport(transport)
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

fn over_soap(detail: &str) -> Client {
    let fault = format!(
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>Invalid client data.</faultstring><detail>{detail}</detail></s:Fault>"
    );
    client(Protocol::Soap, 500, &envelope(&fault))
}

/// The service whose operation is called.
#[derive(Clone, Copy)]
enum Of {
    Campaigns,
    Customers,
    Billing,
    AdInsight,
}

impl Of {
    async fn error(self, client: &Client) -> Error {
        match self {
            Self::Campaigns => {
                let request = AddConversionGoalsRequest::default();
                let campaigns = client.campaign_management();
                campaigns.add_conversion_goals(&request).await.unwrap_err()
            }
            Self::Customers => {
                let request = GetUserRequest::default();
                client
                    .customer_management()
                    .get_user(&request)
                    .await
                    .unwrap_err()
            }
            Self::Billing => {
                let request = customer_billing::GetBillingDocumentsRequest::default();
                let billing = client.customer_billing();
                billing.get_billing_documents(&request).await.unwrap_err()
            }
            Self::AdInsight => {
                let request = ad_insight::GetKeywordCategoriesRequest::default();
                let insight = client.ad_insight();
                insight.get_keyword_categories(&request).await.unwrap_err()
            }
        }
    }
}

/// A fault: the service, its detail over SOAP, the name of the class, and the members of the object over REST.
fn faults() -> [(Of, String, &'static str, &'static str); 8] {
    [
        (
            Of::Campaigns,
            format!(
                "<AdApiFaultDetail xmlns='{ADAPI}'><TrackingId>t1</TrackingId><Errors><AdApiError><Code>105</Code>\
                 <Detail>d</Detail><ErrorCode>InvalidCredentials</ErrorCode><Message>m</Message></AdApiError></Errors>\
                 </AdApiFaultDetail>"
            ),
            "AdApiFaultDetail",
            r#""TrackingId":"t1","Errors":[{"Code":105,"Detail":"d","ErrorCode":"InvalidCredentials","Message":"m"}]"#,
        ),
        (
            Of::Campaigns,
            format!(
                "<ApiFaultDetail xmlns='{CAMPAIGNS}' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>\
                 <TrackingId xmlns='{ADAPI}'>t2</TrackingId>\
                 <BatchErrors><BatchError><Code>5319</Code><ErrorCode>ConversionGoalNameNotPassed</ErrorCode>\
                 <FieldPath>Name</FieldPath><Index>4</Index><Message>no name</Message></BatchError>\
                 <BatchError i:type='EditorialError'><Code>9</Code><Index>5</Index><Type>EditorialError</Type><DisapprovedText>Buy!</DisapprovedText>\
                 </BatchError></BatchErrors>\
                 <OperationErrors><OperationError><Code>1</Code><Details>d</Details><ErrorCode>A</ErrorCode>\
                 <Message>m</Message></OperationError></OperationErrors></ApiFaultDetail>"
            ),
            "ApiFaultDetail",
            r#""TrackingId":"t2","BatchErrors":[{"Code":5319,"ErrorCode":"ConversionGoalNameNotPassed","FieldPath":"Name","Index":4,"Message":"no name"},{"Code":9,"Index":5,"Type":"EditorialError","DisapprovedText":"Buy!"}],"OperationErrors":[{"Code":1,"Details":"d","ErrorCode":"A","Message":"m"}]"#,
        ),
        (
            Of::Campaigns,
            format!(
                "<EditorialApiFaultDetail xmlns='{CAMPAIGNS}'><EditorialErrors><EditorialError><Code>9</Code><Index>0</Index>\
                 <DisapprovedText>Buy!!!</DisapprovedText><Location>AdTitle</Location></EditorialError></EditorialErrors>\
                 </EditorialApiFaultDetail>"
            ),
            "EditorialApiFaultDetail",
            r#""EditorialErrors":[{"Code":"9","Index":0,"DisapprovedText":"Buy!!!","Location":"AdTitle"}]"#,
        ),
        (
            Of::AdInsight,
            format!(
                "<AdApiFaultDetail xmlns='{ADAPI}'><TrackingId>t5</TrackingId><Errors><AdApiError><Code>117</Code>\
                 <ErrorCode>CallRateExceeded</ErrorCode></AdApiError></Errors></AdApiFaultDetail>"
            ),
            "AdApiFaultDetail",
            r#""TrackingId":"t5","Errors":[{"Code":117,"ErrorCode":"CallRateExceeded"}]"#,
        ),
        (
            Of::Customers,
            format!(
                "<ApiFault xmlns='{CUSTOMER}' xmlns:e='{EXCEPTION}'><TrackingId xmlns='{ADAPI}'>t3</TrackingId>\
                 <e:OperationErrors><e:OperationError><e:Code>207</e:Code><e:Message>line 3</e:Message></e:OperationError>\
                 </e:OperationErrors></ApiFault>"
            ),
            "ApiFault",
            r#""TrackingId":"t3","OperationErrors":[{"Code":207,"Message":"line 3"}]"#,
        ),
        (
            Of::Customers,
            format!(
                "<AdApiFaultDetail xmlns='{ADAPI}'><TrackingId>t6</TrackingId><Errors><AdApiError><Code>109</Code>\
                 <ErrorCode>AuthenticationTokenExpired</ErrorCode></AdApiError></Errors></AdApiFaultDetail>"
            ),
            "AdApiFaultDetail",
            r#""TrackingId":"t6","Errors":[{"Code":109,"ErrorCode":"AuthenticationTokenExpired"}]"#,
        ),
        (
            Of::Billing,
            format!(
                "<ApiBatchFault xmlns='{BILLING}' xmlns:e='{EXCEPTION}'><e:BatchErrors><e:BatchError><e:Code>5</e:Code>\
                 <e:Index>2</e:Index><e:Message>no</e:Message></e:BatchError></e:BatchErrors></ApiBatchFault>"
            ),
            "ApiBatchFault",
            r#""BatchErrors":[{"Code":5,"Index":2,"Message":"no"}]"#,
        ),
        (
            Of::Campaigns,
            "<NewFault xmlns='urn:new'><TrackingId>t4</TrackingId><OperationErrors><Error><Code>8</Code><Message>new</Message>\
             </Error></OperationErrors></NewFault>"
                .to_owned(),
            "NewFault",
            r#""TrackingId":"t4","OperationErrors":[{"Code":8,"Message":"new"}]"#,
        ),
    ]
}

/// What of an error does not tell the protocol.
fn seen(error: &Error) -> (String, ErrorKind, Delivery, Vec<ApiError>, Option<String>) {
    (
        error.to_string(),
        error.kind(),
        error.delivery(),
        error.errors().to_vec(),
        error.tracking_id().map(str::to_owned),
    )
}

#[tokio::test]
async fn a_fault_is_the_same_error_over_both_wrapped_or_not_whatever_the_status() {
    for (of, detail, class, members) in faults() {
        let expected = of.error(&over_soap(&detail)).await;
        assert_eq!(expected.kind(), ErrorKind::Refused, "{detail}");
        let named = format!(r#"{{"Type":"{class}",{members}}}"#);
        let named_last = format!(r#"{{{members},"Type":"{class}"}}"#);
        let mut bodies = vec![
            named.clone(),
            named_last,
            format!(r#"{{"ApplicationFault":{named}}}"#),
        ];
        if class != "NewFault" {
            // Without a name, what no schema knows could be anything.
            bodies.push(format!("{{{members}}}"));
            bodies.push(format!(r#"{{"ApplicationFault":{{{members}}}}}"#));
        }
        for body in bodies {
            for status in [400, 401, 403, 429, 500, 200] {
                let error = of.error(&client(Protocol::Rest, status, &body)).await;
                assert_eq!(seen(&error), seen(&expected), "{status} {body}");
                assert_eq!(error.status(), Some(status));
                if let (Some(fault), Some(soap)) =
                    (error.fault::<Fault>(), expected.fault::<Fault>())
                    && class != "NewFault"
                {
                    assert_eq!(fault.details, soap.details, "{body}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_fault_of_the_customer_services_has_its_own_type() {
    let body = r#"{"Type":"ApiFault","OperationErrors":[{"Code":207}],"TrackingId":null}"#;
    let error = Of::Customers
        .error(&client(Protocol::Rest, 400, body))
        .await;
    let fault = error.fault::<customer_management::Fault>().unwrap();
    assert!(matches!(
        fault.detail(),
        Some(customer_management::Fault::ApiFault(_))
    ));
}

#[tokio::test]
async fn an_error_without_a_detail_says_what_came() {
    for (status, body, delivery, what) in [
        (
            500,
            r#"{"Message":"An error has occurred."}"#,
            Delivery::Unknown,
            "the service refused AddConversionGoals: An error has occurred.; it was sent, so the service may have acted on it",
        ),
        (
            200,
            r#"{"Message":"An error has occurred.","ExceptionType":"E"}"#,
            Delivery::Unknown,
            "the service refused AddConversionGoals: An error has occurred.; it was sent, so the service may have acted on it",
        ),
        (
            400,
            r#"{"Message":"The request is invalid."}"#,
            Delivery::Refused,
            "the service refused AddConversionGoals: The request is invalid.",
        ),
        (
            404,
            r#"{"error":{"code":"NotFound"}}"#,
            Delivery::Refused,
            r#"the service refused AddConversionGoals: {"code":"NotFound"}"#,
        ),
        (
            500,
            r#"{"Type":"AdApiFaultDetail","Errors":[{"Code":0,"ErrorCode":"InternalError"}]}"#,
            Delivery::Unknown,
            "the service refused AddConversionGoals: 0 InternalError; it was sent, so the service may have acted on it",
        ),
    ] {
        let error = Of::Campaigns
            .error(&client(Protocol::Rest, status, body))
            .await;
        assert_eq!(error.kind(), ErrorKind::Refused);
        assert_eq!(error.delivery(), delivery, "{body}");
        assert_eq!(error.to_string(), what);
    }
}

#[tokio::test]
async fn an_error_that_a_later_schema_has_is_read_by_its_names() {
    let body = r#"{"Type":"ApiFaultDetail","BatchErrors":[{"Type":"NewError","Code":77,"ErrorCode":"Newer","Index":3,"Of":{"x":1}}],"New":7}"#;
    let error = Of::Campaigns
        .error(&client(Protocol::Rest, 400, body))
        .await;
    assert_eq!(
        error.to_string(),
        "the service refused AddConversionGoals: 77 Newer (item 3)"
    );
}
