//! Messages that others recorded: the same request as other clients send it (`../shared/peers/wire`, or `WIRE_DIR`), and messages
//! printed in the documentation (`soap-real` in `../shared/docs-fixtures`, or `DOCS_DIR`).

#[path = "support/captured.rs"]
mod captured;
#[path = "support/services.rs"]
mod services;
mod support;

use castile::DateTime;
use castile::xml::ReadOptions;
use msads_types::campaign_management::RequestHeaders;
use support::known_types::{self, Module, Root};
use support::report::Report;
use support::tree::{self, Node, Tree};
use support::{folder, walk};

#[test]
fn every_recorded_request_of_another_client_is_the_same_request_to_our_service() {
    let Some(peers) = folder::shared("WIRE_DIR", "peers/wire") else {
        return;
    };
    let mut report = Report::default();
    for file in folder::files(&peers, "http") {
        let text = folder::text(&file);
        let outcome = match text.split_once("\r\n\r\n") {
            Some((_, envelope)) => is_the_request(envelope),
            None => Err("has no empty line".to_owned()),
        };
        report.count("recorded requests", &folder::stem(&file), outcome);
    }
    report.finish();
}

/// One conversion with three members, and four headers; the developer token told the recording service what to do.
fn is_the_request(envelope: &str) -> Result<(), String> {
    let (request, answer) = captured::receive(envelope);
    let request =
        request.ok_or_else(|| format!("status {}: {}", answer.status(), answer.text()))?;
    if answer.status() != 200 {
        return Err(format!("status {}", answer.status()));
    }
    let RequestHeaders {
        authentication_token,
        customer_account_id,
        customer_id,
        developer_token,
        ..
    } = &request.headers;
    let tokens = [authentication_token, customer_account_id, customer_id]
        .map(|token| token.as_deref().unwrap_or("none"));
    if tokens != ["tok", "111", "222"] || !developer_token.is_value() {
        return Err(format!("the headers are {tokens:?}"));
    }
    let conversions = request
        .body
        .offline_conversions
        .as_option()
        .map(Vec::as_slice);
    let Some([Some(conversion)]) = conversions else {
        return Err(format!("the conversions are {conversions:?}"));
    };
    let found = (
        conversion.conversion_name.as_deref(),
        conversion.conversion_time,
        conversion.microsoft_click_id.as_deref(),
        conversion.conversion_value.as_option(),
        conversion.hashed_email_address.as_deref(),
    );
    let time = DateTime::utc(2024, 5, 6, 7, 8, 9).map_err(|error| error.to_string())?;
    if found == (Some("Lead"), Some(time), Some("abc"), None, None) {
        Ok(())
    } else {
        Err(format!("{found:?}"))
    }
}

#[test]
fn every_message_printed_in_the_documentation_is_read_and_written_back() {
    let Some(docs) = folder::shared("DOCS_DIR", "docs-fixtures") else {
        return;
    };
    let modules = services::modules();
    let mut report = Report::default();
    for file in folder::files(&docs.join("soap-real"), "xml") {
        let outcome = comes_back(&modules, &folder::text(&file));
        report.count("printed messages", &folder::stem(&file), outcome);
    }
    report.finish();
}

/// The body's content, or a fault's detail, is strictly of its type and comes back, but for the white space that lays it out.
fn comes_back(modules: &[Module], text: &str) -> Result<(), String> {
    let mut envelope = Tree::parse(text)?;
    leave_out_layout(&mut envelope);
    let body = envelope
        .child("Body")
        .and_then(|body| body.elements().next())
        .ok_or("there is no body")?;
    let content = match body.child("detail") {
        Some(detail) => detail.elements().next().ok_or("there is no detail")?,
        None => body,
    };
    let entry = known_types::with_root(modules, &content.name)
        .ok_or_else(|| format!("no generated element {}", tree::clark(&content.name)))?;
    let value = Root::read(&entry, &content.to_xml(), &ReadOptions::strict())
        .map_err(|error| error.to_string())?;
    let written = Tree::parse(&value.write(&entry)?)?;
    let qnames = walk::qname_elements(&value, &entry.root);
    tree::difference(content, &written, &qnames).map_or(Ok(()), Err)
}

/// Leaves out text that is white space only, beside elements.
fn leave_out_layout(tree: &mut Tree) {
    if tree.elements().next().is_some() {
        tree.children
            .retain(|child| !matches!(child, Node::Text(text) if text.trim().is_empty()));
    }
    tree.retain_elements(|child| {
        leave_out_layout(child);
        true
    });
}
