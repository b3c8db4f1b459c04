//! What peers do otherwise, or in a way of their own, that Castile had to meet: each is looked for on the wire.

use crate::case::Verdict;
use crate::peer::home;
use crate::run::Ran;

/// Something a peer does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deviation {
    /// The peer, by its name.
    pub(crate) peer: &'static str,
    /// Where it shows.
    place: Place,
    /// What shows it.
    sign: &'static str,
    /// What was seen.
    pub(crate) seen: &'static str,
    /// What Castile does about it.
    pub(crate) met: &'static str,
    /// The test that needs no peer.
    pub(crate) test: Test,
}

/// Whose bytes a sign stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The requests of the peer's client.
    Request,
    /// The replies of the peer's service.
    Reply,
    /// Nothing on the wire: the sign is a case, which passes with the peer's client because it was met.
    Case,
}

/// A test of the project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Test {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
}

impl Deviation {
    /// Whether it showed in a run.
    pub(crate) fn shows_in(&self, ran: &Ran) -> bool {
        let bytes = match self.place {
            Place::Case => return self.passes_in(ran),
            Place::Request => ran.called.as_ref().map(|side| &side.traffic.requests),
            Place::Reply => ran.served.as_ref().map(|side| &side.traffic.replies),
        };
        let sign = self.sign.as_bytes();
        bytes.is_some_and(|bytes| bytes.windows(sign.len()).any(|window| window == sign))
    }

    fn passes_in(&self, ran: &Ran) -> bool {
        let findings = ran.called.iter().flat_map(|side| &side.findings);
        let mut found = findings.filter(|finding| finding.case == self.sign);
        found.any(|finding| finding.verdict == Verdict::Passed)
    }

    /// Whether its test is there.
    pub(crate) fn is_tested(&self) -> bool {
        let file = home().join("..").join(self.test.file);
        let source = std::fs::read_to_string(file).unwrap_or_default();
        source.contains(&format!("fn {}(", self.test.name))
    }
}

/// All that are known.
pub(crate) const DEVIATIONS: &[Deviation] = &[
    Deviation {
        peer: "WCF on Mono",
        place: Place::Reply,
        sign: "<Action s:mustUnderstand=\"1\"",
        seen: "faults have a header block that must be understood and that no WSDL declares",
        met: "the fault is what the caller gets",
        test: Test {
            name: "a_fault_with_an_action_that_must_be_understood_is_the_fault",
            file: "runtime/tests/soap_peers.rs",
        },
    },
    Deviation {
        peer: "WCF on Mono",
        place: Place::Request,
        sign: "Expect: 100-continue",
        seen: "the client waits for `100 Continue` before it sends the body",
        met: "the server says so at once",
        test: Test {
            name: "a_client_that_waits_before_its_body_is_told_to_go_on",
            file: "runtime/tests/soap_peers.rs",
        },
    },
    Deviation {
        peer: "gSOAP",
        place: Place::Request,
        sign: "DeveloperToken SOAP-ENV:mustUnderstand=\"1\"",
        seen: "every header block is marked as one that must be understood",
        met: "those that the WSDL declares are understood, with `1` and with `true`",
        test: Test {
            name: "declared_header_blocks_may_be_marked_to_be_understood",
            file: "runtime/tests/soap_peers.rs",
        },
    },
    Deviation {
        peer: "gSOAP",
        place: Place::Request,
        sign: "action=\"ApplyOfflineConversions\"",
        seen: "SOAP 1.2 names the action in the content type and in `SOAPAction` too",
        met: "either is taken, and one beside the other is no error",
        test: Test {
            name: "an_action_in_both_headers_is_no_error",
            file: "runtime/tests/soap_peers.rs",
        },
    },
    Deviation {
        peer: "node-soap",
        place: Place::Reply,
        sign: "<PartialErrors xsi:nil=\"true\">",
        seen: "replies use `xsi:nil` and `xsi:type` without declaring the prefix `xsi`",
        met: "`xsi` is known where a document does not declare it",
        test: Test {
            name: "the_prefix_xsi_needs_no_declaration",
            file: "runtime/tests/engine.rs",
        },
    },
    Deviation {
        peer: "node-soap",
        place: Place::Case,
        sign: "plain-fault",
        seen: "a `faultstring` with `xml:lang` is read as an object, not as a text",
        met: "in SOAP 1.1 the attribute is written only where a language is given",
        test: Test {
            name: "a_reason_without_a_language_is_a_text_alone_in_soap_1_1",
            file: "runtime/tests/soap_messages.rs",
        },
    },
    Deviation {
        peer: "node-soap",
        place: Place::Request,
        sign: "xmlns:q160=",
        seen: "each request declares all prefixes of the WSDL, some 200",
        met: "up to 1,024 declarations may be in force",
        test: Test {
            name: "a_request_may_declare_hundreds_of_namespaces",
            file: "runtime/tests/soap_peers.rs",
        },
    },
    Deviation {
        peer: "bingads (suds)",
        place: Place::Request,
        sign: "</SOAP-ENV:Header><ns",
        seen: "the envelope has one prefix, and its body another",
        met: "names are compared by their namespaces",
        test: Test {
            name: "the_envelope_may_have_several_prefixes",
            file: "runtime/tests/soap_peers.rs",
        },
    },
    Deviation {
        peer: "zeep",
        place: Place::Request,
        sign: "<wsa:MessageID>",
        seen: "WS-Addressing goes along, as the WSDL has `wsaw:Action`",
        met: "header blocks that are not declared are kept, and never stand in the way",
        test: Test {
            name: "addressing_that_nobody_asked_for_is_kept_with_the_other_header_blocks",
            file: "runtime/tests/soap_peers.rs",
        },
    },
];
