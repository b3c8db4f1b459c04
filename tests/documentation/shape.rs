//! What the generated tables say of a type, in the documentation's terms.

use castile::codegen::{Occurs, Presence, Row, Table, TypeEntry, Val};

use super::schema::Member;

/// The table of a type: of a base with subtypes, the base's own. `None` for what is no class.
pub(crate) fn table_of(entry: &TypeEntry) -> Option<&'static Table> {
    let mut value = (entry.new)();
    match value.open() {
        Val::Record(record) => Some(record.table()),
        Val::Subtypes(subtypes) => subtypes.tables().first().copied(),
        _ => None,
    }
}

/// Whether a member agrees with its row. `EmitDefaultValue` is in the row only where it matters on the wire: for what may be nil.
pub(crate) fn agrees(member: &Member, row: &Row) -> Result<(), String> {
    let (is_optional, is_nillable) = match row.presence {
        Presence::Required => (false, false),
        Presence::RequiredNillable => (false, true),
        Presence::Optional => (true, false),
        Presence::OptionalNillable | Presence::OptionalNeverNil => (true, true),
    };
    let is_repeated = row.occurs == Occurs::Many;
    let facts = [
        ("minOccurs=0", member.is_optional, is_optional),
        ("nillable", member.is_nillable, is_nillable),
        ("repeated", member.is_repeated, is_repeated),
    ];
    for (what, documented, ours) in facts {
        if documented != ours {
            return Err(format!(
                "{}: {what} is {documented} in the documentation, ours is {ours}",
                member.name
            ));
        }
    }
    let emits = row.presence != Presence::OptionalNeverNil;
    if is_optional && is_nillable && member.emit_default != emits {
        return Err(format!(
            "{}: EmitDefaultValue is {}, ours is {emits}",
            member.name, member.emit_default
        ));
    }
    Ok(())
}
