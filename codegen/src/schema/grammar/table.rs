//! The table of all constructs.

use super::Count::{Many, One, Optional};
use super::lexical::Lexical::{
    self, Any, Boolean, Count, Derivations, Namespaces, Newer, Reference, Word,
};
use super::{Construct, Slot};
use crate::rule::Rule;

type Attributes = &'static [(&'static str, Lexical)];

static ANNOTATION_SLOT: Slot = Slot {
    count: Optional,
    members: &[("annotation", &ANNOTATION)],
};

/// A slot, as `Count: "name" => CONSTRUCT, ...`.
macro_rules! slot {
    ($count:ident: $($name:literal => $construct:ident),+) => {
        Slot {
            count: $count,
            members: &[$(($name, &$construct)),+],
        }
    };
}

/// A construct that has an annotation at most.
const fn plain(rule: Rule, attributes: Attributes) -> Construct {
    Construct {
        rule,
        attributes,
        contents: &PLAIN_CONTENTS,
    }
}

static PLAIN_CONTENTS: [&[&Slot]; 1] = [&[&ANNOTATION_SLOT]];

/// Anything: what other namespaces define.
const fn open(rule: Rule, attributes: Attributes) -> Construct {
    Construct {
        rule,
        attributes,
        contents: &[],
    }
}

const SRC_SCHEMA: Rule = Rule::formal("sch-props-correct", "3.15.2");
const SRC_INCLUDE: Rule = Rule::formal("src-include", "4.2.1");
const SRC_REDEFINE: Rule = Rule::formal("src-redefine", "4.2.2");
const SRC_IMPORT: Rule = Rule::formal("src-import", "4.2.3");
const SRC_ATTRIBUTE: Rule = Rule::formal("src-attribute", "3.2.3");
const SRC_ELEMENT: Rule = Rule::formal("src-element", "3.3.3");
const SRC_TYPE: Rule = Rule::formal("src-ct", "3.4.3");
const SRC_ATTRIBUTE_GROUP: Rule = Rule::formal("src-attribute_group", "3.6.3");
const SRC_GROUP: Rule = Rule::formal("src-model_group_defn", "3.7.3");
const SRC_MODEL: Rule = Rule::formal("src-model_group", "3.8.3");
const SRC_WILDCARD: Rule = Rule::formal("src-wildcard", "3.10.3");
const SRC_IDENTITY: Rule = Rule::formal("src-identity-constraint", "3.11.3");
const SRC_NOTATION: Rule = Rule::formal("src-notation", "3.12.3");
const SRC_ANNOTATION: Rule = Rule::formal("src-annotation", "3.13.3");
const SRC_SIMPLE: Rule = Rule::formal("src-simple-type", "3.14.3");
const SRC_FACET: Rule = Rule::formal("src-restriction-facet", "4.3").of_datatypes();

const FORM: Lexical = Word(&["qualified", "unqualified"]);
const BLOCK: Lexical = Derivations(&["extension", "restriction", "substitution"]);
const FINAL: Lexical = Derivations(&["extension", "restriction"]);

/// `xs:schema`.
pub(super) static SCHEMA: Construct = Construct {
    rule: SRC_SCHEMA,
    attributes: &[
        ("targetNamespace", Reference),
        ("version", Any),
        (
            "finalDefault",
            Derivations(&["extension", "restriction", "list", "union"]),
        ),
        ("blockDefault", BLOCK),
        ("attributeFormDefault", FORM),
        ("elementFormDefault", FORM),
        ("xpathDefaultNamespace", Newer),
    ],
    contents: &[&[
        &slot!(Many: "include" => INCLUDE, "import" => IMPORT, "redefine" => REDEFINE, "annotation" => ANNOTATION),
        &slot!(Many: "simpleType" => SIMPLE_TYPE, "complexType" => COMPLEX_TYPE, "group" => GROUP, "attributeGroup" => ATTRIBUTE_GROUP, "element" => ELEMENT, "attribute" => ATTRIBUTE, "notation" => NOTATION, "annotation" => ANNOTATION),
    ]],
};

static INCLUDE: Construct = plain(SRC_INCLUDE, &[("schemaLocation", Reference)]);

static IMPORT: Construct = plain(
    SRC_IMPORT,
    &[("namespace", Reference), ("schemaLocation", Reference)],
);

static REDEFINE: Construct = Construct {
    rule: SRC_REDEFINE,
    attributes: &[("schemaLocation", Reference)],
    contents: &[&[
        &slot!(Many: "annotation" => ANNOTATION, "simpleType" => SIMPLE_TYPE, "complexType" => COMPLEX_TYPE, "group" => GROUP, "attributeGroup" => ATTRIBUTE_GROUP),
    ]],
};

static ANNOTATION: Construct = Construct {
    rule: SRC_ANNOTATION,
    attributes: &[],
    contents: &[&[&slot!(Many: "appinfo" => APPINFO, "documentation" => DOCUMENTATION)]],
};

static APPINFO: Construct = open(SRC_ANNOTATION, &[("source", Reference)]);

static DOCUMENTATION: Construct = open(SRC_ANNOTATION, &[("source", Reference)]);

static NOTATION: Construct = plain(
    SRC_NOTATION,
    &[("name", Any), ("public", Any), ("system", Reference)],
);

static ELEMENT: Construct = Construct {
    rule: SRC_ELEMENT,
    attributes: &[
        ("name", Any),
        ("type", Any),
        ("substitutionGroup", Any),
        ("default", Any),
        ("fixed", Any),
        ("nillable", Any),
        ("abstract", Any),
        ("final", FINAL),
        ("block", BLOCK),
    ],
    contents: &ELEMENT_CONTENTS,
};

pub(super) static LOCAL_ELEMENT: Construct = Construct {
    rule: SRC_ELEMENT,
    attributes: &[
        ("name", Any),
        ("ref", Any),
        ("type", Any),
        ("minOccurs", Any),
        ("maxOccurs", Any),
        ("default", Any),
        ("fixed", Any),
        ("nillable", Any),
        ("block", BLOCK),
        ("form", FORM),
    ],
    contents: &ELEMENT_CONTENTS,
};

static ELEMENT_CONTENTS: [&[&Slot]; 1] = [&[
    &ANNOTATION_SLOT,
    &slot!(Optional: "simpleType" => LOCAL_SIMPLE_TYPE, "complexType" => LOCAL_COMPLEX_TYPE),
    &slot!(Many: "unique" => KEY, "key" => KEY, "keyref" => KEY_REFERENCE),
]];

static ATTRIBUTE: Construct = Construct {
    rule: SRC_ATTRIBUTE,
    attributes: &[
        ("name", Any),
        ("type", Any),
        ("default", Any),
        ("fixed", Any),
        ("inheritable", Newer),
    ],
    contents: &ATTRIBUTE_CONTENTS,
};

static LOCAL_ATTRIBUTE: Construct = Construct {
    rule: SRC_ATTRIBUTE,
    attributes: &[
        ("name", Any),
        ("ref", Any),
        ("type", Any),
        ("use", Any),
        ("default", Any),
        ("fixed", Any),
        ("inheritable", Newer),
        ("form", FORM),
    ],
    contents: &ATTRIBUTE_CONTENTS,
};

static ATTRIBUTE_CONTENTS: [&[&Slot]; 1] = [&[
    &ANNOTATION_SLOT,
    &slot!(Optional: "simpleType" => LOCAL_SIMPLE_TYPE),
]];

static COMPLEX_TYPE: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[
        ("name", Any),
        ("mixed", Any),
        ("abstract", Any),
        ("final", FINAL),
        ("block", FINAL),
    ],
    contents: &TYPE_CONTENTS,
};

static LOCAL_COMPLEX_TYPE: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[("mixed", Any)],
    contents: &TYPE_CONTENTS,
};

static TYPE_CONTENTS: [&[&Slot]; 2] = [
    &[
        &ANNOTATION_SLOT,
        &MODEL_SLOT,
        &ATTRIBUTES_SLOT,
        &ANY_ATTRIBUTE_SLOT,
    ],
    &[
        &ANNOTATION_SLOT,
        &slot!(One: "simpleContent" => SIMPLE_CONTENT, "complexContent" => COMPLEX_CONTENT),
    ],
];

static MODEL_SLOT: Slot = slot!(Optional: "group" => GROUP_REFERENCE, "all" => ALL, "choice" => MODEL, "sequence" => MODEL);

static ATTRIBUTES_SLOT: Slot =
    slot!(Many: "attribute" => LOCAL_ATTRIBUTE, "attributeGroup" => ATTRIBUTE_GROUP_REFERENCE);

static ANY_ATTRIBUTE_SLOT: Slot = slot!(Optional: "anyAttribute" => ANY_ATTRIBUTE);

static SIMPLE_CONTENT: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(One: "restriction" => SIMPLE_CONTENT_RESTRICTION, "extension" => SIMPLE_CONTENT_EXTENSION),
    ]],
};

static COMPLEX_CONTENT: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[("mixed", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(One: "restriction" => DERIVATION, "extension" => DERIVATION),
    ]],
};

static DERIVATION: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[("base", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &MODEL_SLOT,
        &ATTRIBUTES_SLOT,
        &ANY_ATTRIBUTE_SLOT,
    ]],
};

static SIMPLE_CONTENT_EXTENSION: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[("base", Any)],
    contents: &[&[&ANNOTATION_SLOT, &ATTRIBUTES_SLOT, &ANY_ATTRIBUTE_SLOT]],
};

static SIMPLE_CONTENT_RESTRICTION: Construct = Construct {
    rule: SRC_TYPE,
    attributes: &[("base", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(Optional: "simpleType" => LOCAL_SIMPLE_TYPE),
        &FACETS_SLOT,
        &ATTRIBUTES_SLOT,
        &ANY_ATTRIBUTE_SLOT,
    ]],
};

static GROUP: Construct = Construct {
    rule: SRC_GROUP,
    attributes: &[("name", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(One: "all" => GROUP_ALL, "choice" => GROUP_MODEL, "sequence" => GROUP_MODEL),
    ]],
};

static GROUP_REFERENCE: Construct = plain(
    SRC_GROUP,
    &[("ref", Any), ("minOccurs", Any), ("maxOccurs", Any)],
);

const OCCURS: Attributes = &[("minOccurs", Any), ("maxOccurs", Any)];

static MODEL: Construct = Construct {
    rule: SRC_MODEL,
    attributes: OCCURS,
    contents: &MODEL_CONTENTS,
};

static GROUP_MODEL: Construct = Construct {
    rule: SRC_MODEL,
    attributes: &[],
    contents: &MODEL_CONTENTS,
};

static MODEL_CONTENTS: [&[&Slot]; 1] = [&[
    &ANNOTATION_SLOT,
    &slot!(Many: "element" => LOCAL_ELEMENT, "group" => GROUP_REFERENCE, "choice" => MODEL, "sequence" => MODEL, "any" => ANY),
]];

static ALL: Construct = Construct {
    rule: SRC_MODEL,
    attributes: &[("minOccurs", Count(0, 1)), ("maxOccurs", Count(1, 1))],
    contents: &ALL_CONTENTS,
};

static GROUP_ALL: Construct = Construct {
    rule: SRC_MODEL,
    attributes: &[],
    contents: &ALL_CONTENTS,
};

static ALL_CONTENTS: [&[&Slot]; 1] =
    [&[&ANNOTATION_SLOT, &slot!(Many: "element" => LOCAL_ELEMENT)]];

static ANY: Construct = plain(
    SRC_WILDCARD,
    &[
        ("namespace", Namespaces),
        ("processContents", Any),
        ("minOccurs", Any),
        ("maxOccurs", Any),
    ],
);

static ANY_ATTRIBUTE: Construct = plain(
    SRC_WILDCARD,
    &[
        ("namespace", Namespaces),
        ("processContents", Any),
        ("notNamespace", Newer),
        ("notQName", Newer),
    ],
);

static ATTRIBUTE_GROUP: Construct = Construct {
    rule: SRC_ATTRIBUTE_GROUP,
    attributes: &[("name", Any)],
    contents: &[&[&ANNOTATION_SLOT, &ATTRIBUTES_SLOT, &ANY_ATTRIBUTE_SLOT]],
};

static ATTRIBUTE_GROUP_REFERENCE: Construct = plain(SRC_ATTRIBUTE_GROUP, &[("ref", Any)]);

static SIMPLE_TYPE: Construct = Construct {
    rule: SRC_SIMPLE,
    attributes: &[
        ("name", Any),
        ("final", Derivations(&["list", "union", "restriction"])),
    ],
    contents: &SIMPLE_CONTENTS,
};

static LOCAL_SIMPLE_TYPE: Construct = Construct {
    rule: SRC_SIMPLE,
    attributes: &[],
    contents: &SIMPLE_CONTENTS,
};

static SIMPLE_CONTENTS: [&[&Slot]; 1] = [&[
    &ANNOTATION_SLOT,
    &slot!(One: "restriction" => RESTRICTION, "list" => LIST, "union" => UNION),
]];

static RESTRICTION: Construct = Construct {
    rule: SRC_SIMPLE,
    attributes: &[("base", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(Optional: "simpleType" => LOCAL_SIMPLE_TYPE),
        &FACETS_SLOT,
    ]],
};

static LIST: Construct = Construct {
    rule: SRC_SIMPLE,
    attributes: &[("itemType", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(Optional: "simpleType" => LOCAL_SIMPLE_TYPE),
    ]],
};

static UNION: Construct = Construct {
    rule: SRC_SIMPLE,
    attributes: &[("memberTypes", Any)],
    contents: &[&[
        &ANNOTATION_SLOT,
        &slot!(Many: "simpleType" => LOCAL_SIMPLE_TYPE),
    ]],
};

static FACETS_SLOT: Slot = slot!(Many: "minExclusive" => FACET, "minInclusive" => FACET, "maxExclusive" => FACET, "maxInclusive" => FACET, "totalDigits" => FACET, "fractionDigits" => FACET, "length" => FACET, "minLength" => FACET, "maxLength" => FACET, "whiteSpace" => FACET, "enumeration" => FREE_FACET, "pattern" => FREE_FACET);

static FACET: Construct = plain(SRC_FACET, &[("value", Any), ("fixed", Boolean)]);

/// A facet that cannot be fixed.
static FREE_FACET: Construct = plain(SRC_FACET, &[("value", Any)]);

static KEY: Construct = Construct {
    rule: SRC_IDENTITY,
    attributes: &[("name", Any)],
    contents: &IDENTITY_CONTENTS,
};

static KEY_REFERENCE: Construct = Construct {
    rule: SRC_IDENTITY,
    attributes: &[("name", Any), ("refer", Any)],
    contents: &IDENTITY_CONTENTS,
};

static IDENTITY_CONTENTS: [&[&Slot]; 1] = [&[
    &ANNOTATION_SLOT,
    &slot!(One: "selector" => XPATH),
    &slot!(One: "field" => XPATH),
    &slot!(Many: "field" => XPATH),
]];

static XPATH: Construct = plain(
    SRC_IDENTITY,
    &[("xpath", Any), ("xpathDefaultNamespace", Newer)],
);
