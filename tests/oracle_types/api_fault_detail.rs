// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ADAPI: &str = "https://adapi.microsoft.com";
const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const SYSTEM_COLLECTIONS_GENERIC: &str = "http://schemas.datacontract.org/2004/07/System.Collections.Generic";

/// `ApiFaultDetail`.
#[derive(Clone, Default)]
pub struct ApiFaultDetail {
    /// `TrackingId`: absent, nil or a value.
    pub tracking_id: rt::Nillable<String>,
    /// `BatchErrors`: absent, nil or a value.
    pub batch_errors: rt::Nillable<Vec<Option<BatchError>>>,
    /// `OperationErrors`: absent, nil or a value.
    pub operation_errors: rt::Nillable<Vec<Option<OperationError>>>,
}

rt::table! {
    ApiFaultDetail, "ApiFaultDetail", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ApiFaultDetail>", CAMPAIGN_MANAGEMENT);
    0 => tracking_id: rt::nillable("<TrackingId>", ADAPI);
    1 => batch_errors:
        rt::nillable("<BatchErrors>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<BatchError>", CAMPAIGN_MANAGEMENT).many());
    _ => operation_errors:
        rt::nillable("<OperationErrors>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<OperationError>", CAMPAIGN_MANAGEMENT).many());
}

/// `BatchError`: one of its subtypes.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum BatchError {
    /// `BatchError` itself.
    Base(Box<BatchErrorBase>),
    /// `EditorialError`.
    EditorialError(Box<EditorialError>),
    /// A type that the schema did not know.
    Unknown(Box<rt::UnknownType>),
}

impl BatchError {
    /// `Code`: may be absent. `None` if the type is unknown.
    #[inline]
    pub fn code(&self) -> Option<&Option<i32>> {
        rt::field(self, 0)
    }
    /// `Details`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn details(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 1)
    }
    /// `ErrorCode`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn error_code(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 2)
    }
    /// `FieldPath`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn field_path(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 3)
    }
    /// `ForwardCompatibilityMap`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn forward_compatibility_map(
        &self,
    ) -> Option<&rt::Nillable<Vec<KeyValuePairOfstringstring>>> {
        rt::field(self, 4)
    }
    /// `Index`: may be absent. `None` if the type is unknown.
    #[inline]
    pub fn index(&self) -> Option<&Option<i32>> {
        rt::field(self, 5)
    }
    /// `Message`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn message(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 6)
    }
    /// `Type`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn r#type(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 7)
    }
}

rt::variants! {
    BatchError, Unknown;
    0 => Base(BatchErrorBase);
    1 => EditorialError(EditorialError);
}

/// `BatchError` itself, without what its subtypes add.
#[derive(Clone, Default)]
pub struct BatchErrorBase {
    /// `Code`: may be absent.
    pub code: Option<i32>,
    /// `Details`: absent, nil or a value.
    pub details: rt::Nillable<String>,
    /// `ErrorCode`: absent, nil or a value.
    pub error_code: rt::Nillable<String>,
    /// `FieldPath`: absent, nil or a value.
    pub field_path: rt::Nillable<String>,
    /// `ForwardCompatibilityMap`: absent, nil or a value.
    pub forward_compatibility_map: rt::Nillable<Vec<KeyValuePairOfstringstring>>,
    /// `Index`: may be absent.
    pub index: Option<i32>,
    /// `Message`: absent, nil or a value.
    pub message: rt::Nillable<String>,
    /// `Type`: absent, nil or a value.
    pub r#type: rt::Nillable<String>,
}

rt::table! {
    BatchErrorBase, "BatchError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<BatchError>", CAMPAIGN_MANAGEMENT);
    0 => code: rt::optional("<Code>", CAMPAIGN_MANAGEMENT);
    1 => details: rt::nillable("<Details>", CAMPAIGN_MANAGEMENT);
    2 => error_code: rt::nillable("<ErrorCode>", CAMPAIGN_MANAGEMENT);
    3 => field_path: rt::nillable("<FieldPath>", CAMPAIGN_MANAGEMENT);
    4 => forward_compatibility_map:
        rt::nillable("<ForwardCompatibilityMap>", CAMPAIGN_MANAGEMENT)
        .array(&rt::optional("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC).many());
    5 => index: rt::optional("<Index>", CAMPAIGN_MANAGEMENT);
    6 => message: rt::nillable("<Message>", CAMPAIGN_MANAGEMENT);
    _ => r#type: rt::nillable("<Type>", CAMPAIGN_MANAGEMENT);
}

/// `EditorialError`.
#[derive(Clone, Default)]
pub struct EditorialError {
    /// `Code`: may be absent.
    pub code: Option<i32>,
    /// `Details`: absent, nil or a value.
    pub details: rt::Nillable<String>,
    /// `ErrorCode`: absent, nil or a value.
    pub error_code: rt::Nillable<String>,
    /// `FieldPath`: absent, nil or a value.
    pub field_path: rt::Nillable<String>,
    /// `ForwardCompatibilityMap`: absent, nil or a value.
    pub forward_compatibility_map: rt::Nillable<Vec<KeyValuePairOfstringstring>>,
    /// `Index`: may be absent.
    pub index: Option<i32>,
    /// `Message`: absent, nil or a value.
    pub message: rt::Nillable<String>,
    /// `Type`: absent, nil or a value.
    pub r#type: rt::Nillable<String>,
    /// `Appealable`: absent, nil or a value.
    pub appealable: rt::Nillable<bool>,
    /// `DisapprovedText`: absent, nil or a value.
    pub disapproved_text: rt::Nillable<String>,
    /// `Location`: absent, nil or a value.
    pub location: rt::Nillable<String>,
    /// `PublisherCountry`: absent, nil or a value.
    pub publisher_country: rt::Nillable<String>,
    /// `ReasonCode`: may be absent.
    pub reason_code: Option<i32>,
}

rt::table! {
    EditorialError, "EditorialError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<EditorialError>", CAMPAIGN_MANAGEMENT);
    0 => code: rt::optional("<Code>", CAMPAIGN_MANAGEMENT);
    1 => details: rt::nillable("<Details>", CAMPAIGN_MANAGEMENT);
    2 => error_code: rt::nillable("<ErrorCode>", CAMPAIGN_MANAGEMENT);
    3 => field_path: rt::nillable("<FieldPath>", CAMPAIGN_MANAGEMENT);
    4 => forward_compatibility_map:
        rt::nillable("<ForwardCompatibilityMap>", CAMPAIGN_MANAGEMENT)
        .array(&rt::optional("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC).many());
    5 => index: rt::optional("<Index>", CAMPAIGN_MANAGEMENT);
    6 => message: rt::nillable("<Message>", CAMPAIGN_MANAGEMENT);
    7 => r#type: rt::nillable("<Type>", CAMPAIGN_MANAGEMENT);
    8 => appealable: rt::nillable("<Appealable>", CAMPAIGN_MANAGEMENT);
    9 => disapproved_text: rt::nillable("<DisapprovedText>", CAMPAIGN_MANAGEMENT);
    10 => location: rt::nillable("<Location>", CAMPAIGN_MANAGEMENT);
    11 => publisher_country: rt::nillable("<PublisherCountry>", CAMPAIGN_MANAGEMENT);
    _ => reason_code: rt::optional("<ReasonCode>", CAMPAIGN_MANAGEMENT);
}

/// `OperationError`.
#[derive(Clone, Default)]
pub struct OperationError {
    /// `Code`: may be absent.
    pub code: Option<i32>,
    /// `Details`: absent, nil or a value.
    pub details: rt::Nillable<String>,
    /// `ErrorCode`: absent, nil or a value.
    pub error_code: rt::Nillable<String>,
    /// `Message`: absent, nil or a value.
    pub message: rt::Nillable<String>,
}

rt::table! {
    OperationError, "OperationError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OperationError>", CAMPAIGN_MANAGEMENT);
    0 => code: rt::optional("<Code>", CAMPAIGN_MANAGEMENT);
    1 => details: rt::nillable("<Details>", CAMPAIGN_MANAGEMENT);
    2 => error_code: rt::nillable("<ErrorCode>", CAMPAIGN_MANAGEMENT);
    _ => message: rt::nillable("<Message>", CAMPAIGN_MANAGEMENT);
}

/// `ApplicationFault`: one of its subtypes.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum ApplicationFault {
    /// `ApplicationFault` itself.
    Base(Box<ApplicationFaultBase>),
    /// `ApiFaultDetail`.
    ApiFaultDetail(Box<ApiFaultDetail>),
    /// A type that the schema did not know.
    Unknown(Box<rt::UnknownType>),
}

impl ApplicationFault {
    /// `TrackingId`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn tracking_id(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 0)
    }
}

rt::variants! {
    ApplicationFault, Unknown;
    0 => Base(ApplicationFaultBase);
    1 => ApiFaultDetail(ApiFaultDetail);
}

/// `ApplicationFault` itself, without what its subtypes add.
#[derive(Clone, Default)]
pub struct ApplicationFaultBase {
    /// `TrackingId`: absent, nil or a value.
    pub tracking_id: rt::Nillable<String>,
}

rt::table! {
    ApplicationFaultBase, "ApplicationFault", ADAPI,
        rt::required_nillable("<ApplicationFault>", ADAPI);
    _ => tracking_id: rt::nillable("<TrackingId>", ADAPI);
}

/// `KeyValuePairOfstringstring`.
#[derive(Clone, Default)]
pub struct KeyValuePairOfstringstring {
    /// `key`: nil or a value.
    pub key: Option<String>,
    /// `value`: nil or a value.
    pub value: Option<String>,
}

rt::table! {
    KeyValuePairOfstringstring, "KeyValuePairOfstringstring", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC);
    0 => key: rt::required_nillable("<key>", SYSTEM_COLLECTIONS_GENERIC);
    _ => value: rt::required_nillable("<value>", SYSTEM_COLLECTIONS_GENERIC);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    ApiFaultDetail: "ApiFaultDetail", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ApiFaultDetail>", CAMPAIGN_MANAGEMENT);
    Vec<Option<BatchError>>: "ArrayOfBatchError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ArrayOfBatchError>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<BatchError>", CAMPAIGN_MANAGEMENT).many());
    BatchError: "BatchError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<BatchError>", CAMPAIGN_MANAGEMENT);
    EditorialError: "EditorialError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<EditorialError>", CAMPAIGN_MANAGEMENT);
    Vec<Option<OperationError>>: "ArrayOfOperationError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ArrayOfOperationError>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<OperationError>", CAMPAIGN_MANAGEMENT).many());
    OperationError: "OperationError", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OperationError>", CAMPAIGN_MANAGEMENT);
    ApplicationFault: "ApplicationFault", ADAPI, rt::required_nillable("<ApplicationFault>", ADAPI);
    Vec<KeyValuePairOfstringstring>: "ArrayOfKeyValuePairOfstringstring", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<ArrayOfKeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC)
        .array(&rt::optional("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC).many());
    KeyValuePairOfstringstring: "KeyValuePairOfstringstring", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC);
}
