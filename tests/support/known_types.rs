//! Types found by the names that recorded data gives them.

use castile::codegen::{
    Base64Binary, DateTime, Decimal, Duration, Missing, Presence, QName, Row, Slot, State,
    TypeEntry, Val, Value,
};
use castile::xml::{self, ReadOptions, WriteOptions};

use super::tree::Name;

/// The namespace of the serialiser's own simple types.
pub(crate) const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";

/// The types of a module, generated into it.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    pub(crate) name: &'static str,
    pub(crate) types: Vec<TypeEntry>,
}

impl Module {
    /// A module of that name with these types.
    pub(crate) fn new(name: &'static str, types: &[TypeEntry]) -> Self {
        Self {
            name,
            types: types.to_vec(),
        }
    }
}

/// The type whose documents have a root of that name: of the modules in their order, or a simple type or array of one.
pub(crate) fn with_root(modules: &[Module], (namespace, local): &Name) -> Option<TypeEntry> {
    let types = modules.iter().flat_map(|module| &module.types);
    let mut fits =
        types.filter(|entry| entry.root.name() == local && entry.root.namespace == namespace);
    fits.next()
        .copied()
        .or_else(|| simple_root(namespace, local))
}

/// The types with that name, whatever their namespace, with the modules they are in.
pub(crate) fn named<'a>(
    modules: &'a [Module],
    name: &str,
) -> impl Iterator<Item = (&'a Module, &'a TypeEntry)> {
    modules.iter().flat_map(move |module| {
        let fits = module.types.iter().filter(move |entry| entry.name == name);
        fits.map(move |entry| (module, entry))
    })
}

/// The value at the root of a document, which may be nil whatever its type is.
pub(crate) struct Root {
    is_nil: bool,
    value: Box<dyn Slot>,
}

impl Root {
    /// The type's default.
    pub(crate) fn new(entry: &TypeEntry) -> Self {
        Self {
            is_nil: false,
            value: (entry.new)(),
        }
    }

    /// Reads a document of that type.
    pub(crate) fn read(
        entry: &TypeEntry,
        text: &str,
        options: &ReadOptions,
    ) -> Result<Self, xml::Error> {
        let mut root = Self::new(entry);
        let mut row = entry.root;
        row.presence = Presence::RequiredNillable;
        xml::read_into(text, &row, &mut root, options)?;
        Ok(root)
    }

    /// Writes it as a document of that type.
    pub(crate) fn write(&self, entry: &TypeEntry) -> Result<String, String> {
        write(self, &entry.root)
    }
}

impl Slot for Root {
    fn state(&self) -> State<'_> {
        if self.is_nil {
            State::Nil
        } else {
            self.value.state()
        }
    }
    fn open(&mut self) -> Val<'_> {
        self.value.open()
    }
    fn clear(&mut self, missing: Missing) -> bool {
        self.is_nil = missing == Missing::Nil;
        self.is_nil
    }
}

/// Writes a value as a document.
pub(crate) fn write(value: &dyn Slot, row: &Row) -> Result<String, String> {
    xml::write_element(value, row, &WriteOptions::default())
        .map_err(|error| format!("not written: {error}"))
}

/// The tag of a name that is known at run time.
fn tag(name: &str) -> &'static str {
    String::leak(format!("<{name}>"))
}

/// A document's root that is a simple type, or an array of them, as the serialiser names those.
fn simple_root(namespace: &str, local: &str) -> Option<TypeEntry> {
    let nullable = local
        .strip_prefix("ArrayOfNullableOf")
        .filter(|_| namespace == SYSTEM);
    let item = local
        .strip_prefix("ArrayOf")
        .filter(|_| namespace == ARRAYS);
    if namespace == SERIALIZATION {
        let (name, _, makers) = simple(local)?;
        let root = Row::element(tag(name), SERIALIZATION, Presence::RequiredNillable);
        return Some(entry(root, makers.one));
    }
    let (name, is_reference, makers) = simple(nullable.or(item)?)?;
    let is_nillable = nullable.is_some() || is_reference;
    let (namespace, presence) = match (nullable, is_nillable) {
        (Some(_), _) => (SYSTEM, Presence::OptionalNillable),
        (None, true) => (ARRAYS, Presence::OptionalNillable),
        (None, false) => (ARRAYS, Presence::Optional),
    };
    let items: &'static Row = Box::leak(Box::new(
        Row::element(tag(name), namespace, presence).many(),
    ));
    let root = Row::element(tag(local), namespace, Presence::RequiredNillable).array(items);
    Some(entry(
        root,
        if is_nillable {
            makers.nillable_items
        } else {
            makers.items
        },
    ))
}

fn entry(root: Row, new: fn() -> Box<dyn Slot>) -> TypeEntry {
    TypeEntry {
        name: root.name(),
        namespace: root.namespace,
        root,
        new,
    }
}

/// How values of a simple type are made.
struct Makers {
    one: fn() -> Box<dyn Slot>,
    items: fn() -> Box<dyn Slot>,
    nillable_items: fn() -> Box<dyn Slot>,
}

fn makers<T: Value>() -> Makers {
    Makers {
        one: || Box::new(T::default()),
        items: || Box::new(Vec::<T>::new()),
        nillable_items: || Box::new(Vec::<Option<T>>::new()),
    }
}

/// A simple type by its name, whether it is a reference type in .NET, and how its values are made.
fn simple(name: &str) -> Option<(&'static str, bool, Makers)> {
    Some(match name {
        "string" => ("string", true, makers::<String>()),
        "anyURI" => ("anyURI", true, makers::<String>()),
        "base64Binary" => ("base64Binary", true, makers::<Base64Binary>()),
        "QName" => ("QName", true, makers::<QName>()),
        "boolean" => ("boolean", false, makers::<bool>()),
        "byte" => ("byte", false, makers::<i8>()),
        "short" => ("short", false, makers::<i16>()),
        "int" => ("int", false, makers::<i32>()),
        "long" => ("long", false, makers::<i64>()),
        "unsignedByte" => ("unsignedByte", false, makers::<u8>()),
        "unsignedShort" => ("unsignedShort", false, makers::<u16>()),
        "unsignedInt" => ("unsignedInt", false, makers::<u32>()),
        "unsignedLong" => ("unsignedLong", false, makers::<u64>()),
        "float" => ("float", false, makers::<f32>()),
        "double" => ("double", false, makers::<f64>()),
        "decimal" => ("decimal", false, makers::<Decimal>()),
        "dateTime" => ("dateTime", false, makers::<DateTime>()),
        "duration" => ("duration", false, makers::<Duration>()),
        "char" => ("char", false, makers::<i32>()),
        "guid" => ("guid", false, makers::<String>()),
        _ => return None,
    })
}
