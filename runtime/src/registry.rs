//! Generated types, found by their names at run time.

use std::fmt;

use crate::record::Slot;
use crate::table::Row;

/// A generated type: its name in the schema, the element it stands in at a root, and how to make one.
///
/// Generated modules offer a list of them where the setting `registry` asks for it: for tools and tests that learn only from
/// data which type they deal with.
#[derive(Clone, Copy)]
pub struct TypeEntry {
    /// The type's local name; for an anonymous type that of its element.
    pub name: &'static str,
    /// The namespace.
    pub namespace: &'static str,
    /// The element at the root of a document that has this type: the global one, or one with the type's own name.
    pub root: Row,
    /// Makes a default value.
    pub new: fn() -> Box<dyn Slot>,
}

impl fmt::Debug for TypeEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypeEntry")
            .field("name", &self.name)
            .field("namespace", &self.namespace)
            .finish_non_exhaustive()
    }
}
