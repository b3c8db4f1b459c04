//! The call that an upload makes, over the network.

use super::Client;
use crate::conversions::{Applied, ApplyConversions};
use crate::types::campaign_management::{ApplyOfflineConversionsRequest, OfflineConversion};
use crate::{Error, partial};

impl ApplyConversions for Client {
    async fn apply(&self, conversions: Vec<OfflineConversion>) -> Result<Applied, Error> {
        let conversions: Vec<_> = conversions.into_iter().map(Some).collect();
        let request = ApplyOfflineConversionsRequest {
            offline_conversions: conversions.into(),
        };
        let service = self.campaign_management();
        let response = service.apply_offline_conversions(&request).await?;
        Ok(Applied {
            partial_errors: partial::errors(&response.body.partial_errors),
            tracking_id: response.headers.tracking_id.into_option(),
        })
    }
}
