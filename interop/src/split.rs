//! The WSDL of Campaign Management in several files, as WCF hands out its own: a WSDL, and each schema by itself.

use castile::soap::Wsdl;
use castile::xml::Error;

const BEGIN: &str = "<xs:schema ";
const END: &str = "</xs:schema>";

/// A schema that stands in the WSDL.
struct Schema<'w> {
    namespace: &'w str,
    text: &'w str,
}

/// The WSDL with its schemas as documents of their own, in the folder `types`.
pub(crate) fn split(wsdl: &str) -> Result<Wsdl, Error> {
    let schemas = schemas(wsdl);
    let (Some(first), Some(last)) = (wsdl.find(BEGIN), wsdl.rfind(END)) else {
        return Wsdl::new(wsdl);
    };
    let imports = schemas.iter().enumerate().map(|(number, schema)| {
        let namespace = schema.namespace;
        format!("<xs:import namespace=\"{namespace}\" schemaLocation=\"types/{number}.xsd\"/>")
    });
    let imports: String = imports.collect();
    let (before, after) = (&wsdl[..first], &wsdl[last + END.len()..]);
    let main = format!(
        "{before}<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">{imports}{END}{after}"
    );
    let mut split = Wsdl::new(&main)?;
    let tns = attribute(wsdl, "targetNamespace");
    for (number, schema) in schemas.iter().enumerate() {
        let location = format!("types/{number}.xsd");
        split = split.with_document(&location, &alone(schema, &schemas, tns))?;
    }
    Ok(split)
}

fn schemas(wsdl: &str) -> Vec<Schema<'_>> {
    let starts = wsdl.match_indices(BEGIN);
    let schemas = starts.map(|(start, _)| {
        let rest = &wsdl[start..];
        let end = rest.find(END).map_or(rest.len(), |end| end + END.len());
        Schema {
            namespace: attribute(rest, "targetNamespace"),
            text: &rest[..end],
        }
    });
    schemas.collect()
}

/// The text of a schema that stands alone: it says where the others are, and declares the prefix that it had from the WSDL.
fn alone(schema: &Schema<'_>, all: &[Schema<'_>], tns: &str) -> String {
    let mut text = schema.text.to_owned();
    for (number, other) in all.iter().enumerate() {
        let import = format!("<xs:import namespace=\"{}\"", other.namespace);
        text = text.replace(
            &import,
            &format!("{import} schemaLocation=\"{number}.xsd\""),
        );
    }
    let tag = text.split('>').next().unwrap_or_default();
    if tag.contains(" xmlns:tns=") {
        text
    } else {
        text.replacen(BEGIN, &format!("{BEGIN}xmlns:tns=\"{tns}\" "), 1)
    }
}

/// The first value of an attribute from there on.
fn attribute<'t>(text: &'t str, name: &str) -> &'t str {
    let value = text
        .split_once(&format!(" {name}=\""))
        .map(|(_, rest)| rest);
    value
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
}
