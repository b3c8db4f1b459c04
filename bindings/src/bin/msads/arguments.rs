//! The arguments of the command, and the help that comes with them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use msads::LOCAL_PORT;
use std::path::PathBuf;

const COLUMNS: &str = "\
The file:
  The first row names the columns, in any order; those that are not needed may be left out.
    ConversionName             the name of the conversion goal (required)
    ConversionTime             2026-01-31T23:59:59Z, UTC, within the last 90 days (required);
                               for examples also now, now-3d, now-36h, now-90m, now-30s
    MicrosoftClickId           the MSCLKID (required unless an email address or phone number is given)
    ConversionValue            a number with a decimal point; the goal's value if empty
    ConversionCurrencyCode     three letters, such as USD; the goal's currency if empty
    ExternalAttributionCredit  greater than 0, at most 1; for externally attributed goals only
    ExternalAttributionModel   the name of the model; for externally attributed goals only
    HashedEmailAddress         SHA-256 of the normalised address, 64 hex digits
    HashedPhoneNumber          SHA-256 of the number in E.164 form, 64 hex digits
    Email, Phone               in the clear: normalised and hashed here, never sent as they are
    Note                       for you; not sent
  UTF-8, cells separated by commas, quoted where needed. The header is row 1.
";

const CREDENTIALS: &str = "\
Credentials, for sandbox and production:
  From the environment
    MSADS_DEVELOPER_TOKEN  stands for the program; the sandbox has BBD37VB98 for all
    MSADS_ACCESS_TOKEN     stands for the user, from OAuth; valid for about an hour;
                           not needed after `msads auth login`, which keeps itself valid
    MSADS_CUSTOMER_ID      the manager account
    MSADS_ACCOUNT_ID       the account that is worked on
  and what is missing there from a TOML file, named by --credentials or MSADS_CREDENTIALS_FILE:
    developer_token = \"...\"
    access_token = \"...\"
    customer_id = 123
    account_id = 456
  The login is in ~/.config/msads/, or where MSADS_TOKEN_FILE says.
  Tokens are never arguments: others on the machine could see them.
";

const EXIT: &str = "\
Exit status:
  0  every row was taken    1  rows were rejected    2  the work could not be done
";

const TOUR: &str = "\
Try it, with no account:
  msads conversions check examples/conversions.csv     what is wrong with each row; nothing is sent
  msads conversions upload examples/conversions.csv    sent to a service inside this process
  msads serve                                          the same service on a port, for any client

For real, once the goal exists for two hours:
  msads conversions upload leads.csv --env production --journal leads.journal

Logging: MSADS_LOG=info (or debug, or castile::wire=trace for whole messages) on standard error; tokens are masked.
";

/// Microsoft Advertising from the command line (unofficial).
#[derive(Debug, Parser)]
#[command(name = "msads", version, after_help = TOUR, after_long_help = TOUR)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Offline conversions: what came of a click outside of your website.
    Conversions {
        #[command(subcommand)]
        command: Conversions,
    },
    /// Sign in with OAuth, and see whether one is.
    Auth {
        #[command(subcommand)]
        command: Auth,
    },
    /// Who you are, and which customers and accounts you can work on.
    #[command(after_help = CREDENTIALS)]
    Accounts(Connection),
    /// Reports, start to finish.
    Report {
        #[command(subcommand)]
        command: Report,
    },
    /// Bulk files: a whole account brought home, and changes taken there.
    Bulk {
        #[command(subcommand)]
        command: Bulk,
    },
    /// Run the local service on a port: conversion goals and offline conversions by the documented rules, sample accounts, reports and
    /// bulk files.
    #[command(after_help = SERVE)]
    Serve(Serve),
}

const SERVE: &str = "\
It speaks REST at the documented paths and SOAP at any path, keeps everything in memory, and takes
  DeveloperToken       local-developer-token
  AuthenticationToken  local-access-token (local-expired-access-token is answered with error 109);
                       in REST it is the bearer token of the header Authorization
  CustomerId, CustomerAccountId  any numbers; each account begins with the same sample goals:
    Lead, Sale, Attributed sale, Enhanced lead, Lead, \"quoted\", Store visit, Last season, Newsletter page
It can be reached from this machine only. Every command works with it, such as
  msads conversions upload FILE --address http://127.0.0.1:4880
";

#[derive(Debug, Subcommand)]
pub(crate) enum Conversions {
    /// Check a CSV file and send its good rows; print what became of each.
    #[command(after_help = format!("{COLUMNS}\n{CREDENTIALS}\n{EXIT}"))]
    Upload(Upload),
    /// Check a CSV file against the documented rules; nothing is sent.
    #[command(after_help = format!("{COLUMNS}\n{EXIT}"))]
    Check {
        /// The CSV file.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The port; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = LOCAL_PORT)]
    pub(crate) port: u16,
}

#[derive(Debug, Args)]
pub(crate) struct Upload {
    /// The CSV file.
    pub(crate) file: PathBuf,
    /// Where to send to.
    #[arg(long, value_enum, default_value_t = Where::Local)]
    pub(crate) env: Where,
    /// How calls go out; what comes of them is the same.
    #[arg(long, value_enum, default_value_t = Protocol::Rest)]
    pub(crate) protocol: Protocol,
    /// A service at another address, such as http://127.0.0.1:4880 for `msads serve`.
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
    /// A TOML file with tokens and ids, for what the environment does not have.
    #[arg(long, value_name = "FILE")]
    pub(crate) credentials: Option<PathBuf>,
    /// The file of a login, if it is not the usual one.
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// Keep a journal here, and continue the upload if it is of the same file: what was answered is not sent again.
    #[arg(long, value_name = "PATH")]
    pub(crate) journal: Option<PathBuf>,
    /// How many conversions go into one call.
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = between(1_000))]
    pub(crate) batch_size: usize,
    /// How many calls are under way at once: 4 if not said, and always 1 in the sandbox.
    #[arg(long, value_name = "N", value_parser = between(16))]
    pub(crate) calls: Option<usize>,
}

/// An environment by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Where {
    /// A service inside this process that keeps the documented rules: no account, no network.
    Local,
    /// Microsoft's sandbox: test accounts, nothing is charged.
    Sandbox,
    /// The real thing.
    Production,
}

/// A protocol by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Protocol {
    /// JSON over HTTP.
    Rest,
    /// SOAP 1.1, which Microsoft has announced to end on 2027-01-31.
    Soap,
}

impl From<Protocol> for msads::Protocol {
    fn from(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Rest => Self::Rest,
            Protocol::Soap => Self::Soap,
        }
    }
}

/// A number from 1 to `most`.
fn between(most: u16) -> impl clap::builder::TypedValueParser<Value = usize> {
    use clap::builder::TypedValueParser;
    clap::value_parser!(u16)
        .range(1..=i64::from(most))
        .map(usize::from)
}

/// Where a command works, and with what.
#[derive(Debug, Args)]
pub(crate) struct Connection {
    /// Where the service is.
    #[arg(long, value_enum, default_value_t = Where::Local)]
    pub(crate) env: Where,
    /// How calls go out; what comes of them is the same.
    #[arg(long, value_enum, default_value_t = Protocol::Rest)]
    pub(crate) protocol: Protocol,
    /// A service at another address, such as http://127.0.0.1:4880 for `msads serve`.
    #[arg(long, value_name = "URL")]
    pub(crate) address: Option<String>,
    /// A TOML file with tokens and ids, for what the environment does not have.
    #[arg(long, value_name = "FILE")]
    pub(crate) credentials: Option<PathBuf>,
    /// The file of a login, if it is not the usual one.
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Auth {
    /// Sign in: prints an address for the browser, and keeps the login in a file of your own.
    #[command(after_help = LOGIN)]
    Login(Login),
    /// Say whether one is signed in, and try it.
    Status(Status),
}

const LOGIN: &str = "\
Your program has to be registered once, at https://portal.azure.com (App registrations), as a
`Mobile and desktop application` with the redirect address http://localhost. Its client id goes
to `--client-id` or MSADS_CLIENT_ID; a client secret, where it has one, to MSADS_CLIENT_SECRET.
The browser has to be on this machine.
";

#[derive(Debug, Args)]
pub(crate) struct Login {
    /// Where the login shall be good.
    #[arg(long, value_enum, default_value_t = Where::Production)]
    pub(crate) env: Where,
    /// The client id of your program.
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    /// The tenant, for programs of one organisation.
    #[arg(long, value_name = "TENANT")]
    pub(crate) tenant: Option<String>,
    /// Whether to sign in with a Google account.
    #[arg(long, value_enum, default_value_t = Google::No)]
    pub(crate) google: Google,
    /// The port of this machine that the browser comes back to; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(crate) port: u16,
    /// How long to wait for the browser.
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) seconds: u64,
    /// Where to keep the login, if not in the usual file.
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// Another authority than the provider's own: a national cloud.
    #[arg(long, value_name = "URL")]
    pub(crate) authority: Option<String>,
}

/// Whether somebody signs in with a Google account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Google {
    /// With Google.
    Yes,
    /// With Microsoft.
    No,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// The environment of the login.
    #[arg(long, value_enum, default_value_t = Where::Production)]
    pub(crate) env: Where,
    /// The file of the login, if it is not the usual one.
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Ask for a report, wait for it, and write it to a file (CSV).
    #[command(after_help = CREDENTIALS)]
    Run(RunReport),
}

#[derive(Debug, Args)]
pub(crate) struct RunReport {
    /// What it is about.
    #[arg(long, value_enum, default_value_t = Kind::Campaign)]
    pub(crate) kind: Kind,
    /// Its columns, by the names of the API.
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "TimePeriod,AccountId,Impressions,Clicks,Spend"
    )]
    pub(crate) columns: Vec<String>,
    /// The time that it is of, such as LastSevenDays or LastMonth.
    #[arg(long, value_name = "NAME", default_value = "LastSevenDays")]
    pub(crate) period: String,
    /// A record for each Day, Week, Month and so on, or a Summary.
    #[arg(long, value_name = "NAME", default_value = "Daily")]
    pub(crate) aggregation: String,
    /// The file; it appears when it is whole.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The account.
    Account,
    /// Its campaigns.
    Campaign,
    /// Their ad groups.
    AdGroup,
    /// Their ads.
    Ad,
    /// Their keywords.
    Keyword,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Bulk {
    /// Bring the entities of the account home, to a file (CSV).
    #[command(after_help = CREDENTIALS)]
    Download(BulkDownload),
    /// Take a bulk file to the service, and bring the results home.
    #[command(after_help = CREDENTIALS)]
    Upload(BulkUpload),
}

#[derive(Debug, Args)]
pub(crate) struct BulkDownload {
    /// Which entities, by the names of the API.
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "Campaigns"
    )]
    pub(crate) entities: Vec<String>,
    /// The file; it appears when it is whole.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

#[derive(Debug, Args)]
pub(crate) struct BulkUpload {
    /// The file: CSV, or an archive (zip) of one.
    pub(crate) file: PathBuf,
    /// Where the results go: the rows as they are now, and what is wrong with them.
    #[arg(long, value_name = "FILE")]
    pub(crate) results: PathBuf,
    #[command(flatten)]
    pub(crate) connection: Connection,
}
