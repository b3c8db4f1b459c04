//! Our service for peers' clients: Campaign Management that tells what it read.
//!
//! The header block `DeveloperToken` chooses what it answers; the peers' services here keep the same rules, see the README.

mod sample;
mod show;

use std::sync::{Mutex, PoisonError};

use castile::Nillable;
use castile::operation::{Operation, Response};
use castile::soap::{Incoming, Outcome, ServiceFault};
use msads::types::campaign_management::{
    AddConversionGoals, AddConversionGoalsResponse, ApplyOfflineConversions,
    ApplyOfflineConversionsResponse, BatchError, BatchErrorBase, ConversionGoal, Fault,
    GetConversionGoalsByIds, GetConversionGoalsByIdsResponse, RequestHeaders, ResponseHeaders,
    Service,
};

pub(crate) use show::{show, show_headers};

/// What the header block `TrackingId` says in every response.
pub(crate) const TRACKING_ID: &str = "mirror \u{e9} <7>";

/// The service.
#[derive(Debug, Default)]
pub(crate) struct Mirror {
    /// What the last call added.
    goals: Mutex<Vec<ConversionGoal>>,
}

impl Mirror {
    fn goals(&self) -> std::sync::MutexGuard<'_, Vec<ConversionGoal>> {
        self.goals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service for Mirror {
    async fn apply_offline_conversions(
        &self,
        request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        let token = admit(&request.headers)?;
        let conversions = request.body.offline_conversions.as_deref();
        let partial_errors = match token {
            "nil-errors" => Nillable::Nil,
            "no-errors" => Nillable::Value(Vec::new()),
            "errors" => sample::partial_errors().into(),
            "headers" => vec![Some(told(0, show_headers(&request.headers)))].into(),
            _ => match conversions {
                Some(conversions) => conversions
                    .iter()
                    .enumerate()
                    .map(|(index, conversion)| Some(told(index, show(conversion.as_ref()))))
                    .collect::<Vec<_>>()
                    .into(),
                None => vec![Some(told(0, "no list".to_owned()))].into(),
            },
        };
        answer::<ApplyOfflineConversions>(ApplyOfflineConversionsResponse { partial_errors })
    }

    async fn add_conversion_goals(
        &self,
        request: Incoming<AddConversionGoals>,
    ) -> Outcome<AddConversionGoals> {
        admit(&request.headers)?;
        let goals = request
            .body
            .conversion_goals
            .into_option()
            .unwrap_or_default();
        let mut kept = self.goals();
        kept.clear();
        let (mut ids, mut errors) = (Vec::new(), Vec::new());
        for (index, goal) in goals.into_iter().enumerate() {
            match goal.filter(|goal| name_of(goal) != Some("refused")) {
                Some(goal) => {
                    kept.push(goal);
                    ids.push(i64::try_from(kept.len()).ok());
                }
                None => {
                    ids.push(None);
                    errors.push(Some(told(index, "refused".to_owned())));
                }
            }
        }
        answer::<AddConversionGoals>(AddConversionGoalsResponse {
            conversion_goal_ids: ids.into(),
            partial_errors: errors.into(),
        })
    }

    async fn get_conversion_goals_by_ids(
        &self,
        request: Incoming<GetConversionGoalsByIds>,
    ) -> Outcome<GetConversionGoalsByIds> {
        admit(&request.headers)?;
        let types = request.body.conversion_goal_types.unwrap_or_default();
        let kept = self.goals();
        let ids = request
            .body
            .conversion_goal_ids
            .into_option()
            .unwrap_or_default();
        let goals = ids.into_iter().map(|id| {
            let index = usize::try_from(id).ok()?.checked_sub(1)?;
            let goal = kept.get(index)?;
            let wanted = sample::type_of(goal).is_some_and(|ty| types.contains(&ty));
            wanted.then(|| goal.clone())
        });
        answer::<GetConversionGoalsByIds>(GetConversionGoalsByIdsResponse {
            conversion_goals: goals.collect::<Vec<_>>().into(),
            partial_errors: Nillable::Nil,
        })
    }
}

/// What a caller asks for by its token, unless that is a fault.
fn admit(headers: &RequestHeaders) -> Result<&str, ServiceFault<Fault>> {
    match headers.developer_token.as_deref() {
        Some("access-fault") => Err(sample::access_fault()),
        Some("fault") => Err(sample::fault()),
        Some("plain-fault") => Err(ServiceFault::receiver("plain fault")),
        Some(token) => Ok(token),
        None => Err(sample::access_fault()),
    }
}

fn answer<O>(body: O::Response) -> Outcome<O>
where
    O: Operation<ResponseHeaders = ResponseHeaders, Fault = Fault>,
{
    let headers = ResponseHeaders {
        tracking_id: TRACKING_ID.into(),
    };
    Ok(Response::new(body, headers))
}

/// A partial error that tells something.
fn told(index: usize, message: String) -> BatchError {
    BatchError::from(BatchErrorBase {
        code: Some(0),
        error_code: "Echo".into(),
        index: i32::try_from(index).ok(),
        message: message.into(),
        r#type: "BatchError".into(),
        ..BatchErrorBase::default()
    })
}

fn name_of(goal: &ConversionGoal) -> Option<&str> {
    goal.name().and_then(Nillable::as_deref)
}
