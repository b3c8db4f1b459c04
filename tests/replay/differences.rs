//! The one table of what we read otherwise than the data contract serialiser does.

use castile::xml::{Error, ErrorKind};

use super::reading::{Case, keeps_all, refused};
use crate::support::known_types::Root;
use crate::support::tree::{Node, Tree};
use crate::support::walk;

/// What we read.
type Ours = Result<Root, Error>;

/// Whether another input gives what was recorded for the case.
type Agrees<'a> = dyn Fn(&str) -> Result<(), String> + 'a;

/// A way in which we read otherwise.
pub(crate) struct Difference {
    /// What .NET does; what we do; why.
    pub(crate) name: &'static str,
    /// Whether a case on which we disagree is one of this kind.
    pub(crate) applies: fn(&Case) -> bool,
    /// What holds for it all the same.
    pub(crate) holds: fn(&Case, &Ours, &Agrees<'_>) -> Result<(), String>,
}

pub(crate) const DIFFERENCES: &[Difference] = &[
    Difference {
        name: ".NET looks for members in one forward pass and loses what is out of order; we keep it: no data is lost",
        applies: |case| case.error().is_none() && seen_by_dotnet(case) != case.tree().ok(),
        holds: |case, ours, agrees| {
            let seen = seen_by_dotnet(case).ok_or("the input is not well-formed")?;
            agrees(&seen.to_xml())?;
            keeps_all(case, ours)
        },
    },
    Difference {
        name: ".NET refuses a required member that is missing or out of order; we refuse it in strict reading only: a reply of \
               another version of the service is still read",
        applies: |case| error_has(case, "is not expected. Expecting element"),
        holds: |case, ours, _| {
            keeps_all_and_adds_required(case, ours)?;
            refused(
                &case.strictly(),
                &[ErrorKind::Missing, ErrorKind::Unexpected],
            )
        },
    },
    Difference {
        name: ".NET refuses a nil for a value type; we read it as unset where the member may be absent, for a newer service may call \
               nil what this schema does not; strict reading refuses it",
        applies: |case| error_has(case, "cannot be null"),
        holds: |case, ours, _| {
            keeps_all(case, ours)?;
            refused(&case.strictly(), &[ErrorKind::Nil])
        },
    },
    Difference {
        name: ".NET refuses processing instructions; we pass over them: they are part of no value (a DTD is refused)",
        applies: |case| {
            error_has(case, "Processing instructions") && !case.input.contains("<!DOCTYPE")
        },
        holds: |case, ours, _| keeps_all(case, ours),
    },
    Difference {
        name: ".NET refuses an xsi:type that it does not know; we keep type and element, so that a newer service is understood; \
               white space around the name is none of it (XML Schema)",
        applies: |case| {
            error_has(
                case,
                "has no knowledge of any type that maps to this contract",
            ) || error_has(case, "Unable to cast object of type")
        },
        holds: |case, ours, _| {
            keeps_all(case, ours).or_else(|cause| keeps_all_but_root_type(case, ours, cause))
        },
    },
    Difference {
        name: ".NET refuses an enumeration's value that it does not know; we keep the text, so that a newer service is understood",
        applies: |case| error_has(case, "Invalid enum value"),
        holds: |case, ours, _| same_words(case, ours),
    },
    Difference {
        name: ".NET refuses an equal key in a dictionary; we keep the pairs as a list, as the schema has them",
        applies: |case| error_has(case, "An item with the same key"),
        holds: |case, ours, _| keeps_all(case, ours),
    },
    Difference {
        name: ".NET refuses text in an `object` without xsi:type; we keep xs:anyType as a tree, whatever it holds",
        applies: |case| {
            error_has(
                case,
                "cannot have child contents to be deserialized as an object",
            )
        },
        holds: |case, ours, _| keeps_all(case, ours),
    },
    Difference {
        name: ".NET's GUID has a grammar of its own; ser:guid is a string with a pattern in the schema, and we keep the text",
        applies: |case| error_has(case, "as the type 'Guid'"),
        holds: |case, ours, _| keeps_all(case, ours),
    },
    Difference {
        name: ".NET refuses dates, spans and decimals beyond the range of its types; we read the whole range of XML Schema",
        applies: |case| {
            case.error().is_some() && is_beyond_dotnet(&case.type_name, case.only_text().trim())
        },
        holds: |case, ours, _| keeps_all(case, ours),
    },
    Difference {
        name: ".NET takes dates, times and years in the place of a dateTime, and other spellings; we take those of xs:dateTime: \
               nothing is guessed",
        applies: |case| {
            case.type_name == "T"
                && case.error().is_none()
                && !is_date_time(case.only_text().trim())
        },
        holds: |_, ours, _| refused(ours, &[ErrorKind::Value]),
    },
    Difference {
        name: ".NET follows z:Ref and makes a cycle; we have z:Id and z:Ref as the attributes that they are",
        applies: |case| case.result.contains("..."),
        holds: |case, ours, _| keeps_all(case, ours),
    },
];

fn error_has(case: &Case, text: &str) -> bool {
    case.error().is_some_and(|error| error.contains(text))
}

/// The input without what .NET passes over; unknown elements, which we pass over as well, included.
fn seen_by_dotnet(case: &Case) -> Option<Tree> {
    let mut tree = case.tree().ok()?;
    walk::keep_one_forward_pass(&mut tree, &case.entry);
    Some(tree)
}

/// A type that has no subtypes takes no notice of an xsi:type.
fn keeps_all_but_root_type(case: &Case, ours: &Ours, cause: String) -> Result<(), String> {
    let mut plain = case.tree()?;
    if plain.type_name.take().is_none() {
        return Err(cause);
    }
    keeps_all(&case.with_input(&plain), ours)
}

/// A required member that was not there has its type's default, and is written.
fn keeps_all_and_adds_required(case: &Case, ours: &Ours) -> Result<(), String> {
    let value = ours
        .as_ref()
        .map_err(|error| format!("we refuse: {error}"))?;
    let mut full = case.tree()?;
    let written = Tree::parse(&value.write(&case.entry)?)?;
    let mut required = written.clone();
    walk::edit(&mut required, &case.entry, &mut |tree, rows| {
        tree.retain_elements(|child| {
            walk::row_of(child, rows).is_some_and(|row| !rows[row].presence.allows_absent())
        });
    });
    let added = required
        .elements()
        .filter(|element| full.child(&element.name.1).is_none());
    let added: Vec<Node> = added.cloned().map(Node::Element).collect();
    full.children.extend(added);
    keeps_all(&case.with_input(&full), ours)
}

/// Values and unknown texts of a list are kept, but not the kind of white space between them.
fn same_words(case: &Case, ours: &Ours) -> Result<(), String> {
    let value = ours
        .as_ref()
        .map_err(|error| format!("we refuse: {error}"))?;
    let written = Tree::parse(&value.write(&case.entry)?)?;
    let (expected, written) = (words(&case.tree()?), words(&written));
    if expected == written {
        Ok(())
    } else {
        Err(format!(
            "the input has the words {expected:?}, and ours {written:?}"
        ))
    }
}

fn words(tree: &Tree) -> Vec<String> {
    let each = tree.children.iter().flat_map(|child| match child {
        Node::Element(element) => words(element),
        Node::Text(text) => text.split_ascii_whitespace().map(str::to_owned).collect(),
    });
    each.collect()
}

/// Whether a text of XML Schema is outside the range of .NET's type: years 1 to 9999, 64-bit ticks, 28 digits, 16-bit characters.
fn is_beyond_dotnet(type_name: &str, text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match type_name {
        "T" => {
            let year = text.split('-').next().unwrap_or_default();
            is_date_time(text)
                && (text.starts_with('-') || year.len() > 4 || text.contains("T24:00:00"))
        }
        "Sp" => text.trim_start_matches('-').starts_with('P') && digits > 6,
        "Dc" => digits > 28,
        "Ch" => text
            .parse::<i32>()
            .is_ok_and(|number| u16::try_from(number).is_err()),
        _ => false,
    }
}

/// Whether a text has the form of an xs:dateTime.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let date: Vec<&str> = date.trim_start_matches('-').split('-').collect();
    let (clock, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let whole = clock.split('.').next().unwrap_or_default();
    let lengths = |parts: Vec<&str>| parts.iter().map(|part| part.len()).collect::<Vec<_>>();
    let is_number = |text: &str| {
        text.chars()
            .all(|character| character.is_ascii_digit() || [':', '.'].contains(&character))
    };
    date.len() == 3
        && date.iter().all(|part| is_number(part))
        && date[0].len() >= 4
        && is_number(clock)
        && lengths(whole.split(':').collect()) == [2, 2, 2]
        && (zone.is_empty() || zone == "Z" || lengths(zone[1..].split(':').collect()) == [2, 2])
}
