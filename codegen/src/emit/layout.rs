//! Lays out pieces as text.

use std::mem;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::{Piece, Table};

/// The widest line of a table that is not broken.
const WIDTH: usize = 100;

/// The text of some pieces, which belong together.
pub(super) fn lay_out(pieces: Vec<Piece>) -> String {
    pieces
        .into_iter()
        .map(lay_out_piece)
        .collect::<Vec<_>>()
        .join("\n")
}

fn lay_out_piece(piece: Piece) -> String {
    match piece {
        Piece::Items(tokens) => lay_out_items(tokens),
        Piece::Table(table) => lay_out_table(table, push_line),
        Piece::Facts(table) => lay_out_table(table, push_fact),
    }
}

/// Items with blank lines between them, but none between imports or constants.
fn lay_out_items(tokens: TokenStream) -> String {
    let file: syn::File = syn::parse2(tokens).expect("the emitters print valid Rust");
    let mut text = String::new();
    let mut before = None;
    for item in file.items {
        let kind = mem::discriminant(&item);
        let is_line = matches!(item, syn::Item::Use(_) | syn::Item::Const(_));
        if before.is_some_and(|before| before != kind || !is_line) {
            text.push('\n');
        }
        before = Some(kind);
        let alone = syn::File {
            shebang: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        text.push_str(&prettyplease::unparse(&alone));
    }
    text
}

fn lay_out_table(table: Table, push: fn(&mut String, &str)) -> String {
    let mut text = format!("rt::{}! {{\n", table.name);
    for line in table.head.into_iter().chain(table.entries) {
        push(&mut text, &print(line));
    }
    text.push_str("}\n");
    text
}

/// Adds a line, broken before its row, before the item of an array and before its encoded type if it is too wide.
fn push_line(text: &mut String, line: &str) {
    const INDENT: &str = "    ";
    let mut rest = line;
    text.push_str(INDENT);
    for (mark, skipped) in [(" rt::", 1), (".array(", 0), (" rt::encoded(", 1)] {
        let is_wide = INDENT.len() + rest.len() + 1 > WIDTH;
        if let Some(middle) = rest.find(mark).filter(|_| is_wide) {
            let (first, second) = rest.split_at(middle);
            text.push_str(first);
            text.push_str("\n        ");
            rest = &second[skipped..];
        }
    }
    text.push_str(rest);
    text.push_str(";\n");
}

/// Adds a line, broken behind commas wherever it is too wide.
fn push_fact(text: &mut String, line: &str) {
    let mut indent = "    ";
    let mut rest = line;
    while indent.len() + rest.len() + 1 > WIDTH {
        let Some(end) = last_comma(rest, WIDTH - indent.len()) else {
            break;
        };
        text.push_str(indent);
        text.push_str(&rest[..end]);
        text.push('\n');
        rest = rest[end..].trim_start();
        indent = "        ";
    }
    text.push_str(indent);
    text.push_str(rest);
    text.push_str(";\n");
}

/// The end of the last comma outside of literals among the first bytes of a line; else that of the first behind them.
fn last_comma(line: &str, width: usize) -> Option<usize> {
    let mut found = None;
    let mut is_literal = false;
    let mut is_escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_literal,
            b'"' => is_literal = !is_literal,
            b',' if !is_literal && at < width => found = Some(at + 1),
            b',' if !is_literal => return found.or(Some(at + 1)),
            _ => {}
        }
    }
    found
}

/// The text of tokens on one line, spaced as Rust is.
fn print(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut is_tight = true;
    for token in tokens {
        let wants_space = !is_tight && !clings(&token, &text);
        if wants_space {
            text.push(' ');
        }
        is_tight = push_token(&mut text, token);
    }
    text
}

/// Whether a token stands without a space after what is before it.
fn clings(token: &TokenTree, before: &str) -> bool {
    match token {
        TokenTree::Punct(mark) => match mark.as_char() {
            ',' | ';' | '.' | ':' | '>' => true,
            '<' => before.ends_with(char::is_alphanumeric),
            _ => false,
        },
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace && !before.ends_with(','),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }
}

/// Adds a token; whether what follows stands without a space.
fn push_token(text: &mut String, token: TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::Brace => ("{ ", " }"),
                Delimiter::None => ("", ""),
            };
            text.push_str(open);
            text.push_str(&print(group.stream()));
            text.push_str(close);
            false
        }
        TokenTree::Punct(mark) => {
            let ends_path = mark.as_char() == ':' && text.ends_with(':');
            text.push(mark.as_char());
            mark.spacing() == Spacing::Joint
                || ends_path
                || matches!(mark.as_char(), '.' | '&' | '<' | '@')
        }
        other => {
            text.push_str(&other.to_string());
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn tokens_are_spaced_as_rust_is() {
        let tokens = quote!(0 => url_list: rt::nillable("<UrlList>", NS).array(&rt::optional("<Url>", NS).many()));
        assert_eq!(
            print(tokens),
            "0 => url_list: rt::nillable(\"<UrlList>\", NS).array(&rt::optional(\"<Url>\", NS).many())"
        );
        let types = quote!(Vec<Option<rt::DateTime>>: "A", NS, rt::required("<A>", ""));
        assert_eq!(
            print(types),
            "Vec<Option<rt::DateTime>>: \"A\", NS, rt::required(\"<A>\", \"\")"
        );
        assert_eq!(print(quote!(0 => Base(AdBase))), "0 => Base(AdBase)");
        assert_eq!(
            print(quote!(_ => r#type: rt::text())),
            "_ => r#type: rt::text()"
        );
        assert_eq!(
            print(quote!(row.but(&[("A", NS), ("B", NS)]))),
            "row.but(&[(\"A\", NS), (\"B\", NS)])"
        );
        assert_eq!(print(quote!(0 => None = "None")), "0 => None = \"None\"");
    }
}
