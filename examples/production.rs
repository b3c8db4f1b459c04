//! The accounts of whoever signed in with `msads auth login --env production`.

use msads::auth::{OAuth, TokenFile};
use msads::{Client, Environment, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = TokenFile::open("/home/me/.config/msads/production.json")?;
    let tokens = OAuth::builder(file.login().app()).store(file).build()?;
    let client = Client::builder()
        .environment(Environment::Production)
        .settings(Settings::load(None)?)
        .credentials(tokens)
        .build()?;
    println!("{:?}", client.accounts().await?);
    Ok(())
}
