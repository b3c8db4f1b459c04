//! From a byte offset to a line and a column, in constant time but for one binary search.

/// How far apart the counted offsets are.
const STRIDE: usize = 1024;

/// Where lines begin, and how many characters come before each multiple of [`STRIDE`].
#[derive(Debug)]
pub(super) struct LineIndex {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl LineIndex {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(ends.map(|(offset, _)| offset + 1))
            .collect();
        let mut characters = vec![0];
        for chunk in text.as_bytes().chunks(STRIDE) {
            let before = characters.last().copied().unwrap_or_default();
            characters.push(before + count_characters(chunk));
        }
        Self { starts, characters }
    }

    /// The line and the column of the character that begins at `offset`, both counted from 1.
    pub(super) fn locate(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = self.characters_before(text, offset) - self.characters_before(text, start) + 1;
        (saturate(line), saturate(column))
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        self.characters[chunk] + count_characters(&text.as_bytes()[chunk * STRIDE..offset])
    }
}

/// The number of characters that begin in these bytes.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let text = format!("a\n{}b", "ü".repeat(3000));
        let index = LineIndex::of(&text);
        assert_eq!(index.locate(&text, 0), (1, 1));
        assert_eq!(index.locate(&text, 2), (2, 1));
        assert_eq!(index.locate(&text, 2 + 6000), (2, 3001));
        assert_eq!(index.locate(&text, 9000), (2, 3002));
    }
}
