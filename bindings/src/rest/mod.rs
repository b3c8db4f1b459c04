//! REST: where the operations are, and which HTTP headers say who calls.

mod route;

#[cfg(feature = "local")]
use crate::{Protocol, Service};
#[cfg(feature = "local")]
use castile::operation::Body;
use castile::rest::{HttpHeader, Mapping, Route};
use castile::soap::OperationEntry;

/// The operations of a service, behind its address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rest;

impl Mapping for Rest {
    fn route(&self, operation: &OperationEntry) -> Route {
        route::of(operation.name)
    }

    fn header(&self, block: &'static str) -> HttpHeader {
        header(block)
    }
}

/// The operations of all services that are served here, at the documented paths.
#[cfg(feature = "local")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Served;

#[cfg(feature = "local")]
impl Mapping for Served {
    fn route(&self, operation: &OperationEntry) -> Route {
        let route = route::of(operation.name);
        let base = service_of(operation).path(Protocol::Rest);
        Route::new(route.method, format!("{base}{}", route.path))
    }

    fn header(&self, block: &'static str) -> HttpHeader {
        header(block)
    }
}

/// The service that has an operation.
///
/// Source: the target namespaces of the WSDLs; that of Bulk is that of Campaign Management.
#[cfg(feature = "local")]
fn service_of(operation: &OperationEntry) -> Service {
    const BULK: [&str; 6] = [
        "DownloadCampaignsByAccountIds",
        "DownloadCampaignsByCampaignIds",
        "GetBulkDownloadStatus",
        "GetBulkUploadStatus",
        "GetBulkUploadUrl",
        "UploadEntityRecords",
    ];
    let namespace = match &operation.request {
        Body::Element(row) => row.namespace,
        _ => "",
    };
    let has = |part: &str| namespace.contains(part);
    match operation.name {
        name if BULK.contains(&name) => Service::Bulk,
        _ if has("/Reporting/") => Service::Reporting,
        _ if has("/AdInsight/") => Service::AdInsight,
        _ if has("/Customer/") => Service::CustomerManagement,
        _ if has("/Billing/") => Service::CustomerBilling,
        _ => Service::CampaignManagement,
    }
}

/// The HTTP header of a header block.
///
/// Source: Microsoft Advertising documentation, "Request header" of REST.
pub(crate) fn header(block: &'static str) -> HttpHeader {
    match block {
        "AuthenticationToken" => HttpHeader::new("Authorization").with_prefix("Bearer "),
        _ => HttpHeader::new(block),
    }
}
