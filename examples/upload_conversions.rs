//! Conversions are uploaded, over SOAP, to a service inside this process.

use msads::local::LocalService;
use msads::{Client, ConversionUploader, DateTime, OfflineConversion};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = LocalService::new().serve("127.0.0.1:0").await?;
    let client = Client::builder().base_address(&service.url()).build()?;
    let conversions = (1..=2_500).map(|number| OfflineConversion {
        conversion_name: if number % 1_000 == 7 { "Led" } else { "Lead" }.into(),
        conversion_time: Some(DateTime::now_utc()),
        microsoft_click_id: format!("{number:032x}").into(),
        ..OfflineConversion::default()
    });
    let report = ConversionUploader::new(client).upload(conversions).await?;
    println!("{} sent, {} accepted", report.sent, report.accepted);
    for rejected in &report.rejected {
        println!("{:?} {}: {}", rejected.row, rejected.field, rejected.reason);
    }
    Ok(())
}
