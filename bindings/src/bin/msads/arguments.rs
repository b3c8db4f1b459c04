//! The arguments of the command, and the help that comes with them.

use clap::{Args, Parser, Subcommand, ValueEnum};
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

const EXIT: &str = "\
Exit status:
  0  every row was taken    1  rows were refused    2  the work could not be done
";

/// Microsoft Advertising from the command line (unofficial).
#[derive(Debug, Parser)]
#[command(
    name = "msads",
    version,
    after_help = "Logging: MSADS_LOG=info (or debug) on standard error."
)]
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
}

#[derive(Debug, Subcommand)]
pub(crate) enum Conversions {
    /// Check a CSV file and send its good rows; print what became of each.
    #[command(after_help = format!("{COLUMNS}\n{EXIT}"))]
    Upload(Upload),
    /// Check a CSV file against the documented rules; nothing is sent.
    #[command(after_help = format!("{COLUMNS}\n{EXIT}"))]
    Check {
        /// The CSV file.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Upload {
    /// The CSV file.
    pub(crate) file: PathBuf,
    /// The environment to send to.
    #[arg(long, value_enum, default_value_t = Where::Local)]
    pub(crate) env: Where,
    /// Keep a journal here, and continue the upload if it is of the same file: what was answered is not sent again.
    #[arg(long, value_name = "PATH")]
    pub(crate) journal: Option<PathBuf>,
    /// How many conversions go into one call.
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = between(1_000))]
    pub(crate) batch_size: usize,
    /// How many calls are under way at once.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = between(16))]
    pub(crate) calls: usize,
}

/// An environment by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Where {
    /// A service inside this process that keeps the documented rules: no account, no network.
    Local,
}

/// A number from 1 to `most`.
fn between(most: u16) -> impl clap::builder::TypedValueParser<Value = usize> {
    use clap::builder::TypedValueParser;
    clap::value_parser!(u16)
        .range(1..=i64::from(most))
        .map(usize::from)
}
