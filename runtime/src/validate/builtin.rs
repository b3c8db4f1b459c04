//! The types that XML Schema itself declares.

macro_rules! builtins {
    ($($constant:ident $name:literal, $base:ident;)*) => {
        /// A type that XML Schema itself declares.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, non_camel_case_types)]
        pub enum Builtin { $($constant),* }

        impl Builtin {
            pub(super) const ALL: &'static [Self] = &[$(Self::$constant),*];

            /// Its local name.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$constant => $name),* }
            }

            /// The type it restricts; `anyType` names itself.
            pub(super) const fn base(self) -> Self {
                match self { $(Self::$constant => Self::$base),* }
            }
        }

        /// The types that XML Schema itself declares, as references.
        pub mod xs {
            use super::Builtin;
            use crate::validate::TypeRef;
            $(
                #[doc = concat!("`xs:", $name, "`")]
                pub const $constant: TypeRef = TypeRef::Builtin(Builtin::$constant);
            )*
        }
    };
}

builtins! {
    ANY_TYPE "anyType", ANY_TYPE;
    ANY_SIMPLE_TYPE "anySimpleType", ANY_TYPE;
    STRING "string", ANY_SIMPLE_TYPE;
    BOOLEAN "boolean", ANY_SIMPLE_TYPE;
    DECIMAL "decimal", ANY_SIMPLE_TYPE;
    FLOAT "float", ANY_SIMPLE_TYPE;
    DOUBLE "double", ANY_SIMPLE_TYPE;
    DURATION "duration", ANY_SIMPLE_TYPE;
    DATE_TIME "dateTime", ANY_SIMPLE_TYPE;
    TIME "time", ANY_SIMPLE_TYPE;
    DATE "date", ANY_SIMPLE_TYPE;
    G_YEAR_MONTH "gYearMonth", ANY_SIMPLE_TYPE;
    G_YEAR "gYear", ANY_SIMPLE_TYPE;
    G_MONTH_DAY "gMonthDay", ANY_SIMPLE_TYPE;
    G_DAY "gDay", ANY_SIMPLE_TYPE;
    G_MONTH "gMonth", ANY_SIMPLE_TYPE;
    HEX_BINARY "hexBinary", ANY_SIMPLE_TYPE;
    BASE64_BINARY "base64Binary", ANY_SIMPLE_TYPE;
    ANY_URI "anyURI", ANY_SIMPLE_TYPE;
    Q_NAME "QName", ANY_SIMPLE_TYPE;
    NOTATION "NOTATION", ANY_SIMPLE_TYPE;
    NORMALIZED_STRING "normalizedString", STRING;
    TOKEN "token", NORMALIZED_STRING;
    LANGUAGE "language", TOKEN;
    NM_TOKEN "NMTOKEN", TOKEN;
    NM_TOKENS "NMTOKENS", ANY_SIMPLE_TYPE;
    NAME "Name", TOKEN;
    NC_NAME "NCName", NAME;
    ID "ID", NC_NAME;
    ID_REF "IDREF", NC_NAME;
    ID_REFS "IDREFS", ANY_SIMPLE_TYPE;
    ENTITY "ENTITY", NC_NAME;
    ENTITIES "ENTITIES", ANY_SIMPLE_TYPE;
    INTEGER "integer", DECIMAL;
    NON_POSITIVE_INTEGER "nonPositiveInteger", INTEGER;
    NEGATIVE_INTEGER "negativeInteger", NON_POSITIVE_INTEGER;
    LONG "long", INTEGER;
    INT "int", LONG;
    SHORT "short", INT;
    BYTE "byte", SHORT;
    NON_NEGATIVE_INTEGER "nonNegativeInteger", INTEGER;
    UNSIGNED_LONG "unsignedLong", NON_NEGATIVE_INTEGER;
    UNSIGNED_INT "unsignedInt", UNSIGNED_LONG;
    UNSIGNED_SHORT "unsignedShort", UNSIGNED_INT;
    UNSIGNED_BYTE "unsignedByte", UNSIGNED_SHORT;
    POSITIVE_INTEGER "positiveInteger", NON_NEGATIVE_INTEGER;
}
