//! A file from an address to a place of its own, whole or not at all.

use super::limits::FileLimits;
use super::unpack::{unpack, unwritten};
use crate::{Delivery, Error, ErrorKind, web};
use bytes::Bytes;
use castile::soap::SharedTransport;
use http::header::{CONTENT_TYPE, HeaderValue, USER_AGENT};
use http::{Request, Uri};
use http_body_util::BodyExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

/// The time for the head of an answer, and from one piece of a file to the next.
const PAUSE: Duration = Duration::from_secs(100);

/// A file that was brought home.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Downloaded {
    /// Where it is.
    pub path: PathBuf,
    /// Its size, unpacked.
    pub bytes: u64,
}

/// Where a file shall be; one that is there is replaced, when the new one is whole.
struct Destination {
    path: PathBuf,
}

impl Destination {
    /// A file in the same folder that is removed unless it is kept.
    fn temporary(&self) -> Result<NamedTempFile, Error> {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".msads-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Less what the user's mask takes away, like any file.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        builder.tempfile_in(folder).map_err(|error| {
            let what = format!("no file can be made in `{}`: {error}", folder.display());
            Error::new(ErrorKind::File, what)
        })
    }

    fn keep(&self, file: NamedTempFile) -> Result<(), Error> {
        file.persist(&self.path).map(drop).map_err(|error| {
            let what = format!(
                "`{}` cannot be written: {}",
                self.path.display(),
                error.error
            );
            Error::new(ErrorKind::File, what)
        })
    }
}

/// How files are brought home.
#[derive(Clone, Debug)]
struct Download {
    transport: SharedTransport,
    limits: FileLimits,
}

impl Download {
    /// Brings the file at an address to its place, unpacked. Until it is there whole, nothing is.
    async fn fetch(&self, url: &str, to: &Destination) -> Result<Downloaded, Error> {
        let packed = to.temporary()?;
        self.receive(url, &packed).await?;
        let out = to.temporary()?;
        let limits = self.limits;
        let unpacking = tokio::task::spawn_blocking(move || {
            let mut packed = packed;
            let mut out = out;
            let bytes = unpack(packed.as_file_mut(), out.as_file_mut(), &limits)?;
            out.as_file().sync_all().map_err(unwritten)?;
            Ok::<_, Error>((out, bytes))
        });
        let unpacked = unpacking.await.map_err(|error| {
            Error::new(
                ErrorKind::File,
                format!("the file was not unpacked: {error}"),
            )
        })?;
        let (file, bytes) = unpacked?;
        to.keep(file)?;
        tracing::debug!(path = %to.path.display(), bytes, "a file is there");
        Ok(Downloaded {
            path: to.path.clone(),
            bytes,
        })
    }

    /// Takes in the bytes at an address.
    async fn receive(&self, url: &str, into: &NamedTempFile) -> Result<(), Error> {
        let opened = web::open(&self.transport, request(url)?, PAUSE).await;
        let opened = opened.map_err(|error| unanswered(&web::with_cause(&error)))?;
        if !opened.status.is_success() {
            let status = opened.status.as_u16();
            let what = format!("the file is not there (HTTP {status})");
            let error = Error::told(ErrorKind::NotUnderstood, what).with_status(Some(status));
            return Err(error.with_delivery(Delivery::Refused));
        }
        if is_page(opened.headers.get(CONTENT_TYPE)) {
            let what = "a page came in place of the file; something on the way answered it";
            return Err(Error::told(ErrorKind::NotUnderstood, what));
        }
        let file = into.reopen().map_err(unwritten)?;
        let mut out = tokio::fs::File::from_std(file);
        let mut body = opened.body;
        let mut total = 0;
        loop {
            let frame = timeout(PAUSE, body.frame()).await;
            let frame = frame.map_err(|_| unanswered("nothing more of it came"))?;
            let Some(frame) = frame else { break };
            let frame = frame.map_err(|error| unanswered(&web::with_cause(&error)))?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            total += data.len() as u64;
            if total > self.limits.max_download_bytes {
                let max = self.limits.max_download_bytes;
                let what = format!("the file is larger than {max} bytes");
                return Err(Error::told(ErrorKind::NotUnderstood, what));
            }
            out.write_all(&data).await.map_err(unwritten)?;
        }
        out.flush().await.map_err(unwritten)
    }
}

/// The request of a file. No token goes with it: the address alone lets in.
fn request(url: &str) -> Result<Request<Bytes>, Error> {
    let uri: Uri = url.parse().map_err(|_| {
        let what = "the service gave no address for the file that can be understood";
        Error::told(ErrorKind::NotUnderstood, what)
    })?;
    let mut request = Request::new(Bytes::new());
    *request.uri_mut() = uri;
    let name = concat!("msads-rust/", env!("CARGO_PKG_VERSION"));
    request
        .headers_mut()
        .insert(USER_AGENT, HeaderValue::from_static(name));
    Ok(request)
}

fn is_page(content_type: Option<&HeaderValue>) -> bool {
    let text = content_type.and_then(|value| value.to_str().ok());
    text.is_some_and(|text| text.to_ascii_lowercase().starts_with("text/html"))
}

fn unanswered(why: &str) -> Error {
    Error::told(
        ErrorKind::NoAnswer,
        format!("the file did not come, or not whole: {why}"),
    )
}

/// How often a file is asked for that does not come, each time at a new address.
const TRIES: u32 = 4;

/// A file on its way, over all its attempts.
pub(crate) struct Fetching {
    download: Download,
    destination: Destination,
    tries: u32,
}

impl Fetching {
    pub(crate) fn new(transport: &SharedTransport, limits: FileLimits, to: &Path) -> Self {
        Self {
            download: Download {
                transport: transport.clone(),
                limits,
            },
            destination: Destination {
                path: to.to_owned(),
            },
            tries: 0,
        }
    }

    /// Brings the file from this address; `None` if its address, which is good for five minutes, has to be asked for again.
    pub(crate) async fn fetch(&mut self, url: &str) -> Result<Option<Downloaded>, Error> {
        self.tries += 1;
        match self.download.fetch(url, &self.destination).await {
            Err(error) if self.tries < TRIES && may_come(&error) => {
                tracing::warn!(%error, "the file did not come; its address is asked for again");
                Ok(None)
            }
            fetched => fetched.map(Some),
        }
    }
}

/// Whether the file may come if its address is asked for again: it ended, or something broke on the way.
fn may_come(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::NoAnswer => true,
        ErrorKind::NotUnderstood => {
            matches!(
                error.status(),
                Some(401 | 403 | 404 | 408 | 410 | 429 | 500..)
            )
        }
        _ => false,
    }
}
