//! What start tags teach about those to come: the same text means the same wherever the same declarations are in force.

use std::borrow::Cow;

use super::super::block::plain_length;
use super::super::error::Error;
use super::super::scope::{Resolved, Scope};
use super::super::standing::{Name, SourceAttribute};
use super::Scanner;
use super::word::same;

/// The last start tag that was nothing but a name and `xsi:nil="true"`.
///
/// So nil costs one compare: four nils of nine members take a record from 10,964 to 6,406 instructions.
#[derive(Debug)]
struct NilMemo<'a> {
    /// Such as ` i:nil="true"/>`.
    text: &'a [u8],
    attribute: SourceAttribute<'a>,
}

/// The last attribute that was the only one of its start tag, whatever its value was.
///
/// So `xsi:type` costs two compares and a look for the end of its value: a record of W2 (`benches/messages`), with one of them, goes
/// from 9,432 to 9,032 instructions.
#[derive(Debug)]
struct AttributeMemo<'a> {
    /// Up to its value, such as ` i:type="`.
    text: &'a [u8],
    attribute: SourceAttribute<'a>,
    is_xsi_type: bool,
}

/// The last prefix of a child, for elements that are expected in its namespace: a record under a prefix goes from 9,288 to 6,133
/// instructions.
#[derive(Debug)]
pub(super) struct PrefixMemo<'a> {
    pub(super) prefix: &'a str,
    pub(super) namespace: Resolved,
}

impl PrefixMemo<'_> {
    /// Whether a name that begins there has the prefix.
    #[inline]
    pub(super) fn begins(&self, name: &[u8]) -> bool {
        let parts = name.split_at_checked(self.prefix.len());
        parts.is_some_and(|(prefix, behind)| {
            behind.first() == Some(&b':') && same(prefix, self.prefix.as_bytes())
        })
    }
}

/// A start tag that was nothing but a name and the declaration of one prefix.
///
/// .NET declares the prefix of a list's items on each list: two such elements in a record took a tenth of its time.
#[derive(Debug)]
struct DeclarationMemo<'a> {
    /// Such as ` xmlns:a="urn:a">`.
    text: &'a [u8],
    prefix: &'a str,
    uri: &'a str,
}

/// How many declarations are remembered: WCF's replies have two kinds of them, for arrays and for dictionaries.
const DECLARATIONS: usize = 2;

/// What is remembered of start tags.
#[derive(Debug, Default)]
pub(super) struct Memos<'a> {
    nil: Option<NilMemo<'a>>,
    attribute: Option<AttributeMemo<'a>>,
    pub(super) prefix: Option<PrefixMemo<'a>>,
    declarations: [Option<DeclarationMemo<'a>>; DECLARATIONS],
}

impl Memos<'_> {
    /// Forgets what a prefix meant that is declared anew.
    fn forget_prefix(&mut self, prefix: &str) {
        self.nil.take_if(|nil| nil.attribute.prefix == prefix);
        self.attribute
            .take_if(|last| last.attribute.prefix == prefix);
        self.prefix.take_if(|last| last.prefix == prefix);
    }

    /// Forgets what declarations meant that are no longer in force.
    fn hold_to(&mut self, scope: &Scope<'_>) {
        self.nil
            .take_if(|nil| !scope.holds(nil.attribute.namespace));
        self.attribute
            .take_if(|last| !scope.holds(last.attribute.namespace));
        self.prefix.take_if(|last| !scope.holds(last.namespace));
    }
}

impl<'a> Scanner<'a> {
    /// Whether the start tag says nil as the one before did, behind its name, which ends there; its end is then `nil_end`.
    #[inline(always)]
    pub(super) fn foresees_nil(&mut self, name_end: usize) -> bool {
        let Some(memo) = &self.memos.nil else {
            return false;
        };
        self.nil_end = name_end + memo.text.len();
        let found = self.bytes.get(name_end..self.nil_end);
        found.is_some_and(|found| same(found, memo.text))
    }

    /// Takes the rest of the start tag that [`foresees_nil`](Self::foresees_nil) compared.
    pub(super) fn take_nil(&mut self) {
        if let Some(memo) = &self.memos.nil {
            self.at = self.nil_end;
            self.standing.nil = true;
            self.standing.empty = true;
            self.standing.attributes.push(memo.attribute.clone());
        }
    }

    /// Whether the start tag declares what one before did, behind its name, which ends there: which of those that are remembered.
    #[inline]
    pub(super) fn foresees_declaration(&self, name_end: usize) -> Option<usize> {
        let rest = self.bytes.get(name_end..)?;
        self.memos.declarations.iter().position(|memo| {
            memo.as_ref().is_some_and(|memo| {
                let found = rest.get(..memo.text.len());
                found.is_some_and(|found| same(found, memo.text))
            })
        })
    }

    /// Takes the rest of the start tag that [`foresees_declaration`](Self::foresees_declaration) compared.
    pub(super) fn take_declaration(&mut self, known: usize, name: Name) -> Result<(), Error> {
        let Some(&DeclarationMemo { text, prefix, uri }) = self.memos.declarations[known].as_ref()
        else {
            return Ok(());
        };
        self.at = name.end + text.len();
        let namespace = self.standing.declare_again(prefix, uri)?;
        self.memos.forget_prefix(prefix);
        // What stands in the element mostly has the prefix.
        self.memos.prefix = Some(PrefixMemo { prefix, namespace });
        Ok(())
    }

    /// Takes the rest of a start tag that has the attribute which one before had, with any value, behind its name, which ends there;
    /// `false`, and nothing taken, if it has not.
    #[inline]
    pub(super) fn take_known_attribute(&mut self, name_end: usize) -> bool {
        let Some(memo) = &self.memos.attribute else {
            return false;
        };
        let start = name_end + memo.text.len();
        let found = self.bytes.get(name_end..start);
        if !found.is_some_and(|found| same(found, memo.text)) {
            return false;
        }
        let end = start + plain_length::<b'"'>(&self.bytes[start..]);
        let (at, empty) = match self.bytes[end..] {
            [b'"', b'>', ..] => (end + 2, false),
            [b'"', b'/', b'>', ..] => (end + 3, true),
            _ => return false,
        };
        self.at = at;
        self.standing.empty = empty;
        let attribute = SourceAttribute {
            value: Cow::Borrowed(&self.text[start..end]),
            ..memo.attribute
        };
        self.standing.take_only(attribute, memo.is_xsi_type);
        true
    }

    /// Notes what the start tag just taken teaches about those to come.
    pub(super) fn learn(&mut self, name: Name) {
        let standing = &self.standing;
        let mut declared = standing.scope.declared_at(standing.depth + 1);
        let (first, second) = (declared.next(), declared.next());
        for (prefix, _) in first.into_iter().chain(second).chain(declared) {
            self.memos.forget_prefix(prefix);
        }
        if let (Some((prefix, Cow::Borrowed(uri))), None) = (first, second)
            && standing.attributes.is_empty()
            && !standing.empty
            && !prefix.is_empty()
        {
            self.memos.declarations.rotate_right(1);
            self.memos.declarations[0] = Some(DeclarationMemo {
                text: &self.bytes[name.end..self.at],
                prefix,
                uri,
            });
        }
        if first.is_none()
            && let [attribute] = &*standing.attributes
            && let Cow::Borrowed(value) = attribute.value
        {
            let text = &self.bytes[name.end..self.at];
            let attribute = attribute.clone();
            if standing.nil && standing.empty {
                self.memos.nil = Some(NilMemo { text, attribute });
            } else if let Some(text) = up_to_value(text, value)
                && !standing.is_xsi_nil(&attribute)
            {
                self.memos.attribute = Some(AttributeMemo {
                    text,
                    is_xsi_type: standing.xsi_type().is_some(),
                    attribute,
                });
            }
        }
    }

    /// Notes the prefix of the start tag just taken.
    pub(super) fn learn_prefix(&mut self, name: Name) {
        self.memos.prefix = Some(PrefixMemo {
            prefix: &self.text[name.start..name.local - 1],
            namespace: self.standing.namespace,
        });
    }

    /// Forgets what declarations meant that are no longer in force.
    #[inline(never)]
    pub(super) fn forget_memos(&mut self) {
        self.memos.hold_to(&self.standing.scope);
    }
}

/// What stands before the value of an attribute, if nothing but its closing quote and the end of the tag stand behind.
fn up_to_value<'a>(text: &'a [u8], value: &str) -> Option<&'a [u8]> {
    let text = text
        .strip_suffix(b"\"/>")
        .or_else(|| text.strip_suffix(b"\">"))?;
    text.strip_suffix(value.as_bytes())
}
