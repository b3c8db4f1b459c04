//! Where the services are.

use std::fmt;

/// The port on which `msads serve` listens when no other is given, and that [`Environment::Local`] means.
pub const LOCAL_PORT: u16 = 4880;

/// The developer token that the local service takes.
pub const LOCAL_DEVELOPER_TOKEN: &str = "local-developer-token";
/// The access token that the local service takes.
pub const LOCAL_ACCESS_TOKEN: &str = "local-access-token";
/// A customer for calls to the local service, which takes any number.
pub const LOCAL_CUSTOMER_ID: i64 = 1_001;
/// An account for calls to the local service, which takes any number.
pub const LOCAL_ACCOUNT_ID: i64 = 2_001;

/// How calls go out. Requests, responses and errors are the same either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// JSON over HTTP. New features of the API are here only from October 2026 on.
    Rest,
    /// SOAP 1.1, which Microsoft has announced to end on 2027-01-31.
    Soap,
}

impl fmt::Display for Protocol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Rest => "rest",
            Self::Soap => "soap",
        })
    }
}

/// One of the six services of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Service {
    /// Campaigns, ads, conversion goals and offline conversions.
    CampaignManagement,
    /// Downloads and uploads of whole accounts.
    Bulk,
    /// Performance reports.
    Reporting,
    /// Keyword and bid suggestions.
    AdInsight,
    /// Customers, accounts and users.
    CustomerManagement,
    /// Invoices and insertion orders.
    CustomerBilling,
}

impl Service {
    /// All six.
    pub const ALL: [Self; 6] = [
        Self::CampaignManagement,
        Self::Bulk,
        Self::Reporting,
        Self::AdInsight,
        Self::CustomerManagement,
        Self::CustomerBilling,
    ];

    /// The path of the service's address, which is the same in every environment. Over REST, those of its operations begin
    /// with it.
    pub fn path(self, protocol: Protocol) -> &'static str {
        match protocol {
            Protocol::Rest => self.rest_path(),
            Protocol::Soap => self.soap_path(),
        }
    }

    fn rest_path(self) -> &'static str {
        match self {
            Self::CampaignManagement => "/CampaignManagement/v13",
            Self::Bulk => "/Bulk/v13",
            Self::Reporting => "/Reporting/v13",
            Self::AdInsight => "/AdInsight/v13",
            Self::CustomerManagement => "/CustomerManagement/v13",
            Self::CustomerBilling => "/CustomerBilling/v13",
        }
    }

    fn soap_path(self) -> &'static str {
        match self {
            Self::CampaignManagement => {
                "/Api/Advertiser/CampaignManagement/v13/CampaignManagementService.svc"
            }
            Self::Bulk => "/Api/Advertiser/CampaignManagement/v13/BulkService.svc",
            Self::Reporting => "/Api/Advertiser/Reporting/v13/ReportingService.svc",
            Self::AdInsight => "/Api/Advertiser/AdInsight/v13/AdInsightService.svc",
            Self::CustomerManagement => "/Api/CustomerManagement/v13/CustomerManagementService.svc",
            Self::CustomerBilling => "/Api/Billing/v13/CustomerBillingService.svc",
        }
    }

    /// The first label of the host that serves it.
    fn host(self) -> &'static str {
        match self {
            Self::CampaignManagement => "campaign",
            Self::Bulk => "bulk",
            Self::Reporting => "reporting",
            Self::AdInsight => "adinsight",
            Self::CustomerManagement | Self::CustomerBilling => "clientcenter",
        }
    }

    fn index(self) -> usize {
        match self {
            Self::CampaignManagement => 0,
            Self::Bulk => 1,
            Self::Reporting => 2,
            Self::AdInsight => 3,
            Self::CustomerManagement => 4,
            Self::CustomerBilling => 5,
        }
    }
}

/// The addresses of the six services in both protocols, each of them replaceable.
///
/// ```
/// use msads::{Addresses, Protocol, Service};
///
/// let addresses = Addresses::production().with(Service::Bulk, Protocol::Rest, "http://localhost:9000/bulk");
/// assert_eq!(addresses.of(Service::Bulk, Protocol::Rest), "http://localhost:9000/bulk");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    rest: Box<[String; 6]>,
    soap: Box<[String; 6]>,
}

impl Addresses {
    /// The addresses of production.
    ///
    /// Source: Microsoft Advertising documentation, "Web service addresses".
    pub fn production() -> Self {
        Self::at(|service| format!("https://{}.api.bingads.microsoft.com", service.host()))
    }

    /// The addresses of the sandbox.
    ///
    /// Source: Microsoft Advertising documentation, "Web service addresses", "Sandbox".
    pub fn sandbox() -> Self {
        Self::at(|service| {
            let host = service.host();
            format!("https://{host}.api.sandbox.bingads.microsoft.com")
        })
    }

    /// All six under one base address such as `http://127.0.0.1:4880`, at the documented paths.
    pub fn under(base: &str) -> Self {
        let base = base.trim_end_matches('/');
        Self::at(|_| base.to_owned())
    }

    /// The documented paths behind the base address of each service.
    fn at(base: impl Fn(Service) -> String) -> Self {
        let of = |protocol| Service::ALL.map(|service| base(service) + service.path(protocol));
        Self {
            rest: Box::new(of(Protocol::Rest)),
            soap: Box::new(of(Protocol::Soap)),
        }
    }

    /// The same with another address for one service in one protocol.
    #[must_use]
    pub fn with(
        mut self,
        service: Service,
        protocol: Protocol,
        address: impl Into<String>,
    ) -> Self {
        let addresses = match protocol {
            Protocol::Rest => &mut self.rest,
            Protocol::Soap => &mut self.soap,
        };
        addresses[service.index()] = address.into();
        self
    }

    /// The address of one service in one protocol.
    pub fn of(&self, service: Service, protocol: Protocol) -> &str {
        let addresses = match protocol {
            Protocol::Rest => &self.rest,
            Protocol::Soap => &self.soap,
        };
        &addresses[service.index()]
    }
}

/// Which services are called.
///
/// The addresses come from here alone; the ones printed in a WSDL are never used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(
    clippy::large_enum_variant,
    reason = "a program has one or two of these, and a box would be in the way of who makes one"
)]
pub enum Environment {
    /// The local service of `msads serve` on [`LOCAL_PORT`] of this machine. Needs no account and no network.
    #[default]
    Local,
    /// Microsoft's sandbox: real rules, test accounts, nothing is charged.
    Sandbox,
    /// The real thing.
    Production,
    /// Addresses of one's own, each service apart.
    Custom(Addresses),
}

impl Environment {
    /// The addresses of its services.
    pub fn addresses(&self) -> Addresses {
        match self {
            Self::Local => Addresses::under(&format!("http://127.0.0.1:{LOCAL_PORT}")),
            Self::Sandbox => Addresses::sandbox(),
            Self::Production => Addresses::production(),
            Self::Custom(addresses) => addresses.clone(),
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Local => "local",
            Self::Sandbox => "sandbox",
            Self::Production => "production",
            Self::Custom(_) => "custom",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, Environment, Protocol, Service};

    #[test]
    fn addresses_are_the_documented_ones() {
        let production = Environment::Production.addresses();
        assert_eq!(
            production.of(Service::CampaignManagement, Protocol::Soap),
            "https://campaign.api.bingads.microsoft.com/Api/Advertiser/CampaignManagement/v13/CampaignManagementService.svc"
        );
        assert_eq!(
            production.of(Service::CustomerBilling, Protocol::Soap),
            "https://clientcenter.api.bingads.microsoft.com/Api/Billing/v13/CustomerBillingService.svc"
        );
        assert_eq!(
            Environment::Sandbox
                .addresses()
                .of(Service::AdInsight, Protocol::Soap),
            "https://adinsight.api.sandbox.bingads.microsoft.com/Api/Advertiser/AdInsight/v13/AdInsightService.svc"
        );
    }

    #[test]
    fn one_address_may_be_replaced() {
        let addresses = Addresses::under("http://127.0.0.1:1/").with(
            Service::Bulk,
            Protocol::Soap,
            "http://b/",
        );
        assert_eq!(addresses.of(Service::Bulk, Protocol::Soap), "http://b/");
        assert_eq!(
            addresses.of(Service::Reporting, Protocol::Soap),
            "http://127.0.0.1:1/Api/Advertiser/Reporting/v13/ReportingService.svc"
        );
    }
}
