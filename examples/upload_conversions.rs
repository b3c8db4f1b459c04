//! A goal is added, and conversions are uploaded to it: over SOAP, to a service inside this process.

use msads::local::LocalService;
use msads::types::campaign_management::{AddConversionGoalsRequest, OfflineConversionGoal};
use msads::{Client, ConversionUploader, DateTime, OfflineConversion};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let serving = LocalService::new().serve("127.0.0.1:0").await?;
    let client = Client::builder().base_address(&serving.url()).build()?;

    let goal = OfflineConversionGoal {
        name: "Test drive".into(),
        ..OfflineConversionGoal::default()
    };
    let request = AddConversionGoalsRequest {
        conversion_goals: vec![Some(goal.into())].into(),
    };
    let added = client
        .campaign_management()
        .add_conversion_goals(&request)
        .await?;
    println!("goals {:?}", added.body.conversion_goal_ids);

    let conversions = (0..2_500).map(|number| OfflineConversion {
        conversion_name: if number % 1_000 == 7 {
            "Flight"
        } else {
            "Test drive"
        }
        .into(),
        conversion_time: Some(DateTime::now_utc()),
        microsoft_click_id: format!("{number:032x}").into(),
        ..OfflineConversion::default()
    });
    let report = ConversionUploader::new(client).upload(conversions).await?;
    println!("{} sent, {} accepted", report.sent, report.accepted);
    for rejection in &report.rejected {
        println!(
            "row {:?}, {}: {}",
            rejection.row, rejection.field, rejection.reason
        );
    }
    Ok(())
}
