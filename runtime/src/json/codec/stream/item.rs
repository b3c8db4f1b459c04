//! Where an item ends.

/// An item that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) start: usize,
    pub(super) depth: usize,
    pub(super) text: Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    Outside,
    Inside,
    Escaped,
}

impl Item {
    /// Passes over the byte that stands at `at`; where the item ends, if it does with that.
    pub(super) fn pass(&mut self, byte: u8, at: usize) -> Option<usize> {
        match (self.text, byte) {
            (Text::Escaped, _) => self.text = Text::Inside,
            (Text::Inside, b'\\') => self.text = Text::Escaped,
            (Text::Inside, b'"') => {
                self.text = Text::Outside;
                return (self.depth == 0).then_some(at + 1);
            }
            (Text::Inside, _) => {}
            (Text::Outside, b'"') => self.text = Text::Inside,
            (Text::Outside, b'{' | b'[') => self.depth += 1,
            (Text::Outside, b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n')
                if self.depth == 0 =>
            {
                return Some(at);
            }
            (Text::Outside, b'}' | b']') => {
                self.depth -= 1;
                return (self.depth == 0).then_some(at + 1);
            }
            (Text::Outside, _) => {}
        }
        None
    }
}
