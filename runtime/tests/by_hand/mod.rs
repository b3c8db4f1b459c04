//! What the generator writes, written by hand: the shape of generated code, and a subject for the engine's tests.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::all)]

use castile::codegen::*;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

/// `OfflineConversion`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfflineConversion {
    /// `ConversionCurrencyCode`: absent, nil or a value.
    pub conversion_currency_code: Nillable<String>,
    /// `ConversionName`: absent, nil or a value.
    pub conversion_name: Nillable<String>,
    /// `ConversionTime`: may be absent.
    pub conversion_time: Option<DateTime>,
    /// `ConversionValue`: absent, nil or a value.
    pub conversion_value: Nillable<f64>,
    /// `HashedEmailAddress`: may be absent; nil is read as absent.
    pub hashed_email_address: Option<String>,
}

impl Type for OfflineConversion {
    const TABLE: &'static Table = &Table::new(
        "OfflineConversion",
        CAMPAIGN_MANAGEMENT,
        &[
            Row::element(
                "<ConversionCurrencyCode>",
                CAMPAIGN_MANAGEMENT,
                Presence::OptionalNillable,
            ),
            Row::element(
                "<ConversionName>",
                CAMPAIGN_MANAGEMENT,
                Presence::OptionalNillable,
            ),
            Row::element("<ConversionTime>", CAMPAIGN_MANAGEMENT, Presence::Optional),
            Row::element(
                "<ConversionValue>",
                CAMPAIGN_MANAGEMENT,
                Presence::OptionalNillable,
            ),
            Row::element(
                "<HashedEmailAddress>",
                CAMPAIGN_MANAGEMENT,
                Presence::OptionalNeverNil,
            ),
        ],
    )
    .root(Row::element(
        "<OfflineConversion>",
        CAMPAIGN_MANAGEMENT,
        Presence::RequiredNillable,
    ));
    #[inline]
    fn row_slot(&self, row: usize) -> &dyn Slot {
        match row {
            0 => &self.conversion_currency_code,
            1 => &self.conversion_name,
            2 => &self.conversion_time,
            3 => &self.conversion_value,
            _ => &self.hashed_email_address,
        }
    }
    #[inline]
    fn row_slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        match row {
            0 => &mut self.conversion_currency_code,
            1 => &mut self.conversion_name,
            2 => &mut self.conversion_time,
            3 => &mut self.conversion_value,
            _ => &mut self.hashed_email_address,
        }
    }
}

record!(OfflineConversion);

/// `ApplyOfflineConversionsRequest`: an array of nillable items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApplyOfflineConversionsRequest {
    /// `OfflineConversions`: absent, nil or a value.
    pub offline_conversions: Nillable<Vec<Option<OfflineConversion>>>,
}

impl Type for ApplyOfflineConversionsRequest {
    const TABLE: &'static Table = &Table::new(
        "",
        "",
        &[Row::element(
            "<OfflineConversions>",
            CAMPAIGN_MANAGEMENT,
            Presence::OptionalNillable,
        )
        .array(
            &Row::element(
                "<OfflineConversion>",
                CAMPAIGN_MANAGEMENT,
                Presence::OptionalNillable,
            )
            .many(),
        )],
    )
    .root(Row::element(
        "<ApplyOfflineConversionsRequest>",
        CAMPAIGN_MANAGEMENT,
        Presence::Required,
    ));
    #[inline]
    fn row_slot(&self, _row: usize) -> &dyn Slot {
        &self.offline_conversions
    }
    #[inline]
    fn row_slot_mut(&mut self, _row: usize) -> &mut dyn Slot {
        &mut self.offline_conversions
    }
}

record!(ApplyOfflineConversionsRequest);

/// `GoalCategory`: an enumeration.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum GoalCategory {
    /// `None`.
    #[default]
    None,
    /// `Purchase`.
    Purchase,
    /// A value that the schema did not know.
    Unknown(String),
}

impl Enumeration for GoalCategory {
    const VALUES: &'static [(&'static str, Self)] =
        &[("None", Self::None), ("Purchase", Self::Purchase)];

    #[inline]
    fn position(&self) -> Result<usize, &str> {
        Ok(match self {
            Self::None => 0,
            Self::Purchase => 1,
            Self::Unknown(text) => return Err(text),
        })
    }
    #[inline]
    fn unknown(text: &str) -> Self {
        Self::Unknown(text.to_owned())
    }
}
enumeration_leaf!(GoalCategory);

/// `Ad`, used alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdBase {
    /// `Id`: absent, nil or a value.
    pub id: Nillable<i64>,
}

impl Type for AdBase {
    const TABLE: &'static Table = &Table::new(
        "Ad",
        CAMPAIGN_MANAGEMENT,
        &[Row::element(
            "<Id>",
            CAMPAIGN_MANAGEMENT,
            Presence::OptionalNillable,
        )],
    );
    #[inline]
    fn row_slot(&self, _row: usize) -> &dyn Slot {
        &self.id
    }
    #[inline]
    fn row_slot_mut(&mut self, _row: usize) -> &mut dyn Slot {
        &mut self.id
    }
}

record!(AdBase);

/// `TextAd`, a subtype of `Ad`: inherited fields first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextAd {
    /// `Id`: absent, nil or a value.
    pub id: Nillable<i64>,
    /// `Urls`: absent, nil or a value.
    pub urls: Nillable<Vec<Option<String>>>,
    /// `Categories`: flags; may be absent.
    pub categories: Option<Vec<GoalCategory>>,
    /// `Scores`: repeated.
    pub scores: Vec<f64>,
    /// `Next`: absent, nil or a value.
    pub next: Nillable<Ad>,
}

impl Type for TextAd {
    const TABLE: &'static Table = &Table::new(
        "TextAd",
        CAMPAIGN_MANAGEMENT,
        &[
            Row::element("<Id>", CAMPAIGN_MANAGEMENT, Presence::OptionalNillable),
            Row::element("<Urls>", CAMPAIGN_MANAGEMENT, Presence::OptionalNillable)
                .array(&Row::element("<string>", ARRAYS, Presence::OptionalNillable).many()),
            Row::element("<Categories>", CAMPAIGN_MANAGEMENT, Presence::Optional).list(),
            Row::element("<Scores>", CAMPAIGN_MANAGEMENT, Presence::Optional).many(),
            Row::element("<Next>", CAMPAIGN_MANAGEMENT, Presence::OptionalNillable),
        ],
    )
    .root(Row::element(
        "<TextAd>",
        CAMPAIGN_MANAGEMENT,
        Presence::RequiredNillable,
    ));
    #[inline]
    fn row_slot(&self, row: usize) -> &dyn Slot {
        match row {
            0 => &self.id,
            1 => &self.urls,
            2 => &self.categories,
            3 => &self.scores,
            _ => &self.next,
        }
    }
    #[inline]
    fn row_slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        match row {
            0 => &mut self.id,
            1 => &mut self.urls,
            2 => &mut self.categories,
            3 => &mut self.scores,
            _ => &mut self.next,
        }
    }
}

record!(TextAd);

/// `Ad`: one of its subtypes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Ad {
    /// `Ad` itself.
    Base(Box<AdBase>),
    /// `TextAd`.
    TextAd(Box<TextAd>),
    /// A type that the schema did not know.
    Unknown(Box<UnknownType>),
}

impl Default for Ad {
    #[inline]
    fn default() -> Self {
        Self::Base(Box::default())
    }
}

impl Subtypes for Ad {
    #[inline]
    fn tables(&self) -> &'static [&'static Table] {
        &[AdBase::TABLE, TextAd::TABLE]
    }
    #[inline]
    fn select(&mut self, variant: usize) {
        *self = match variant {
            0 => Self::Base(Box::default()),
            _ => Self::TextAd(Box::default()),
        };
    }
    #[inline]
    fn record_mut(&mut self) -> Option<&mut dyn Record> {
        match self {
            Self::Base(value) => Some(&mut **value),
            Self::TextAd(value) => Some(&mut **value),
            Self::Unknown(_) => None,
        }
    }
    #[inline]
    fn selected(&self) -> Selected<'_> {
        match self {
            Self::Base(value) => Selected::Known(0, &**value),
            Self::TextAd(value) => Selected::Known(1, &**value),
            Self::Unknown(value) => Selected::Unknown(value),
        }
    }
    #[inline]
    fn set_unknown(&mut self, unknown: UnknownType) {
        *self = Self::Unknown(Box::new(unknown));
    }
}
subtypes!(Ad);

impl From<TextAd> for Ad {
    #[inline]
    fn from(value: TextAd) -> Self {
        Self::TextAd(Box::new(value))
    }
}
