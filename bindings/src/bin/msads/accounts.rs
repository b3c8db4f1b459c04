//! `msads accounts`.

use crate::arguments::Connection;
use crate::connection::Needs;
use crate::summary::plain;
use msads::Error;

/// Prints the user and the accounts that there are.
pub(crate) async fn run(connection: Connection) -> Result<u8, Error> {
    let connected = connection.open(Needs::Nothing).await?;
    let user = connected.client.current_user().await?;
    println!("user {} ({})", plain(&user.name), user.id);
    let accounts = connected.client.accounts().await?;
    println!(
        "{:>12}  {:>12}  {:<12} {:<10} {:<8} name",
        "account", "customer", "number", "state", "currency"
    );
    for account in &accounts {
        println!(
            "{:>12}  {:>12}  {:<12} {:<10} {:<8} {}",
            account.id,
            account.customer_id,
            plain(&account.number),
            plain(&account.state),
            plain(&account.currency),
            plain(&account.name)
        );
    }
    if let Some(account) = accounts.first() {
        println!(
            "\nexport MSADS_CUSTOMER_ID={} MSADS_ACCOUNT_ID={}",
            account.customer_id, account.id
        );
    }
    Ok(crate::ALL_WELL)
}
