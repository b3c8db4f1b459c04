//! What is checked, whatever the peer.

/// One thing that is checked with every peer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    /// What peers call it.
    pub(crate) name: &'static str,
    /// What it says.
    pub(crate) claim: &'static str,
}

const fn case(name: &'static str, claim: &'static str) -> Case {
    Case { name, claim }
}

/// What is checked with clients and services alike.
pub(crate) const BOTH: &[Case] = &[
    case("values", "values of every kind arrive as they were sent"),
    case("dates", "a dateTime keeps its instant: fractions, offsets"),
    case("absent", "what is not set is absent"),
    case("nil", "nil is nil"),
    case("empty", "an empty text is a value"),
    case("items", "a nil item keeps its place"),
    case("unicode", "characters of all planes, and markup as text"),
    case(
        "space",
        "white space at the ends, and line ends of every kind",
    ),
    case("batch", "1,000 conversions in one call"),
    case("headers", "header blocks there and back"),
    case("lists", "a nil list is not an empty one"),
    case("errors", "partial errors: a derived type, a nil, a map"),
    case("access-fault", "a fault with `AdApiFaultDetail`, typed"),
    case(
        "fault",
        "a fault with `ApiFaultDetail`, typed down to derived errors",
    ),
    case("plain-fault", "a fault without details"),
    case("goals", "derived types and lists of flags, there and back"),
    case("nil-numbers", "a nil in a list of numbers"),
    case("longs", "a 64-bit integer that no double can hold"),
];

/// What is checked with services only.
pub(crate) const SERVICES: &[Case] = &[
    case(
        "parallel",
        "100 calls at once through one client, and again over the connections that are left",
    ),
    case(
        "late",
        "a call whose time is over fails with a timeout, and the next one is answered",
    ),
];

/// What is checked with clients only.
pub(crate) const CLIENTS: &[Case] = &[
    case("wsdl", "the client is made from our `?wsdl`"),
    case(
        "rules",
        "the five operations of the local service of `msads`, its `?wsdl` in seven files",
    ),
    case(
        "quotes",
        "the service of `examples/own-service`, and its fault",
    ),
    case("soap12", "the same service in SOAP 1.2"),
];

/// What came of a case with a peer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// As it says.
    Passed,
    /// The peer cannot do it, for that reason.
    Cannot(String),
    /// Not as it says.
    Failed(String),
}

/// What came of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) case: String,
    pub(crate) verdict: Verdict,
}

impl Finding {
    /// A finding that a peer's program printed.
    ///
    /// Form: `pass NAME`, `cannot NAME REASON`, `fail NAME DETAIL`.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let (word, rest) = line.trim_end().split_once(' ')?;
        let (case, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let verdict = match word {
            "pass" => Verdict::Passed,
            "cannot" => Verdict::Cannot(text.to_owned()),
            "fail" => Verdict::Failed(text.to_owned()),
            _ => return None,
        };
        Some(Self {
            case: case.to_owned(),
            verdict,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, Verdict};

    #[test]
    fn a_line_of_a_peer_is_a_finding_or_nothing() {
        let verdict = |line| Finding::read(line).map(|finding| finding.verdict);
        assert_eq!(verdict("pass nil\n"), Some(Verdict::Passed));
        assert_eq!(
            verdict("cannot nil no way"),
            Some(Verdict::Cannot("no way".into()))
        );
        assert_eq!(verdict("fail nil a b"), Some(Verdict::Failed("a b".into())));
        assert_eq!(verdict("listening"), None);
        assert_eq!(
            Finding::read("fail a-b x").map(|finding| finding.case),
            Some("a-b".into())
        );
    }
}
