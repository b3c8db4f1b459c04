//! Errors as the engine sees them: the same members under the same names, whichever service declares the type.

use super::ApiError;
use castile::json::Tree;
use castile::record::{Alternatives, Record, Ref, Selected, State};
use castile::value::AnyElement;

/// The members of a fault's detail that hold errors.
///
/// Source: the fault parts of the six WSDLs.
const LISTS: [&str; 4] = [
    "Errors",
    "OperationErrors",
    "BatchErrors",
    "EditorialErrors",
];

/// A struct to look at by the names of its members: a generated one, or the tree of one that the schema did not know.
#[derive(Clone, Copy)]
pub(crate) enum View<'a> {
    Record(&'a dyn Record),
    Tree(&'a AnyElement),
    Json(&'a Tree),
}

impl<'a> View<'a> {
    /// The struct that a value is, if it is one.
    pub(crate) fn of(value: Ref<'a>) -> Option<Self> {
        match value {
            Ref::Record(record) => Some(Self::Record(record)),
            Ref::Subtypes(subtypes) => match subtypes.selected() {
                Selected::Known(_, record) => Some(Self::Record(record)),
                Selected::Unknown(unknown) => {
                    let element = unknown.element().map(Self::Tree);
                    element.or_else(|| unknown.json().map(Self::Json))
                }
            },
            Ref::Any(element) => Some(Self::Tree(element)),
            _ => None,
        }
    }

    /// The error that it is.
    pub(crate) fn error(self) -> ApiError {
        ApiError {
            code: self.number("Code").unwrap_or_default(),
            symbol: self.text("ErrorCode"),
            message: self.text("Message"),
            details: self.details(),
            field_path: self.text("FieldPath"),
            index: self.place("Index"),
            nested_index: None,
        }
    }

    /// The error that it is, or those that are nested in it.
    pub(crate) fn errors(self) -> Vec<ApiError> {
        let nested = self.items("BatchErrors");
        if nested.is_empty() {
            return vec![self.error()];
        }
        let own = self.error();
        let within = nested.into_iter().map(|view| {
            let error = view.error();
            ApiError {
                nested_index: error.index,
                index: own.index,
                ..error
            }
        });
        let own_says_more = own.code != 0 || own.symbol.is_some() || own.message.is_some();
        own_says_more
            .then(|| own.clone())
            .into_iter()
            .chain(within)
            .collect()
    }

    /// Text that is there and not empty.
    pub(crate) fn text(self, name: &str) -> Option<String> {
        let text = match self {
            Self::Tree(element) => element.find(name)?.text()?,
            Self::Json(object) => object.get(name)?.as_str()?.to_owned(),
            Self::Record(_) => match self.value(name)? {
                Ref::Str(text) => text.to_owned(),
                _ => return None,
            },
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn number(self, name: &str) -> Option<i32> {
        match self {
            Self::Tree(element) => element.find(name)?.text()?.trim().parse().ok(),
            Self::Json(object) => match object.get(name)? {
                Tree::Number(text) | Tree::Text(text) => text.trim().parse().ok(),
                _ => None,
            },
            Self::Record(_) => match self.value(name)? {
                Ref::I32(number) => Some(number),
                _ => None,
            },
        }
    }

    fn place(self, name: &str) -> Option<u32> {
        u32::try_from(self.number(name)?).ok()
    }

    /// `Details`, or `Detail` as `AdApiError` has it; of an `EditorialError` also what was disapproved.
    fn details(self) -> Option<String> {
        let given = self.text("Details").or_else(|| self.text("Detail"));
        let disapproved = self.text("DisapprovedText").map(|text| {
            let place = self.text("Location").map(|place| format!(" in {place}"));
            format!("disapproved: `{text}`{}", place.unwrap_or_default())
        });
        let parts: Vec<String> = [given, disapproved].into_iter().flatten().collect();
        Some(parts.join("; ")).filter(|details| !details.is_empty())
    }

    fn items(self, name: &str) -> Vec<View<'a>> {
        match self {
            Self::Tree(element) => element
                .find(name)
                .map(|list| list.elements().map(View::Tree).collect())
                .unwrap_or_default(),
            Self::Json(object) => match object.get(name) {
                Some(Tree::Array(items)) => items.iter().map(View::Json).collect(),
                _ => Vec::new(),
            },
            Self::Record(_) => match self.value(name) {
                Some(Ref::Sequence(items)) => (0..items.len())
                    .filter_map(|index| match items.item(index)?.state() {
                        State::Value(value) => View::of(value),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            },
        }
    }

    fn value(self, name: &str) -> Option<Ref<'a>> {
        let Self::Record(record) = self else {
            return None;
        };
        let row = record
            .table()
            .rows
            .iter()
            .position(|row| row.name() == name)?;
        match record.slot(row).state() {
            State::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// The detail of a fault, whichever service declares it.
pub(crate) struct FaultView<'a>(View<'a>);

impl<'a> FaultView<'a> {
    pub(crate) fn of(detail: &'a dyn Alternatives) -> Option<Self> {
        let known = detail.selected().and_then(|(_, slot)| match slot.state() {
            State::Value(value) => View::of(value),
            _ => None,
        });
        known.or_else(|| detail.unknown().map(View::Tree)).map(Self)
    }

    /// The errors in all its lists.
    pub(crate) fn errors(&self) -> Vec<ApiError> {
        LISTS
            .into_iter()
            .flat_map(|list| self.0.items(list))
            .map(View::error)
            .collect()
    }

    /// The identifier of the call at Microsoft.
    pub(crate) fn tracking_id(&self) -> Option<String> {
        self.0.text("TrackingId")
    }
}
