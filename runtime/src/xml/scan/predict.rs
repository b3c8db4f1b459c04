//! Predicted tags: the start tag that the schema says comes next, compared as a whole.
//!
//! A message of a service mostly is the elements of its schema in their order, without attributes. Where the text goes on with
//! `<Name>` of the row that is expected, nothing has to be looked for: a record of w1 goes from 6,850 to 4,613 instructions. Where
//! it does not, optional elements were left out: the rows behind are compared one by one, and mostly the first word of a name
//! tells that it is another.

use super::super::error::Error;
use super::super::scope::Resolved;
use super::super::seen::Seen;
use super::super::source::Next;
use super::super::standing::Name;
use super::word::same;
use super::{Scanner, is_space};
use crate::table::{Place, Row};

impl Scanner<'_> {
    /// Moves to the next child, which is probably the element of the row `expected`, or of another from `next` on that was not
    /// seen; before it, if it is nil as others were.
    #[inline(always)]
    pub(in crate::xml) fn child_among(
        &mut self,
        rows: &[Row],
        next: usize,
        expected: usize,
        seen: &Seen,
    ) -> Result<Next, Error> {
        if let Some(row) = rows.get(expected)
            && row.place == Place::Element
            && !self.standing.empty
            && self.standing.scope.is_default(row.namespace)
            && let Some((_, tag)) = row.tag.as_bytes().split_last()
            && let Some((found, behind)) = self
                .bytes
                .get(self.at..)
                .and_then(|rest| rest.split_at_checked(tag.len()))
            && same(found, tag)
            && !seen.has(expected)
        {
            let start = self.at + 1;
            let end = self.at + tag.len();
            match behind {
                [b'>', ..] => {
                    self.at = end + 1;
                    let namespace = self.standing.scope.default();
                    self.standing.stand_at(Name::plain(start, end), namespace)?;
                    return Ok(Next::Expected);
                }
                [b' ', ..] if self.foresees_nil(end) => return Ok(Next::ExpectedNil),
                _ => {}
            }
        }
        if let Some([b'<', b'/', ..]) = self.bytes.get(self.at..)
            && !self.standing.empty
        {
            self.take_end()?;
            return Ok(Next::End);
        }
        self.child_from(rows, next, expected, seen)
    }

    /// As [`child_among`](Self::child_among), where something was left out, or stands behind white space, under a prefix or with
    /// attributes.
    #[inline(never)]
    fn child_from(
        &mut self,
        rows: &[Row],
        next: usize,
        expected: usize,
        seen: &Seen,
    ) -> Result<Next, Error> {
        if self.standing.empty {
            return self.any_child();
        }
        let compared = self.at;
        self.at = self.space_end(self.at);
        let rest = match self.bytes.get(self.at..) {
            Some([b'<', rest @ ..]) if rest.first() != Some(&b'/') => rest,
            _ => return self.any_child(),
        };
        let start = self.at + 1;
        let (local, namespace) = match &self.memos.prefix {
            Some(memo) if memo.begins(rest) => (start + memo.prefix.len() + 1, memo.namespace),
            _ => (start, self.standing.scope.default()),
        };
        let element = |index: usize| rows.get(index).filter(|row| row.place == Place::Element);
        // Where nothing stands before its name, it was compared already.
        let first = (local != compared + 1).then_some(expected);
        let first = first.filter(|index| element(*index).is_some());
        for index in first.into_iter().chain(next..rows.len()) {
            let Some(row) = element(index) else {
                break;
            };
            if let Some(end) = self.name_end(local, row)
                && (row.is_many() || !seen.has(index))
                && self.standing.scope.is(namespace, row.namespace)
            {
                self.found = index;
                return self.take_row(row, Name { start, local, end }, namespace);
            }
        }
        self.any_child()
    }

    /// Where the name of the row ends, if the name that begins there is that one.
    #[inline]
    fn name_end(&self, local: usize, row: &Row) -> Option<usize> {
        let [_, name @ .., _] = row.tag.as_bytes() else {
            return None;
        };
        let (found, behind) = self.bytes.get(local..)?.split_at_checked(name.len())?;
        let ends = same(found, name)
            && matches!(behind.first(), Some(&byte) if byte == b'>' || byte == b'/' || is_space(byte));
        ends.then_some(local + found.len())
    }

    /// Takes the start tag here, of that name, which is that of the row; or stays before it, if it is nil as others were.
    #[inline(always)]
    fn take_row(&mut self, row: &Row, name: Name, namespace: Resolved) -> Result<Next, Error> {
        if self.bytes.get(name.end) == Some(&b'>') {
            self.at = name.end + 1;
            self.standing.stand_at(name, namespace)?;
            return Ok(Next::Found);
        }
        if self.foresees_nil(name.end) {
            return Ok(Next::FoundNil);
        }
        self.take_other_start_of(name)?;
        // Its own declarations may have made it another name.
        let is_row = self
            .standing
            .scope
            .is(self.standing.namespace, row.namespace);
        Ok(if is_row { Next::Found } else { Next::Child })
    }

    /// The next child, whatever it is.
    fn any_child(&mut self) -> Result<Next, Error> {
        Ok(if self.child()? {
            Next::Child
        } else {
            Next::End
        })
    }

    /// The row of the child that [`child_among`](Self::child_among) found.
    pub(in crate::xml) fn found(&self) -> usize {
        self.found
    }

    /// Takes the nil element that [`child_among`](Self::child_among) came before, as a whole.
    #[inline]
    pub(in crate::xml) fn pass_nil(&mut self) -> Result<(), Error> {
        if !self.standing.may_enter() {
            self.child()?;
            return self.enter();
        }
        self.at = self.nil_end;
        self.standing.count()
    }
}
