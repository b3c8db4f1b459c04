//! The client: six services behind one set of settings.

mod access;
#[cfg(feature = "customer-management")]
mod accounts;
mod apply;
mod assembly;
mod builder;
mod caller;
mod failure;
mod items;
mod repeated;
#[cfg(all(feature = "bulk", feature = "files"))]
mod signature;

#[cfg(feature = "customer-management")]
pub use accounts::{Account, CurrentUser};
pub use builder::ClientBuilder;
pub use caller::ServiceCaller;
pub use items::ReplyItems;

#[cfg(all(feature = "bulk", feature = "files"))]
pub(crate) use signature::Signature;

use crate::types;
use access::Access;
#[cfg(all(feature = "files", any(feature = "reporting", feature = "bulk")))]
use castile::soap::SharedTransport;
use std::fmt;
use std::sync::Arc;

/// A client of the API.
///
/// Each service has an accessor, each operation of it a method that takes the generated request and gives the generated
/// response. The header blocks of every call come from the client. Clones are cheap and share connections.
///
/// ```no_run
/// # async fn first() -> Result<(), msads::Error> {
/// use msads::types::customer_management::GetUserRequest;
/// use msads::{Client, Environment};
///
/// let client = Client::builder()
///     .environment(Environment::Sandbox)
///     .developer_token("BBD37VB98")
///     .access_token("...")
///     .build()?;
/// let response = client.customer_management().get_user(&GetUserRequest::default()).await?;
/// println!("{:?}", response.body.user);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Services>);

/// A generated client of each service.
struct Services {
    environment: crate::Environment,
    access: Arc<Access>,
    #[cfg(all(feature = "files", any(feature = "reporting", feature = "bulk")))]
    transport: SharedTransport,
    campaign_management: types::campaign_management::Client<ServiceCaller>,
    #[cfg(feature = "bulk")]
    bulk: types::bulk::Client<ServiceCaller>,
    #[cfg(feature = "reporting")]
    reporting: types::reporting::Client<ServiceCaller>,
    #[cfg(feature = "ad-insight")]
    ad_insight: types::ad_insight::Client<ServiceCaller>,
    #[cfg(feature = "customer-management")]
    customer_management: types::customer_management::Client<ServiceCaller>,
    #[cfg(feature = "customer-billing")]
    customer_billing: types::customer_billing::Client<ServiceCaller>,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client")
            .field("environment", &self.0.environment.to_string())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client to be set up.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Campaign Management: campaigns, ads, keywords, audiences, conversion goals and offline conversions.
    pub fn campaign_management(&self) -> &types::campaign_management::Client<ServiceCaller> {
        &self.0.campaign_management
    }

    /// Bulk: downloads and uploads of whole accounts.
    #[cfg(feature = "bulk")]
    pub fn bulk(&self) -> &types::bulk::Client<ServiceCaller> {
        &self.0.bulk
    }

    /// Reporting: performance reports.
    #[cfg(feature = "reporting")]
    pub fn reporting(&self) -> &types::reporting::Client<ServiceCaller> {
        &self.0.reporting
    }

    /// Ad Insight: ideas, forecasts and recommendations.
    #[cfg(feature = "ad-insight")]
    pub fn ad_insight(&self) -> &types::ad_insight::Client<ServiceCaller> {
        &self.0.ad_insight
    }

    /// Customer Management: customers, accounts and users.
    #[cfg(feature = "customer-management")]
    pub fn customer_management(&self) -> &types::customer_management::Client<ServiceCaller> {
        &self.0.customer_management
    }

    /// Customer Billing: invoices and insertion orders.
    #[cfg(feature = "customer-billing")]
    pub fn customer_billing(&self) -> &types::customer_billing::Client<ServiceCaller> {
        &self.0.customer_billing
    }
}

impl Client {
    /// The customer on whose behalf it calls, if it has one.
    pub fn customer(&self) -> Option<i64> {
        self.0.access.customer_id
    }

    /// The account that it works on, if it has one.
    pub fn account(&self) -> Option<i64> {
        self.0.access.account_id
    }
}

#[cfg(all(feature = "files", any(feature = "reporting", feature = "bulk")))]
impl Client {
    /// What carries its calls, and its files.
    pub(crate) fn transport(&self) -> &SharedTransport {
        &self.0.transport
    }
}
