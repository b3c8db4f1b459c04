//! The collection of WSDLs and schemas that people use.

use std::collections::HashMap;
use std::path::Path;

use crate::case::{Case, Expected, Instance, Kind, Validity};
use crate::tsv::{Row, Table};

/// Reads the cases of a folder with `manifest.tsv`, `instances.tsv`, `wsdl/` and `xsd/`.
///
/// # Errors
///
/// If a table is not there, or a row says what is not known.
pub(crate) fn read(folder: &Path) -> Result<Vec<Case>, String> {
    let manifest = folder.join("manifest.tsv");
    let table = Table::read(&manifest, &["id", "type", "entry", "expected"])?;
    let mut instances = read_instances(folder)?;
    let mut cases = Vec::new();
    for (row, line) in table.rows().zip(2..) {
        let mut case = read_case(folder, row)
            .map_err(|cause| format!("{}:{line}: {cause}", manifest.display()))?;
        case.instances = instances.remove(&case.id).unwrap_or_default();
        cases.push(case);
    }
    Ok(cases)
}

fn read_case(folder: &Path, row: Row<'_>) -> Result<Case, String> {
    let (id, ty) = (row.get("id"), row.get("type"));
    let kind = match ty {
        "wsdl" => Kind::Wsdl,
        "xsd" => Kind::Xsd,
        _ => return Err(format!("`{ty}` is not a type of case")),
    };
    let expected = match row.get("expected") {
        "ok" => Expected::Accept,
        "clear-error" => Expected::ClearError,
        "either" => Expected::Either,
        other => return Err(format!("`{other}` is not an expected result")),
    };
    let own = folder.join(ty).join(id);
    let catalog = own.join("catalog.tsv");
    Ok(Case {
        id: format!("{ty}/{id}"),
        kind,
        contributor: id.split("--").next().unwrap_or(id).to_owned(),
        group: ty.to_owned(),
        documents: vec![own.join(row.get("entry"))],
        catalog: catalog.exists().then_some(catalog),
        expected,
        instances: Vec::new(),
        hints: Vec::new(),
    })
}

/// The instances by the id of the case; those that nobody could judge are left out.
fn read_instances(folder: &Path) -> Result<HashMap<String, Vec<Instance>>, String> {
    let file = folder.join("instances.tsv");
    let mut instances: HashMap<String, Vec<Instance>> = HashMap::new();
    if !file.exists() {
        return Ok(instances);
    }
    let table = Table::read(&file, &["id", "type", "file", "expected"])?;
    for row in table.rows() {
        let validity = match row.get("expected") {
            "valid" => Validity::Valid,
            "invalid" => Validity::Invalid,
            "sample" => Validity::Sample,
            _ => continue,
        };
        let case = format!("{}/{}", row.get("type"), row.get("id"));
        let name = row.get("file").to_owned();
        let file = folder.join(&case).join(&name);
        instances.entry(case).or_default().push(Instance {
            name,
            file,
            validity,
        });
    }
    Ok(instances)
}
