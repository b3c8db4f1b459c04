//! The types of the recorded contracts, generated; `BLESS=1 cargo test --test oracle` writes them anew.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::all)]

#[rustfmt::skip]
pub(crate) mod contracts;
#[rustfmt::skip]
pub(crate) mod ad_holder;
#[rustfmt::skip]
pub(crate) mod api_fault_detail;
#[rustfmt::skip]
pub(crate) mod arrays;
#[rustfmt::skip]
pub(crate) mod combos;
#[rustfmt::skip]
pub(crate) mod enums;
#[rustfmt::skip]
pub(crate) mod node;
#[rustfmt::skip]
pub(crate) mod offline_conversion;
#[rustfmt::skip]
pub(crate) mod prims;
#[rustfmt::skip]
pub(crate) mod req_no_emit_str;

use crate::support::known_types::Module;

/// The types by module.
pub(crate) fn modules() -> Vec<Module> {
    vec![
        Module::new("contracts", contracts::types()),
        Module::new("ad_holder", ad_holder::types()),
        Module::new("api_fault_detail", api_fault_detail::types()),
        Module::new("arrays", arrays::types()),
        Module::new("combos", combos::types()),
        Module::new("enums", enums::types()),
        Module::new("node", node::types()),
        Module::new("offline_conversion", offline_conversion::types()),
        Module::new("prims", prims::types()),
        Module::new("req_no_emit_str", req_no_emit_str::types()),
    ]
}
