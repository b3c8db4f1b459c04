//! What annotations say: documentation, and the remarks of Microsoft's data contract serialiser.

use super::QName;

/// The namespace of the annotations, global elements and attributes of Microsoft's data contract serialiser.
pub const SERIALIZATION_NAMESPACE: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// The annotation of a component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// The text of all `xs:documentation`, as written but for outer white space and common indentation; blank lines between several.
    pub documentation: Option<String>,
    /// What the data contract serialiser noted; `None` if it noted nothing.
    pub data_contract: Option<Box<DataContract>>,
}

impl Annotation {
    /// `DefaultValue@EmitDefaultValue`: whether the member is written while it has its default value; `None` if not said.
    pub fn emit_default_value(&self) -> Option<bool> {
        self.data_contract
            .as_ref()
            .and_then(|notes| notes.emit_default_value)
    }

    /// `EnumerationValue`: the number of an enumeration value; `None` if not said.
    pub fn enumeration_value(&self) -> Option<i64> {
        self.data_contract
            .as_ref()
            .and_then(|notes| notes.enumeration_value)
    }
}

/// The `xs:appinfo` entries of the namespace [`SERIALIZATION_NAMESPACE`], whatever their prefix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataContract {
    /// `DefaultValue@EmitDefaultValue` of an element.
    pub emit_default_value: Option<bool>,
    /// `EnumerationValue` of an enumeration value: its number.
    pub enumeration_value: Option<i64>,
    /// `ActualType` of an element or type: the type that is meant where the schema can only say another.
    pub actual_type: Option<QName>,
    /// `IsDictionary` of a complex type: its items are pairs of a key and a value.
    pub is_dictionary: Option<bool>,
    /// `IsValueType` of a complex type: it is a value type (a struct) in the service's own language.
    pub is_value_type: Option<bool>,
    /// `GenericType` of a complex type: the generic type that this is an instance of.
    pub generic_type: Option<GenericType>,
}

/// The generic type that a type is an instance of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenericType {
    /// The pattern of its name, such as `SelectionOf{0}`, and its namespace.
    pub name: QName,
    /// Its arguments: their data contract names.
    pub arguments: Vec<QName>,
}
