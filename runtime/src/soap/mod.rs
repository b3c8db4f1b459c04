//! SOAP 1.1 and 1.2: envelopes, faults, and services as generated code describes them.

mod detail;
mod dispatch;
mod envelope;
mod fault;
mod service_fault;
mod summary;
mod version;

pub use detail::AnyDetail;
pub use dispatch::{
    Carrier, Dispatch, Exchange, Exchanged, Incoming, OperationEntry, Outcome, not_implemented,
};
pub use fault::{Fault, FaultCode, Reason};
pub use service_fault::ServiceFault;
pub use version::{SOAP_1_1, SOAP_1_2};
