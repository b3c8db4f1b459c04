//! The types that XML Schema itself declares.

macro_rules! builtins {
    ($($(#[$doc:meta])* $variant:ident $name:literal : $base:ident, $primitive:ident;)*) => {
        /// A built-in type: the 44 of XML Schema Part 2, and the two roots of the hierarchy.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Builtin { $(#[doc = concat!("`xs:", $name, "`")] $variant,)* }

        impl Builtin {
            /// All of them; the position of each is the number of its `TypeId`.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The local name in the namespace of XML Schema.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The type it is derived from; `anyType` names itself.
            pub fn base(self) -> Self {
                match self { $(Self::$variant => Self::$base),* }
            }

            /// The primitive type at the root of its derivation; for the roots and the three lists, the type itself.
            pub fn primitive(self) -> Self {
                match self { $(Self::$variant => Self::$primitive),* }
            }

            /// The type of that local name.
            pub fn named(local: &str) -> Option<Self> {
                match local { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

builtins! {
    AnyType "anyType": AnyType, AnyType;
    AnySimpleType "anySimpleType": AnyType, AnySimpleType;
    String "string": AnySimpleType, String;
    Boolean "boolean": AnySimpleType, Boolean;
    Decimal "decimal": AnySimpleType, Decimal;
    Float "float": AnySimpleType, Float;
    Double "double": AnySimpleType, Double;
    Duration "duration": AnySimpleType, Duration;
    DateTime "dateTime": AnySimpleType, DateTime;
    Time "time": AnySimpleType, Time;
    Date "date": AnySimpleType, Date;
    GYearMonth "gYearMonth": AnySimpleType, GYearMonth;
    GYear "gYear": AnySimpleType, GYear;
    GMonthDay "gMonthDay": AnySimpleType, GMonthDay;
    GDay "gDay": AnySimpleType, GDay;
    GMonth "gMonth": AnySimpleType, GMonth;
    HexBinary "hexBinary": AnySimpleType, HexBinary;
    Base64Binary "base64Binary": AnySimpleType, Base64Binary;
    AnyUri "anyURI": AnySimpleType, AnyUri;
    QName "QName": AnySimpleType, QName;
    Notation "NOTATION": AnySimpleType, Notation;
    NormalizedString "normalizedString": String, String;
    Token "token": NormalizedString, String;
    Language "language": Token, String;
    NmToken "NMTOKEN": Token, String;
    NmTokens "NMTOKENS": AnySimpleType, NmTokens;
    Name "Name": Token, String;
    NcName "NCName": Name, String;
    Id "ID": NcName, String;
    IdRef "IDREF": NcName, String;
    IdRefs "IDREFS": AnySimpleType, IdRefs;
    Entity "ENTITY": NcName, String;
    Entities "ENTITIES": AnySimpleType, Entities;
    Integer "integer": Decimal, Decimal;
    NonPositiveInteger "nonPositiveInteger": Integer, Decimal;
    NegativeInteger "negativeInteger": NonPositiveInteger, Decimal;
    Long "long": Integer, Decimal;
    Int "int": Long, Decimal;
    Short "short": Int, Decimal;
    Byte "byte": Short, Decimal;
    NonNegativeInteger "nonNegativeInteger": Integer, Decimal;
    UnsignedLong "unsignedLong": NonNegativeInteger, Decimal;
    UnsignedInt "unsignedInt": UnsignedLong, Decimal;
    UnsignedShort "unsignedShort": UnsignedInt, Decimal;
    UnsignedByte "unsignedByte": UnsignedShort, Decimal;
    PositiveInteger "positiveInteger": NonNegativeInteger, Decimal;
}

impl Builtin {
    /// The type of the items of `NMTOKENS`, `IDREFS` and `ENTITIES`; `None` for all others.
    pub fn list_item(self) -> Option<Self> {
        match self {
            Self::NmTokens => Some(Self::NmToken),
            Self::IdRefs => Some(Self::IdRef),
            Self::Entities => Some(Self::Entity),
            _ => None,
        }
    }
}
