//! The settings, matched with the types and operations that they speak of.

use std::collections::HashMap;

use super::content::{self, NillableTypes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Model, Owner, TypeId};
use crate::settings::{Located, Settings, TypeSettings};

/// What the settings say about each type and operation.
#[derive(Debug, Default)]
pub(super) struct Choices<'s> {
    types: HashMap<TypeId, Vec<&'s TypeSettings>>,
    operations: HashMap<&'s str, &'s str>,
    derives: Vec<&'s str>,
}

impl<'s> Choices<'s> {
    /// Matches the settings with the model; a name that matches nothing is an error.
    pub(super) fn of(
        model: &Model,
        settings: &'s Settings,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut choices = Self {
            derives: settings
                .derives
                .iter()
                .map(|derive| derive.value.as_str())
                .collect(),
            ..Self::default()
        };
        for chosen in &settings.types {
            let matching: Vec<TypeId> = model
                .types()
                .map(|(id, _)| id)
                .filter(|id| is_named(model, *id, &chosen.name.value))
                .collect();
            if matching.is_empty() {
                let candidates = model
                    .types()
                    .filter_map(|(id, _)| setting_name(model, id))
                    .collect::<Vec<_>>();
                diagnostics.push(nothing("type", &chosen.name, &candidates));
            }
            check_parts(model, chosen, &matching, diagnostics);
            for id in matching {
                choices.types.entry(id).or_default().push(chosen);
            }
        }
        choices.match_operations(model, settings, diagnostics);
        check_prefixes(model, settings, diagnostics);
        choices
    }

    fn match_operations(
        &mut self,
        model: &Model,
        settings: &'s Settings,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let known: Vec<String> = model
            .bindings()
            .flat_map(|(_, binding)| {
                binding
                    .operations
                    .iter()
                    .map(|operation| operation.name.clone())
            })
            .collect();
        let renamed = settings.renamed_operations.iter().map(|(name, _)| name);
        for name in renamed.chain(&settings.operations) {
            if !known.contains(&name.value) {
                let mut diagnostic = nothing("operation", name, &known);
                let document = model.documents().next().filter(|_| name.place.is_none());
                if let Some((_, document)) = document {
                    diagnostic.place.file = document.file.clone();
                }
                diagnostics.push(diagnostic);
            }
        }
        self.operations = settings
            .renamed_operations
            .iter()
            .map(|(name, rename)| (name.value.as_str(), rename.as_str()))
            .collect();
    }

    /// The Rust name that a type shall have.
    pub(super) fn rename(&self, ty: TypeId) -> Option<&'s str> {
        self.about(ty).find_map(|chosen| chosen.rename.as_deref())
    }

    /// The path of the Rust type that stands in the place of a type.
    pub(super) fn replacement(&self, ty: TypeId) -> Option<&'s str> {
        self.about(ty).find_map(|chosen| chosen.replace.as_deref())
    }

    /// The Rust name that a field shall have.
    pub(super) fn field(&self, ty: TypeId, wire_name: &str) -> Option<&'s str> {
        self.about(ty)
            .find_map(|chosen| find(&chosen.fields, wire_name))
    }

    /// The Rust name that a variant shall have.
    pub(super) fn variant(&self, ty: TypeId, text: &str) -> Option<&'s str> {
        self.about(ty)
            .find_map(|chosen| find(&chosen.variants, text))
    }

    /// The value of a type's discriminator in JSON, where it is not its name.
    pub(super) fn discriminator(&self, ty: TypeId) -> Option<&'s str> {
        self.about(ty)
            .find_map(|chosen| chosen.discriminator.as_deref())
    }

    /// Other values of a type's discriminator.
    pub(super) fn discriminator_aliases(&self, ty: TypeId) -> Vec<String> {
        let aliases = self.about(ty).map(|chosen| &chosen.discriminator_aliases);
        aliases.flatten().cloned().collect()
    }

    /// The Rust name that an operation shall have.
    pub(super) fn operation(&self, name: &str) -> Option<&'s str> {
        self.operations.get(name).copied()
    }

    /// The usual derives and those that the settings add, without what a type is given otherwise.
    pub(super) fn derives(&self, ty: TypeId, usual: &[&str], given: &[&str]) -> Vec<String> {
        let own = self
            .about(ty)
            .flat_map(|chosen| chosen.derives.iter().map(String::as_str));
        let mut derives: Vec<String> = Vec::new();
        for derive in usual
            .iter()
            .copied()
            .chain(self.derives.iter().copied())
            .chain(own)
        {
            if !given.contains(&derive) && !derives.iter().any(|known| known == derive) {
                derives.push(derive.to_owned());
            }
        }
        derives
    }

    fn about(&self, ty: TypeId) -> impl Iterator<Item = &'s TypeSettings> {
        self.types.get(&ty).into_iter().flatten().copied()
    }
}

fn find<'s>(list: &'s [(Located<String>, String)], name: &str) -> Option<&'s str> {
    list.iter()
        .find(|(wire_name, _)| wire_name.value == name)
        .map(|(_, rust_name)| rust_name.as_str())
}

/// Whether a setting's name, with or without namespace, is that of the type.
fn is_named(model: &Model, id: TypeId, name: &str) -> bool {
    let declared = &model[id];
    let qname = match (&declared.name, &declared.owner) {
        (Some(name), _) => name,
        (None, Some(Owner::Element(element))) => &model[*element].name,
        (None, _) => return false,
    };
    if declared.document.is_none() {
        qname.to_string() == name
    } else {
        &*qname.local == name || qname.to_string() == name
    }
}

fn setting_name(model: &Model, id: TypeId) -> Option<String> {
    model[id].document?;
    model[id].name.as_ref().map(|name| name.local.to_string())
}

/// Reports names of fields and variants that none of the types has.
fn check_parts(
    model: &Model,
    chosen: &TypeSettings,
    types: &[TypeId],
    diagnostics: &mut Vec<Diagnostic>,
) {
    if types.is_empty() {
        return;
    }
    let nillable = NillableTypes::of(model);
    let fields: Vec<String> = types
        .iter()
        .flat_map(|id| field_names(model, &nillable, *id))
        .collect();
    let values: Vec<String> = types
        .iter()
        .flat_map(|id| model.enumeration(*id))
        .map(|value| value.value.clone())
        .collect();
    let checks = [
        ("field", &chosen.fields, &fields),
        ("value", &chosen.variants, &values),
    ];
    for (what, names, known) in checks {
        for (name, _) in names {
            if !known.contains(&name.value) {
                diagnostics.push(nothing(what, name, known));
            }
        }
    }
}

fn field_names(model: &Model, nillable: &NillableTypes, id: TypeId) -> Vec<String> {
    let parts = model
        .complex(id)
        .map(|_| content::parts(model, nillable, id));
    let parts = parts.unwrap_or_default();
    parts.iter().map(|part| part.setting_name(model)).collect()
}

/// Reports namespaces that no schema is about.
fn check_prefixes(model: &Model, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) {
    let namespaces = model
        .documents()
        .flat_map(|(_, document)| document.namespaces.iter().flatten());
    let known: Vec<String> = namespaces.map(ToString::to_string).collect();
    for (name, _) in &settings.prefixes {
        if !known.contains(&name.value) {
            diagnostics.push(nothing("namespace", name, &known));
        }
    }
}

/// The diagnostic for a setting that matches nothing.
fn nothing(what: &str, name: &Located<String>, candidates: &[String]) -> Diagnostic {
    let message = format!("no {what} is named `{}`", name.value);
    let diagnostic = Diagnostic::new(Severity::Error, name.place(), message);
    match nearest(&name.value, candidates) {
        near if near.is_empty() => diagnostic,
        near => diagnostic.with_help(format!("there is {}", near.join(", "))),
    }
}

/// Up to three candidates that are near to a name, the nearest first.
fn nearest(name: &str, candidates: &[String]) -> Vec<String> {
    let limit = name.chars().count() / 3 + 1;
    let lowercase = name.to_lowercase();
    let mut near: Vec<(usize, &String)> = candidates
        .iter()
        .map(|candidate| (distance(&lowercase, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort();
    near.dedup();
    near.into_iter()
        .take(3)
        .map(|(_, candidate)| format!("`{candidate}`"))
        .collect()
}

/// The number of letters to insert, remove or change to make one text of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let candidates = ["GetCampaigns", "GetCampaignsByIds", "AddAds"].map(str::to_owned);
        assert_eq!(nearest("AddAdds", &candidates), ["`AddAds`"]);
        let near = ["`GetCampaigns`", "`GetCampaignsByIds`"];
        assert_eq!(nearest("getcampaigns", &candidates), near);
        assert!(nearest("DeleteEverything", &candidates).is_empty());
    }
}
