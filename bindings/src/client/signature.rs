//! What a request beside the calls of the services says about its caller.

use super::Client;
use crate::{Error, Secret};

/// Who sends a file.
pub(crate) struct Signature {
    pub(crate) access_token: Secret,
    pub(crate) developer_token: Secret,
    pub(crate) customer_id: Option<i64>,
    pub(crate) account_id: Option<i64>,
}

impl Signature {
    /// A text of others without the tokens.
    pub(crate) fn mask(&self, text: &str) -> String {
        let secrets = [&self.access_token, &self.developer_token];
        let texts = secrets
            .into_iter()
            .map(Secret::expose)
            .filter(|secret| !secret.is_empty());
        texts.fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }
}

impl Client {
    /// Who this client is, with a token that is valid now.
    pub(crate) async fn signature(&self) -> Result<Signature, Error> {
        let access_token = self.0.access.credentials.access_token().await?;
        Ok(self.signed_with(access_token))
    }

    /// The same with another token than the one that was rejected, if there is one.
    pub(crate) async fn renewed_signature(
        &self,
        rejected: &Signature,
    ) -> Result<Option<Signature>, Error> {
        let credentials = &self.0.access.credentials;
        let renewed = credentials.renewed_token(&rejected.access_token).await?;
        Ok(renewed.map(|token| self.signed_with(token)))
    }

    fn signed_with(&self, access_token: Secret) -> Signature {
        let access = &self.0.access;
        Signature {
            access_token,
            developer_token: access.developer_token.clone(),
            customer_id: access.customer_id,
            account_id: access.account_id,
        }
    }
}
