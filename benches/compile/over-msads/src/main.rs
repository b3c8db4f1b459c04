//! `over-msads ADDRESS` sends one conversion to the services under that address, and prints the partial errors of the reply.

use std::error::Error;

use msads::Client;
use msads::types::campaign_management::{ApplyOfflineConversionsRequest, OfflineConversion};

fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).ok_or("the address is missing")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(send(&address))
}

async fn send(address: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::builder().base_address(address).build()?;
    let conversion = OfflineConversion {
        conversion_name: "Lead".into(),
        microsoft_click_id: "0123456789abcdef0123456789abcdef".into(),
        ..OfflineConversion::default()
    };
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: vec![Some(conversion)].into(),
    };
    let response = client
        .campaign_management()
        .apply_offline_conversions(&request)
        .await?;
    for error in response.body.partial_errors.iter().flatten().flatten() {
        println!("{error:?}");
    }
    Ok(())
}
