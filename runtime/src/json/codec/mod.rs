//! Reading and writing through serde: one engine for all generated types.

mod class;
mod element;
mod entry;
mod error;
mod name;
mod number;
mod options;
mod pair;
mod path;
mod read;
mod stream;
mod values;
mod write;

#[cfg(feature = "client")]
pub(crate) use class::class_of;
#[cfg(feature = "client")]
pub(crate) use entry::from_str_tree;
pub use entry::{
    WithOptions, deserialize, from_slice, from_str, read_into, serialize, to_string, to_vec,
    with_options, write_value,
};
pub use error::{Error, ErrorKind};
#[cfg(feature = "client")]
pub(crate) use name::has_member;
pub use options::{OwnMember, ReadOptions, WriteOptions};
pub use stream::{ItemPath, ItemReader};
