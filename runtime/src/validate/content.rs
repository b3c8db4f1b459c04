//! Content models: whether a sequence of elements is what a particle allows.
//!
//! A way of reading what has come so far is the stack of particles that are open, each with how often it has begun. All ways are
//! followed side by side; as the content models of a schema are deterministic, there are one or two. Numbers are counted, not
//! unrolled: a way that another one is as good as in every respect is dropped, so that nested repetitions stay few.
//!
//! Source: XML Schema Part 1, 3.8.4 and 3.9.4.

use super::grammar::{Grammar, Particle, Process, Term};
use super::index::{Index, Name};

/// How many ways are followed side by side; only what is no deterministic content model has more.
const MAX_WAYS: usize = 256;

/// A particle that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Open {
    particle: u32,
    /// How often it has begun; not counted on where more make no difference.
    count: u32,
    /// The place of the open part among the parts of a group.
    place: usize,
    /// The parts of `all` that have come.
    seen: Vec<u64>,
}

/// One way of reading what has come; the innermost particle last.
type Way = Vec<Open>;

/// What an element was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// The element of this number.
    Element(u32),
    /// What a wildcard admits.
    Any(Process),
}

/// What became of an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It may stand there.
    Taken(Taken),
    /// It may stand further behind: what these particles describe is missing before it.
    Early(Taken, Vec<u32>),
    /// It may not stand there, nor further behind; what may are these particles.
    Unexpected(Vec<u32>),
    /// There are too many ways to go on.
    Ambiguous,
}

/// How absent parts are seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// They are missing if they must be there.
    Counts,
    /// They never are.
    Forgiven,
}

/// The content of one element, as it comes.
#[derive(Debug)]
pub(super) struct Matcher<'g> {
    grammar: &'g Grammar,
    index: &'g Index,
    root: u32,
    ways: Vec<Way>,
    has_begun: bool,
}

/// What a leaf is asked: what it takes the element for.
type Ask<'a> = dyn FnMut(u32) -> Option<Taken> + 'a;

impl<'g> Matcher<'g> {
    pub(super) fn new(grammar: &'g Grammar, root: u32) -> Self {
        Self {
            grammar,
            index: grammar.index(),
            root,
            ways: Vec::new(),
            has_begun: false,
        }
    }

    /// Takes the next element.
    pub(super) fn step(&mut self, name: Name<'_>) -> Step {
        let (grammar, index) = (self.grammar, self.index);
        let mut ask = |leaf: u32| take(grammar, index, leaf, name);
        let mut next = self.follow(Missing::Counts, &mut ask);
        if !next.is_empty() {
            reduce(grammar, &mut next);
            if next.len() > MAX_WAYS {
                return Step::Ambiguous;
            }
            return Step::Taken(self.go(next));
        }
        let expected = self.expected();
        let mut forgiven = self.follow(Missing::Forgiven, &mut ask);
        forgiven.truncate(1);
        match forgiven.is_empty() {
            true => Step::Unexpected(expected),
            false => Step::Early(self.go(forgiven), expected),
        }
    }

    /// What must still come, if anything must.
    pub(super) fn finish(&self) -> Option<Vec<u32>> {
        let mut is_complete = !self.has_begun && self.is_emptiable(self.root, Missing::Counts);
        for way in &self.ways {
            let mut way = way.clone();
            is_complete |= self.leave(&mut way, Missing::Counts, &mut |_| None, &mut Vec::new());
        }
        (!is_complete).then(|| self.expected())
    }

    /// Goes on with these ways; what the element was taken for: what is declared, rather than a wildcard.
    fn go(&mut self, next: Vec<(Way, Taken)>) -> Taken {
        let declared = next.iter().map(|(_, taken)| *taken);
        let taken = declared
            .clone()
            .find(|taken| matches!(taken, Taken::Element(_)))
            .or_else(|| next.first().map(|(_, taken)| *taken));
        self.ways = next.into_iter().map(|(way, _)| way).collect();
        self.has_begun = true;
        taken.unwrap_or(Taken::Any(Process::Skip))
    }

    /// The leaves that may come next.
    fn expected(&self) -> Vec<u32> {
        let mut leaves = Vec::new();
        self.follow(Missing::Counts, &mut |leaf| {
            if !leaves.contains(&leaf) && leaves.len() < 8 {
                leaves.push(leaf);
            }
            None
        });
        leaves
    }

    /// All ways to go on with an element.
    fn follow(&self, missing: Missing, ask: &mut Ask<'_>) -> Vec<(Way, Taken)> {
        let mut next = Vec::new();
        if !self.has_begun {
            self.enter(self.root, &mut Vec::new(), missing, ask, &mut next);
        }
        for way in &self.ways {
            self.leave(&mut way.clone(), missing, ask, &mut next);
        }
        next
    }

    fn particle(&self, number: u32) -> &'static Particle {
        &self.grammar.tables.particles[number as usize]
    }

    fn is_emptiable(&self, number: u32, missing: Missing) -> bool {
        missing == Missing::Forgiven || self.index.is_emptiable[number as usize]
    }

    /// Goes on behind the innermost open particle, outwards; whether all may end there.
    fn leave(
        &self,
        way: &mut Way,
        missing: Missing,
        ask: &mut Ask<'_>,
        next: &mut Vec<(Way, Taken)>,
    ) -> bool {
        while let Some(open) = way.pop() {
            let particle = self.particle(open.particle);
            let is_done = self.go_on_inside(&open, way, missing, ask, next);
            if !is_done {
                return false;
            }
            if open.count < particle.max {
                let again = Open {
                    count: saturated(particle, open.count + 1),
                    place: 0,
                    seen: Vec::new(),
                    particle: open.particle,
                };
                self.begin(again, way, missing, ask, next);
            }
            let is_enough = open.count >= particle.min
                || missing == Missing::Forgiven
                || self.is_body_emptiable(particle);
            if !is_enough {
                return false;
            }
        }
        true
    }

    /// Whether what a particle repeats may be empty, so that what is missing of its number may be empty, too.
    fn is_body_emptiable(&self, particle: &Particle) -> bool {
        let is_emptiable = |part: &u32| self.index.is_emptiable[*part as usize];
        match particle.term {
            Term::Element(_) | Term::Any(..) => false,
            Term::Sequence(parts) | Term::All(parts) => parts.iter().all(is_emptiable),
            Term::Choice(parts) => parts.iter().any(is_emptiable),
        }
    }

    /// Goes on with the parts of a group behind the one that was left; whether the group may end there.
    fn go_on_inside(
        &self,
        open: &Open,
        way: &mut Way,
        missing: Missing,
        ask: &mut Ask<'_>,
        next: &mut Vec<(Way, Taken)>,
    ) -> bool {
        match self.particle(open.particle).term {
            Term::Element(_) | Term::Any(..) | Term::Choice(_) => true,
            Term::Sequence(parts) => {
                let from = open.place + 1;
                self.enter_parts(open, from, parts, way, missing, ask, next)
            }
            Term::All(parts) => self.enter_unseen(open, parts, way, missing, ask, next),
        }
    }

    /// Begins a particle that may be absent.
    fn enter(
        &self,
        number: u32,
        way: &mut Way,
        missing: Missing,
        ask: &mut Ask<'_>,
        next: &mut Vec<(Way, Taken)>,
    ) {
        let open = Open {
            particle: number,
            count: saturated(self.particle(number), 1),
            place: 0,
            seen: Vec::new(),
        };
        self.begin(open, way, missing, ask, next);
    }

    /// Begins a particle once more: an element, or the first parts of a group.
    fn begin(
        &self,
        open: Open,
        way: &mut Way,
        missing: Missing,
        ask: &mut Ask<'_>,
        next: &mut Vec<(Way, Taken)>,
    ) {
        match self.particle(open.particle).term {
            Term::Element(_) | Term::Any(..) => {
                if let Some(taken) = ask(open.particle) {
                    let mut found = way.clone();
                    found.push(open);
                    next.push((found, taken));
                }
            }
            Term::Sequence(parts) => {
                self.enter_parts(&open, 0, parts, way, missing, ask, next);
            }
            Term::Choice(parts) => {
                for (place, part) in parts.iter().enumerate() {
                    way.push(Open {
                        place,
                        ..open.clone()
                    });
                    self.enter(*part, way, missing, ask, next);
                    way.pop();
                }
            }
            Term::All(parts) => {
                self.enter_unseen(&open, parts, way, missing, ask, next);
            }
        }
    }

    /// Enters the parts of a sequence from a place on, up to the first that must be there; whether there is none.
    #[expect(clippy::too_many_arguments, reason = "a walk carries its state")]
    fn enter_parts(
        &self,
        open: &Open,
        from: usize,
        parts: &[u32],
        way: &mut Way,
        missing: Missing,
        ask: &mut Ask<'_>,
        next: &mut Vec<(Way, Taken)>,
    ) -> bool {
        for (place, part) in parts.iter().enumerate().skip(from) {
            way.push(Open {
                place,
                ..open.clone()
            });
            self.enter(*part, way, missing, ask, next);
            way.pop();
            if !self.is_emptiable(*part, missing) {
                return false;
            }
        }
        true
    }

    /// Enters the parts of `all` that have not come; whether none of them must.
    fn enter_unseen(
        &self,
        open: &Open,
        parts: &[u32],
        way: &mut Way,
        missing: Missing,
        ask: &mut Ask<'_>,
        next: &mut Vec<(Way, Taken)>,
    ) -> bool {
        let mut is_complete = true;
        for (place, part) in parts.iter().enumerate() {
            if open.has_seen(place) {
                continue;
            }
            way.push(open.with_seen(place));
            self.enter(*part, way, missing, ask, next);
            way.pop();
            is_complete &= self.is_emptiable(*part, missing);
        }
        is_complete
    }
}

impl Open {
    fn has_seen(&self, place: usize) -> bool {
        let block = self.seen.get(place / 64);
        block.is_some_and(|block| block >> (place % 64) & 1 == 1)
    }

    fn with_seen(&self, place: usize) -> Self {
        let mut open = self.clone();
        open.seen.resize(open.seen.len().max(place / 64 + 1), 0);
        open.seen[place / 64] |= 1 << (place % 64);
        open
    }
}

/// How often a particle has begun, as far as that makes a difference.
fn saturated(particle: &Particle, count: u32) -> u32 {
    match particle.max {
        super::grammar::MANY => count.min(particle.min.max(1)),
        _ => count,
    }
}

/// What a leaf takes an element for.
fn take(grammar: &Grammar, index: &Index, leaf: u32, name: Name<'_>) -> Option<Taken> {
    match grammar.tables.particles[leaf as usize].term {
        Term::Element(element) => index.stand_in(element, name).map(Taken::Element),
        Term::Any(wildcard, process) => wildcard
            .admits(name.namespace)
            .then_some(Taken::Any(process)),
        Term::Sequence(_) | Term::Choice(_) | Term::All(_) => None,
    }
}

/// Drops the ways that others are as good as.
fn reduce(grammar: &Grammar, ways: &mut Vec<(Way, Taken)>) {
    if ways.len() == 1 {
        return;
    }
    let mut kept: Vec<(Way, Taken)> = Vec::with_capacity(ways.len());
    for (way, taken) in ways.drain(..) {
        if kept
            .iter()
            .any(|(other, _)| is_as_good(grammar, other, &way))
        {
            continue;
        }
        kept.retain(|(other, _)| !is_as_good(grammar, &way, other));
        kept.push((way, taken));
        if kept.len() > MAX_WAYS {
            break;
        }
    }
    *ways = kept;
}

/// Whether one way can go on with whatever another can: it is open in the same places, and no count is further.
fn is_as_good(grammar: &Grammar, one: &Way, other: &Way) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let min = grammar.tables.particles[one.particle as usize].min;
            let is_enough = one.count >= min && one.count <= other.count;
            one.particle == other.particle
                && one.place == other.place
                && one.seen == other.seen
                && (one.count == other.count || is_enough)
        })
}
