//! Model groups, wildcards and mixed content, in the form of generated code.

use castile::codegen::*;

const SHOP: &str = "urn:shop";

/// The alternatives of `Order`'s payment: a choice of one element, one that repeats, and a sequence.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Payment {
    /// `Card`.
    Card(String),
    /// `Coin`, repeated.
    Coin(Vec<i32>),
    /// A sequence of `Bank` and `Account`.
    Transfer(Box<Transfer>),
}

impl Payment {
    const TABLE: &'static Table = &Table::new(
        "",
        "",
        &[
            Row::element("<Card>", SHOP, Presence::Required),
            Row::element("<Coin>", SHOP, Presence::Required).many(),
            Row::group(Transfer::TABLE, Presence::Required),
        ],
    );
}

impl Default for Payment {
    #[inline]
    fn default() -> Self {
        Self::Card(Default::default())
    }
}

impl Alternatives for Payment {
    #[inline]
    fn rows(&self) -> &'static [Row] {
        Self::TABLE.rows
    }
    #[inline]
    fn select(&mut self, alternative: usize) {
        *self = match alternative {
            0 => Self::Card(Default::default()),
            1 => Self::Coin(Default::default()),
            _ => Self::Transfer(Default::default()),
        };
    }
    #[inline]
    fn slot_mut(&mut self) -> Option<&mut dyn Slot> {
        Some(match self {
            Self::Card(value) => value,
            Self::Coin(value) => value,
            Self::Transfer(value) => value,
        })
    }
    #[inline]
    fn selected(&self) -> Option<(usize, &dyn Slot)> {
        Some(match self {
            Self::Card(value) => (0, value),
            Self::Coin(value) => (1, value),
            Self::Transfer(value) => (2, value),
        })
    }
}
choice!(Payment);

/// A sequence inside a choice: `Bank`, then `Account` if there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transfer {
    /// `Bank`: always present.
    pub bank: String,
    /// `Account`: may be absent.
    pub account: Option<String>,
}

impl Type for Transfer {
    const TABLE: &'static Table = &Table::new(
        "",
        "",
        &[
            Row::element("<Bank>", SHOP, Presence::Required),
            Row::element("<Account>", SHOP, Presence::Optional),
        ],
    );
    #[inline]
    fn row_slot(&self, row: usize) -> &dyn Slot {
        match row {
            0 => &self.bank,
            _ => &self.account,
        }
    }
    #[inline]
    fn row_slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        match row {
            0 => &mut self.bank,
            _ => &mut self.account,
        }
    }
}

record!(Transfer);

/// One occurrence of a repeated sequence: `Note`, if there is one, then `Line`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// `Note`: may be absent.
    pub note: Option<String>,
    /// `Line`: always present.
    pub line: String,
}

impl Type for Lines {
    const TABLE: &'static Table = &Table::new(
        "",
        "",
        &[
            Row::element("<Note>", SHOP, Presence::Optional),
            Row::element("<Line>", SHOP, Presence::Required),
        ],
    );
    #[inline]
    fn row_slot(&self, row: usize) -> &dyn Slot {
        match row {
            0 => &self.note,
            _ => &self.line,
        }
    }
    #[inline]
    fn row_slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        match row {
            0 => &mut self.note,
            _ => &mut self.line,
        }
    }
}

record!(Lines);

/// `Order`: attributes, a repeated sequence, a choice, a repeated choice, and wildcards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// `id`: always present.
    pub id: i64,
    /// `tags`: a list; may be absent.
    pub tags: Option<Vec<String>>,
    /// Attributes of any other name.
    pub any_attributes: AnyAttributes,
    /// A repeated sequence.
    pub lines: Vec<Lines>,
    /// A choice; may be absent.
    pub payment: Option<Payment>,
    /// Elements of other namespaces.
    pub any: Vec<AnyElement>,
    /// A choice, repeated.
    pub history: Vec<Payment>,
}

impl Type for Order {
    const TABLE: &'static Table = &Table::new(
        "Order",
        SHOP,
        &[
            Row::attribute("id", "", Presence::Required),
            Row::attribute("tags", "", Presence::Optional).list(),
            Row::any_attribute(Wildcard::Any),
            Row::group(Lines::TABLE, Presence::Required).many(),
            Row::group(Payment::TABLE, Presence::Optional),
            Row::any(Wildcard::Other(SHOP), Presence::Optional).many(),
            Row::group(Payment::TABLE, Presence::Optional).many(),
        ],
    )
    .root(Row::element("<Order>", SHOP, Presence::Required));
    #[inline]
    fn row_slot(&self, row: usize) -> &dyn Slot {
        match row {
            0 => &self.id,
            1 => &self.tags,
            2 => &self.any_attributes,
            3 => &self.lines,
            4 => &self.payment,
            5 => &self.any,
            _ => &self.history,
        }
    }
    #[inline]
    fn row_slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        match row {
            0 => &mut self.id,
            1 => &mut self.tags,
            2 => &mut self.any_attributes,
            3 => &mut self.lines,
            4 => &mut self.payment,
            5 => &mut self.any,
            _ => &mut self.history,
        }
    }
}

record!(Order);

/// A piece of `Text`: mixed content.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Piece {
    /// Text between elements.
    Text(String),
    /// `b`.
    B(String),
}

impl Piece {
    const TABLE: &'static Table = &Table::new(
        "",
        "",
        &[Row::text(), Row::element("<b>", SHOP, Presence::Required)],
    );
}

impl Default for Piece {
    #[inline]
    fn default() -> Self {
        Self::Text(Default::default())
    }
}

impl Alternatives for Piece {
    #[inline]
    fn rows(&self) -> &'static [Row] {
        Self::TABLE.rows
    }
    #[inline]
    fn select(&mut self, alternative: usize) {
        *self = match alternative {
            0 => Self::Text(Default::default()),
            _ => Self::B(Default::default()),
        };
    }
    #[inline]
    fn slot_mut(&mut self) -> Option<&mut dyn Slot> {
        Some(match self {
            Self::Text(value) => value,
            Self::B(value) => value,
        })
    }
    #[inline]
    fn selected(&self) -> Option<(usize, &dyn Slot)> {
        Some(match self {
            Self::Text(value) => (0, value),
            Self::B(value) => (1, value),
        })
    }
}
choice!(Piece);

/// `Text`: text with elements in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// The pieces, in their order.
    pub content: Vec<Piece>,
}

impl Type for Text {
    const TABLE: &'static Table = &Table::new(
        "Text",
        SHOP,
        &[Row::group(Piece::TABLE, Presence::Required).many()],
    )
    .mixed()
    .root(Row::element("<Text>", SHOP, Presence::Required));
    #[inline]
    fn row_slot(&self, _row: usize) -> &dyn Slot {
        &self.content
    }
    #[inline]
    fn row_slot_mut(&mut self, _row: usize) -> &mut dyn Slot {
        &mut self.content
    }
}

record!(Text);
