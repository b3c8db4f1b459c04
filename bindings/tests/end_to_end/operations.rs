//! Every operation of the six services is there.

use msads::castile::soap::{Dispatch, OperationEntry};
use msads::types::{
    ad_insight, bulk, campaign_management, customer_billing, customer_management, reporting,
};
use std::collections::HashSet;

/// A service that does nothing.
struct Nothing;

impl ad_insight::Service for Nothing {}
impl bulk::Service for Nothing {}
impl campaign_management::Service for Nothing {}
impl customer_billing::Service for Nothing {}
impl customer_management::Service for Nothing {}
impl reporting::Service for Nothing {}

/// Source: the operations counted in the WSDLs.
#[test]
fn there_are_292_operations() {
    let services: [(&[OperationEntry], usize); 6] = [
        (campaign_management::Server(Nothing).operations(), 195),
        (ad_insight::Server(Nothing).operations(), 34),
        (customer_management::Server(Nothing).operations(), 39),
        (customer_billing::Server(Nothing).operations(), 16),
        (bulk::Server(Nothing).operations(), 6),
        (reporting::Server(Nothing).operations(), 2),
    ];
    for (operations, expected) in services {
        let names: HashSet<&str> = operations.iter().map(|operation| operation.name).collect();
        assert_eq!(names.len(), expected);
    }
}
