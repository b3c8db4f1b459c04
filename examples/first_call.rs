//! Who am I? The first call to the sandbox, with tokens from the environment or a file.

use msads::types::customer_management::GetUserRequest;
use msads::{Client, Environment, Settings};

#[tokio::main]
async fn main() -> Result<(), msads::Error> {
    let client = Client::builder()
        .environment(Environment::Sandbox)
        .settings(Settings::load(None)?)
        .build()?;
    let customers = client.customer_management();
    let response = customers.get_user(&GetUserRequest::default()).await?;
    println!("{:?}", response.body.user);
    Ok(())
}
