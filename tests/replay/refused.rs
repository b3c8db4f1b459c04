//! The write cases that the data contract serialiser refuses, and what we do instead.

use castile::codegen::{AnyElement, Enumeration};
use castile::{QName, xml};

use super::built::NAMESPACE;
use crate::oracle_types::contracts::{Color, NoZero, Obj, OneEnum, ReqNoEmitInt};

/// A refused case: its name, what we do and why, and what we write.
pub(crate) struct Refused {
    pub(crate) case: &'static str,
    pub(crate) instead: &'static str,
    pub(crate) written: fn() -> Result<String, xml::Error>,
    pub(crate) expected: &'static str,
}

pub(crate) const REFUSED: &[Refused] = &[
    Refused {
        case: "req_noemit_int_default",
        instead: "a required member is always written: the schema has no way to say that its default is not",
        written: || xml::to_string(&ReqNoEmitInt::default()),
        expected: "<V>0</V>",
    },
    Refused {
        case: "enum_not_a_member",
        instead: "a value that the schema does not know is written as it was read, so that reading and writing back loses nothing",
        written: || {
            let unknown = OneEnum {
                c: Some(Color::unknown("99")),
            };
            xml::to_string(&unknown)
        },
        expected: "<C>99</C>",
    },
    Refused {
        case: "enum_default_no_zero",
        instead: "an enumeration without a zero has its first value as default: there is no value outside of it",
        written: || {
            let root = castile::table::Row::element(
                "<NoZero>",
                NAMESPACE,
                castile::table::Presence::Required,
            );
            xml::write_element(&NoZero::default(), &root, &xml::WriteOptions::default())
        },
        expected: ">One</NoZero>",
    },
    Refused {
        case: "obj_longs",
        instead: "xs:anyType takes any tree: there is no list of known types",
        written: || {
            xml::to_string(&Obj {
                o: tree("long").into(),
            })
        },
        expected: "<long/></O>",
    },
    Refused {
        case: "obj_dto",
        instead: "xs:anyType takes any tree: there is no list of known types",
        written: || {
            xml::to_string(&Obj {
                o: tree("DateTime").into(),
            })
        },
        expected: "<DateTime/></O>",
    },
];

fn tree(child: &str) -> AnyElement {
    let mut tree = AnyElement::new(QName::new(NAMESPACE, "O"));
    tree.push_element(AnyElement::new(QName::new(NAMESPACE, child)));
    tree
}
