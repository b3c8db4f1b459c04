//! What start tags teach about those to come: the same text means the same wherever the same declarations are in force.

use std::borrow::Cow;

use super::super::error::Error;
use super::super::scope::Resolved;
use super::super::standing::{Name, SourceAttribute};
use super::Scanner;
use super::word::same;

/// The last start tag that was nothing but a name and `xsi:nil="true"`.
///
/// So nil costs one compare: four nils of nine members take a record from 10,964 to 6,406 instructions.
#[derive(Debug)]
pub(super) struct NilMemo<'a> {
    /// Such as ` i:nil="true"/>`.
    text: &'a [u8],
    attribute: SourceAttribute<'a>,
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
pub(super) struct DeclarationMemo<'a> {
    /// Such as ` xmlns:a="urn:a">`.
    text: &'a [u8],
    prefix: &'a str,
    uri: &'a str,
}

/// How many declarations are remembered: WCF's replies have two kinds of them, for arrays and for dictionaries.
pub(super) const DECLARATIONS: usize = 2;

impl<'a> Scanner<'a> {
    /// Whether the start tag says nil as the one before did, behind its name, which ends there; its end is then `nil_end`.
    #[inline]
    pub(super) fn foresees_nil(&mut self, name_end: usize) -> bool {
        let Some(memo) = &self.nil else {
            return false;
        };
        self.nil_end = name_end + memo.text.len();
        let found = self.bytes.get(name_end..self.nil_end);
        found.is_some_and(|found| same(found, memo.text))
    }

    /// Takes the rest of the start tag that [`foresees_nil`](Self::foresees_nil) compared.
    pub(super) fn take_nil(&mut self) {
        if let Some(memo) = &self.nil {
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
        self.declarations.iter().position(|memo| {
            memo.as_ref().is_some_and(|memo| {
                let found = rest.get(..memo.text.len());
                found.is_some_and(|found| same(found, memo.text))
            })
        })
    }

    /// Takes the rest of the start tag that [`foresees_declaration`](Self::foresees_declaration) compared.
    pub(super) fn take_declaration(&mut self, known: usize, name: Name) -> Result<(), Error> {
        let Some(&DeclarationMemo { text, prefix, uri }) = self.declarations[known].as_ref() else {
            return Ok(());
        };
        self.at = name.end + text.len();
        let namespace = self.standing.declare_again(prefix, uri)?;
        forget_prefix(&mut self.nil, &mut self.prefix, prefix);
        // What stands in the element mostly has the prefix.
        self.prefix = Some(PrefixMemo { prefix, namespace });
        Ok(())
    }

    /// Notes what the start tag just taken teaches about those to come.
    pub(super) fn learn(&mut self, name: Name) {
        let standing = &self.standing;
        let mut declared = standing.scope.declared_at(standing.depth + 1);
        let (first, second) = (declared.next(), declared.next());
        for (prefix, _) in first.into_iter().chain(second).chain(declared) {
            forget_prefix(&mut self.nil, &mut self.prefix, prefix);
        }
        if let (Some((prefix, Cow::Borrowed(uri))), None) = (first, second)
            && standing.attributes.is_empty()
            && !standing.empty
            && !prefix.is_empty()
        {
            self.declarations.rotate_right(1);
            self.declarations[0] = Some(DeclarationMemo {
                text: &self.bytes[name.end..self.at],
                prefix,
                uri,
            });
        }
        if first.is_none()
            && let [attribute] = &*standing.attributes
            && let (true, true, Cow::Borrowed(_)) = (standing.nil, standing.empty, &attribute.value)
        {
            self.nil = Some(NilMemo {
                text: &self.bytes[name.end..self.at],
                attribute: attribute.clone(),
            });
        }
    }

    /// Notes the prefix of the start tag just taken.
    pub(super) fn learn_prefix(&mut self, name: Name) {
        self.prefix = Some(PrefixMemo {
            prefix: &self.text[name.start..name.local - 1],
            namespace: self.standing.namespace,
        });
    }

    /// Forgets what declarations meant that are no longer in force.
    #[inline(never)]
    pub(super) fn forget_memos(&mut self) {
        let scope = &self.standing.scope;
        self.nil
            .take_if(|nil| !scope.holds(nil.attribute.namespace));
        self.prefix.take_if(|prefix| !scope.holds(prefix.namespace));
    }
}

/// Forgets what a prefix meant that is declared anew.
fn forget_prefix(nil: &mut Option<NilMemo<'_>>, last: &mut Option<PrefixMemo<'_>>, prefix: &str) {
    nil.take_if(|nil| nil.attribute.prefix == prefix);
    last.take_if(|last| last.prefix == prefix);
}
