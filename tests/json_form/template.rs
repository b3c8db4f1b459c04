//! One template: placeholders replaced by values of the members' types, read strictly, and written back as it was.

use castile::codegen::{Content, LeafKind, Record, Row, Sequence, Subtypes, Table, TypeEntry, Val};
use castile::json::{self, Tree};

use crate::support::known_types::{self, Module, Root};
use crate::support::report::Report;

const KIND: &str = "documented JSON";

/// Compares a template, given as `Service__Type`, `Service__Type__Base-Derived` or `Service__Operation__request`.
pub(crate) fn check(modules: &[Module], case: &str, text: &str, report: &mut Report) {
    let mut notes = Vec::new();
    let outcome = entry_of(modules, case).and_then(|entry| compare(&entry, text, &mut notes));
    let outcome = match (KNOWN.iter().find(|(known, _)| *known == case), outcome) {
        (Some((_, why)), Err(_)) => {
            report.note(KIND, case, *why);
            return;
        }
        (Some(_), Ok(())) => Err("is in the table of differences, and agrees".to_owned()),
        (None, outcome) => outcome,
    };
    for note in notes {
        report.note(KIND, case, note);
    }
    report.count(KIND, case, outcome);
}

/// What the templates have otherwise than the published WSDLs, and why the WSDLs are right.
const KNOWN: &[(&str, &str)] = &[
    (
        "AdInsight__GetAudienceFullEstimation__response",
        "shows an empty text for an object",
    ),
    (
        "AdInsight__GetKeywordTrafficEstimates__request",
        "shows a text for a criterion, which is an object",
    ),
    ("CampaignManagement__AdRecommendationTextSuggestion", GONE),
    ("CampaignManagement__AuditPointResult", DETAILS),
    ("CampaignManagement__CategoryResult", DETAILS),
    ("CampaignManagement__DiagnosticTileData", GONE),
    ("CampaignManagement__EntityResult", DETAILS),
];

const GONE: &str = "is of a type that the newest WSDL does not have any more";
const DETAILS: &str =
    "shows a text for `Details`, which the WSDL declares as a list of keys and values";

fn entry_of(modules: &[Module], case: &str) -> Result<TypeEntry, String> {
    let mut parts = case.split("__");
    let (Some(service), Some(name)) = (parts.next(), parts.next()) else {
        return Err("the file's name has no type".to_owned());
    };
    let name = match parts.next() {
        Some("request") => format!("{name}Request"),
        Some("response") => format!("{name}Response"),
        _ => name.split('-').next().unwrap_or(name).to_owned(),
    };
    let module = modules.iter().find(|module| module.name == service);
    let module = module.ok_or_else(|| format!("there is no service {service}"))?;
    let found = known_types::named(std::slice::from_ref(module), &name).next();
    let (_, entry) = found.ok_or_else(|| format!("{name} is not generated"))?;
    Ok(*entry)
}

fn compare(entry: &TypeEntry, text: &str, notes: &mut Vec<String>) -> Result<(), String> {
    let template = parse(text)?;
    let mut scratch = (entry.new)();
    let expected = Replacing { notes }.value(&template, &entry.root, scratch.open(), "$")?;
    let document = serde_json::to_string(&expected).map_err(|error| error.to_string())?;
    let mut root = Root::new(entry);
    json::read_into(
        &document,
        &entry.root,
        &mut root,
        &json::ReadOptions::strict(),
    )
    .map_err(|error| format!("{error}\n{document}"))?;
    let written = json::write_value(&root, &entry.root, &json::WriteOptions::default())
        .map_err(|error| error.to_string())?;
    let written_tree: Tree = serde_json::from_str(&written).map_err(|error| error.to_string())?;
    match sorted(written_tree) == sorted(expected) {
        true => Ok(()),
        false => Err(format!("{document}\n{written}")),
    }
}

/// A template as a tree: placeholders that stand bare become strings of their name.
fn parse(text: &str) -> Result<Tree, String> {
    let mut quoted = String::with_capacity(text.len());
    let mut is_inside = false;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        is_inside ^= character == '"';
        if is_inside || !character.is_ascii_uppercase() {
            quoted.push(character);
            continue;
        }
        quoted.push_str("\"=");
        quoted.push(character);
        while let Some(letter) = rest.next_if(char::is_ascii_alphanumeric) {
            quoted.push(letter);
        }
        quoted.push('"');
    }
    serde_json::from_str(&quoted).map_err(|error| format!("{error}\n{quoted}"))
}

/// The tree with members in the order of their names.
fn sorted(tree: Tree) -> Tree {
    match tree {
        Tree::Object(members) => {
            let members = members
                .into_iter()
                .map(|(name, value)| (name, sorted(value)));
            let mut members: Vec<_> = members.collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Tree::Object(members)
        }
        Tree::Array(items) => Tree::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Replaces placeholders by values, on the way through the types.
struct Replacing<'n> {
    notes: &'n mut Vec<String>,
}

impl Replacing<'_> {
    fn value(
        &mut self,
        template: &Tree,
        row: &Row,
        val: Val<'_>,
        path: &str,
    ) -> Result<Tree, String> {
        let wrong = |expected: &str| Err(format!("{path}: {template:?} is no {expected}"));
        let number = |text: &str| Ok(Tree::Number(text.to_owned()));
        let word = |text: &str| Ok(Tree::Text(text.to_owned()));
        match (val, template) {
            (Val::Record(record), Tree::Object(members)) => self.record(record, members, path),
            (Val::Subtypes(subtypes), Tree::Object(members)) => {
                self.subtypes(subtypes, members, path)
            }
            (Val::Sequence(items), Tree::Array(templates)) => {
                self.items(items, templates, row, path)
            }
            (Val::Sequence(items), Tree::Object(_)) => {
                // Templates show a list of lists as a list; what official clients declare has both.
                self.notes
                    .push(format!("{path} is shown without the inner list"));
                self.items(items, std::slice::from_ref(template), row, path)
            }
            (Val::Sequence(_), Tree::Text(_)) if matches!(row.content, Content::List) => {
                Ok(template.clone())
            }
            (Val::Str(_), Tree::Text(text)) if text == "ValueHere" => Ok(template.clone()),
            (Val::I64(_), Tree::Text(text)) if text == "LongValueHere" => word("5000000000"),
            (Val::I32(_), Tree::Text(text)) if text == "=IntValueHere" => number("3"),
            (Val::F64(_), Tree::Text(text)) if text == "=DoubleValueHere" => number("1.5"),
            (Val::Bool(_), Tree::Text(text)) if text == "ValueHere" => Ok(Tree::Bool(true)),
            (Val::DateTime(_), Tree::Text(text)) if text == "ValueHere" => {
                word("2026-01-31T23:59:59Z")
            }
            (Val::Leaf(leaf), Tree::Text(text)) => match (leaf.kind(), text.as_str()) {
                (LeafKind::Number, "=DecimalValueHere" | "=IntValueHere") => number("2"),
                (LeafKind::Number, "ValueHere") => number("2"),
                (LeafKind::Text, "ValueHere") => {
                    let sample = ["ValueHere", "AQI="];
                    let fits = sample.into_iter().find(|text| leaf.read(text).is_ok());
                    word(fits.unwrap_or("2026-01-31"))
                }
                _ => wrong("value of that kind"),
            },
            (_, Tree::Object(_)) => wrong("object"),
            _ => wrong("value of the member's kind"),
        }
    }

    fn record(
        &mut self,
        record: &mut dyn Record,
        members: &[(String, Tree)],
        path: &str,
    ) -> Result<Tree, String> {
        let table = record.table();
        let key = table.json.style.discriminator;
        let mut replaced = Vec::new();
        if let Some(class) = table.json.discriminator
            && members.iter().all(|(name, _)| name != key)
        {
            // Templates show only the own members of a class where a member is declared to be one.
            self.notes
                .push(format!("{path} does not show `{key}` of {}", table.name));
            replaced.push((key.to_owned(), Tree::Text(class.to_owned())));
        }
        for (name, template) in members {
            let path = format!("{path}.{name}");
            if name == key && table.json.discriminator.is_some() {
                replaced.push((name.clone(), class_value(table, template)));
                continue;
            }
            let index = table.rows.iter().position(|row| row.name() == name);
            let index =
                index.ok_or_else(|| format!("{path}: {} has no such member", table.name))?;
            let val = record.slot_mut(index).open();
            let value = self.value(template, &table.rows[index], val, &path)?;
            replaced.push((name.clone(), value));
        }
        let is_shown = |row: &&Row| members.iter().any(|(name, _)| name == row.name());
        for row in table.rows.iter().filter(|row| !is_shown(row)) {
            let note = format!("{path} does not show `{}` of {}", row.name(), table.name);
            self.notes.push(note);
        }
        Ok(Tree::Object(replaced))
    }

    fn subtypes(
        &mut self,
        subtypes: &mut dyn Subtypes,
        members: &[(String, Tree)],
        path: &str,
    ) -> Result<Tree, String> {
        let tables = subtypes.tables();
        let key = tables[0].json.style.discriminator;
        let class = members.iter().find(|(name, _)| name == key);
        let class = class
            .and_then(|(_, value)| value.as_str())
            .unwrap_or("ValueHere");
        let fits =
            |table: &&'static Table| table.name == class || table.json.discriminator == Some(class);
        let variant = match class {
            "ValueHere" => Some(0),
            _ => tables.iter().position(fits),
        };
        let variant = variant.ok_or_else(|| format!("{path}: no class is called {class}"))?;
        subtypes.select(variant);
        match subtypes.record_mut() {
            Some(record) => self.record(record, members, path),
            None => Err(format!("{path}: nothing is selected")),
        }
    }

    fn items(
        &mut self,
        items: &mut dyn Sequence,
        templates: &[Tree],
        row: &Row,
        path: &str,
    ) -> Result<Tree, String> {
        let item_row = match row.content {
            Content::Array(item) => item,
            _ => row,
        };
        let mut replaced = Vec::new();
        for (index, template) in templates.iter().enumerate() {
            let path = format!("{path}[{index}]");
            replaced.push(self.value(template, item_row, items.push().open(), &path)?);
        }
        Ok(Tree::Array(replaced))
    }
}

/// The discriminator as a template shows it; where it only says that there is one, that of the class.
fn class_value(table: &Table, template: &Tree) -> Tree {
    match template.as_str() {
        Some("ValueHere") | None => {
            Tree::Text(table.json.discriminator.unwrap_or(table.name).to_owned())
        }
        Some(text) => Tree::Text(text.to_owned()),
    }
}
