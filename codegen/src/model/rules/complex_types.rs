//! Complex types: how they may be derived, and what their content may be.
//!
//! Source: XML Schema Part 1, 3.4.6.

use super::Rules;
use super::content::{Compositor, Node, Part};
use crate::model::{
    Builtin, ComplexType, Content, Derivation, Derivations, EffectiveContent, Model, TypeId,
    TypeKind,
};
use crate::rule::Rule;
use crate::source::Place;

static EXTENSION: Rule = Rule::formal("cos-ct-extends", "3.4.6");
static RESTRICTION: Rule = Rule::formal("derivation-ok-restriction", "3.4.6");
static SIMPLE_CONTENT: Rule = Rule::formal("src-ct", "3.4.3");
static ALL_LIMITED: Rule = Rule::formal("cos-all-limited", "3.8.6");

impl<'c> Rules<'c> {
    /// Checks a complex type.
    pub(super) fn check_complex_type(&mut self, ty: TypeId, complex: &'c ComplexType) {
        let Some(place) = self.model[ty].place.as_ref() else {
            return;
        };
        self.check_final(ty, complex, place);
        self.check_simple_content(ty, complex, place);
        self.check_mixed(ty, complex, place);
        self.check_attributes(ty, complex);
        let Content::Elements(_) = complex.content else {
            self.check_emptied(ty, complex, place);
            return;
        };
        let Some(content) = Part::of_type(self.model, ty) else {
            return;
        };
        self.work += content.size();
        self.check_all(ty, &content);
        self.check_unique(ty, &content);
        self.check_consistent(ty, &content);
        if complex.derivation == Derivation::Restriction {
            self.check_restriction(ty, complex, &content, place);
        }
    }

    fn check_final(&mut self, ty: TypeId, complex: &ComplexType, place: &Place) {
        let finals = match &self.model[complex.base].kind {
            TypeKind::Complex(base) => base.finals,
            TypeKind::Simple(base) => base.finals,
            TypeKind::Builtin(_) => return,
        };
        let (is_final, how, rule) = match complex.derivation {
            Derivation::Extension => (finals.extension, "an extension", &EXTENSION),
            Derivation::Restriction => (finals.restriction, "a restriction", &RESTRICTION),
        };
        if is_final {
            let base = self.title(complex.base);
            let message = format!("{} is {how} of {base}, which forbids it", self.title(ty));
            self.breach(rule, place, message, "the base says so with `final`");
        }
    }

    /// Text is derived from text with attributes; an extension, from a simple type too.
    fn check_simple_content(&mut self, ty: TypeId, complex: &ComplexType, place: &Place) {
        let Content::Simple(text) = complex.content else {
            return;
        };
        let base = complex.base;
        let is_any = base == Model::builtin(Builtin::AnyType);
        let is_simple = self.model.variety(base).is_some();
        if is_any || (is_simple && complex.derivation == Derivation::Restriction) {
            let how = match complex.derivation {
                Derivation::Extension => "an extension",
                Derivation::Restriction => "a restriction",
            };
            let (title, base) = (self.title(ty), self.title(base));
            let message = format!("the simple content of {title} is {how} of {base}");
            let help = "restrict a complex type with simple content, or extend a simple type";
            self.breach(&SIMPLE_CONTENT, place, message, help);
            return;
        }
        let former = super::values::text_type(self.model, base);
        match former {
            Some(former)
                if complex.derivation == Derivation::Restriction
                    && !self.is_derived(text, former, Derivations::default()) =>
            {
                let message = format!(
                    "the text of {} does not restrict that of its base",
                    self.title(ty)
                );
                let help = "a restriction allows no more than its base";
                self.breach(&RESTRICTION, place, message, help);
            }
            None if !self.is_emptiable(base) => {
                let message = format!(
                    "{} has text alone, and its base needs elements",
                    self.title(ty)
                );
                let help = "only mixed content that may be empty can be restricted to text";
                self.breach(&RESTRICTION, place, message, help);
            }
            _ => {}
        }
    }

    /// Whether the content of a type may have no elements.
    fn is_emptiable(&self, ty: TypeId) -> bool {
        Part::of_type(self.model, ty).is_none_or(|content| content.is_emptiable())
    }

    /// A type is mixed as its base is; a restriction may take the text away.
    fn check_mixed(&mut self, ty: TypeId, complex: &ComplexType, place: &Place) {
        let Some(base) = self.model.complex(complex.base) else {
            return;
        };
        if matches!(complex.content, Content::Simple(_))
            || matches!(base.content, Content::Simple(_))
        {
            return;
        }
        let has_content = base.is_mixed
            || !matches!(
                self.model.content(complex.base),
                EffectiveContent::Empty | EffectiveContent::Any
            );
        let (is_wrong, rule) = match complex.derivation {
            Derivation::Extension => (has_content && complex.is_mixed != base.is_mixed, &EXTENSION),
            Derivation::Restriction => (complex.is_mixed && !base.is_mixed, &RESTRICTION),
        };
        if is_wrong {
            let word = |is_mixed| if is_mixed { "mixed" } else { "not mixed" };
            let message = format!(
                "{} is {}, and its base is {}",
                self.title(ty),
                word(complex.is_mixed),
                word(base.is_mixed)
            );
            self.breach(rule, place, message, "say `mixed` on both or on neither");
        }
    }

    /// `all` stands alone, at the top of a content model, and does not repeat.
    fn check_all(&mut self, ty: TypeId, content: &Part<'c>) {
        let mut open = vec![(content, true)];
        while let Some((part, is_top)) = open.pop() {
            let is_all = matches!(part.node, Node::Group(Compositor::All, _));
            if is_all && (!is_top || part.occurs.max != Some(1)) {
                let message = format!(
                    "in {}, `all` stands beside or inside something else, or repeats",
                    self.title(ty)
                );
                let help = "it is the whole content of a type, once";
                self.breach(&ALL_LIMITED, part.place, message, help);
            }
            open.extend(part.parts().iter().map(|part| (part, false)));
        }
    }

    fn check_restriction(
        &mut self,
        ty: TypeId,
        complex: &ComplexType,
        content: &Part<'c>,
        place: &Place,
    ) {
        if self.model.base(complex.base).is_none() {
            return;
        }
        let help = "a restriction allows no more than its base";
        let Some(base) = Part::of_type(self.model, complex.base) else {
            if matches!(self.model.content(complex.base), EffectiveContent::Empty)
                && !content.is_empty()
            {
                let message = format!("{} has elements, and its base has none", self.title(ty));
                self.breach(&RESTRICTION, place, message, help);
            }
            return;
        };
        if let Err(unfit) = self.fit(content, &base) {
            let message = format!(
                "{} is no restriction of its base: {}",
                self.title(ty),
                unfit.message
            );
            self.breach(unfit.rule, unfit.place, message, help);
        }
    }

    /// Checks a restriction that has no elements.
    fn check_emptied(&mut self, ty: TypeId, complex: &ComplexType, place: &Place) {
        let is_emptied =
            complex.content == Content::Empty && complex.derivation == Derivation::Restriction;
        let needed = match self.model.content(complex.base) {
            EffectiveContent::Simple(_) => "holds text",
            _ => "needs elements",
        };
        let is_wrong = needed == "holds text" || !self.is_emptiable(complex.base);
        if is_emptied && is_wrong {
            let message = format!("{} is empty, and its base {needed}", self.title(ty));
            let help = "a restriction allows no more than its base";
            self.breach(&RESTRICTION, place, message, help);
        }
    }
}
