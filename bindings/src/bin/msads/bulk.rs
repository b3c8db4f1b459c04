//! `msads bulk`.

use crate::arguments::{Bulk, BulkDownload, BulkUpload};
use crate::connection::{Needs, until_stopped};
use crate::report::each;
use msads::bulk::{self, JobProgress};
use msads::types::bulk::DownloadCampaignsByAccountIdsRequest;
use msads::{Client, Error};

/// Brings a bulk file home, or takes one to the service.
pub(crate) async fn run(command: Bulk) -> Result<u8, Error> {
    match command {
        Bulk::Download(arguments) => download(arguments).await,
        Bulk::Upload(arguments) => upload(arguments).await,
    }
}

async fn download(arguments: BulkDownload) -> Result<u8, Error> {
    let entities = each("entity", &arguments.entities)?;
    let connected = arguments.connection.open(Needs::Account).await?;
    let request = DownloadCampaignsByAccountIdsRequest {
        account_ids: connected
            .client
            .account()
            .into_iter()
            .collect::<Vec<i64>>()
            .into(),
        download_entities: entities.into(),
        ..DownloadCampaignsByAccountIdsRequest::default()
    };
    let bulk = files(&connected.client);
    let file = until_stopped(bulk.download(request, &arguments.out)).await?;
    println!("{} bytes in `{}`", file.bytes, file.path.display());
    Ok(crate::ALL_WELL)
}

async fn upload(arguments: BulkUpload) -> Result<u8, Error> {
    let connected = arguments.connection.open(Needs::Account).await?;
    let bulk = files(&connected.client);
    let uploaded = until_stopped(bulk.upload(&arguments.file, &arguments.results)).await?;
    println!("the upload `{}` is {}", uploaded.id, uploaded.state);
    if let Some(results) = &uploaded.results {
        println!("the results are in `{}`", results.path.display());
    }
    for error in &uploaded.errors {
        println!("  {error}");
    }
    Ok(match uploaded.state == "Completed" {
        true => crate::ALL_WELL,
        false => crate::ROWS_REFUSED,
    })
}

fn files(client: &Client) -> bulk::Bulk {
    bulk::Bulk::new(client).on_progress(
        |JobProgress {
             id, state, percent, ..
         }| {
            let percent = percent.unwrap_or_default();
            eprintln!("{id}: {state}, {percent} %");
        },
    )
}
