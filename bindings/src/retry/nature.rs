//! What it means to make a call twice.

/// What it means to make a call twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Nature {
    /// Nothing changes: it may be made as often as one likes.
    Read,
    /// Something changes, and the service notices what it was sent before.
    IgnoresDuplicates,
    /// Something changes, each time anew.
    Write,
}

/// Operations whose names do not say what they are.
///
/// Source: Microsoft Advertising documentation: "ApplyOfflineConversions" (a conversion that was sent before is ignored);
/// "Request and download a report" and "Bulk download", where another request makes another file and changes nothing.
const BY_NAME: &[(&str, Nature)] = &[
    ("ApplyOfflineConversions", Nature::IgnoresDuplicates),
    ("SubmitGenerateReport", Nature::Read),
    ("DownloadCampaignsByAccountIds", Nature::Read),
    ("DownloadCampaignsByCampaignIds", Nature::Read),
];

/// The beginnings of names of operations that read.
const READING: &[&str] = &[
    "Check", "Find", "Get", "Poll", "Retrieve", "Search", "Suggest", "Validate",
];

impl Nature {
    /// The nature of an operation, by its name in the WSDL. What is not known to read is a write.
    pub fn of(operation: &str) -> Self {
        if let Some((_, nature)) = BY_NAME.iter().find(|(name, _)| *name == operation) {
            return *nature;
        }
        match READING
            .iter()
            .any(|beginning| operation.starts_with(beginning))
        {
            true => Self::Read,
            false => Self::Write,
        }
    }

    /// Whether a call may be made again of which nobody knows what became.
    pub(super) fn may_repeat(self) -> bool {
        match self {
            Self::Read | Self::IgnoresDuplicates => true,
            Self::Write => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Nature;

    #[test]
    fn names_say_what_reads() {
        for (operation, nature) in [
            ("GetCampaignsByAccountId", Nature::Read),
            ("SearchAccounts", Nature::Read),
            ("PollGenerateReport", Nature::Read),
            ("SubmitGenerateReport", Nature::Read),
            ("AddCampaigns", Nature::Write),
            ("SetAccountProperties", Nature::Write),
            ("UploadEntityRecords", Nature::Write),
            ("ApplyOfflineConversionAdjustments", Nature::Write),
            ("ApplyOfflineConversions", Nature::IgnoresDuplicates),
            ("Unheard", Nature::Write),
        ] {
            assert_eq!(Nature::of(operation), nature, "{operation}");
        }
    }
}
