//! The goals of one account: added, changed and looked up as documented.
//!
//! Source: Microsoft Advertising documentation, "AddConversionGoals", "UpdateConversionGoals",
//! "GetConversionGoalsByIds", "GetConversionGoalsByTagIds", "ConversionGoal data object".

mod check;

use super::goal::GoalRules;
use super::{members, sample};
use crate::types::campaign_management::{
    ConversionGoal, ConversionGoalAdditionalField, ConversionGoalStatus, ConversionGoalType,
};
use crate::{ApiError, ErrorCode};
use castile::Nillable;
use check::Names;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most goals, identifiers or tags of one call.
const MOST_A_CALL: usize = 100;

/// What the goals of a call have in common that are looked up.
pub(super) struct Wanted<'a> {
    pub(super) kinds: &'a [ConversionGoalType],
    pub(super) fields: &'a [ConversionGoalAdditionalField],
}

/// Goals that were looked up, each in its place, with the errors of those that are not there.
pub(super) type Found = (Vec<Option<ConversionGoal>>, Vec<ApiError>);

/// The goals of one account, by their ids.
#[derive(Debug)]
pub(super) struct Goals(BTreeMap<i64, ConversionGoal>);

impl Default for Goals {
    /// The sample goals.
    fn default() -> Self {
        let mut goals = Self(BTreeMap::new());
        for goal in sample::goals() {
            goals.insert(goal);
        }
        goals
    }
}

impl Goals {
    /// The rules of the goals that conversions can name.
    pub(super) fn rules(&self) -> HashMap<String, GoalRules> {
        self.alive()
            .filter_map(|(_, goal)| Some((name(goal)?.to_owned(), GoalRules::of(goal))))
            .collect()
    }

    /// Adds goals; what comes back are their ids, each in its place, and the errors of those that were not added.
    pub(super) fn add(
        &mut self,
        goals: Vec<Option<ConversionGoal>>,
    ) -> Result<(Vec<Option<i64>>, Vec<ApiError>), ApiError> {
        within_limit(&goals)?;
        let names = Names::of_request(&goals);
        let (mut ids, mut errors) = (Vec::new(), Vec::new());
        for (index, goal) in goals.into_iter().enumerate() {
            let checked = check::to_add(goal, &names, &self.names());
            match checked {
                Ok(goal) => ids.push(Some(self.insert(goal))),
                Err(error) => {
                    ids.push(None);
                    errors.push(in_place(error, index));
                }
            }
        }
        Ok((ids, errors))
    }

    /// Changes goals; what comes back are the errors of those that were not changed.
    pub(super) fn update(
        &mut self,
        goals: &[Option<ConversionGoal>],
    ) -> Result<Vec<ApiError>, ApiError> {
        within_limit(goals)?;
        let mut seen = HashSet::new();
        let mut errors = Vec::new();
        for (index, goal) in goals.iter().enumerate() {
            match self.changed(goal.as_ref(), &mut seen) {
                Ok((id, goal)) => drop(self.0.insert(id, goal)),
                Err(error) => errors.push(in_place(error, index)),
            }
        }
        Ok(errors)
    }

    /// The goals with those ids, or all without ids.
    pub(super) fn by_ids(&self, ids: &[i64], wanted: &Wanted<'_>) -> Result<Found, ApiError> {
        wanted.check()?;
        if ids.len() > MOST_A_CALL {
            return Err(
                ApiError::new(ErrorCode::CONVERSION_GOAL_ID_ARRAY_EXCEEDS_LIMIT)
                    .with_message(format!("{} ids; a call takes {MOST_A_CALL}", ids.len())),
            );
        }
        if ids.is_empty() {
            return Ok((self.all(wanted, |_| true), Vec::new()));
        }
        let (mut goals, mut errors) = (Vec::new(), Vec::new());
        for (index, id) in ids.iter().enumerate() {
            match self.one(*id, wanted) {
                Ok(goal) => goals.push(Some(members::shown(goal, wanted.fields))),
                Err(error) => {
                    goals.push(None);
                    errors.push(error.at(index, "ConversionGoalIds"));
                }
            }
        }
        Ok((goals, errors))
    }

    /// The goals that use those tags.
    pub(super) fn by_tags(&self, tags: &[i64], wanted: &Wanted<'_>) -> Result<Found, ApiError> {
        wanted.check()?;
        if tags.is_empty() {
            return Err(
                ApiError::new(ErrorCode::UET_TAG_IDS_NOT_PASSED).with_message("there are no tags")
            );
        }
        if tags.len() > MOST_A_CALL {
            return Err(ApiError::new(ErrorCode::UET_TAG_IDS_EXCEEDS_LIMIT)
                .with_message(format!("{} tags; a call takes {MOST_A_CALL}", tags.len())));
        }
        let uses = |goal: &ConversionGoal| {
            let tag = goal.tag_id().and_then(Nillable::as_option);
            tag.is_some_and(|tag| tags.contains(tag))
        };
        Ok((self.all(wanted, uses), Vec::new()))
    }

    fn insert(&mut self, mut goal: ConversionGoal) -> i64 {
        let id = self.0.last_key_value().map_or(0, |(last, _)| *last) + 1;
        members::complete(&mut goal, id);
        self.0.insert(id, goal);
        id
    }

    fn changed(
        &self,
        change: Option<&ConversionGoal>,
        seen: &mut HashSet<i64>,
    ) -> Result<(i64, ConversionGoal), ApiError> {
        let change = change.ok_or_else(check::missing)?;
        let id = change.id().and_then(Nillable::as_option).copied();
        let id = id.ok_or_else(|| {
            ApiError::new(ErrorCode::CONVERSION_GOAL_ID_IS_NULL)
                .with_message("a goal to update has an id")
                .at(0, "Id")
        })?;
        if !seen.insert(id) {
            return Err(ApiError::new(ErrorCode::DUPLICATE_CONVERSION_GOAL_ID)
                .with_message(format!("the goal {id} is there twice"))
                .at(0, "Id"));
        }
        let known = self.0.get(&id).filter(|goal| !is_deleted(goal));
        let known = known.ok_or_else(|| unknown_id(id).at(0, "Id"))?;
        if members::kind(known) != members::kind(change) {
            let code = ErrorCode::CONVERSION_GOAL_TYPES_DO_NOT_MATCH_EXISTING_VALUE;
            return Err(ApiError::new(code)
                .with_message("the type of a goal cannot be changed")
                .at(0, "Type"));
        }
        let mut goal = known.clone();
        members::update(&mut goal, change);
        let others: HashSet<&str> = self
            .alive()
            .filter(|(other, _)| **other != id)
            .filter_map(|(_, goal)| name(goal))
            .collect();
        check::goal(&goal, &others)?;
        Ok((id, goal))
    }

    fn one(&self, id: i64, wanted: &Wanted<'_>) -> Result<&ConversionGoal, ApiError> {
        let goal = self.0.get(&id).filter(|goal| !is_deleted(goal));
        let goal = goal.ok_or_else(|| unknown_id(id))?;
        match wanted.has(goal) {
            true => Ok(goal),
            false => Err(ApiError::new(ErrorCode::CONVERSION_GOAL_TYPE_NOT_MATCHED)
                .with_message(format!("the goal {id} is of another type"))),
        }
    }

    fn all(
        &self,
        wanted: &Wanted<'_>,
        is_meant: impl Fn(&ConversionGoal) -> bool,
    ) -> Vec<Option<ConversionGoal>> {
        self.alive()
            .filter(|(_, goal)| wanted.has(goal) && is_meant(goal))
            .map(|(_, goal)| Some(members::shown(goal, wanted.fields)))
            .collect()
    }

    fn names(&self) -> HashSet<&str> {
        self.alive().filter_map(|(_, goal)| name(goal)).collect()
    }

    fn alive(&self) -> impl Iterator<Item = (&i64, &ConversionGoal)> {
        self.0.iter().filter(|(_, goal)| !is_deleted(goal))
    }
}

impl Wanted<'_> {
    fn check(&self) -> Result<(), ApiError> {
        match self.kinds.is_empty() {
            true => Err(ApiError::new(ErrorCode::CONVERSION_GOAL_TYPES_NOT_PASSED)
                .with_message("the types of the goals are required")),
            false => Ok(()),
        }
    }

    fn has(&self, goal: &ConversionGoal) -> bool {
        members::kind(goal).is_some_and(|kind| self.kinds.contains(&kind))
    }
}

/// The name of a goal that has one.
fn name(goal: &ConversionGoal) -> Option<&str> {
    goal.name().and_then(Nillable::as_deref)
}

fn is_deleted(goal: &ConversionGoal) -> bool {
    goal.status().and_then(Nillable::as_option) == Some(&ConversionGoalStatus::Deleted)
}

fn unknown_id(id: i64) -> ApiError {
    ApiError::new(ErrorCode::INVALID_CONVERSION_GOAL_ID)
        .with_message(format!("no conversion goal has the id {id}"))
}

fn in_place(mut error: ApiError, index: usize) -> ApiError {
    error.index = u32::try_from(index).ok();
    error
}

fn within_limit(goals: &[Option<ConversionGoal>]) -> Result<(), ApiError> {
    if goals.is_empty() {
        return Err(ApiError::new(ErrorCode::CONVERSION_GOALS_NOT_PASSED)
            .with_message("there are no goals"));
    }
    if goals.len() > MOST_A_CALL {
        return Err(
            ApiError::new(ErrorCode::CONVERSION_GOAL_ARRAY_EXCEEDS_LIMIT)
                .with_message(format!("{} goals; a call takes {MOST_A_CALL}", goals.len())),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
