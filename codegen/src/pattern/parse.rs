//! Reading patterns.

use super::class::{Class, Escape, EscapeKind, Member, Set, is_category};
use super::{Atom, Branch, Malformed, Piece, block};

/// How deep groups and subtractions may nest.
const MAX_DEPTH: usize = 128;

/// Reads a pattern as its branches.
pub(super) fn parse(text: &str) -> Result<Vec<Branch>, Malformed> {
    let mut parser = Parser {
        characters: text.chars().collect(),
        position: 0,
        depth: 0,
    };
    let branches = parser.branches()?;
    match parser.peek() {
        None => Ok(branches),
        Some(other) => parser.fail(format!("`{other}` closes nothing")),
    }
}

struct Parser {
    characters: Vec<char>,
    position: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.position).copied()
    }

    fn peek_second(&self) -> Option<char> {
        self.characters.get(self.position + 1).copied()
    }

    /// Whether the next character is this one, which is then taken.
    fn takes(&mut self, character: char) -> bool {
        let is_next = self.peek() == Some(character);
        self.position += usize::from(is_next);
        is_next
    }

    fn fail<T>(&self, reason: impl Into<String>) -> Result<T, Malformed> {
        self.fail_at(self.position, reason)
    }

    fn fail_at<T>(&self, position: usize, reason: impl Into<String>) -> Result<T, Malformed> {
        Err(Malformed {
            position,
            reason: reason.into(),
        })
    }

    /// All up to the end or a `)`.
    fn branches(&mut self) -> Result<Vec<Branch>, Malformed> {
        let mut branches = vec![self.branch()?];
        while self.takes('|') {
            branches.push(self.branch()?);
        }
        Ok(branches)
    }

    fn branch(&mut self) -> Result<Branch, Malformed> {
        let mut pieces = Vec::new();
        while let Some(next) = self.peek().filter(|next| !matches!(next, '|' | ')')) {
            let atom = self.atom(next)?;
            let (min, max) = self.quantity()?;
            pieces.push(Piece { atom, min, max });
        }
        Ok(pieces)
    }

    fn atom(&mut self, next: char) -> Result<Atom, Malformed> {
        match next {
            '(' => self.group(),
            '[' => Ok(Atom::Class(Class::Set(self.set()?))),
            '\\' => self.escape(),
            '.' => {
                self.position += 1;
                Ok(Atom::Class(Class::Wildcard))
            }
            '?' | '*' | '+' | '{' => self.fail("nothing to repeat"),
            ']' | '}' => self.fail(format!("`{next}` closes nothing")),
            character => {
                self.position += 1;
                Ok(Atom::Character(character))
            }
        }
    }

    fn group(&mut self) -> Result<Atom, Malformed> {
        let start = self.position;
        self.position += 1;
        self.enter()?;
        let branches = self.branches()?;
        self.depth -= 1;
        match self.takes(')') {
            true => Ok(Atom::Group(branches)),
            false => self.fail_at(start, "`(` is not closed"),
        }
    }

    fn enter(&mut self) -> Result<(), Malformed> {
        self.depth += 1;
        match self.depth > MAX_DEPTH {
            true => self.fail(format!("groups nest deeper than {MAX_DEPTH} levels")),
            false => Ok(()),
        }
    }

    /// How often the atom before occurs.
    fn quantity(&mut self) -> Result<(u32, Option<u32>), Malformed> {
        let start = self.position;
        if self.takes('?') {
            return Ok((0, Some(1)));
        }
        if self.takes('*') {
            return Ok((0, None));
        }
        if self.takes('+') {
            return Ok((1, None));
        }
        if !self.takes('{') {
            return Ok((1, Some(1)));
        }
        let Some(min) = self.number() else {
            return self.fail_at(start, "`{` without a number");
        };
        let max = match self.takes(',') {
            true => self.number(),
            false => Some(min),
        };
        if !self.takes('}') {
            return self.fail_at(start, "`{` is not closed");
        }
        match max {
            Some(max) if max < min => {
                self.fail_at(start, format!("a repetition from {min} to {max} times"))
            }
            max => Ok((min, max)),
        }
    }

    /// A number; one that is too large is the largest.
    fn number(&mut self) -> Option<u32> {
        let mut number: Option<u32> = None;
        while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
            let before = number.unwrap_or_default();
            number = Some(before.saturating_mul(10).saturating_add(digit));
            self.position += 1;
        }
        number
    }

    fn escape(&mut self) -> Result<Atom, Malformed> {
        Ok(match self.escaped()? {
            Escaped::Character(character) => Atom::Character(character),
            Escaped::Class(escape) => Atom::Class(Class::Escape(escape)),
        })
    }

    /// What a `\` and what follows it stand for.
    fn escaped(&mut self) -> Result<Escaped, Malformed> {
        let start = self.position;
        self.position += 1;
        let Some(letter) = self.peek() else {
            return self.fail_at(start, "`\\` at the end");
        };
        self.position += 1;
        let lower = letter.to_ascii_lowercase();
        if lower == 'p' {
            let kind = self.property(start, letter)?;
            let is_negated = letter == 'P';
            return Ok(Escaped::Class(Escape { is_negated, kind }));
        }
        if let Some(kind) = EscapeKind::of_letter(lower) {
            let is_negated = letter.is_ascii_uppercase();
            return Ok(Escaped::Class(Escape { is_negated, kind }));
        }
        Ok(Escaped::Character(match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
                letter
            }
            _ => return self.fail_at(start, format!("`\\{letter}` means nothing")),
        }))
    }

    /// The name in braces after `\p` or `\P`.
    fn property(&mut self, start: usize, letter: char) -> Result<EscapeKind, Malformed> {
        let rest = &self.characters[self.position..];
        let end = rest.iter().position(|character| *character == '}');
        let (Some('{'), Some(end)) = (self.peek(), end) else {
            return self.fail_at(start, format!("`\\{letter}` without a name in braces"));
        };
        let name: String = rest[1..end].iter().collect();
        self.position += end + 1;
        if let Some(block) = name.strip_prefix("Is") {
            return match block::find(block) {
                Some(range) => Ok(EscapeKind::Block(range)),
                None => self.fail_at(start, format!("`\\{letter}{{{name}}}` names no block")),
            };
        }
        match is_category(&name) {
            true => Ok(EscapeKind::Category(name)),
            false => self.fail_at(start, format!("`\\{letter}{{{name}}}` names no category")),
        }
    }

    /// A class in brackets.
    fn set(&mut self) -> Result<Set, Malformed> {
        let start = self.position;
        self.position += 1;
        self.enter()?;
        let is_negated = self.takes('^');
        let mut set = Set {
            is_negated,
            members: Vec::new(),
            without: None,
        };
        loop {
            let Some(next) = self.peek() else {
                return self.fail_at(start, "`[` is not closed");
            };
            match (next, self.peek_second()) {
                (']', _) => break,
                ('-', Some('[')) if !set.members.is_empty() => {
                    self.position += 1;
                    set.without = Some(Box::new(self.set()?));
                    if self.peek() != Some(']') {
                        return self.fail("something after a subtraction");
                    }
                    break;
                }
                _ => {
                    let member = self.member(next, set.members.is_empty())?;
                    set.members.push(member);
                }
            }
        }
        if set.members.is_empty() {
            return self.fail_at(start, "`[]` is empty");
        }
        self.position += 1;
        self.depth -= 1;
        Ok(set)
    }

    /// A character, range or escape in brackets.
    fn member(&mut self, next: char, is_first: bool) -> Result<Member, Malformed> {
        let start = self.position;
        let low = match next {
            '[' => return self.fail("`[` in brackets"),
            '\\' => match self.escaped()? {
                Escaped::Class(escape) => return Ok(Member::Escape(escape)),
                Escaped::Character(character) => character,
            },
            character => {
                self.position += 1;
                character
            }
        };
        let is_last = |parser: &Self| {
            parser.peek() == Some(']')
                || (parser.peek() == Some('-') && parser.peek_second() == Some('['))
        };
        if next == '-' {
            return match is_first || is_last(self) {
                true => Ok(Member::Range('-', '-')),
                false => self.fail_at(start, "a `-` between other characters"),
            };
        }
        let is_range =
            self.peek() == Some('-') && !matches!(self.peek_second(), None | Some('[' | ']'));
        if !is_range {
            return Ok(Member::Range(low, low));
        }
        self.position += 1;
        let high = match self.peek() {
            Some('\\') => match self.escaped()? {
                Escaped::Character(character) => character,
                Escaped::Class(_) => return self.fail_at(start, "a range to a class"),
            },
            Some(character) => {
                self.position += 1;
                character
            }
            None => return self.fail_at(start, "`[` is not closed"),
        };
        match low <= high {
            true => Ok(Member::Range(low, high)),
            false => self.fail_at(start, format!("a range from `{low}` to `{high}`")),
        }
    }
}

enum Escaped {
    Character(char),
    Class(Escape),
}
