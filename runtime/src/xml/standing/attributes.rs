//! The attributes of a start tag, the declarations among them, and what `xsi:nil` and `xsi:type` say.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::XSI;
use super::super::error::{Error, ErrorKind};
use super::super::scope::Resolved;
use super::{Name, Standing, malformed};
use crate::value::text::forbidden_char;

/// Up to how many attributes each is compared with each: a set needs memory.
const FEW: usize = 8;

/// An attribute other than a namespace declaration.
#[derive(Clone, Debug)]
pub(crate) struct SourceAttribute<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    pub(crate) namespace: Resolved,
    pub(crate) value: Cow<'a, str>,
}

impl<'a> Standing<'a> {
    #[inline(never)]
    pub(super) fn forget_attributes(&mut self) {
        self.attributes.clear();
        self.xsi_type = None;
    }

    /// Takes an attribute of the start tag, or a declaration.
    pub(in crate::xml) fn add_attribute(
        &mut self,
        name: Name,
        value: Cow<'a, str>,
    ) -> Result<(), Error> {
        let prefix = self.text[name.start..name.local].trim_end_matches(':');
        let local = &self.text[name.local..name.end];
        let declared = match (prefix, local) {
            ("", "xmlns") => "",
            ("xmlns", prefix) => prefix,
            _ => {
                self.attributes.push(SourceAttribute {
                    prefix,
                    local,
                    namespace: Resolved::NONE,
                    value,
                });
                return Ok(());
            }
        };
        // What a namespace holds goes into messages again, where no setting lets it through.
        if let Some((_, character)) = forbidden_char(&value) {
            let code = u32::from(character);
            let message = format!("a namespace holds U+{code:04X}, which XML 1.0 forbids");
            return Err(malformed(message, name.start));
        }
        let refused = self.scope.declare(declared, value, self.depth + 1).err();
        match refused {
            None => Ok(()),
            Some(refused) => Err(self.undeclarable(refused, declared, name.start)),
        }
    }

    /// Takes the only attribute of the start tag, whose prefix was looked up before; it is not `xsi:nil`.
    pub(in crate::xml) fn take_only(&mut self, attribute: SourceAttribute<'a>, is_xsi_type: bool) {
        self.attributes.push(attribute);
        self.xsi_type = is_xsi_type.then_some(0);
    }

    /// Whether an attribute is `xsi:nil`, its prefix being looked up.
    pub(in crate::xml) fn is_xsi_nil(&self, attribute: &SourceAttribute<'_>) -> bool {
        attribute.local == "nil" && self.scope.is(attribute.namespace, XSI)
    }

    /// Looks up the prefixes of the attributes, when all declarations have been taken.
    pub(in crate::xml) fn resolve_attributes(&mut self) -> Result<(), Error> {
        for index in 0..self.attributes.len() {
            let SourceAttribute { prefix, local, .. } = self.attributes[index];
            if prefix.is_empty() {
                continue;
            }
            let namespace = self.resolve_prefix(prefix)?;
            self.attributes[index].namespace = namespace;
            if self.scope.is(namespace, XSI) {
                match local {
                    "nil" => self.nil = self.parse_nil(&self.attributes[index].value)?,
                    "type" => self.xsi_type = Some(index),
                    _ => {}
                }
            }
        }
        self.refuse_duplicates()
    }

    fn parse_nil(&self, text: &str) -> Result<bool, Error> {
        match crate::value::text::trim(text) {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            other => {
                let message = format!("{other:?} is not a value of xsi:nil");
                Err(Error::new(ErrorKind::Value, message).at(self.offset()))
            }
        }
    }

    /// Refuses two attributes of one name, the prefixes being looked up.
    ///
    /// Source: XML 1.0, 3.1, "Unique Att Spec"; Namespaces in XML 1.0, 6.3.
    fn refuse_duplicates(&self) -> Result<(), Error> {
        let attributes = &self.attributes;
        let name = |index: usize| {
            let attribute: &SourceAttribute<'_> = &attributes[index];
            (attribute.local, self.scope.uri(attribute.namespace))
        };
        let twice = if attributes.len() <= FEW {
            (1..attributes.len()).find(|&index| (0..index).any(|other| name(other) == name(index)))
        } else {
            let mut seen = HashSet::with_capacity(attributes.len());
            (0..attributes.len()).find(|&index| !seen.insert(name(index)))
        };
        match twice {
            Some(index) => {
                let message = format!("the attribute `{}` is there twice", name(index).0);
                Err(malformed(message, self.offset()))
            }
            None => Ok(()),
        }
    }
}
