//! A bulk file as it goes out: in an archive.

use crate::{Error, ErrorKind};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

/// The most bytes that the service takes, packed. Source: Microsoft Advertising documentation, "Bulk download and upload".
const MAX_BYTES: u64 = 100 * 1024 * 1024;

/// The archive of a file; one that is an archive already is taken as it is.
pub(super) fn package(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = |error: io::Error| {
        let what = format!("`{}` cannot be read: {error}", path.display());
        Error::new(ErrorKind::File, what)
    };
    let mut file = File::open(path).map_err(failed)?;
    let mut start = Vec::new();
    file.by_ref()
        .take(4)
        .read_to_end(&mut start)
        .map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    let packed = match start.starts_with(b"PK\x03\x04") {
        true => read_archive(file),
        false => zipped(path, &mut file),
    };
    let packed = packed.map_err(failed)?;
    if packed.len() as u64 > MAX_BYTES {
        let path = path.display();
        let what =
            format!("`{path}` has more than {MAX_BYTES} bytes, packed; the service takes no more");
        return Err(Error::new(ErrorKind::Input, what));
    }
    Ok(packed)
}

fn read_archive(file: File) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut packed)?;
    Ok(packed)
}

fn zipped(path: &Path, file: &mut File) -> io::Result<Vec<u8>> {
    let name = path.file_name().and_then(|name| name.to_str());
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name.unwrap_or("bulk.csv"), options)?;
    io::copy(file, &mut archive)?;
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::package;
    use std::io::{Cursor, Read};

    #[test]
    fn a_file_is_packed_once() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, packed) = (folder.path().join("b.csv"), folder.path().join("b.zip"));
        std::fs::write(&plain, "Type,Status\nFormat Version,\n").unwrap();
        let archive = package(&plain).unwrap();
        std::fs::write(&packed, &archive).unwrap();
        assert_eq!(package(&packed).unwrap(), archive);
        let mut read = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
        let mut text = String::new();
        let mut file = read.by_index(0).unwrap();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "Type,Status\nFormat Version,\n");
    }
}
