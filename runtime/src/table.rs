//! The tables that generated code is made of: what a type looks like on the wire.

use crate::json::{JsonClass, JsonStyle};
use crate::xml::EncodedArrays;

/// How an element or attribute may be missing, and what goes out when nothing is set.
///
/// | | minOccurs | nillable | EmitDefaultValue | Rust | unset goes out as |
/// |---|---|---|---|---|---|
/// | [`Required`](Self::Required) | 1 | no | | `T` | always present |
/// | [`RequiredNillable`](Self::RequiredNillable) | 1 | yes | | `Option<T>` | nil |
/// | [`Optional`](Self::Optional) | 0 | no | | `Option<T>` | absent |
/// | [`OptionalNillable`](Self::OptionalNillable) | 0 | yes | true | `Nillable<T>` | nil, or absent |
/// | [`OptionalNeverNil`](Self::OptionalNeverNil) | 0 | yes | false | `Option<T>` | absent; nil is read, never written |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never nil.
    Required,
    /// Always there, nil when unset.
    RequiredNillable,
    /// Left out when unset.
    Optional,
    /// Absent, nil or a value, as the value says.
    OptionalNillable,
    /// Left out when unset; a nil that is read means unset.
    OptionalNeverNil,
}

impl Presence {
    /// Whether `xsi:nil="true"` is a legal reading.
    #[must_use]
    pub const fn allows_nil(self) -> bool {
        matches!(
            self,
            Self::RequiredNillable | Self::OptionalNillable | Self::OptionalNeverNil
        )
    }

    /// Whether the element may be left out.
    #[must_use]
    pub const fn allows_absent(self) -> bool {
        !matches!(self, Self::Required | Self::RequiredNillable)
    }
}

/// Where in the markup a row's value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A child element.
    Element,
    /// An attribute.
    Attribute,
    /// `xsi:nil` of the element itself, for types with attributes, which a nil keeps: content is then left out.
    Nil,
    /// The text of the element itself: simple content, or a piece of mixed content.
    Text,
    /// A model group: its elements stand among those of the type around it, without an element of their own.
    Group,
    /// Any element that a wildcard admits.
    Any,
    /// Any attributes that a wildcard admits.
    AnyAttribute,
}

/// How often the element stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occurs {
    /// Once, or not at all.
    Once,
    /// One element for each item of a `Vec`.
    Many,
}

/// What stands inside one such element.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Content {
    /// The value itself.
    Plain,
    /// The value itself; without text, it has this one.
    Default(&'static str),
    /// The value itself, of a base type; these of its subtypes, as names and namespaces, are not allowed there (`block`).
    But(&'static [(&'static str, &'static str)]),
    /// The items of a `Vec` separated by spaces (`xs:list`).
    List,
    /// The items of a `Vec` separated by spaces; without text, those of this one.
    DefaultList(&'static str),
    /// A wrapper element around one element for each item of a `Vec` (`ArrayOfX`).
    Array(&'static Row),
    /// A SOAP-encoded array: an element of any name for each item of a `Vec`; written with the item's own name.
    Items(&'static Row, &'static EncodedArrays),
    /// The rows of a model group.
    Group(&'static Table),
    /// What a wildcard admits.
    Wildcard(Wildcard),
}

/// Which namespaces a wildcard admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wildcard {
    /// Every namespace, and none.
    Any,
    /// Every namespace but this one, and not none.
    Other(&'static str),
    /// These; the empty text stands for none.
    Of(&'static [&'static str]),
}

impl Wildcard {
    /// Whether names of that namespace are admitted; empty for none.
    #[must_use]
    pub fn admits(&self, namespace: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Other(own) => namespace != *own && !namespace.is_empty(),
            Self::Of(namespaces) => namespaces.contains(&namespace),
        }
    }
}

/// One element, attribute or text of a type: a line of its table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Of an element its start tag, such as `<Name>`: one text to compare with and to write. Of an attribute its local name.
    pub tag: &'static str,
    /// The namespace; empty for none.
    pub namespace: &'static str,
    /// Element, attribute or text.
    pub place: Place,
    /// How it may be missing.
    pub presence: Presence,
    /// How often it stands there.
    pub occurs: Occurs,
    /// What stands inside it.
    pub content: Content,
    /// The name of its member in JSON: the local name or, where two elements of different namespaces share one, another. Empty
    /// without the feature `json`.
    pub json: &'static str,
}

impl Row {
    /// The root of a document that says nothing about it, as those of JSON do.
    pub const ROOT: &'static Self = &Self::root("", "");

    const fn new(
        place: Place,
        tag: &'static str,
        namespace: &'static str,
        presence: Presence,
    ) -> Self {
        Self {
            tag,
            namespace,
            place,
            presence,
            occurs: Occurs::Once,
            content: Content::Plain,
            // To make it takes three quarters of the time in which the compiler evaluates a table.
            json: if cfg!(feature = "json") {
                name_in(tag)
            } else {
                ""
            },
        }
    }

    /// A child element, given by its start tag without attributes, such as `<Name>`.
    ///
    /// # Panics
    ///
    /// If it is no such tag: while compiling, as tables are constants.
    #[must_use]
    pub const fn element(tag: &'static str, namespace: &'static str, presence: Presence) -> Self {
        assert!(
            matches!(tag.as_bytes(), [b'<', _, .., b'>']),
            "an element is given by its start tag, such as `<Name>`"
        );
        Self::new(Place::Element, tag, namespace, presence)
    }

    /// An element of that name, which is the root of a document: roots are looked at by their names alone.
    pub(crate) const fn root(name: &'static str, namespace: &'static str) -> Self {
        Self::new(Place::Element, name, namespace, Presence::Required)
    }

    /// An attribute, given by its local name.
    #[must_use]
    pub const fn attribute(
        name: &'static str,
        namespace: &'static str,
        presence: Presence,
    ) -> Self {
        Self::new(Place::Attribute, name, namespace, presence)
    }

    /// `xsi:nil` of the element itself: a `bool`.
    #[must_use]
    pub const fn nil() -> Self {
        Self::new(Place::Nil, "nil", crate::xml::XSI, Presence::Optional)
    }

    /// The text of the element itself.
    #[must_use]
    pub const fn text() -> Self {
        Self::new(Place::Text, "", "", Presence::Required)
    }

    /// The local name; empty where it has none.
    #[must_use]
    #[inline]
    pub const fn name(&self) -> &'static str {
        name_in(self.tag)
    }

    /// Of an element its start tag up to where attributes stand, such as `<Name`.
    #[inline]
    pub(crate) fn open_tag(&self) -> &'static str {
        self.tag.strip_suffix('>').unwrap_or(self.tag)
    }

    /// A model group: a struct for a sequence, an enum for a choice.
    #[must_use]
    pub const fn group(group: &'static Table, presence: Presence) -> Self {
        let mut row = Self::new(Place::Group, "", "", presence);
        row.content = Content::Group(group);
        row
    }

    /// An element that a wildcard admits.
    #[must_use]
    pub const fn any(wildcard: Wildcard, presence: Presence) -> Self {
        let mut row = Self::new(Place::Any, "", "", presence);
        row.content = Content::Wildcard(wildcard);
        row
    }

    /// The attributes that a wildcard admits.
    #[must_use]
    pub const fn any_attribute(wildcard: Wildcard) -> Self {
        let mut row = Self::any(wildcard, Presence::Optional);
        row.place = Place::AnyAttribute;
        row
    }

    /// The same element, once for each item of a `Vec`.
    #[must_use]
    pub const fn many(mut self) -> Self {
        self.occurs = Occurs::Many;
        self
    }

    /// The same element; without text, its value is that of `text`.
    #[must_use]
    pub const fn or(mut self, text: &'static str) -> Self {
        self.content = match self.content {
            Content::List => Content::DefaultList(text),
            _ => Content::Default(text),
        };
        self
    }

    /// The same element; these subtypes, as names and namespaces, are not allowed there.
    #[must_use]
    pub const fn but(mut self, subtypes: &'static [(&'static str, &'static str)]) -> Self {
        self.content = Content::But(subtypes);
        self
    }

    /// The same element, holding space-separated items.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.content = Content::List;
        self
    }

    /// The same element, wrapping one `item` for each item of a `Vec`.
    #[must_use]
    pub const fn array(mut self, item: &'static Row) -> Self {
        self.content = Content::Array(item);
        self
    }

    /// The same element, a SOAP-encoded array of one `item` for each item of a `Vec`.
    #[must_use]
    pub const fn items(mut self, item: &'static Row) -> Self {
        self.content = Content::Items(item, EncodedArrays::OF_SOAP);
        self
    }

    /// The same element with another name of its member in JSON.
    #[must_use]
    pub const fn json(mut self, name: &'static str) -> Self {
        self.json = name;
        self
    }

    /// The same element for one item of the `Vec`.
    #[cfg(feature = "json")]
    pub(crate) const fn once(&self) -> Self {
        let mut row = *self;
        row.occurs = Occurs::Once;
        row
    }

    pub(crate) const fn is_many(&self) -> bool {
        matches!(self.occurs, Occurs::Many)
    }
}

/// The name within a start tag, or the text itself where it is none.
#[inline]
const fn name_in(tag: &'static str) -> &'static str {
    match tag.as_bytes() {
        [b'<', name @ .., b'>'] => tag.split_at(1).1.split_at(name.len()).0,
        _ => tag,
    }
}

/// The type of a part of an encoded message, which `xsi:type` names there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodedType {
    /// The local name; empty where the type has none, and nothing names it.
    pub name: &'static str,
    /// The namespace; empty for none.
    pub namespace: &'static str,
    /// The type of the items of a `Vec`: of an encoded array, or of the element that a wrapper repeats.
    pub items: Option<&'static EncodedType>,
}

impl EncodedType {
    /// The type of that name.
    #[must_use]
    pub const fn new(name: &'static str, namespace: &'static str) -> Self {
        Self {
            name,
            namespace,
            items: None,
        }
    }

    /// The same type, with items of another.
    #[must_use]
    pub const fn of(mut self, items: &'static Self) -> Self {
        self.items = Some(items);
        self
    }
}

/// The table of a type: its name in the schema, and a row for each part, in the order of the wire.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The names of the struct and of its fields in Rust, with spaces between, for `Debug`: one text for each type is less to compile
    /// than one for each field, and less to link. Empty where the wire's names are to be shown.
    pub names: &'static str,
    /// The type's local name, as `xsi:type` gives it; empty for an anonymous type.
    pub name: &'static str,
    /// The type's namespace; empty for none.
    pub namespace: &'static str,
    /// The element that holds a value of this type at the root of a document.
    pub root: Option<Row>,
    /// The rows, inherited ones first; those of attributes before all others.
    pub rows: &'static [Row],
    /// Whether text stands among the elements: the type's one group then has a text among its alternatives.
    pub mixed: bool,
    /// Whether the rows are the alternatives of a choice, and not a sequence.
    pub is_choice: bool,
    /// Whether the elements may stand in any order (`xs:all`).
    pub any_order: bool,
    /// Whether the values are not to be shown in logs: header blocks, where tokens stand.
    pub hides_values: bool,
    /// For each row its type, where the type stands in encoded messages; else nothing.
    pub encoded: &'static [EncodedType],
    /// What JSON needs to know of the type.
    pub json: JsonClass,
}

impl Table {
    /// A table without a root element.
    #[must_use]
    pub const fn new(name: &'static str, namespace: &'static str, rows: &'static [Row]) -> Self {
        Self::of_struct("", name, namespace, rows)
    }

    /// A table without a root element, with the names of the struct and of its fields in Rust.
    #[must_use]
    pub const fn of_struct(
        names: &'static str,
        name: &'static str,
        namespace: &'static str,
        rows: &'static [Row],
    ) -> Self {
        Self {
            names,
            name,
            namespace,
            root: None,
            rows,
            mixed: false,
            is_choice: false,
            any_order: false,
            hides_values: false,
            encoded: &[],
            json: JsonClass::new(JsonStyle::DEFAULT),
        }
    }

    /// The same table, with text among the elements.
    #[must_use]
    pub const fn mixed(mut self) -> Self {
        self.mixed = true;
        self
    }

    /// The same table, of alternatives.
    #[must_use]
    pub const fn choice(mut self) -> Self {
        self.is_choice = true;
        self
    }

    /// The same table, of elements that may stand in any order.
    #[must_use]
    pub const fn any_order(mut self) -> Self {
        self.any_order = true;
        self
    }

    /// The same table, of values that are not to be shown.
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.hides_values = true;
        self
    }

    /// The same table, with the types of the rows in encoded messages.
    #[must_use]
    pub const fn encoded(mut self, encoded: &'static [EncodedType]) -> Self {
        self.encoded = encoded;
        self
    }

    /// The same table, with the global element that has this type.
    #[must_use]
    pub const fn root(mut self, root: Row) -> Self {
        self.root = Some(root);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Presence, Row};

    #[test]
    fn the_name_of_an_element_is_what_its_tag_holds() {
        let row = Row::element("<Name>", "urn:a", Presence::Required);
        assert_eq!((row.name(), row.open_tag()), ("Name", "<Name"));
        assert_eq!(
            Row::attribute("name", "", Presence::Optional).name(),
            "name"
        );
        assert_eq!(Row::root("Name", "urn:a").name(), "Name");
        assert_eq!((Row::text().name(), Row::nil().name()), ("", "nil"));
    }

    #[test]
    #[should_panic(expected = "an element is given by its start tag")]
    fn an_element_without_a_tag_is_refused() {
        let _ = Row::element("Name", "", Presence::Required);
    }
}
