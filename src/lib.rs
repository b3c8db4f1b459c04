//! Types, operations, clients and services of the Microsoft Advertising API v13, generated from its WSDLs (unofficial).
//!
//! One module and one cargo feature for each service; [`common`] holds what several of them declare alike, and each module
//! has it under its own name too.
//!
//! Two features are off by default, as they cost time to compile:
//!
//! | feature | what it adds |
//! |---|---|
//! | `json` | `Serialize` and `Deserialize` of all types, in the documented JSON: `serde_json::to_string(&conversion)` |
//! | `server` | in each module the trait `Service` and its `Server`, to answer calls: for mocks and for tests without a network |
//!
//! `castile` with its feature `client` carries the calls of the `Client` of each module; the crate `msads` does that with all that
//! this API asks for.

/// Types that several services declare alike.
pub mod common {
    include!(concat!(env!("OUT_DIR"), "/common.rs"));
}

/// Campaign Management: campaigns, ads, keywords, audiences, conversions.
#[cfg(feature = "campaign-management")]
pub mod campaign_management {
    include!(concat!(env!("OUT_DIR"), "/campaign_management.rs"));
}

/// Bulk: downloads and uploads of whole accounts.
#[cfg(feature = "bulk")]
pub mod bulk {
    include!(concat!(env!("OUT_DIR"), "/bulk.rs"));
}

/// Reporting: reports.
#[cfg(feature = "reporting")]
pub mod reporting {
    include!(concat!(env!("OUT_DIR"), "/reporting.rs"));
}

/// Ad Insight: ideas, forecasts and recommendations.
#[cfg(feature = "ad-insight")]
pub mod ad_insight {
    include!(concat!(env!("OUT_DIR"), "/ad_insight.rs"));
}

/// Customer Management: customers, accounts and users.
#[cfg(feature = "customer-management")]
pub mod customer_management {
    include!(concat!(env!("OUT_DIR"), "/customer_management.rs"));
}

/// Customer Billing: invoices and insertion orders.
#[cfg(feature = "customer-billing")]
pub mod customer_billing {
    include!(concat!(env!("OUT_DIR"), "/customer_billing.rs"));
}
