//! Who am I? The first call to the sandbox, with tokens from the environment or a file.

use msads::types::customer_management::GetUserRequest;
use msads::{Client, Environment, Settings};

#[tokio::main]
async fn main() -> Result<(), msads::Error> {
    let client = Client::builder()
        .environment(Environment::Sandbox)
        .settings(Settings::load(None)?)
        .build()?;
    let response = client
        .customer_management()
        .get_user(&GetUserRequest::default())
        .await?;
    println!(
        "{:?}, tracking id {:?}",
        response.body.user, response.headers.tracking_id
    );
    Ok(())
}
