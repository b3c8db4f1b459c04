//! The arguments of the command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Measures the generator, and what it generates, over collections of schemas.
///
/// Ends with 0 if every case passed, with 1 if one failed, with 2 if the collections cannot be read.
#[derive(Clone, Debug, Parser)]
#[command(name = "conformance")]
pub(crate) struct Arguments {
    /// A folder with `manifest.tsv`, `instances.tsv`, `wsdl/` and `xsd/`.
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,

    /// The W3C suite: a folder with `xsts.tsv` and either `xsts-files.tar.xz` or the files themselves, or the archive with `xsts.tsv` beside it.
    #[arg(long, value_name = "DIR|TAR")]
    pub(crate) w3c: Option<PathBuf>,

    /// Where the report goes as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,

    /// Only the cases with this text in their id, such as `wsdl/` or `msData/particles`; repeat for more.
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,

    /// At most that many cases of the W3C suite, spread evenly over it.
    #[arg(long, value_name = "COUNT")]
    pub(crate) sample: Option<usize>,

    /// How far to go.
    #[arg(long, value_enum, default_value = "instances")]
    pub(crate) stage: Stage,

    /// How many processes work at the same time.
    #[arg(long, default_value_t = 2)]
    pub(crate) jobs: usize,

    /// How many cases are compiled as one crate.
    #[arg(long, default_value_t = 120)]
    pub(crate) batch: usize,

    /// How many failures are listed; all of them are in the JSON report.
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true)]
    pub(crate) list: usize,

    /// How many kinds of failure are counted in the list of the most frequent ones.
    #[arg(long, default_value_t = 30)]
    pub(crate) top: usize,

    /// Where the suite is unpacked and generated code is compiled; `target/conformance` of the workspace if not given.
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// How far each case is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Stage {
    /// The schemas are read and linked.
    Load,
    /// Rust is generated.
    Generate,
    /// It is compiled.
    Compile,
    /// The instances are read, written and compared.
    Instances,
}

/// What the tool starts itself for.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Takes jobs from the standard input; started by the tool itself.
    #[command(hide = true)]
    Worker,
    /// Becomes another program with a memory limit; started by the tool itself.
    #[command(hide = true)]
    Limited {
        /// The limit of the address space.
        megabytes: u64,
        /// The program and its arguments.
        #[arg(trailing_var_arg = true, required = true)]
        program: Vec<OsString>,
    },
}
