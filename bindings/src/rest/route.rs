//! The method and the path of an operation, by its name.
//!
//! | operation | method and path |
//! |---|---|
//! | `AddX`, `UpdateX`, `DeleteX` | `POST X`, `PUT X`, `DELETE X` with a body |
//! | `GetX`, `GetXByY` | `POST X/Query`, `POST X/QueryByY` |
//! | `VerbX`, `VerbXByY`, `VerbXToY` | `POST X/Verb`, `POST X/VerbByY`, `POST X/VerbToY` |
//!
//! Source: the operations of Microsoft Advertising's documentation, all of which follow from this and [`EXCEPTIONS`].

use castile::rest::Route;

/// Operations whose place does not follow from their name: name, method, path.
const EXCEPTIONS: [(&str, &str, &str); 6] = [
    ("AddListItemsToSharedList", "POST", "/ListItems"),
    ("DeleteListItemsFromSharedList", "DELETE", "/ListItems"),
    (
        "AddNegativeKeywordsToEntities",
        "POST",
        "/EntityNegativeKeywords",
    ),
    (
        "DeleteNegativeKeywordsFromEntities",
        "DELETE",
        "/EntityNegativeKeywords",
    ),
    (
        "SuggestKeywordsForUrl",
        "POST",
        "/KeywordSuggestions/QueryByUrl",
    ),
    (
        "SuggestKeywordsFromExistingKeywords",
        "POST",
        "/KeywordSuggestions/QueryByKeywords",
    ),
];

/// The words that a condition in a name begins with.
const CONDITIONS: [&str; 2] = ["By", "To"];

/// Where an operation is, behind the address of its service.
pub(super) fn of(operation: &str) -> Route {
    let exception = EXCEPTIONS.iter().find(|(name, ..)| *name == operation);
    if let Some((_, method, path)) = exception {
        return Route::new(method, *path);
    }
    let (verb, subject) = operation.split_at(end_of_word(operation));
    match verb {
        "Add" => Route::new("POST", format!("/{subject}")),
        "Update" => Route::new("PUT", format!("/{subject}")),
        "Delete" => Route::new("DELETE", format!("/{subject}")),
        "Get" => action("Query", subject),
        _ => action(verb, subject),
    }
}

/// `X/Verb`, or `X/VerbByY`.
fn action(verb: &str, subject: &str) -> Route {
    let (noun, condition) = subject.split_at(start_of_condition(subject));
    Route::new("POST", format!("/{noun}/{verb}{condition}"))
}

/// Where the first word of a name ends.
fn end_of_word(name: &str) -> usize {
    let rest = name.char_indices().skip(1);
    let mut capitals = rest.filter(|(_, character)| character.is_uppercase());
    capitals.next().map_or(name.len(), |(index, _)| index)
}

/// Where a condition begins in what a name is about: at the end if there is none.
fn start_of_condition(subject: &str) -> usize {
    let starts = subject.match_indices(char::is_uppercase).skip(1);
    let mut starts = starts.map(|(index, _)| index);
    let is_condition = |index: &usize| {
        let word = &subject[*index..];
        CONDITIONS.contains(&&word[..end_of_word(word)])
    };
    starts.find(is_condition).unwrap_or(subject.len())
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{Environment, Protocol, Service};
    use std::collections::BTreeSet;

    fn shown(operation: &str) -> String {
        let route = of(operation);
        format!("{} {}", route.method, route.path)
    }

    #[test]
    fn the_place_of_an_operation_follows_from_its_name() {
        for (operation, place) in [
            ("AddCampaigns", "POST /Campaigns"),
            ("UpdateCampaigns", "PUT /Campaigns"),
            ("DeleteCampaigns", "DELETE /Campaigns"),
            ("GetCampaignsByIds", "POST /Campaigns/QueryByIds"),
            ("GetAccountsInfo", "POST /AccountsInfo/Query"),
            (
                "GetBMCStoresByCustomerId",
                "POST /BMCStores/QueryByCustomerId",
            ),
            ("SearchAccounts", "POST /Accounts/Search"),
            ("ApplyOfflineConversions", "POST /OfflineConversions/Apply"),
            (
                "SetNegativeSitesToCampaigns",
                "POST /NegativeSites/SetToCampaigns",
            ),
            ("SubmitGenerateReport", "POST /GenerateReport/Submit"),
            ("AddListItemsToSharedList", "POST /ListItems"),
        ] {
            assert_eq!(shown(operation), place);
        }
    }

    #[test]
    fn undocumented_operations_are_where_the_official_clients_look_for_them() {
        for (operation, place) in [
            ("UploadEntityRecords", "POST /EntityRecords/Upload"),
            ("UpgradeCustomerToAgency", "POST /Customer/UpgradeToAgency"),
            (
                "MapAccountIdToExternalAccountIds",
                "POST /AccountId/MapToExternalAccountIds",
            ),
            (
                "MapCustomerIdToExternalCustomerId",
                "POST /CustomerId/MapToExternalCustomerId",
            ),
            ("GetCurrentUser", "POST /CurrentUser/Query"),
            ("UpdateMedia", "PUT /Media"),
        ] {
            assert_eq!(shown(operation), place);
        }
    }

    /// The documentation's table; skipped where it is not there.
    #[test]
    fn every_documented_operation_is_where_the_documentation_says() {
        let folder = std::env::var("DOCS_DIR").unwrap_or_else(|_| {
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/docs-fixtures").to_owned()
        });
        let Ok(table) = std::fs::read_to_string(format!("{folder}/rest-endpoints.tsv")) else {
            eprintln!("skipped: no rest-endpoints.tsv in {folder}");
            return;
        };
        let mut seen = BTreeSet::new();
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [_, operation, verb, environment, url, ..] = cells[..] else {
                panic!("a row of at least five cells: {line}");
            };
            let service = Service::ALL
                .into_iter()
                .find(|service| service.path(Protocol::Rest).split('/').nth(1) == Some(cells[0]))
                .expect(line);
            let addresses = match environment {
                "prod" => Environment::Production.addresses(),
                _ => Environment::Sandbox.addresses(),
            };
            let route = of(operation);
            let found = format!("{}{}", addresses.of(service, Protocol::Rest), route.path);
            assert_eq!((route.method, found.as_str()), (verb, url), "{operation}");
            seen.insert((cells[0], operation));
        }
        println!("{} operations", seen.len());
        assert!(seen.len() >= 278);
    }
}
