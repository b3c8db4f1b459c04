//! The XML Schema test suite of the W3C.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::archive;
use crate::case::{Case, Expected, Instance, Kind, Validity};
use crate::hints::hints;
use crate::tsv::{Row, Table};

const TABLE: &str = "xsts.tsv";
const ARCHIVE: &str = "xsts-files.tar.xz";

/// Reads the cases of the suite, which is unpacked into `scratch` if it is packed.
///
/// # Errors
///
/// If the table or the archive is not there or broken.
pub(crate) fn read(place: &Path, scratch: &Path) -> Result<Vec<Case>, String> {
    let folder = match place.is_dir() {
        true => place,
        false => place.parent().unwrap_or(Path::new("")),
    };
    let packed = match place.is_dir() {
        true => folder.join(ARCHIVE),
        false => place.to_owned(),
    };
    let files = match packed.exists() {
        true => archive::unpack(&packed, scratch)?,
        false => folder.to_owned(),
    };
    let columns = [
        "contributor",
        "schemas",
        "schema_expected_1_0",
        "instance",
        "instance_expected_1_0",
    ];
    let table = Table::read(&folder.join(TABLE), &columns)?;
    Ok(collect(&table, &files))
}

/// One case for each set of schemas and what is expected of it. Tests that name no schema are left out: their instances say
/// themselves which schema is theirs, and a generator starts from a schema. So are tests for XML Schema 1.1 alone, whose files are
/// not packed.
fn collect(table: &Table, files: &Path) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut places = HashMap::new();
    for row in table.rows() {
        let schemas = row.get("schemas");
        let expected = expected(row);
        if schemas.is_empty() || (expected == Expected::Either && !are_there(schemas, files)) {
            continue;
        }
        let place = *places.entry((schemas, expected)).or_insert_with(|| {
            cases.push(case(row, expected, files));
            cases.len() - 1
        });
        if let Some(instance) = instance(row, files) {
            let known = &mut cases[place].instances;
            if !known.iter().any(|other| other.file == instance.file) {
                known.push(instance);
            }
        }
    }
    tell_apart(&mut cases);
    cases.iter_mut().for_each(add_hints);
    cases
}

/// Adds the schemas that the instances of a case name, but its own.
fn add_hints(case: &mut Case) {
    for instance in &case.instances {
        for hint in hints(&instance.file) {
            let is_own = case
                .documents
                .iter()
                .any(|own| is_same_file(own, &hint.file));
            if !is_own && !case.hints.contains(&hint) {
                case.hints.push(hint);
            }
        }
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn are_there(schemas: &str, files: &Path) -> bool {
    schemas
        .split(' ')
        .all(|schema| files.join(schema).is_file())
}

fn case(row: Row<'_>, expected: Expected, files: &Path) -> Case {
    let schemas: Vec<&str> = row.get("schemas").split(' ').collect();
    let documents: Vec<PathBuf> = schemas.iter().map(|schema| files.join(schema)).collect();
    Case {
        id: format!("w3c/{}", schemas.join("+")),
        kind: Kind::W3c,
        contributor: row.get("contributor").to_owned(),
        group: group(schemas.first().copied().unwrap_or_default()),
        documents,
        catalog: None,
        expected,
        instances: Vec::new(),
        hints: Vec::new(),
    }
}

/// What a schema tests: its folder; for those of NIST, the facet, which is in the name of the file before its number.
fn group(schema: &str) -> String {
    let file = schema.rsplit('/').next().unwrap_or(schema);
    let nist = file.strip_prefix("NISTSchema-SV-");
    let facet = nist.and_then(|rest| rest.rsplit('-').nth(1));
    match (facet, schema.split('/').nth(1)) {
        (Some(facet), Some(variety)) => format!("nistData/{variety} {facet}"),
        _ => schema.split('/').take(2).collect::<Vec<_>>().join("/"),
    }
}

/// What a processor of XML Schema 1.0 makes of the schema. Tests for another edition or for a part of one, and those whose result is
/// not determined, may go either way.
fn expected(row: Row<'_>) -> Expected {
    let is_for_us = match row.get("group_version") {
        "" | "-" => true,
        versions => versions.split(' ').any(|version| version == "1.0"),
    };
    match row.get("schema_expected_1_0") {
        "valid" if is_for_us => Expected::Accept,
        "invalid" if is_for_us => Expected::Reject,
        _ => Expected::Either,
    }
}

fn instance(row: Row<'_>, files: &Path) -> Option<Instance> {
    let validity = match row.get("instance_expected_1_0") {
        "valid" => Validity::Valid,
        "invalid" => Validity::Invalid,
        _ => return None,
    };
    let name = row.get("instance");
    (!name.is_empty()).then(|| Instance {
        name: name.to_owned(),
        file: files.join(name),
        validity,
    })
}

/// A few schemas are in the suite twice, with different verdicts.
fn tell_apart(cases: &mut [Case]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for case in cases {
        let count = seen.entry(case.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            case.id = format!("{}#{count}", case.id);
        }
    }
}
