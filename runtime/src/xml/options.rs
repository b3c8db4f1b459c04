//! Settings of reading and writing, with their defaults.

/// What reading refuses, so that no document can take unbounded memory or stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The size of a document, in bytes, and that of all declarations that are copied into elements of any kind. Default: 256 MiB.
    pub max_bytes: usize,
    /// The nesting of elements. Default: 128.
    pub max_depth: usize,
    /// The number of elements in a document. Default: 50 million.
    pub max_items: usize,
    /// The number of namespace declarations that are in force at once. Default: 1024.
    pub max_namespaces: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            max_depth: 128,
            max_items: 50_000_000,
            max_namespaces: 1024,
        }
    }
}

/// What becomes of elements and attributes that the schema does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unknown {
    /// They are passed over: a reply of a newer service is still read.
    #[default]
    Skip,
    /// They are errors, as are missing, repeated and misplaced elements: for tests.
    Refuse,
}

/// What becomes of a reference to a character that XML 1.0 forbids, such as `&#x1;`.
///
/// The character itself is an error in every document.
///
/// Source: XML 1.0, 4.1, "Legal Character".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ControlReferences {
    /// It stands for its character: .NET's services write such references, and read them.
    #[default]
    Accept,
    /// It is an error, as the specification says.
    Refuse,
}

/// What becomes of an empty element whose type has no empty value: a number, a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyValues {
    /// It is an error.
    #[default]
    Refuse,
    /// Where the schema lets the element be nil or absent, it is that; elsewhere it is an error.
    Unset,
}

/// What reads the markup of documents.
///
/// Both give the same values; tests hold them equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tokenizer {
    /// The scanner, which is several times as fast.
    #[default]
    Scanner,
    /// The crate `quick-xml`. It takes some documents that are not well-formed: it does not look at the characters of names, and not
    /// for characters that XML forbids.
    #[cfg(feature = "quick-xml")]
    QuickXml,
}

/// How documents are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// What is refused for its size.
    pub limits: Limits,
    /// What becomes of what the schema does not know.
    pub unknown: Unknown,
    /// What becomes of references to forbidden characters.
    pub control_references: ControlReferences,
    /// What becomes of numbers and dates without text.
    pub empty_values: EmptyValues,
    /// What reads the markup.
    pub tokenizer: Tokenizer,
}

impl ReadOptions {
    /// Refuses whatever the schema does not allow; for tests.
    #[must_use]
    pub fn strict() -> Self {
        Self {
            unknown: Unknown::Refuse,
            ..Self::default()
        }
    }

    /// The same options with another treatment of references to forbidden characters.
    #[must_use]
    pub fn with_control_references(mut self, control_references: ControlReferences) -> Self {
        self.control_references = control_references;
        self
    }

    /// The same options with another treatment of numbers and dates without text.
    #[must_use]
    pub fn with_empty_values(mut self, empty_values: EmptyValues) -> Self {
        self.empty_values = empty_values;
        self
    }

    /// The same options with another reader of markup.
    #[must_use]
    pub fn with_tokenizer(mut self, tokenizer: Tokenizer) -> Self {
        self.tokenizer = tokenizer;
        self
    }

    /// The same options with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// When nil is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NilPolicy {
    /// Where the value says nil.
    #[default]
    AsTyped,
    /// Only where the schema requires the element.
    OmitOptional,
}

/// How documents are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// When nil is written.
    pub nil: NilPolicy,
    /// Prefixes for namespaces, as `(namespace, prefix)`, for servers that compare strings.
    pub prefixes: &'static [(&'static str, &'static str)],
}

impl WriteOptions {
    /// The same options with another nil policy.
    #[must_use]
    pub fn with_nil(mut self, nil: NilPolicy) -> Self {
        self.nil = nil;
        self
    }

    /// The same options with prefixes, as `(namespace, prefix)`.
    #[must_use]
    pub fn with_prefixes(mut self, prefixes: &'static [(&'static str, &'static str)]) -> Self {
        self.prefixes = prefixes;
        self
    }
}
