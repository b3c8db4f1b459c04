//! Reads and writes documents with the generated types of many cases, as the conformance tool asks on the standard input.
//!
//! A question is a line of fields between tabs, escaped with backslashes: the case, local name and namespace of the root element,
//! of its type, whether it may be nil, the built-in type nearest to its own, the value that is meant where it is empty, and the
//! document. So is the answer: what is
//! wrong in reading, in strict reading, in validation, in writing, and what was written; or `panic` and its message; or `no type`.

mod builtins;
mod cases;

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use castile::codegen::{Slot, TypeEntry};
use castile::table::{Presence, Row};
use castile::validate::validate_against;
use castile::xml::{Form, ReadOptions, WriteOptions, read_into, write_with_form};

static PANIC: Mutex<String> = Mutex::new(String::new());

fn main() {
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut message) = PANIC.lock() {
            *message = info.to_string();
        }
    }));
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let question: Vec<String> = line.split('\t').map(unescape).collect();
        let answer = catch_unwind(AssertUnwindSafe(|| answer(&question))).unwrap_or_else(|_| {
            let message = PANIC
                .lock()
                .map(|message| message.clone())
                .unwrap_or_default();
            vec!["panic".to_owned(), message]
        });
        let fields: Vec<String> = answer.iter().map(|field| escape(field)).collect();
        if writeln!(output, "{}", fields.join("\t")).is_err() {
            break;
        }
    }
}

fn answer(question: &[String]) -> Vec<String> {
    let [
        case,
        local,
        namespace,
        type_local,
        type_namespace,
        nil,
        builtin,
        default,
        text,
    ] = question
    else {
        return vec![
            "panic".to_owned(),
            "the question is not understood".to_owned(),
        ];
    };
    let entries = cases::types(case);
    let by_type = || by_type(&entries, local, namespace, type_local, type_namespace, nil);
    let Some((row, new)) = by_root(&entries, local, namespace)
        .or_else(by_type)
        .or_else(|| by_builtin(local, namespace, nil, builtin, default))
    else {
        return vec!["no type".to_owned()];
    };
    let mut value = new();
    let read = read_into(text, &row, &mut *value, &ReadOptions::default());
    let strict = read_into(text, &row, &mut *new(), &ReadOptions::strict());
    let valid = validate_against(&cases::grammars(case), text, &ReadOptions::default());
    let written = match &read {
        Ok(()) => Form::of(text, &ReadOptions::default())
            .and_then(|form| write_with_form(&*value, &row, &WriteOptions::default(), form)),
        Err(_) => Ok(String::new()),
    };
    let violated = valid
        .err()
        .map_or_else(String::new, |violations| violations.to_string());
    let explain = |result: Result<(), castile::xml::Error>| match result {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    };
    let (wrong, written) = match written {
        Ok(text) => (String::new(), text),
        Err(error) => (error.to_string(), String::new()),
    };
    vec![
        "done".to_owned(),
        explain(read),
        explain(strict),
        violated,
        wrong,
        written,
    ]
}

type Choice = (Row, fn() -> Box<dyn Slot>);

fn by_root(entries: &[TypeEntry], local: &str, namespace: &str) -> Option<Choice> {
    let found = entries
        .iter()
        .find(|entry| entry.root.name() == local && entry.root.namespace == namespace)?;
    Some((found.root, found.new))
}

/// Several elements may have one type; it is listed with the first of them.
fn by_type(
    entries: &[TypeEntry],
    local: &str,
    namespace: &str,
    type_local: &str,
    type_namespace: &str,
    nil: &str,
) -> Option<Choice> {
    let found = entries
        .iter()
        .find(|entry| entry.name == type_local && entry.namespace == type_namespace)?;
    let mut row = found.root;
    row.tag = String::leak(format!("<{local}>"));
    row.namespace = String::leak(namespace.to_owned());
    row.presence = presence(nil);
    Some((row, found.new))
}

fn presence(nil: &str) -> Presence {
    match nil {
        "" => Presence::Required,
        _ => Presence::RequiredNillable,
    }
}

/// Elements of built-in types have no generated type: theirs is one of the runtime.
fn by_builtin(
    local: &str,
    namespace: &str,
    nil: &str,
    builtin: &str,
    default: &str,
) -> Option<Choice> {
    let new = match nil {
        "" => builtins::required(builtin),
        _ => builtins::nillable(builtin),
    };
    let row = Row::element(
        String::leak(format!("<{local}>")),
        String::leak(namespace.to_owned()),
        presence(nil),
    );
    let is_list = matches!(builtin, "NMTOKENS" | "IDREFS" | "ENTITIES");
    let row = match default {
        _ if is_list => row.list(),
        "" => row,
        default => row.or(String::leak(default.to_owned())),
    };
    Some((row, new?))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
    out
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.push(match characters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            }),
            other => out.push(other),
        }
    }
    out
}
