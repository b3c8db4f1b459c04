// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `song`.
#[derive(Clone, Default)]
pub struct Song {
    /// `chord` and `line`: repeated.
    pub group: Vec<SongGroup>,
    /// `note` or `link`: repeated.
    pub choice: Vec<SongChoice>,
    /// `chord`: may be absent.
    pub chord: Option<String>,
}

rt::table! {
    Song, "", "", rt::required("<song>", ORDERS);
    0 => group: rt::group::<SongGroup>(rt::Presence::Required).many();
    1 => choice: rt::group::<SongChoice>(rt::Presence::Required).many();
    _ => chord: rt::optional("<chord>", ORDERS);
}

/// Elements that belong together in the content of `song`.
#[derive(Clone, Default)]
pub struct SongGroup {
    /// `chord`: may be absent.
    pub chord: Option<String>,
    /// `line`.
    pub line: String,
}

rt::table! {
    SongGroup, "", "";
    0 => chord: rt::optional("<chord>", ORDERS);
    _ => line: rt::required("<line>", ORDERS);
}

/// One of several elements in the content of `song`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum SongChoice {
    /// `note`.
    Note(String),
    /// `link`.
    Link(String),
}

rt::either! {
    SongChoice, Note;
    0 => Note: rt::required("<note>", ORDERS);
    1 => Link: rt::required("<link>", ORDERS);
}
