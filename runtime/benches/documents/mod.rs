//! The documents that the benches read and write, and their types, in the form of generated ones.
#![allow(missing_docs, unreachable_pub)]

use std::fmt::Write;

use castile::codegen::*;

pub const CM: &str = "https://bingads.microsoft.com/CampaignManagement/v13";

/// How many records a document has.
pub const RECORDS: usize = 1000;

/// `OfflineConversion`, with all its members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfflineConversion {
    pub conversion_currency_code: Nillable<String>,
    pub conversion_name: Nillable<String>,
    pub conversion_time: Option<DateTime>,
    pub conversion_value: Nillable<f64>,
    pub external_attribution_credit: Nillable<f64>,
    pub external_attribution_model: Nillable<String>,
    pub hashed_email_address: Option<String>,
    pub hashed_phone_number: Option<String>,
    pub microsoft_click_id: Nillable<String>,
}

const fn nillable(tag: &'static str) -> Row {
    Row::element(tag, CM, Presence::OptionalNillable)
}

impl Type for OfflineConversion {
    const TABLE: &'static Table = &Table::new(
        "OfflineConversion",
        CM,
        &[
            nillable("<ConversionCurrencyCode>"),
            nillable("<ConversionName>"),
            Row::element("<ConversionTime>", CM, Presence::Optional),
            nillable("<ConversionValue>"),
            nillable("<ExternalAttributionCredit>"),
            nillable("<ExternalAttributionModel>"),
            Row::element("<HashedEmailAddress>", CM, Presence::OptionalNeverNil),
            Row::element("<HashedPhoneNumber>", CM, Presence::OptionalNeverNil),
            nillable("<MicrosoftClickId>"),
        ],
    );
    #[inline]
    fn row_slot(&self, row: usize) -> &dyn Slot {
        match row {
            0 => &self.conversion_currency_code,
            1 => &self.conversion_name,
            2 => &self.conversion_time,
            3 => &self.conversion_value,
            4 => &self.external_attribution_credit,
            5 => &self.external_attribution_model,
            6 => &self.hashed_email_address,
            7 => &self.hashed_phone_number,
            _ => &self.microsoft_click_id,
        }
    }
    #[inline]
    fn row_slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        match row {
            0 => &mut self.conversion_currency_code,
            1 => &mut self.conversion_name,
            2 => &mut self.conversion_time,
            3 => &mut self.conversion_value,
            4 => &mut self.external_attribution_credit,
            5 => &mut self.external_attribution_model,
            6 => &mut self.hashed_email_address,
            7 => &mut self.hashed_phone_number,
            _ => &mut self.microsoft_click_id,
        }
    }
}

castile::codegen::record!(OfflineConversion);

/// `ApplyOfflineConversionsRequest`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    pub offline_conversions: Nillable<Vec<Option<OfflineConversion>>>,
}

impl Type for Request {
    const TABLE: &'static Table = &Table::new(
        "",
        "",
        &[nillable("<OfflineConversions>").array(&nillable("<OfflineConversion>").many())],
    )
    .root(Row::element(
        "<ApplyOfflineConversionsRequest>",
        CM,
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

castile::codegen::record!(Request);

/// A document that the benches use.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Its name in the tables of results.
    pub name: &'static str,
    /// Appends the members of a record.
    members: fn(&mut String, usize),
    between: &'static str,
}

/// Every document.
pub const DOCUMENTS: [Document; 3] = [W1, NILS, PREFIXED];

/// Five of the nine members, as .NET's clients leave out the others.
pub const W1: Document = Document {
    name: "w1",
    members: |out, index| {
        values(out, index);
        element(out, "MicrosoftClickId", &format!("{:032x}", index * 7919));
    },
    between: "",
};

/// All nine members, four of them nil.
pub const NILS: Document = Document {
    name: "nils",
    members: |out, index| {
        values(out, index);
        let nil = " i:nil=\"true\"/>";
        for name in ["ExternalAttributionCredit", "ExternalAttributionModel"] {
            push(out, format_args!("<{name}{nil}"));
        }
        push(
            out,
            format_args!("<HashedEmailAddress{nil}<HashedPhoneNumber{nil}"),
        );
        element(out, "MicrosoftClickId", &format!("{:032x}", index * 7919));
    },
    between: "",
};

/// As w1, each element on a line of its own, under a prefix.
pub const PREFIXED: Document = Document {
    name: "prefixed",
    members: W1.members,
    between: "\n    ",
};

fn values(out: &mut String, index: usize) {
    let second = index % 60;
    element(out, "ConversionCurrencyCode", "USD");
    element(out, "ConversionName", &format!("Offline Lead {index}"));
    element(
        out,
        "ConversionTime",
        &format!("2026-01-15T17:02:{second:02}.6853793Z"),
    );
    element(out, "ConversionValue", &format!("{}.99", 10 + index % 90));
}

fn element(out: &mut String, name: &str, text: &str) {
    push(out, format_args!("<{name}>{text}</{name}>"));
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a text takes everything");
}

impl Document {
    /// The document as XML.
    #[must_use]
    pub fn xml(&self) -> String {
        let mut out = format!(
            "<ApplyOfflineConversionsRequest xmlns=\"{CM}\" \
             xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><OfflineConversions>"
        );
        for index in 0..RECORDS {
            out.push_str("<OfflineConversion>");
            (self.members)(&mut out, index);
            out.push_str("</OfflineConversion>");
        }
        out.push_str("</OfflineConversions></ApplyOfflineConversionsRequest>");
        if self.between.is_empty() {
            return out;
        }
        out.replace("</", "\u{0}")
            .replace('<', "<p:")
            .replace('\u{0}', "</p:")
            .replace("><", &format!(">{}<", self.between))
            .replace("xmlns=", "xmlns:p=")
    }
}
