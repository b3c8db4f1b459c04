//! The six services: their names in the documentation, their files, their modules.

#![allow(dead_code)]

use msads_types::{
    ad_insight, bulk, campaign_management, customer_billing, customer_management, reporting,
};

use castile::codegen::{Table, Type};

use crate::support::known_types::Module;

/// A service by the name that the documentation gives it, and the name of its schema's file.
pub(crate) const SERVICES: [(&str, &str); 6] = [
    ("CampaignManagement", "campaignmanagement_service.xml"),
    ("Bulk", "bulk_service.xml"),
    ("Reporting", "reporting_service.xml"),
    ("AdInsight", "adinsight_service.xml"),
    ("CustomerManagement", "customermanagement_service.xml"),
    ("CustomerBilling", "customerbilling_service.xml"),
];

/// The generated modules, under the names of the services, in the order of [`SERVICES`].
pub(crate) fn modules() -> Vec<Module> {
    let types = [
        campaign_management::types(),
        bulk::types(),
        reporting::types(),
        ad_insight::types(),
        customer_management::types(),
        customer_billing::types(),
    ];
    let modules = SERVICES.iter().zip(types);
    modules
        .map(|((name, _), types)| Module::new(name, types))
        .collect()
}

/// The header blocks of a service's requests and of its responses.
pub(crate) fn headers(service: &str) -> Option<[&'static Table; 2]> {
    Some(match service {
        "CampaignManagement" => [
            <campaign_management::RequestHeaders as Type>::TABLE,
            <campaign_management::ResponseHeaders as Type>::TABLE,
        ],
        "Bulk" => [
            <bulk::RequestHeaders as Type>::TABLE,
            <bulk::ResponseHeaders as Type>::TABLE,
        ],
        "Reporting" => [
            <reporting::RequestHeaders as Type>::TABLE,
            <reporting::ResponseHeaders as Type>::TABLE,
        ],
        "AdInsight" => [
            <ad_insight::RequestHeaders as Type>::TABLE,
            <ad_insight::ResponseHeaders as Type>::TABLE,
        ],
        "CustomerManagement" => [
            <customer_management::RequestHeaders as Type>::TABLE,
            <customer_management::ResponseHeaders as Type>::TABLE,
        ],
        "CustomerBilling" => [
            <customer_billing::RequestHeaders as Type>::TABLE,
            <customer_billing::ResponseHeaders as Type>::TABLE,
        ],
        _ => return None,
    })
}
