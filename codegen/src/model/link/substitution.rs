//! Substitution groups: the types their members inherit, and all members of each head.

use std::collections::{HashMap, HashSet};

use super::{Linker, number};
use crate::model::ElementId;

/// How many members all substitution groups may have together: heads that are members themselves make them grow.
const MAX_MEMBERS: usize = 10_000_000;

impl Linker<'_> {
    /// Gives elements without a type that of their head, and every head its members.
    pub(super) fn settle_substitutions(&mut self) {
        let mut untyped: Vec<_> = self.untyped.iter().copied().collect();
        untyped.sort_unstable();
        for id in untyped {
            self.inherit_type(id);
        }
        let mut members: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
        for index in self.first_element..self.model.elements.len() {
            let id = ElementId(number(index));
            if let Some(head) = self.model[id].substitution_head {
                members.entry(head).or_default().push(id);
            }
        }
        let mut heads: Vec<_> = members.keys().copied().collect();
        heads.sort_unstable();
        let mut total = 0;
        for head in heads {
            if total > MAX_MEMBERS {
                let place = self.model[head].place.clone();
                let message = format!("the substitution groups have over {MAX_MEMBERS} members");
                self.error(&place, message);
                return;
            }
            self.collect_members(head, &members);
            total += self.model[head].substitutes.len();
        }
    }

    /// Takes the type of the nearest head that has one of its own; the heads between take it too.
    fn inherit_type(&mut self, id: ElementId) {
        let mut path = Vec::new();
        let mut current = id;
        while self.untyped.remove(&current) {
            path.push(current);
            match self.model[current].substitution_head {
                Some(head) => current = head,
                None => break,
            }
        }
        let ty = self.model[current].ty;
        for member in path {
            self.model.elements[member.index()].ty = ty;
        }
    }

    fn collect_members(&mut self, head: ElementId, members: &HashMap<ElementId, Vec<ElementId>>) {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![head];
        while let Some(current) = open.pop() {
            for member in members.get(&current).map_or(&[][..], Vec::as_slice) {
                if *member == head {
                    let place = self.model[head].place.clone();
                    let message = format!(
                        "element `{}` is in its own substitution group",
                        self.model[head].name.local
                    );
                    self.error(&place, message);
                } else if seen.insert(*member) {
                    found.push(*member);
                    open.push(*member);
                }
            }
        }
        found.sort_unstable();
        self.model.elements[head.index()].substitutes = found;
    }
}
