//! The numbers and names of documented errors.

use std::fmt;

/// The number and the name of a documented error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ErrorCode {
    /// The number, where Microsoft publishes one.
    pub number: Option<i32>,
    /// The name.
    pub symbol: &'static str,
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(out, "{number} {}", self.symbol),
            None => out.write_str(self.symbol),
        }
    }
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $number:expr, $symbol:literal;)*) => {
        impl ErrorCode {
            $($(#[$doc])* pub const $name: Self = Self { number: $number, symbol: $symbol };)*

            /// Every error that this crate knows by name.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

// Numbers and names: Microsoft Advertising documentation, "Operation error codes" (8/10/2026). Names without a number:
// the same documentation, "DailySummary data object", `Status`, and "OfflineConversion data object".
error_codes! {
    /// The request was empty.
    NULL_REQUEST = Some(100), "NullRequest";
    /// A token is missing or wrong.
    INVALID_CREDENTIALS = Some(105), "InvalidCredentials";
    /// The access token was valid once.
    AUTHENTICATION_TOKEN_EXPIRED = Some(109), "AuthenticationTokenExpired";
    /// Too many calls in 60 seconds.
    CALL_RATE_EXCEEDED = Some(117), "CallRateExceeded";
    /// Too many reports at once.
    CONCURRENT_REQUEST_OVER_LIMIT = Some(207), "ConcurrentRequestOverLimit";
    /// Too many downloads or uploads in 15 minutes.
    BULK_SERVICE_NO_MORE_CALLS_PERMITTED = Some(4204), "BulkServiceNoMoreCallsPermittedForTheTimePeriod";
    /// No report has this identifier.
    REPORTING_SERVICE_INVALID_REPORT_ID = Some(2100), "ReportingServiceInvalidReportId";
    /// No download or upload has this identifier.
    BULK_SERVICE_INVALID_REQUEST_ID = Some(4201), "BulkServiceInvalidRequestId";
    /// No file is awaited at this address.
    BULK_SERVICE_INVALID_BULK_UPLOAD_URL = Some(3220), "BulkServiceInvalidBulkUploadUrl";
    /// The file has come to this address already.
    BULK_SERVICE_URL_ALREADY_USED_FOR_UPLOAD = Some(3224), "BulkServiceUrlAlreadyUsedForUpload";
    /// A header that every call must have is missing.
    REQUEST_MISSING_HEADERS = Some(116), "RequestMissingHeaders";

    /// More than 100 tags.
    UET_TAG_IDS_EXCEEDS_LIMIT = Some(5304), "UetTagIdsExceedsLimit";
    /// No goal of this account has this identifier.
    INVALID_CONVERSION_GOAL_ID = Some(5314), "InvalidConversionGoalId";
    /// A goal stands twice in one request.
    DUPLICATE_CONVERSION_GOAL_ID = Some(5315), "DuplicateConversionGoalId";
    /// A name stands twice in one request.
    DUPLICATE_CONVERSION_GOAL_NAME = Some(5316), "DuplicateConversionGoalName";
    /// Another goal has this name.
    CONVERSION_GOAL_NAME_ALREADY_EXISTS = Some(5317), "ConversionGoalNameAlreadyExists";
    /// More than 100 identifiers.
    CONVERSION_GOAL_ID_ARRAY_EXCEEDS_LIMIT = Some(5318), "ConversionGoalIdArrayExceedsLimit";
    /// A goal without a name.
    CONVERSION_GOAL_NAME_NOT_PASSED = Some(5319), "ConversionGoalNameNotPassed";
    /// A name of more than 100 characters.
    INVALID_CONVERSION_GOAL_NAME = Some(5320), "InvalidConversionGoalName";
    /// A request without goals.
    CONVERSION_GOALS_NOT_PASSED = Some(5321), "ConversionGoalsNotPassed";
    /// More than 100 goals.
    CONVERSION_GOAL_ARRAY_EXCEEDS_LIMIT = Some(5322), "ConversionGoalArrayExceedsLimit";
    /// A nil among the goals.
    CONVERSION_GOAL_IS_NULL = Some(5323), "ConversionGoalIsNull";
    /// A new goal with an identifier.
    CONVERSION_GOAL_ID_IS_NOT_NULL = Some(5324), "ConversionGoalIdIsNotNull";
    /// A goal to update without an identifier.
    CONVERSION_GOAL_ID_IS_NULL = Some(5325), "ConversionGoalIdIsNull";
    /// A status that no goal can have.
    INVALID_CONVERSION_GOAL_STATUS = Some(5328), "InvalidConversionGoalStatus";
    /// Goals were asked for without saying of which types.
    CONVERSION_GOAL_TYPES_NOT_PASSED = Some(5329), "ConversionGoalTypesNotPassed";
    /// Goals were asked for by their tags without saying which.
    UET_TAG_IDS_NOT_PASSED = Some(5330), "UetTagIdsNotPassed";
    /// The goal is not of the type that was asked for.
    CONVERSION_GOAL_TYPE_NOT_MATCHED = Some(5331), "ConversionGoalTypeNotMatched";
    /// A kind of revenue that the goal cannot have.
    INVALID_CONVERSION_GOAL_REVENUE_TYPE = Some(5332), "InvalidConversionGoalRevenueType";
    /// A revenue that does not go with its type, or out of its range.
    INVALID_CONVERSION_GOAL_REVENUE_VALUE = Some(5333), "InvalidConversionGoalRevenueValue";
    /// A window of less than a minute or more than 90 days.
    INVALID_CONVERSION_GOAL_CONVERSION_WINDOW = Some(5337), "InvalidConversionGoalConversionWindow";
    /// An update would change the type of the goal.
    CONVERSION_GOAL_TYPES_DO_NOT_MATCH_EXISTING_VALUE = Some(5347), "ConversionGoalTypesDoNotMatchExistingValue";
    /// Not a currency.
    INVALID_GOAL_CURRENCY_CODE = Some(5351), "InvalidGoalCurrencyCode";
    /// A goal of all accounts that tracks revenue has to say in which currency.
    GOAL_CURRENCY_CODE_IS_NULL = Some(5355), "GoalCurrencyCodeIsNull";

    /// A call without conversions.
    OFFLINE_CONVERSIONS_NULL_OR_EMPTY = Some(5600), "OfflineConversionsNullOrEmpty";
    /// A call with more than 1,000 conversions.
    OFFLINE_CONVERSIONS_LIMIT_EXCEEDED = Some(5601), "OfflineConversionsLimitExceeded";
    /// A nil among the conversions.
    OFFLINE_CONVERSION_IS_NULL = Some(5602), "OfflineConversionIsNull";
    /// Nothing says which click the conversion followed.
    OFFLINE_CONVERSION_CLICK_ID_NULL_OR_EMPTY = Some(5603), "OfflineConversionMicrosoftClickIdNullOrEmpty";
    /// The text is no click id.
    OFFLINE_CONVERSION_CLICK_ID_INVALID = Some(5604), "OfflineConversionMicrosoftClickIdInvalid";
    /// Nothing says which goal was reached.
    OFFLINE_CONVERSION_NAME_NULL_OR_EMPTY = Some(5605), "OfflineConversionNameNullOrEmpty";
    /// No goal has this name.
    OFFLINE_CONVERSION_NAME_INVALID = Some(5606), "OfflineConversionNameInvalid";
    /// The time cannot be understood.
    OFFLINE_CONVERSION_TIME_INVALID = Some(5607), "OfflineConversionTimeInvalid";
    /// No time at all.
    OFFLINE_CONVERSION_TIME_NULL_OR_EMPTY = Some(5608), "OfflineConversionTimeNullOrEmpty";
    /// More than 90 days ago.
    OFFLINE_CONVERSION_TIME_OUT_OF_WINDOW = Some(5609), "OfflineConversionTimeOutOfWindow";
    /// A value that no conversion can have.
    OFFLINE_CONVERSION_VALUE_INVALID = Some(5610), "OfflineConversionValueInvalid";
    /// Not a currency.
    OFFLINE_CONVERSION_CURRENCY_CODE_INVALID = Some(5611), "OfflineConversionCurrencyCodeInvalid";
    /// A time that has not come yet.
    FUTURE_CONVERSION_TIME_CANNOT_BE_SET = Some(5614), "FutureConversionTimeCannotBeSet";
    /// The goal takes no offline conversions.
    OFFLINE_CONVERSION_NOT_ACCEPTED_FOR_GOAL = Some(5615), "OfflineConversionNotAcceptedForGoal";
    /// The click came after the conversion.
    CONVERSION_TIME_EARLIER_THAN_CLICK_TIME = Some(5616), "ConversionTimeEarlierThanClickTime";
    /// The click is longer ago than the goal looks back.
    CLICK_OUTSIDE_GOAL_CONVERSION_WINDOW = Some(5617), "ClickIdDateTimeOutsideGoalConversionWindow";

    /// Credit or model of an external attribution for a goal that has none.
    GOAL_NOT_ELIGIBLE_FOR_EXTERNAL_ATTRIBUTION = None, "GoalNotEligibleForExternalAttribution";
    /// The credit is not greater than 0 and at most 1.
    EXTERNAL_ATTRIBUTION_CREDIT_VALUE_INVALID = None, "ExternalAttributionCreditValueInvalid";
    /// The goal takes conversions with a click id only.
    NOT_ELIGIBLE_FOR_ENHANCED_CONVERSIONS = None, "NotEligibleForEnhancedConversions";
    /// The email address is not a SHA-256 hash.
    CONVERSION_EMAIL_ADDRESS_IS_NOT_HASHED = None, "ConversionEmailAddressIsNotHashed";
    /// The phone number is not a SHA-256 hash.
    CONVERSION_PHONE_NUMBER_IS_NOT_HASHED = None, "ConversionPhoneNumberIsNotHashed";
}

#[cfg(test)]
mod tests {
    use super::ErrorCode;

    /// The published table; skipped where the folder of facts is not there.
    #[test]
    fn numbers_and_names_are_the_published_ones() {
        let folder = std::env::var("DOCS_DIR").unwrap_or_else(|_| {
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/docs-fixtures").to_owned()
        });
        let Ok(table) = std::fs::read_to_string(format!("{folder}/error-codes.tsv")) else {
            eprintln!("skipped: no error-codes.tsv in {folder}");
            return;
        };
        let published: Vec<(&str, &str)> = table
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect();
        for code in ErrorCode::ALL {
            let named = published.iter().find(|(_, symbol)| *symbol == code.symbol);
            assert_eq!(
                code.number.map(|number| number.to_string()).as_deref(),
                named.map(|(number, _)| *number),
                "{code}"
            );
        }
    }
}
