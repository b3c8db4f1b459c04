//! What goes on the wire, as files to look at: `BLESS=1 cargo test --test golden` writes them anew, and fails.

#[path = "golden/conversion.rs"]
mod conversion;
#[path = "golden/envelope.rs"]
mod envelope;
#[path = "golden/goal.rs"]
mod goal;
mod support;

use support::report::Report;
use support::{bless, folder};

/// A golden: the name of its file, and what is written.
type Golden = (String, String);

fn compare(goldens: Vec<Golden>) {
    let mut report = Report::default();
    for (name, text) in goldens {
        let file = folder::root()
            .join("tests/golden")
            .join(format!("{name}.xml"));
        report.count(
            "golden files",
            &name,
            bless::compare(&file, &laid_out(&text)),
        );
    }
    report.finish();
}

/// One element to a line, so that a difference is a line; texts and empty elements stay on theirs.
fn laid_out(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() * 2);
    let mut depth = 0;
    let mut just_opened = false;
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        let (text, tag_on) = rest.split_at(start);
        out.push_str(text);
        let (tag, after) = tag_on.split_at(tag_on.find('>').map_or(tag_on.len(), |end| end + 1));
        let closes = tag.starts_with("</");
        if closes {
            depth -= 1;
        }
        let stays = closes && (just_opened || !out.ends_with('>'));
        if !stays && !out.is_empty() {
            out.push('\n');
            out.push_str(&"  ".repeat(depth));
        }
        out.push_str(tag);
        just_opened = !closes && !tag.ends_with("/>");
        depth += usize::from(just_opened);
        rest = after;
    }
    out.push_str(rest);
    out.push('\n');
    out
}

#[test]
fn a_conversion_goes_out_in_every_state_of_every_member() {
    compare(conversion::goldens());
}

#[test]
fn goals_flags_and_arrays_go_out_as_their_types_say() {
    compare(goal::goldens());
}

#[test]
fn envelopes_and_faults_go_out_whole() {
    compare(envelope::goldens());
}
