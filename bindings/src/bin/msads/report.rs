//! `msads report run`.

use crate::arguments::{Kind, Report};
use crate::connection::{Needs, until_stopped};
use castile::codegen::Enumeration;
use msads::reporting::Reports;
use msads::types::reporting::{
    AccountPerformanceReportRequest, AccountReportScope, AccountThroughAdGroupReportScope,
    AccountThroughCampaignReportScope, AdGroupPerformanceReportRequest, AdPerformanceReportRequest,
    CampaignPerformanceReportRequest, KeywordPerformanceReportRequest, ReportAggregation,
    ReportRequest, ReportTime, ReportTimePeriod,
};
use msads::{Error, ErrorKind};

/// Makes a report and writes it to a file.
pub(crate) async fn run(command: Report) -> Result<u8, Error> {
    let Report::Run(arguments) = command;
    let connected = arguments.connection.open(Needs::Account).await?;
    let period = one::<ReportTimePeriod>("period", &arguments.period)?;
    let aggregation = one::<ReportAggregation>("aggregation", &arguments.aggregation)?;
    let account = connected.client.account();
    let request = request(
        arguments.kind,
        &arguments.columns,
        (period, aggregation),
        account,
    )?;
    let reports = Reports::new(&connected.client)
        .on_progress(|progress| eprintln!("report {}: {}", progress.id, progress.state));
    let path = &arguments.out;
    match until_stopped(reports.run(request, path)).await? {
        Some(file) => println!("{} bytes in `{}`", file.bytes, path.display()),
        None => println!("there is no data for this report; no file was written"),
    }
    Ok(crate::ALL_WELL)
}

/// A request of a sort, all of which have the same members.
macro_rules! request {
    ($sort:ident, $scope:expr, $columns:expr, $when:expr) => {
        $sort {
            columns: Some(each("column", $columns)?),
            aggregation: $when.1,
            scope: Some(Box::new($scope)),
            time: Some(Box::new(ReportTime {
                predefined_time: $when.0.into(),
                ..ReportTime::default()
            })),
            ..$sort::default()
        }
        .into()
    };
}

fn request(
    kind: Kind,
    columns: &[String],
    when: (ReportTimePeriod, ReportAggregation),
    account: Option<i64>,
) -> Result<ReportRequest, Error> {
    let accounts: Vec<i64> = account.into_iter().collect();
    let ad_groups = AccountThroughAdGroupReportScope {
        account_ids: accounts.clone().into(),
        ..AccountThroughAdGroupReportScope::default()
    };
    let campaigns = AccountThroughCampaignReportScope {
        account_ids: accounts.clone().into(),
        ..AccountThroughCampaignReportScope::default()
    };
    let whole = AccountReportScope {
        account_ids: accounts.into(),
    };
    Ok(match kind {
        Kind::Account => request!(AccountPerformanceReportRequest, whole, columns, when),
        Kind::Campaign => request!(CampaignPerformanceReportRequest, campaigns, columns, when),
        Kind::AdGroup => request!(AdGroupPerformanceReportRequest, ad_groups, columns, when),
        Kind::Ad => request!(AdPerformanceReportRequest, ad_groups, columns, when),
        Kind::Keyword => request!(KeywordPerformanceReportRequest, ad_groups, columns, when),
    })
}

/// A value of an enumeration by its name.
pub(crate) fn one<E: Enumeration>(what: &str, name: &str) -> Result<E, Error> {
    let value = E::from_text(name);
    match value.position() {
        Ok(_) => Ok(value),
        Err(_) => {
            let names: Vec<&str> = E::VALUES.iter().map(|(name, _)| *name).collect();
            let what = format!(
                "there is no {what} `{name}`; there are {}",
                names.join(", ")
            );
            Err(Error::new(ErrorKind::Settings, what))
        }
    }
}

/// Values of an enumeration by their names.
pub(crate) fn each<E: Enumeration>(what: &str, names: &[String]) -> Result<Vec<E>, Error> {
    names.iter().map(|name| one(what, name)).collect()
}
