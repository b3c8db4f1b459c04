//! `msads serve`.

use crate::arguments::Serve;
use msads::local::{LocalService, access};
use msads::{Error, ErrorKind};
use std::net::Ipv4Addr;

/// Serves until it is stopped by hand.
pub(crate) async fn run(arguments: Serve) -> Result<u8, Error> {
    let address = (Ipv4Addr::LOCALHOST, arguments.port);
    let served = LocalService::new().serve(address).await;
    let serving = served.map_err(|error| {
        let what = format!("port {} cannot be listened at: {error}", arguments.port);
        Error::new(ErrorKind::Settings, what).caused_by(error)
    })?;
    println!("listening at {}", serving.url());
    println!("  DeveloperToken       {}", access::DEVELOPER_TOKEN);
    println!("  AuthenticationToken  {}", access::ACCESS_TOKEN);
    println!("  CustomerId, CustomerAccountId: any numbers");
    println!("Ctrl-C stops it, and nothing is kept.");
    // That there is no signal to wait for does not stop the service.
    if tokio::signal::ctrl_c().await.is_err() {
        serving.wait().await;
    } else {
        serving.shutdown().await;
    }
    Ok(crate::ALL_WELL)
}
