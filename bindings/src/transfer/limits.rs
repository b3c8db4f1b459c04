//! How large files may be.

/// How large a file may be that is downloaded. What is larger is refused, and nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLimits {
    /// As it comes, usually compressed. Default: 2 GiB.
    pub max_download_bytes: u64,
    /// As it is unpacked. Default: 16 GiB.
    pub max_unpacked_bytes: u64,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            max_download_bytes: 2 << 30,
            max_unpacked_bytes: 16 << 30,
        }
    }
}
