//! The local service over SOAP and REST: who calls, and its answers in the service's own types.

use super::LocalService;
use super::access::{Caller, Claims};
use super::goals::Wanted;
use crate::ApiError;
use crate::rest::Served;
use crate::types::campaign_management::{
    AdApiError, AdApiFaultDetail, AddConversionGoals, AddConversionGoalsResponse, ApiFaultDetail,
    ApplyOfflineConversions, ApplyOfflineConversionsResponse, BatchError, BatchErrorBase, Fault,
    GetConversionGoalsByIds, GetConversionGoalsByIdsResponse, GetConversionGoalsByTagIds,
    GetConversionGoalsByTagIdsResponse, OperationError, RequestHeaders, ResponseHeaders, Service,
    UpdateConversionGoals, UpdateConversionGoalsResponse,
};
use castile::Nillable;
use castile::operation::{Operation, Response, ResponseOf};
use castile::soap::{self, Endpoint, Incoming, Outcome, ServeOptions, ServiceFault, Serving};
use std::io;
use tokio::net::{TcpListener, ToSocketAddrs};

impl LocalService {
    /// Serves at an address of this machine, such as `127.0.0.1:4880`; port 0 takes any that is free.
    ///
    /// Runs in the tokio runtime around, until what comes back is shut down or dropped. Its URL is a
    /// [`base_address`](crate::ClientBuilder::base_address) for a client.
    ///
    /// # Errors
    ///
    /// [`io::Error`] if the address cannot be listened at.
    pub async fn serve(&self, address: impl ToSocketAddrs) -> io::Result<Serving> {
        let listener = TcpListener::bind(address).await?;
        soap::serve_on(listener, self.endpoint(), ServeOptions::default())
    }

    /// The way into all of its services, and to its files.
    #[cfg(all(
        feature = "bulk",
        feature = "customer-management",
        feature = "files",
        feature = "reporting"
    ))]
    fn endpoint(&self) -> Endpoint<super::jobs::EveryService> {
        let service = self.clone();
        Endpoint::new(super::jobs::EveryService::of(self))
            .with_rest(Served)
            .beside(move |request| service.answer_file(request))
    }

    /// The way into it.
    #[cfg(not(all(
        feature = "bulk",
        feature = "customer-management",
        feature = "files",
        feature = "reporting"
    )))]
    fn endpoint(&self) -> Endpoint<crate::types::campaign_management::Server<Self>> {
        Endpoint::new(crate::types::campaign_management::Server(self.clone())).with_rest(Served)
    }

    /// Lets a call in, with an identifier for it.
    fn admit(&self, headers: &RequestHeaders) -> Result<Call, ServiceFault<Fault>> {
        let tracking_id = self.next_tracking_id();
        let claims = Claims {
            developer_token: headers.developer_token.as_deref(),
            access_token: headers.authentication_token.as_deref(),
            customer_id: headers.customer_id.as_deref(),
            account_id: headers.customer_account_id.as_deref(),
        };
        match claims.verify() {
            Ok(caller) => Ok(Call {
                caller,
                tracking_id,
            }),
            Err(error) => Err(no_access(error, tracking_id)),
        }
    }
}

/// A call that was let in.
struct Call {
    caller: Caller,
    tracking_id: String,
}

impl Call {
    /// The answer to the call.
    fn answer<O>(self, body: O::Response) -> Outcome<O>
    where
        O: Operation<ResponseHeaders = ResponseHeaders, Fault = Fault>,
    {
        let headers = ResponseHeaders {
            tracking_id: self.tracking_id.into(),
        };
        let response: ResponseOf<O> = Response::new(body, headers);
        Ok(response)
    }

    /// The refusal of the whole call.
    fn refuse(self, error: ApiError) -> ServiceFault<Fault> {
        let operation_error = OperationError {
            code: Some(error.code),
            details: error.details.into(),
            error_code: error.symbol.into(),
            message: error.message.into(),
        };
        let reason = reason(&self.tracking_id);
        let detail = ApiFaultDetail {
            tracking_id: self.tracking_id.into(),
            batch_errors: Nillable::default(),
            operation_errors: vec![Some(operation_error)].into(),
        };
        ServiceFault::receiver(reason).with_detail(Fault::ApiFaultDetail(Box::new(detail)))
    }
}

/// The refusal of a caller.
fn no_access(error: ApiError, tracking_id: String) -> ServiceFault<Fault> {
    let access_error = AdApiError {
        code: Some(error.code),
        detail: error.details.into(),
        error_code: error.symbol.into(),
        message: error.message.into(),
    };
    let reason = reason(&tracking_id);
    let detail = AdApiFaultDetail {
        tracking_id: tracking_id.into(),
        errors: vec![Some(access_error)].into(),
    };
    ServiceFault::receiver(reason).with_detail(Fault::AdApiFaultDetail(Box::new(detail)))
}

/// The sentence of every fault, as Microsoft's service has one for all: the detail says what is wrong.
fn reason(tracking_id: &str) -> String {
    format!("The call was refused; see the details of the fault. TrackingId: {tracking_id}.")
}

/// The list of partial errors; nil if there are none.
fn batch_errors(errors: Vec<ApiError>) -> Nillable<Vec<Option<BatchError>>> {
    let errors: Vec<_> = errors.into_iter().map(batch_error).map(Some).collect();
    Some(errors).filter(|errors| !errors.is_empty()).into()
}

fn batch_error(error: ApiError) -> BatchError {
    BatchError::from(BatchErrorBase {
        code: Some(error.code),
        details: error.details.into(),
        error_code: error.symbol.into(),
        field_path: error.field_path.into(),
        index: error.index.and_then(|index| i32::try_from(index).ok()),
        message: error.message.into(),
        r#type: "BatchError".into(),
        ..BatchErrorBase::default()
    })
}

impl Service for LocalService {
    async fn apply_offline_conversions(
        &self,
        request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        let call = self.admit(&request.headers)?;
        let conversions = request.body.offline_conversions.unwrap_or_default();
        match self.apply_conversions(call.caller, &conversions) {
            Ok(errors) => call.answer::<ApplyOfflineConversions>(ApplyOfflineConversionsResponse {
                partial_errors: batch_errors(errors),
            }),
            Err(error) => Err(call.refuse(error)),
        }
    }

    async fn add_conversion_goals(
        &self,
        request: Incoming<AddConversionGoals>,
    ) -> Outcome<AddConversionGoals> {
        let call = self.admit(&request.headers)?;
        let goals = request.body.conversion_goals.unwrap_or_default();
        match self.with_account(call.caller, |account| account.goals.add(goals)) {
            Ok((ids, errors)) => call.answer::<AddConversionGoals>(AddConversionGoalsResponse {
                conversion_goal_ids: ids.into(),
                partial_errors: batch_errors(errors),
            }),
            Err(error) => Err(call.refuse(error)),
        }
    }

    async fn update_conversion_goals(
        &self,
        request: Incoming<UpdateConversionGoals>,
    ) -> Outcome<UpdateConversionGoals> {
        let call = self.admit(&request.headers)?;
        let goals = request.body.conversion_goals.unwrap_or_default();
        match self.with_account(call.caller, |account| account.goals.update(&goals)) {
            Ok(errors) => call.answer::<UpdateConversionGoals>(UpdateConversionGoalsResponse {
                partial_errors: batch_errors(errors),
            }),
            Err(error) => Err(call.refuse(error)),
        }
    }

    async fn get_conversion_goals_by_ids(
        &self,
        request: Incoming<GetConversionGoalsByIds>,
    ) -> Outcome<GetConversionGoalsByIds> {
        let call = self.admit(&request.headers)?;
        let ids = request.body.conversion_goal_ids.unwrap_or_default();
        let wanted = Wanted {
            kinds: request
                .body
                .conversion_goal_types
                .as_deref()
                .unwrap_or_default(),
            fields: request
                .body
                .return_additional_fields
                .as_deref()
                .unwrap_or_default(),
        };
        match self.with_account(call.caller, |account| account.goals.by_ids(&ids, &wanted)) {
            Ok((goals, errors)) => {
                call.answer::<GetConversionGoalsByIds>(GetConversionGoalsByIdsResponse {
                    conversion_goals: goals.into(),
                    partial_errors: batch_errors(errors),
                })
            }
            Err(error) => Err(call.refuse(error)),
        }
    }

    async fn get_conversion_goals_by_tag_ids(
        &self,
        request: Incoming<GetConversionGoalsByTagIds>,
    ) -> Outcome<GetConversionGoalsByTagIds> {
        let call = self.admit(&request.headers)?;
        let tags = request.body.tag_ids.unwrap_or_default();
        let wanted = Wanted {
            kinds: request
                .body
                .conversion_goal_types
                .as_deref()
                .unwrap_or_default(),
            fields: request
                .body
                .return_additional_fields
                .as_deref()
                .unwrap_or_default(),
        };
        match self.with_account(call.caller, |account| account.goals.by_tags(&tags, &wanted)) {
            Ok((goals, errors)) => {
                call.answer::<GetConversionGoalsByTagIds>(GetConversionGoalsByTagIdsResponse {
                    conversion_goals: goals.into(),
                    partial_errors: batch_errors(errors),
                })
            }
            Err(error) => Err(call.refuse(error)),
        }
    }
}
