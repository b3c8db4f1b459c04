//! What JSON needs to know of tables: said only where it is not the default.

use std::collections::{HashMap, HashSet};

use super::item::{Field, JsonClass, JsonStyle};
use super::modules::ModuleBuilder;
use super::row::{Content, Place, Row, RustType};
use super::shape::Shape;
use crate::model::TypeId;
use crate::settings::Integers64;

impl ModuleBuilder<'_, '_> {
    /// What JSON needs to know of the struct of a type.
    pub(super) fn json_of_record(&mut self, ty: TypeId, fields: &[Field]) -> Option<JsonClass> {
        let choices = self.context.choices;
        let chosen = choices.discriminator(ty).map(str::to_owned);
        let is_class = self.context.settings.json.discriminator.is_some() && self.has_relatives(ty);
        let class = JsonClass {
            discriminator: chosen.or_else(|| is_class.then(|| self.schema_name(ty))),
            aliases: choices.discriminator_aliases(ty),
        };
        if class != JsonClass::default() {
            self.note_json();
            return Some(class);
        }
        self.json_of(fields.iter().map(|field| (&field.row, &field.ty)))
    }

    /// What JSON needs to know of some rows that are no type of a hierarchy.
    pub(super) fn json_of<'r>(
        &mut self,
        mut rows: impl Iterator<Item = (&'r Row, &'r RustType)>,
    ) -> Option<JsonClass> {
        if !rows.any(|(row, ty)| self.depends_on_style(row, ty)) {
            return None;
        }
        self.note_json();
        Some(JsonClass::default())
    }

    /// The module gets the style that its tables name.
    fn note_json(&mut self) {
        let settings = &self.context.settings.json;
        self.set_json_style(JsonStyle {
            integers64: settings.integers64,
            list_separator: settings.list_separator.clone(),
            discriminator: settings.discriminator.clone(),
        });
    }

    /// Whether a type has subtypes, or is one itself.
    fn has_relatives(&self, ty: TypeId) -> bool {
        let shapes = self.context.shapes;
        let line = std::iter::successors(Some(ty), |ty| shapes.model.base(*ty));
        line.into_iter()
            .any(|ty| matches!(shapes.get(ty), Shape::Subtypes(..)))
    }

    fn schema_name(&self, ty: TypeId) -> String {
        let name = self.context.shapes.model[ty].name.as_ref();
        name.map(|name| name.local.to_string()).unwrap_or_default()
    }

    fn depends_on_style(&self, row: &Row, ty: &RustType) -> bool {
        let settings = &self.context.settings.json;
        let writes_texts = settings.integers64 != Integers64::Number;
        let joins_lists = settings.list_separator.is_some();
        // What is chosen in a group is written in the style around it.
        let is_group = matches!(row.content, Content::Group(_));
        (joins_lists && (is_group || holds_list(row)))
            || (writes_texts && (is_group || may_be_integer64(ty)))
    }
}

fn holds_list(row: &Row) -> bool {
    match &row.content {
        Content::List | Content::DefaultList(_) => true,
        Content::Array(item) | Content::Items(item) => holds_list(item),
        Content::Plain
        | Content::Default(_)
        | Content::But(_)
        | Content::Group(_)
        | Content::Wildcard(_) => false,
    }
}

fn may_be_integer64(ty: &RustType) -> bool {
    match ty {
        RustType::Prelude(name) => matches!(*name, "i64" | "u64"),
        // A type of the user's may be anything.
        RustType::Path(_) => true,
        RustType::Runtime(_) | RustType::Local(_) => false,
        RustType::Option(inner)
        | RustType::Nillable(inner)
        | RustType::Vec(inner)
        | RustType::Boxed(inner) => may_be_integer64(inner),
    }
}

/// Gives elements that have the same local name, in different namespaces, names of their own in JSON: the second `Name` is `Name2`.
pub(super) fn name_apart<'r>(rows: impl Iterator<Item = &'r mut Row>) {
    let mut rows: Vec<&mut Row> = rows.filter(|row| row.place == Place::Element).collect();
    let mut taken: HashSet<String> = rows.iter().map(|row| row.name.clone()).collect();
    // How often a name was there, or the number that the next one begins with.
    let mut counts: HashMap<String, usize> = HashMap::new();
    for row in &mut rows {
        let count = counts.entry(row.name.clone()).or_default();
        *count += 1;
        if *count == 1 {
            continue;
        }
        let mut numbered = (*count..).map(|number| (number, format!("{}{number}", row.name)));
        if let Some((number, free)) = numbered.find(|(_, name)| !taken.contains(name)) {
            *count = number;
            taken.insert(free.clone());
            row.json_name = Some(free);
        }
    }
}
