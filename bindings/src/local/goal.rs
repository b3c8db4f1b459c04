//! What a conversion goal means for the conversions that are applied to it.

/// The most minutes that a goal can look back: 90 days.
pub(super) const LONGEST_WINDOW: i32 = 129_600;
/// The minutes that a goal looks back if it does not say: 30 days.
pub(super) const USUAL_WINDOW: i32 = 43_200;

/// Which conversions of one click count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Counting {
    /// All of them; what a goal does that does not say.
    #[default]
    All,
    /// The first one only.
    Unique,
}

/// What a conversion is worth that does not say so itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Revenue {
    /// Nothing is tracked, whatever the conversion says; what a goal does that does not say.
    #[default]
    None,
    /// The conversion's own value and currency, and these where it has none.
    Tracked {
        /// The value.
        value: f64,
        /// The currency, where the goal has one.
        currency: Option<String>,
    },
}

/// A goal as far as it rules over conversions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GoalRules {
    pub(super) id: i64,
    pub(super) is_offline: bool,
    pub(super) is_active: bool,
    pub(super) is_externally_attributed: bool,
    pub(super) takes_hashes: bool,
    pub(super) window_minutes: i32,
    pub(super) counting: Counting,
    pub(super) revenue: Revenue,
}
