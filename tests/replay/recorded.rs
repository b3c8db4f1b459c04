//! The form in which the recorded read cases give values: `T{V=2024-05-06T07:08:09.0000000(Utc); A=["x", null]}`.

/// A value that the data contract serialiser read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Recorded {
    Null,
    /// Where a cycle was cut.
    Cut,
    Text(String),
    Items(Vec<Recorded>),
    /// The name of a class, and its members in no order that matters.
    Object(String, Vec<(String, Recorded)>),
    Bytes(Vec<u8>),
    Char(i32),
    /// The number of an enumeration's value, flags combined.
    Enumeration(i64),
    /// Date, time and kind (`Utc`, `Local`, `Unspecified`).
    DateTime(String, String),
    /// Numbers, `True`, `False`, GUIDs, time spans: as they are.
    Plain(String),
}

/// Reads the whole of a text.
pub(crate) fn parse(text: &str) -> Result<Recorded, String> {
    let mut parser = Parser { rest: text };
    let value = parser.value()?;
    if parser.rest.is_empty() {
        Ok(value)
    } else {
        Err(format!("cannot be understood from {:?} on", parser.rest))
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn value(&mut self) -> Result<Recorded, String> {
        if self.take("...") {
            return Ok(Recorded::Cut);
        }
        if self.take("\"") {
            return self.string().map(Recorded::Text);
        }
        if self.take("[") {
            return self.items().map(Recorded::Items);
        }
        let word = self.until(&['{', '(', '[', ';', ']', '}', ',']);
        if self.take("{") {
            return self
                .members()
                .map(|members| Recorded::Object(word.to_owned(), members));
        }
        if word == "bytes" && self.take("[") {
            return self.bytes();
        }
        if self.take("(") {
            return self.in_parentheses(word);
        }
        match word {
            "null" => Ok(Recorded::Null),
            "" => Err(format!("a value is missing before {:?}", self.rest)),
            _ => Ok(Recorded::Plain(word.to_owned())),
        }
    }

    fn take(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, ends: &[char]) -> &'a str {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn string(&mut self) -> Result<String, String> {
        let mut units: Vec<u16> = Vec::new();
        loop {
            let mut characters = self.rest.chars();
            let character = characters.next().ok_or("a string has no end")?;
            self.rest = characters.as_str();
            match character {
                '"' => return String::from_utf16(&units).map_err(|error| error.to_string()),
                '\\' if self.take("u") => {
                    let digits = self.rest.get(..4).ok_or("an escape is cut off")?;
                    units.push(u16::from_str_radix(digits, 16).map_err(|error| error.to_string())?);
                    self.rest = &self.rest[4..];
                }
                '\\' => {
                    units.extend(self.rest.bytes().take(1).map(u16::from));
                    self.rest = self.rest.get(1..).ok_or("an escape is cut off")?;
                }
                other => units.extend(other.encode_utf16(&mut [0; 2]).iter()),
            }
        }
    }

    fn items(&mut self) -> Result<Vec<Recorded>, String> {
        let mut items = Vec::new();
        while !self.take("]") {
            items.push(self.value()?);
            let _ = self.take(", ") || self.take("; ") || self.take(",") || self.take(";");
        }
        Ok(items)
    }

    fn members(&mut self) -> Result<Vec<(String, Recorded)>, String> {
        let mut members = Vec::new();
        while !self.take("}") {
            let name = self.until(&['=', '}']).to_owned();
            if !self.take("=") {
                return Err(format!("the member {name:?} has no value"));
            }
            members.push((name, self.value()?));
            let _ = self.take("; ");
        }
        Ok(members)
    }

    fn bytes(&mut self) -> Result<Recorded, String> {
        let text = self.until(&[']']);
        let digits = text.split('-').filter(|digits| !digits.is_empty());
        let bytes: Result<Vec<u8>, _> = digits
            .map(|digits| u8::from_str_radix(digits, 16))
            .collect();
        self.take("]");
        bytes
            .map(Recorded::Bytes)
            .map_err(|error| format!("{text:?}: {error}"))
    }

    fn in_parentheses(&mut self, word: &str) -> Result<Recorded, String> {
        let inside = self.until(&[')']);
        self.take(")");
        if word == "char" {
            return inside
                .parse()
                .map(Recorded::Char)
                .map_err(|error| format!("{inside:?}: {error}"));
        }
        if ["Utc", "Local", "Unspecified"].contains(&inside) {
            let time = match word {
                "DateTime.MinValue" => "0001-01-01T00:00:00.0000000",
                "DateTime.MaxValue" => "9999-12-31T23:59:59.9999999",
                other => other,
            };
            return Ok(Recorded::DateTime(time.to_owned(), inside.to_owned()));
        }
        let number = inside.rsplit_once('=').map_or(inside, |(_, number)| number);
        number
            .parse()
            .map(Recorded::Enumeration)
            .map_err(|error| format!("{word}({inside}): {error}"))
    }
}
