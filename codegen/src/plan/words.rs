//! The words of a schema's name, and the Rust spellings made of them.

/// The name of a field, method or module: `AAROptInStatus` gives `aar_opt_in_status`.
pub(super) fn snake(text: &str) -> String {
    let words: Vec<String> = pieces(text).flat_map(|piece| split_case(&piece)).collect();
    prefix_digit("field_", words.join("_").to_lowercase())
}

/// The name of a type: `offlineConversion` gives `OfflineConversion`; acronyms stay as they are.
pub(super) fn camel(text: &str) -> String {
    prefix_digit("Type", join_capitalised(text))
}

/// The name of an enumeration's variant: `INCOMPLETE_DATA` gives `IncompleteData`, `-1` gives `Minus1`.
pub(super) fn variant(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    prefix_digit("Value", join_capitalised(&spell_symbols(text)))
}

/// The name of a constant: `CampaignManagement` gives `CAMPAIGN_MANAGEMENT`.
pub(super) fn constant(text: &str) -> String {
    let words: Vec<String> = pieces(text).flat_map(|piece| split_case(&piece)).collect();
    prefix_digit("NS_", words.join("_").to_uppercase())
}

/// The parts between characters that no Rust name may have.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| character == '_' || !unicode_ident::is_xid_continue(character))
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
}

fn join_capitalised(text: &str) -> String {
    let pieces: Vec<String> = pieces(text).collect();
    let shouts = pieces.len() > 1 && !text.chars().any(char::is_lowercase);
    pieces
        .iter()
        .map(|piece| {
            capitalise(&if shouts {
                piece.to_lowercase()
            } else {
                piece.clone()
            })
        })
        .fold(String::new(), join_digits)
}

/// Keeps apart digits that would run together: `1_0` and `10` are different names.
fn join_digits(mut left: String, right: String) -> String {
    let ends_in_digit = left.ends_with(|last: char| last.is_ascii_digit());
    if ends_in_digit && right.starts_with(|first: char| first.is_ascii_digit()) {
        left.push('_');
    }
    left + &right
}

fn capitalise(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

fn prefix_digit(prefix: &str, name: String) -> String {
    match name.chars().next() {
        Some(first) if unicode_ident::is_xid_start(first) => name,
        Some(_) => prefix.to_owned() + &name,
        None => prefix.trim_end_matches('_').to_owned(),
    }
}

/// Splits at changes of case: `OSName` is `OS`, `Name`; a plural `s` stays with its acronym, as in `URLs`; digits stay with what
/// is before them, and a small letter after digits too, as in `HTML5s`.
fn split_case(piece: &str) -> Vec<String> {
    let characters: Vec<char> = piece.chars().collect();
    let mut words = vec![String::new()];
    for (index, character) in characters.iter().enumerate() {
        if index > 0 && character.is_uppercase() && begins_word(&characters, index) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(*character);
        }
    }
    words
}

/// Whether the capital letter at `index` begins a word; one after nothing but digits does not, as in `3DModel`.
fn begins_word(characters: &[char], index: usize) -> bool {
    let before = &characters[..index];
    let follows_capital = before.last().is_some_and(|last| last.is_uppercase());
    let follows_number = before.iter().all(char::is_ascii_digit);
    let next = characters.get(index + 1).copied().unwrap_or('X');
    let begins_small = next.is_lowercase() && !is_plural(characters, index + 1);
    !follows_number && (!follows_capital || begins_small)
}

/// Whether the letter at `index` is the plural `s` after an acronym.
fn is_plural(characters: &[char], index: usize) -> bool {
    let ends = characters
        .get(index + 1)
        .is_none_or(|next| !next.is_lowercase());
    characters[index] == 's' && ends
}

/// Writes out the symbols that distinguish values: `<=5` is `LessEquals 5`.
///
/// Marks between letters or digits only separate them.
fn spell_symbols(text: &str) -> String {
    let mut spelled = String::new();
    let mut rest = text.chars().peekable();
    let has_letters = text.chars().any(char::is_alphanumeric);
    let mut is_inside = false;
    while let Some(character) = rest.next() {
        let before_word = rest.peek().is_some_and(|next| next.is_alphanumeric());
        let separates = has_letters
            && is_separator(character)
            && (is_inside || !matches!(character, '-' | '.'));
        if character.is_alphanumeric() && unicode_ident::is_xid_continue(character) {
            spelled.push(character);
        } else if separates && (before_word || rest.peek().is_none() || character == ' ') {
            spelled.push('_');
        } else {
            spelled.push('_');
            spelled.push_str(&symbol_name(character));
            spelled.push('_');
        }
        is_inside = character.is_alphanumeric();
    }
    spelled
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || "-_./:,;()[]{}'\"".contains(character)
}

fn symbol_name(symbol: char) -> String {
    let name = match symbol {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Star",
        '/' => "Slash",
        '\\' => "Backslash",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '!' => "Not",
        '=' => "Equals",
        '<' => "Less",
        '>' => "Greater",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '?' => "Question",
        '@' => "At",
        '#' => "Hash",
        '$' => "Dollar",
        '^' => "Caret",
        '~' => "Tilde",
        '_' => "Underscore",
        ' ' => "Space",
        '\'' => "Apostrophe",
        '"' => "Quote",
        '(' => "Open",
        ')' => "Close",
        other => return format!("U{:04X}", u32::from(other)),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spell: fn(&str) -> String, table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(spell(text), *expected, "{text}");
        }
    }

    #[test]
    fn fields_are_spelled_in_snake_case() {
        check(
            snake,
            &[
                ("HashedEmailAddress", "hashed_email_address"),
                ("OSName", "os_name"),
                ("HTML5s", "html5s"),
                ("AAROptInStatus", "aar_opt_in_status"),
                ("URLs", "urls"),
                ("FinalURLsOfAd", "final_urls_of_ad"),
                ("IDs", "ids"),
                ("Id", "id"),
                ("CPC", "cpc"),
                ("ROASTarget", "roas_target"),
                ("Line1Text", "line1_text"),
                ("3DModel", "field_3d_model"),
                ("x", "x"),
                ("some-name.with:marks", "some_name_with_marks"),
                ("already_snake", "already_snake"),
                ("SHOUTING_NAME", "shouting_name"),
                ("Größe", "größe"),
            ],
        );
    }

    #[test]
    fn types_keep_their_acronyms() {
        check(
            camel,
            &[
                ("OfflineConversion", "OfflineConversion"),
                ("OSName", "OSName"),
                ("offline_conversion", "OfflineConversion"),
                ("purchase-order", "PurchaseOrder"),
                ("3DModel", "Type3DModel"),
                ("KeyValuePairOfstringstring", "KeyValuePairOfstringstring"),
            ],
        );
    }

    #[test]
    fn values_are_told_apart() {
        check(
            variant,
            &[
                ("", "Empty"),
                ("None", "None"),
                ("1", "Value1"),
                ("-1", "Minus1"),
                ("+1", "Plus1"),
                ("1.0", "Value1_0"),
                ("10", "Value10"),
                ("<=5", "LessEquals5"),
                ("C++", "CPlusPlus"),
                ("C#", "CHash"),
                ("-", "Minus"),
                (" ", "Space"),
                ("INCOMPLETE_DATA", "IncompleteData"),
                ("USD", "USD"),
                ("text/xml", "TextXml"),
                ("two words", "TwoWords"),
            ],
        );
    }

    #[test]
    fn constants_are_spelled_in_capitals() {
        check(
            constant,
            &[
                ("CampaignManagement", "CAMPAIGN_MANAGEMENT"),
                ("System.Collections.Generic", "SYSTEM_COLLECTIONS_GENERIC"),
                ("v13", "V13"),
                ("2003", "NS_2003"),
            ],
        );
    }
}
