//! The documentation's templates of requests and responses: names, namespaces and the order of elements.

use castile::codegen::{Content, Occurs, Record, Row, Sequence, Subtypes, Table, Val};

use super::published::Published;
use crate::services;
use crate::support::known_types::{self, Module};
use crate::support::report::Report;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const KIND: &str = "documented messages";

/// What the templates have otherwise than the published WSDLs, and why the WSDLs are right.
const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";
const NULLABLE_ITEMS: &str = "shows the items of ArrayOfNullableOflong in the namespace of arrays of plain numbers; the WSDL and the \
                              recorded message msg_response_goal_ids have them in that of System";
const OWN_MEMBERS: &str = "shows only the own members of a derived class where a member is declared to be one; the WSDL and the \
                           recorded documents have the inherited ones before them";

/// Header blocks of the WSDLs from before OAuth, which the templates do not show.
const UNDOCUMENTED_HEADERS: &[&str] = &["ApplicationToken", "Password", "UserName"];
const OLD_HEADER: &str =
    "is a header block from before OAuth; the WSDL has it, and the templates leave it out";

/// What a comment says before the members of a derived class.
const DERIVED: &str = "applicable if the derived type attribute is set to ";

type Element<'a> = roxmltree::Node<'a, 'a>;

/// Compares templates with the generated tables.
pub(crate) struct Templates<'a> {
    pub(crate) modules: &'a [Module],
    pub(crate) present: &'a Published,
    pub(crate) earlier: Option<&'a Published>,
}

/// One template on its way through the tables.
struct Walk<'a> {
    service: &'a str,
    present: &'a Published,
    earlier: Option<&'a Published>,
    notes: Vec<String>,
}

impl Templates<'_> {
    /// Compares a message, given as `Service__Operation__request` or `__response` and its text.
    pub(crate) fn check(&self, case: &str, text: &str, report: &mut Report) {
        let outcome = match roxmltree::Document::parse(text) {
            Ok(document) => self.check_envelope(case, document.root_element()),
            Err(error) => Err(error.to_string()),
        };
        match outcome {
            Ok(notes) => {
                for note in notes {
                    report.note(KIND, case, note);
                }
                report.count(KIND, case, Ok(()));
            }
            Err(cause) => report.count(KIND, case, Err(cause)),
        }
    }

    fn check_envelope(
        &self,
        case: &str,
        envelope: roxmltree::Node<'_, '_>,
    ) -> Result<Vec<String>, String> {
        let mut parts = case.split("__");
        let (Some(service), Some(operation), Some(direction)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err("the file's name is not Service__Operation__direction".to_owned());
        };
        let module = self.modules.iter().find(|module| module.name == service);
        let module =
            std::slice::from_ref(module.ok_or_else(|| format!("there is no service {service}"))?);
        let body = envelope
            .children()
            .find(|node| node.has_tag_name((SOAP, "Body")));
        let root = body
            .and_then(|body| body.first_element_child())
            .ok_or("there is no body")?;
        let suffix = if direction == "request" {
            "Request"
        } else {
            "Response"
        };
        let name = root.tag_name();
        if name.name() != format!("{operation}{suffix}") {
            return Err(format!("the body is {}", name.name()));
        }
        let wanted = (
            name.namespace().unwrap_or("").to_owned(),
            name.name().to_owned(),
        );
        let entry = known_types::with_root(module, &wanted)
            .ok_or_else(|| format!("no generated element is {{{}}}{}", wanted.0, wanted.1))?;
        let mut walk = Walk {
            service,
            present: self.present,
            earlier: self.earlier,
            notes: Vec::new(),
        };
        if let Some(header) = envelope
            .children()
            .find(|node| node.has_tag_name((SOAP, "Header")))
        {
            walk.check_header(header, direction == "request")?;
        }
        let mut value = (entry.new)();
        walk.check_value(root, &entry.root, value.open())?;
        Ok(walk.notes)
    }
}

impl Walk<'_> {
    /// Header blocks in the order of ours; `Action` stands for the HTTP header SOAPAction.
    fn check_header(
        &mut self,
        header: roxmltree::Node<'_, '_>,
        is_request: bool,
    ) -> Result<(), String> {
        let [request, response] = services::headers(self.service)
            .ok_or_else(|| format!("there is no service {}", self.service))?;
        let mut rows = (if is_request { request } else { response }).rows.iter();
        for block in header.children().filter(roxmltree::Node::is_element) {
            if block.tag_name().name() == "Action" {
                continue;
            }
            loop {
                let row = rows
                    .next()
                    .ok_or_else(|| format!("there is no header {} here", shown(block)))?;
                if is_of(block, row) {
                    break;
                }
                self.undocumented_header(row)?;
            }
        }
        rows.try_for_each(|row| self.undocumented_header(row))
    }

    fn undocumented_header(&mut self, row: &Row) -> Result<(), String> {
        if !UNDOCUMENTED_HEADERS.contains(&row.name()) {
            return Err(format!("the header {} is not documented", row.name()));
        }
        self.notes.push(format!("{} {OLD_HEADER}", row.name()));
        Ok(())
    }

    fn check_value(
        &mut self,
        element: roxmltree::Node<'_, '_>,
        row: &Row,
        value: Val<'_>,
    ) -> Result<(), String> {
        let outcome = match value {
            Val::Record(record) => self.check_record(element, row.name(), record),
            Val::Subtypes(subtypes) => self.check_subtypes(element, subtypes),
            Val::Sequence(items) => match row.content {
                Content::Array(item) => self.check_items(element, item, items),
                _ => check_leaf(element),
            },
            Val::Any(_) => Ok(()),
            _ => check_leaf(element),
        };
        outcome.map_err(|cause| format!("{}/{cause}", element.tag_name().name()))
    }

    fn check_items(
        &mut self,
        element: roxmltree::Node<'_, '_>,
        item: &Row,
        items: &mut dyn Sequence,
    ) -> Result<(), String> {
        for child in element.children().filter(roxmltree::Node::is_element) {
            let in_arrays = Row {
                namespace: ARRAYS,
                ..*item
            };
            if item.namespace == SYSTEM && item.presence.allows_nil() && is_of(child, &in_arrays) {
                self.notes
                    .push(format!("{} {NULLABLE_ITEMS}", shown(element)));
            } else if !is_of(child, item) {
                return Err(format!(
                    "the items are {}, ours are {}",
                    shown(child),
                    item.name()
                ));
            }
            self.check_value(child, item, items.push().open())?;
        }
        Ok(())
    }

    /// An anonymous type is known by the name of its element.
    fn check_record(
        &mut self,
        element: roxmltree::Node<'_, '_>,
        element_name: &str,
        record: &mut dyn Record,
    ) -> Result<(), String> {
        let table = record.table();
        let children: Vec<_> = element
            .children()
            .filter(roxmltree::Node::is_element)
            .collect();
        let owner = if table.name.is_empty() {
            element_name
        } else {
            table.name
        };
        let first = self.first_member(&children, owner, table);
        self.check_members(&children, owner, record, first, table.rows.len())
    }

    /// Where the documented members begin: some templates leave out the inherited ones.
    fn first_member(
        &mut self,
        children: &[roxmltree::Node<'_, '_>],
        name: &str,
        table: &Table,
    ) -> usize {
        let inherited = self.present.inherited(self.service, name);
        let is_inherited = |child: &roxmltree::Node<'_, '_>| {
            table.rows[..inherited].iter().any(|row| is_of(*child, row))
        };
        if inherited == 0 || children.iter().any(is_inherited) {
            return 0;
        }
        self.notes.push(format!("{name} {OWN_MEMBERS}"));
        inherited
    }

    /// The members of the base, and behind them those of each derived class under a comment that names it.
    fn check_subtypes(
        &mut self,
        element: roxmltree::Node<'_, '_>,
        subtypes: &mut dyn Subtypes,
    ) -> Result<(), String> {
        let (own, derived) = sections(element);
        subtypes.select(0);
        let base = subtypes.tables()[0];
        let first = self.first_member(&own, base.name, base);
        if let Some(record) = subtypes.record_mut() {
            self.check_members(&own, base.name, record, first, base.rows.len())?;
        }
        for (name, members) in derived {
            let variant = subtypes
                .tables()
                .iter()
                .position(|table| table.name == name);
            subtypes.select(variant.ok_or_else(|| format!("there is no derived type {name}"))?);
            if let Some(record) = subtypes.record_mut() {
                let rows = record.table().rows.len();
                self.check_members(&members, &name, record, base.rows.len(), rows)
                    .map_err(|cause| format!("{name}: {cause}"))?;
            }
        }
        Ok(())
    }

    /// Members in the order of rows; what the documentation has too little of must be newer than it.
    fn check_members(
        &mut self,
        members: &[roxmltree::Node<'_, '_>],
        owner: &str,
        record: &mut dyn Record,
        first: usize,
        last: usize,
    ) -> Result<(), String> {
        let rows = record.table().rows;
        let mut next = first;
        for member in members {
            while rows[..last]
                .get(next)
                .is_some_and(|row| !is_of(*member, row))
            {
                self.undocumented(owner, rows[next].name())
                    .map_err(|cause| format!("{cause} where {} is documented", shown(*member)))?;
                next += 1;
            }
            let row = rows[..last]
                .get(next)
                .ok_or_else(|| format!("there is no {} here", shown(*member)))?;
            match (row.occurs, record.slot_mut(next).open()) {
                (Occurs::Many, Val::Sequence(items)) => {
                    self.check_value(*member, row, items.push().open())?
                }
                (_, value) => self.check_value(*member, row, value)?,
            }
            next += 1;
        }
        rows[next..last]
            .iter()
            .try_for_each(|row| self.undocumented(owner, row.name()))
    }

    fn undocumented(&mut self, owner: &str, member: &str) -> Result<(), String> {
        let was_there = self
            .earlier
            .is_none_or(|earlier| earlier.has(self.service, owner, member));
        if was_there || !self.present.has(self.service, owner, member) {
            return Err(format!("{member} of {owner} is not documented"));
        }
        self.notes
            .push(format!("{owner}/{member} is newer than the documentation"));
        Ok(())
    }
}

/// The children before the first comment that names a derived class, and those behind each.
fn sections<'a>(
    element: roxmltree::Node<'a, 'a>,
) -> (Vec<Element<'a>>, Vec<(String, Vec<Element<'a>>)>) {
    let mut own = Vec::new();
    let mut derived: Vec<(String, Vec<Element<'a>>)> = Vec::new();
    for child in element.children() {
        let comment = child
            .text()
            .filter(|_| child.is_comment())
            .unwrap_or_default();
        if let Some((_, name)) = comment.split_once(DERIVED) {
            derived.push((name.trim().to_owned(), Vec::new()));
        } else if child.is_element() {
            match derived.last_mut() {
                Some((_, members)) => members.push(child),
                None => own.push(child),
            }
        }
    }
    (own, derived)
}

fn check_leaf(element: roxmltree::Node<'_, '_>) -> Result<(), String> {
    match element.first_element_child() {
        None => Ok(()),
        Some(child) => Err(format!(
            "holds {} where ours is a simple value",
            shown(child)
        )),
    }
}

fn is_of(element: roxmltree::Node<'_, '_>, row: &Row) -> bool {
    element.tag_name().name() == row.name()
        && element.tag_name().namespace().unwrap_or("") == row.namespace
}

fn shown(element: roxmltree::Node<'_, '_>) -> String {
    let name = element.tag_name();
    format!("{{{}}}{}", name.namespace().unwrap_or(""), name.name())
}
