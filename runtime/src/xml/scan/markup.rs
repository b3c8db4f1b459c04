//! Comments, processing instructions, CDATA sections, and the refusal of document type declarations.

use std::borrow::Cow;

use super::super::declaration;
use super::super::error::{Error, ErrorKind};
use super::super::standing::malformed;
use super::{Scanner, is_space};
use crate::value::text::forbidden_char;

impl<'a> Scanner<'a> {
    /// Takes what begins with `<!` or `<?` here; the text of a CDATA section.
    #[cold]
    pub(super) fn take_markup(&mut self) -> Result<Option<Cow<'a, str>>, Error> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            self.take_comment()?;
        } else if rest.starts_with("<?") {
            self.take_instruction()?;
        } else if rest.starts_with("<![CDATA[") {
            return self.take_cdata().map(Some);
        } else if rest.starts_with("<!DOCTYPE") {
            let message = "a document type declaration is not allowed";
            return Err(Error::new(ErrorKind::DocumentType, message).at(self.at));
        } else {
            return Err(malformed("`<!` begins nothing that is known", self.at));
        }
        Ok(None)
    }

    /// Source: XML 1.0, 2.5.
    fn take_comment(&mut self) -> Result<(), Error> {
        let start = self.at + 4;
        let end = self.find("--", start)?;
        self.check_characters(start, end)?;
        if self.bytes.get(end + 2) != Some(&b'>') {
            return Err(malformed("`--` stands in a comment", end));
        }
        self.at = end + 3;
        Ok(())
    }

    /// Source: XML 1.0, 2.6 and 2.8; Namespaces in XML 1.0, 7.
    fn take_instruction(&mut self) -> Result<(), Error> {
        let start = self.at + 2;
        let target_end = self.ncname_end(start)?;
        let end = self.find("?>", target_end)?;
        let target = &self.text[start..target_end];
        if end > target_end && !is_space(self.bytes[target_end]) {
            let message = "the target of a processing instruction is no name";
            return Err(malformed(message, target_end));
        }
        self.check_characters(target_end, end)?;
        if target == "xml" && self.at == 0 {
            declaration::check(&self.text[target_end..end])
                .map_err(|message| malformed(message, target_end))?;
        } else if target.eq_ignore_ascii_case("xml") {
            let message = "an XML declaration stands elsewhere than at the start";
            return Err(malformed(message, self.at));
        }
        self.at = end + 2;
        Ok(())
    }

    /// Source: XML 1.0, 2.7.
    fn take_cdata(&mut self) -> Result<Cow<'a, str>, Error> {
        if self.standing.depth == 0 {
            return Err(self.text_outside());
        }
        let start = self.at + 9;
        let end = self.find("]]>", start)?;
        self.check_characters(start, end)?;
        self.at = end + 3;
        let text = &self.text[start..end];
        Ok(if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        })
    }

    fn find(&self, what: &str, from: usize) -> Result<usize, Error> {
        match self.text.get(from..).and_then(|rest| rest.find(what)) {
            Some(found) => Ok(from + found),
            None => Err(self.cut_off()),
        }
    }

    fn check_characters(&self, start: usize, end: usize) -> Result<(), Error> {
        match forbidden_char(&self.text[start..end]) {
            Some((found, _)) => Err(self.forbidden(start + found)),
            None => Ok(()),
        }
    }
}
