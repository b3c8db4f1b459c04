//! What `castile-codegen` makes of the WSDLs in `wsdl/`: the tests call each service with its own client.

/// Bodies of several parts, of parts with a type, and of none; header blocks of every kind.
pub mod parts {
    include!(concat!(env!("OUT_DIR"), "/parts.rs"));
}

/// Messages by the rules of SOAP encoding: simple types, structs, arrays, references.
pub mod encoded {
    include!(concat!(env!("OUT_DIR"), "/encoded.rs"));
}

/// A service of SOAP 1.2, with typed faults, header blocks and an encoded operation.
pub mod stock {
    include!(concat!(env!("OUT_DIR"), "/stock.rs"));
}

/// A service whose policy asks for WS-Addressing, with actions of its own, of SOAP, and by default.
pub mod addressed {
    include!(concat!(env!("OUT_DIR"), "/addressed.rs"));
}

/// Wrapped messages that are called with arguments, and names that generated code gives by itself: `C`, `S`, `request`.
pub mod sums {
    include!(concat!(env!("OUT_DIR"), "/sums.rs"));
}
