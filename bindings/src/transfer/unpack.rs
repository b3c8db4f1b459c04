//! Files out of what they were packed in.

use super::limits::FileLimits;
use crate::{Error, ErrorKind};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// How a file is packed, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Zip,
    Gzip,
    Plain,
}

impl Packing {
    fn of(start: &[u8]) -> Self {
        match start {
            [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => Self::Zip,
            [0x1f, 0x8b, ..] => Self::Gzip,
            _ => Self::Plain,
        }
    }
}

/// Writes the one file that is in `packed` to `out`; how many bytes it has comes back.
///
/// An archive that is cut off, or whose sum is not right, is an error: what was written then is of no use.
pub(super) fn unpack(packed: &mut File, out: &mut File, limits: &FileLimits) -> Result<u64, Error> {
    let broken = |error: io::Error| {
        let what = format!("the file that came cannot be unpacked: {error}");
        Error::told(ErrorKind::NotUnderstood, what)
    };
    let mut start = [0; 4];
    packed.seek(SeekFrom::Start(0)).map_err(broken)?;
    let count = read_up_to(packed, &mut start).map_err(broken)?;
    packed.seek(SeekFrom::Start(0)).map_err(broken)?;
    let mut reader = BufReader::new(packed);
    let max = limits.max_unpacked_bytes;
    match Packing::of(&start[..count]) {
        Packing::Plain => copy(reader, out, max),
        Packing::Gzip => copy(flate2::read::MultiGzDecoder::new(reader), out, max),
        Packing::Zip => {
            let mut archive = zip::ZipArchive::new(&mut reader).map_err(|e| broken(e.into()))?;
            let entry = the_one_file(&mut archive)?;
            let file = archive.by_index(entry).map_err(|e| broken(e.into()))?;
            copy(file, out, max)
        }
    }
}

fn read_up_to(file: &mut File, start: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < start.len() {
        match file.read(&mut start[count..])? {
            0 => break,
            read => count += read,
        }
    }
    Ok(count)
}

/// The place of the only file in an archive.
fn the_one_file<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> Result<usize, Error> {
    let mut files = Vec::new();
    for index in 0..archive.len() {
        if archive
            .by_index_raw(index)
            .is_ok_and(|entry| entry.is_file())
        {
            files.push(index);
        }
    }
    match files.as_slice() {
        [index] => Ok(*index),
        files => {
            let count = files.len();
            let what = format!("the archive that came has {count} files; one is expected");
            Err(Error::told(ErrorKind::NotUnderstood, what))
        }
    }
}

fn copy(from: impl Read, to: &mut File, max_bytes: u64) -> Result<u64, Error> {
    let mut limited = from.take(max_bytes.saturating_add(1));
    let mut out = BufWriter::new(to);
    let mut part = vec![0; 64 * 1024];
    let mut total = 0;
    loop {
        let count = limited.read(&mut part).map_err(|error| {
            let what = format!("the file that came is broken or cut off: {error}");
            Error::told(ErrorKind::NotUnderstood, what)
        })?;
        if count == 0 {
            break;
        }
        total += count as u64;
        if total > max_bytes {
            let what = format!("the file that came becomes larger than {max_bytes} bytes");
            return Err(Error::told(ErrorKind::NotUnderstood, what));
        }
        out.write_all(&part[..count]).map_err(unwritten)?;
    }
    out.flush().map_err(unwritten)?;
    Ok(total)
}

pub(super) fn unwritten(error: io::Error) -> Error {
    Error::new(
        ErrorKind::File,
        format!("the file cannot be written: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::unpack;
    use crate::transfer::FileLimits;
    use std::io::{Cursor, Read, Seek, SeekFrom, Write};

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn gzipped(content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(packed: &[u8], max_unpacked_bytes: u64) -> Result<Vec<u8>, String> {
        let (mut from, mut to) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        from.write_all(packed).unwrap();
        let limits = FileLimits {
            max_unpacked_bytes,
            ..FileLimits::default()
        };
        let count = unpack(&mut from, &mut to, &limits).map_err(|error| error.to_string())?;
        let mut content = Vec::new();
        to.seek(SeekFrom::Start(0)).unwrap();
        to.read_to_end(&mut content).unwrap();
        assert_eq!(content.len() as u64, count);
        Ok(content)
    }

    #[test]
    fn files_are_found_in_every_packing() {
        let text = b"A,B\n1,2\n";
        for packed in [zipped(&[("r.csv", text)]), gzipped(text), text.to_vec()] {
            assert_eq!(unpacked(&packed, 100).unwrap(), text);
        }
        assert_eq!(unpacked(b"", 100).unwrap(), b"");
    }

    #[test]
    fn what_unpacks_beyond_the_limit_is_refused() {
        let bomb = vec![b' '; 100_000];
        for packed in [zipped(&[("r.csv", &bomb)]), gzipped(&bomb), bomb.clone()] {
            let error = unpacked(&packed, 99_999).unwrap_err();
            assert!(error.contains("becomes larger than 99999 bytes"), "{error}");
            assert_eq!(unpacked(&packed, 100_000).unwrap().len(), 100_000);
        }
    }

    #[test]
    fn what_is_cut_off_is_broken() {
        let text: Vec<u8> = (0..50_000_u32).flat_map(u32::to_le_bytes).collect();
        for packed in [zipped(&[("r.csv", &text)]), gzipped(&text)] {
            for length in [packed.len() - 1, packed.len() / 2, 10] {
                assert!(unpacked(&packed[..length], 1 << 20).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn an_archive_has_one_file() {
        let error = unpacked(&zipped(&[("a", b"1"), ("b", b"2")]), 100).unwrap_err();
        assert_eq!(error, "the archive that came has 2 files; one is expected");
        assert!(unpacked(&zipped(&[]), 100).is_err());
    }
}
