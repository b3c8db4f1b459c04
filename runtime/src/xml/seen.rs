//! Which rows of a table have been in a document.

/// Which rows have been in the document.
pub(crate) struct Seen {
    /// A bit for each of the first rows: mostly of all.
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    #[inline]
    pub(crate) fn new(rows: usize) -> Self {
        Self {
            first: 0,
            more: vec![0; rows.saturating_sub(1) / 64],
        }
    }

    /// Notes a row; whether it is the first time.
    #[inline]
    pub(crate) fn mark(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.first,
            word => &mut self.more[word - 1],
        };
        let bit = 1 << (index % 64);
        let first = *word & bit == 0;
        *word |= bit;
        first
    }

    /// Whether a row has been there.
    #[inline]
    pub(crate) fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more_of(word),
        };
        word >> (index % 64) & 1 != 0
    }

    #[cold]
    fn more_of(&self, word: usize) -> u64 {
        self.more[word - 1]
    }

    /// Whether no row has been there.
    pub(super) fn is_empty(&self) -> bool {
        self.first == 0 && self.more.iter().all(|word| *word == 0)
    }

    /// The rows, of so many, that have not been in the document.
    pub(crate) fn missing(&self, rows: usize) -> Missing<'_> {
        Missing {
            bits: !self.first,
            base: 0,
            more: self.more.iter(),
            rows,
        }
    }
}

/// Goes from bit to bit, and not over the rows that were there.
pub(crate) struct Missing<'a> {
    bits: u64,
    base: usize,
    more: std::slice::Iter<'a, u64>,
    rows: usize,
}

impl Iterator for Missing<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            self.bits = !*self.more.next()?;
            self.base += 64;
        }
        let index = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        (index < self.rows).then_some(index)
    }
}
