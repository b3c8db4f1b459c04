//! Partial errors: a call succeeded, and some of its records did not.
//!
//! The list that comes back is sparse: it names the records by their place in the request, several errors may name the
//! same record, and some name none. [`join`] brings them together with the records; [`results`] makes one `Result` for each
//! item of a request, from what came back for it and from its errors.
//!
//! ```
//! use msads::partial;
//! use msads::types::campaign_management::{ApplyOfflineConversionsResponse, BatchError, BatchErrorBase};
//!
//! let records = ["first", "second"];
//! let error = BatchErrorBase { code: Some(5606), index: Some(1), ..BatchErrorBase::default() };
//! let response = ApplyOfflineConversionsResponse { partial_errors: vec![Some(BatchError::from(error))].into() };
//!
//! let rejected = partial::join(&records, &response.partial_errors);
//! assert_eq!(rejected[0].record, Some(&"second"));
//! assert_eq!(rejected[0].errors[0].code, 5606);
//! ```

mod results;

pub use results::{ItemError, Results, acknowledged, results};

use crate::ApiError;
use crate::api_error::View;
use castile::Nillable;
use castile::record::Value;
use std::collections::BTreeMap;

/// A record that was not taken, with the reasons.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Rejected<'r, R> {
    /// Its place in the request, counted from 0; none for errors that name no record.
    pub index: Option<usize>,
    /// The record; none for errors that name none, or one that was not in the request.
    pub record: Option<&'r R>,
    /// What is wrong with it.
    pub errors: Vec<ApiError>,
}

/// The errors of a list, as `PartialErrors` and `NestedPartialErrors` have it. Those that are nested come one by one.
pub fn errors<E: Value>(partial_errors: &Nillable<Vec<Option<E>>>) -> Vec<ApiError> {
    let items = partial_errors.iter().flatten().flatten();
    items
        .filter_map(|error| View::of(error.get()))
        .flat_map(View::errors)
        .collect()
}

/// The records that were not taken, in their order, each with its errors; errors that name no record come last.
pub fn join<'r, R, E: Value>(
    records: &'r [R],
    partial_errors: &Nillable<Vec<Option<E>>>,
) -> Vec<Rejected<'r, R>> {
    let mut by_index: BTreeMap<(bool, Option<usize>), Vec<ApiError>> = BTreeMap::new();
    for error in errors(partial_errors) {
        let index = error.index.and_then(|index| usize::try_from(index).ok());
        let place = (index.is_none(), index);
        by_index.entry(place).or_default().push(error);
    }
    by_index
        .into_iter()
        .map(|((_, index), errors)| Rejected {
            index,
            record: index.and_then(|index| records.get(index)),
            errors,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{errors, join};
    use crate::types::campaign_management::{
        BatchError, BatchErrorBase, BatchErrorCollection, BatchErrorCollectionBase, EditorialError,
    };
    use castile::Nillable;

    fn error(code: i32, index: Option<i32>) -> Option<BatchError> {
        Some(BatchError::from(BatchErrorBase {
            code: Some(code),
            index,
            ..BatchErrorBase::default()
        }))
    }

    #[test]
    fn errors_come_to_their_records_in_the_order_of_the_request() {
        let errors = Nillable::Value(vec![
            error(1, Some(2)),
            None,
            error(2, None),
            error(3, Some(0)),
            error(4, Some(2)),
            error(5, Some(9)),
        ]);
        let joined = join(&["a", "b", "c"], &errors);
        let seen: Vec<_> = joined
            .iter()
            .map(|rejected| {
                let codes: Vec<i32> = rejected.errors.iter().map(|error| error.code).collect();
                (rejected.index, rejected.record.copied(), codes)
            })
            .collect();
        assert_eq!(
            seen,
            [
                (Some(0), Some("a"), vec![3]),
                (Some(2), Some("c"), vec![1, 4]),
                (Some(9), None, vec![5]),
                (None, None, vec![2]),
            ]
        );
    }

    #[test]
    fn nested_errors_keep_both_places() {
        let collection = BatchErrorCollection::from(BatchErrorCollectionBase {
            batch_errors: vec![error(7, Some(4))].into(),
            index: Some(1),
            ..BatchErrorCollectionBase::default()
        });
        let found = errors(&Nillable::Value(vec![Some(collection)]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].to_string(), "7 (item 1, part 4)");
    }

    #[test]
    fn an_editorial_error_says_what_was_disapproved() {
        let editorial = EditorialError {
            code: Some(9),
            disapproved_text: "Buy!!!".into(),
            location: "AdTitle".into(),
            ..EditorialError::default()
        };
        let found = errors(&Nillable::Value(vec![Some(BatchError::from(editorial))]));
        assert_eq!(found[0].to_string(), "9: disapproved: `Buy!!!` in AdTitle");
    }

    #[test]
    fn nothing_comes_of_a_list_that_is_not_there() {
        assert!(errors::<BatchError>(&Nillable::Absent).is_empty());
        assert!(errors::<BatchError>(&Nillable::Nil).is_empty());
    }
}
