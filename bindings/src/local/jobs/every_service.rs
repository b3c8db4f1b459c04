//! The services that the local service has, behind one address.

use crate::local::LocalService;
use crate::types::{bulk, campaign_management, customer_management, reporting};
use castile::operation::CallFuture;
use castile::soap::{Dispatch, Exchange, Exchanged, OperationEntry};
use std::sync::LazyLock;

/// All services; their operations stand one after the other.
pub(in crate::local) struct EveryService {
    campaigns: campaign_management::Server<LocalService>,
    bulk: bulk::Server<LocalService>,
    reporting: reporting::Server<LocalService>,
    customers: customer_management::Server<LocalService>,
}

static OPERATIONS: LazyLock<Vec<OperationEntry>> = LazyLock::new(|| {
    let every = EveryService::of(&LocalService::new());
    every
        .services()
        .iter()
        .flat_map(|service| service.operations())
        .copied()
        .collect()
});

impl EveryService {
    pub(in crate::local) fn of(service: &LocalService) -> Self {
        Self {
            campaigns: campaign_management::Server(service.clone()),
            bulk: bulk::Server(service.clone()),
            reporting: reporting::Server(service.clone()),
            customers: customer_management::Server(service.clone()),
        }
    }

    fn services(&self) -> [&dyn Dispatch; 4] {
        [
            &self.campaigns,
            &self.bulk,
            &self.reporting,
            &self.customers,
        ]
    }
}

impl Dispatch for EveryService {
    fn operations(&self) -> &'static [OperationEntry] {
        &OPERATIONS
    }

    fn dispatch(&self, operation: usize, exchange: Exchange) -> CallFuture<'_, Exchanged> {
        let mut place = operation;
        for service in self.services() {
            let count = service.operations().len();
            if place < count {
                return service.dispatch(place, exchange);
            }
            place -= count;
        }
        exchange.unknown()
    }
}
