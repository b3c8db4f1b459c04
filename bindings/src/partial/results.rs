//! One result for each item of a request.

use super::errors;
use crate::ApiError;
use castile::Nillable;
use castile::record::Value;
use std::fmt;

/// What came of each item of a request, in the order of the request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Results<T> {
    /// One for each item.
    pub items: Vec<Result<T, ItemError<T>>>,
    /// Errors that name no item, or one that was not in the request.
    pub others: Vec<ApiError>,
}

/// An item that was not taken, or not as a whole.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ItemError<T> {
    /// Its place in the request, counted from 0.
    pub index: usize,
    /// What came back for it all the same: the id of an item of which only a part was not taken.
    pub value: Option<T>,
    /// What is wrong with it, or with its parts ([`ApiError::nested_index`]); empty if neither a result nor an error came.
    pub errors: Vec<ApiError>,
}

impl<T> fmt::Display for ItemError<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "item {}: ", self.index)?;
        if self.errors.is_empty() {
            return out.write_str("neither a result nor an error came back");
        }
        for (place, error) in self.errors.iter().enumerate() {
            write!(out, "{}{error}", if place == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl<T: fmt::Debug> std::error::Error for ItemError<T> {}

/// One result for each of `count` items: from the list that is aligned with the request, with a nil for what was not taken, and
/// from the partial errors, nested ones too. Nothing of either gets lost.
///
/// ```
/// use msads::partial;
/// use msads::types::campaign_management::{AddKeywordsResponse, BatchError, BatchErrorBase};
///
/// let error = BatchErrorBase { code: Some(1542), index: Some(1), ..BatchErrorBase::default() };
/// let response = AddKeywordsResponse {
///     keyword_ids: vec![Some(7), None].into(),
///     partial_errors: vec![Some(BatchError::from(error))].into(),
///     ..AddKeywordsResponse::default()
/// };
/// let results = partial::results(2, &response.keyword_ids, &response.partial_errors);
/// assert_eq!(results.items[0], Ok(7));
/// assert_eq!(results.items[1].as_ref().unwrap_err().errors[0].code, 1542);
/// ```
pub fn results<T: Clone, E: Value>(
    count: usize,
    values: &Nillable<Vec<Option<T>>>,
    partial_errors: &Nillable<Vec<Option<E>>>,
) -> Results<T> {
    let values = values.as_option().map(Vec::as_slice).unwrap_or_default();
    let values = (0..count.max(values.len())).map(|place| values.get(place).cloned().flatten());
    aligned(values.collect(), errors(partial_errors))
}

/// One result for each of `count` items of a call that gives nothing back but partial errors, such as an update.
pub fn acknowledged<E: Value>(
    count: usize,
    partial_errors: &Nillable<Vec<Option<E>>>,
) -> Results<()> {
    aligned(vec![Some(()); count], errors(partial_errors))
}

fn aligned<T>(values: Vec<Option<T>>, errors: Vec<ApiError>) -> Results<T> {
    let mut by_item: Vec<Vec<ApiError>> = values.iter().map(|_| Vec::new()).collect();
    let mut others = Vec::new();
    for error in errors {
        let index = error.index.and_then(|index| usize::try_from(index).ok());
        match index.and_then(|index| by_item.get_mut(index)) {
            Some(of_item) => of_item.push(error),
            None => others.push(error),
        }
    }
    let items = values.into_iter().zip(by_item).enumerate();
    let items = items.map(
        |(index, (value, errors))| match (value, errors.as_slice()) {
            (Some(value), []) => Ok(value),
            (value, _) => Err(ItemError {
                index,
                value,
                errors,
            }),
        },
    );
    Results {
        items: items.collect(),
        others,
    }
}

#[cfg(test)]
mod tests {
    use super::{acknowledged, results};
    use crate::types::campaign_management::{
        BatchError, BatchErrorBase, BatchErrorCollection, BatchErrorCollectionBase,
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
    fn every_item_has_its_result_and_no_error_is_lost() {
        let ids = Nillable::Value(vec![Some(10), None, None, Some(13)]);
        let errors = Nillable::Value(vec![
            error(1, Some(1)),
            error(2, Some(1)),
            error(3, None),
            error(4, Some(9)),
        ]);
        let results = results(5, &ids, &errors);
        assert_eq!((&results.items[0], &results.items[3]), (&Ok(10), &Ok(13)));
        let shown: Vec<String> = [1, 2, 4]
            .map(|place| results.items[place].as_ref().unwrap_err().to_string())
            .to_vec();
        assert_eq!(
            shown,
            [
                "item 1: 1 (item 1); 2 (item 1)",
                "item 2: neither a result nor an error came back",
                "item 4: neither a result nor an error came back",
            ]
        );
        let others: Vec<i32> = results.others.iter().map(|error| error.code).collect();
        assert_eq!(others, [3, 4]);
    }

    #[test]
    fn an_item_of_which_a_part_was_not_taken_keeps_its_id() {
        let ids = Nillable::Value(vec![Some(10), Some(11)]);
        let collection = BatchErrorCollection::from(BatchErrorCollectionBase {
            batch_errors: vec![error(7, Some(4))].into(),
            index: Some(1),
            ..BatchErrorCollectionBase::default()
        });
        let nested = Nillable::Value(vec![Some(collection)]);
        let results = results(2, &ids, &nested);
        let failed = results.items[1].as_ref().unwrap_err();
        assert_eq!(failed.value, Some(11));
        assert_eq!(failed.errors[0].nested_index, Some(4));
    }

    #[test]
    fn what_gives_nothing_back_is_taken_unless_it_has_errors() {
        let results = acknowledged(2, &Nillable::Value(vec![error(1, Some(0))]));
        assert!(results.items[0].is_err() && results.items[1] == Ok(()));
        assert!(
            acknowledged::<BatchError>(0, &Nillable::Nil)
                .items
                .is_empty()
        );
    }
}
