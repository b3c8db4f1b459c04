//! The packed files of the suite.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use liblzma::read::XzDecoder;
use tar::Archive;

/// Unpacks a `.tar.xz` into a folder of its own under `scratch`, unless it is there already.
///
/// # Errors
///
/// If the archive is broken or the folder cannot be written.
pub(crate) fn unpack(packed: &Path, scratch: &Path) -> Result<PathBuf, String> {
    let explain = |error: std::io::Error| format!("{}: {error}", packed.display());
    let about = fs::metadata(packed).map_err(explain)?;
    let modified = about.modified().ok();
    let seconds = modified
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_secs());
    let folder = scratch.join(format!("w3c-{}-{seconds}", about.len()));
    if folder.exists() {
        return Ok(folder);
    }
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(explain)?;
    }
    fs::create_dir_all(&unfinished).map_err(explain)?;
    eprintln!("unpacking {}", packed.display());
    let file = BufReader::new(File::open(packed).map_err(explain)?);
    Archive::new(XzDecoder::new(file))
        .unpack(&unfinished)
        .map_err(explain)?;
    fs::rename(&unfinished, &folder).map_err(explain)?;
    Ok(folder)
}
