//! Tokens and identifiers from the environment or a file, never from arguments, which other users of a machine can see.

use crate::{Error, ErrorKind, Secret};
use std::env::VarError;
use std::path::{Path, PathBuf};

/// What a call must say about who is calling. Each part may be missing; the client says which one it needs.
///
/// | part | environment | key in the file |
/// |---|---|---|
/// | developer token | `MSADS_DEVELOPER_TOKEN` | `developer_token` |
/// | access token | `MSADS_ACCESS_TOKEN` | `access_token` |
/// | customer id | `MSADS_CUSTOMER_ID` | `customer_id` |
/// | account id | `MSADS_ACCOUNT_ID` | `account_id` |
///
/// ```
/// use msads::Settings;
///
/// let settings = Settings::parse("developer_token = 'BBD37VB98'\naccount_id = 180_000_001")?;
/// assert_eq!(settings.account_id, Some(180_000_001));
/// assert!(!format!("{settings:?}").contains("BBD37VB98"));
/// # Ok::<(), msads::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The developer token, which stands for the program.
    pub developer_token: Option<Secret>,
    /// The access token, which stands for the user.
    pub access_token: Option<Secret>,
    /// The customer on whose behalf is called.
    pub customer_id: Option<i64>,
    /// The account that is worked on.
    pub account_id: Option<i64>,
}

/// The variables, in the order of the fields.
const VARIABLES: [&str; 4] = [
    "MSADS_DEVELOPER_TOKEN",
    "MSADS_ACCESS_TOKEN",
    "MSADS_CUSTOMER_ID",
    "MSADS_ACCOUNT_ID",
];
/// The keys, in the order of the fields.
const KEYS: [&str; 4] = [
    "developer_token",
    "access_token",
    "customer_id",
    "account_id",
];

impl Settings {
    /// Reads the environment. Empty variables count as missing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Settings`] if a variable is not Unicode, or an identifier is not a positive number.
    pub fn from_env() -> Result<Self, Error> {
        let texts = VARIABLES.map(|name| match std::env::var(name) {
            Ok(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(refused(format!(
                "the variable `{name}` is not Unicode text"
            ))),
        });
        let [developer, access, customer, account] = texts;
        Ok(Self {
            developer_token: developer?.map(Secret::new),
            access_token: access?.map(Secret::new),
            customer_id: customer?
                .map(|text| identifier(VARIABLES[2], text.parse().ok()))
                .transpose()?,
            account_id: account?
                .map(|text| identifier(VARIABLES[3], text.parse().ok()))
                .transpose()?,
        })
    }

    /// Reads a credentials file (TOML), and logs a warning if others than its owner can read it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Settings`] if the file cannot be read, and those of [`parse`](Self::parse).
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            refused(format!("`{}` cannot be read: {error}", path.display())).caused_by(error)
        })?;
        if let Some(mode) = readable_by_others(path) {
            tracing::warn!(
                path = %path.display(),
                mode = format!("{mode:03o}"),
                "others can read this credentials file; `chmod 600` keeps it to its owner"
            );
        }
        Self::parse(&text).map_err(|error| refused(format!("`{}`: {error}", path.display())))
    }

    /// Reads the text of a credentials file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Settings`] if it is not TOML, has an unknown key, or a value of another type. The message never
    /// repeats a value.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            refused(format!("line {line} is not TOML"))
        })?;
        if let Some(unknown) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(refused(format!(
                "there is no setting `{unknown}`; there are {}",
                KEYS.join(", ")
            )));
        }
        let token = |key: &str| match table.get(key) {
            None => Ok(None),
            Some(toml::Value::String(text)) => Ok(Some(Secret::new(text.clone()))),
            Some(_) => Err(refused(format!("`{key}` is not a string"))),
        };
        let number = |key: &str| {
            table
                .get(key)
                .map(|value| identifier(key, value.as_integer()))
                .transpose()
        };
        Ok(Self {
            developer_token: token(KEYS[0])?,
            access_token: token(KEYS[1])?,
            customer_id: number(KEYS[2])?,
            account_id: number(KEYS[3])?,
        })
    }

    /// These settings, completed by `others` where they have nothing.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            developer_token: self.developer_token.or(others.developer_token),
            access_token: self.access_token.or(others.access_token),
            customer_id: self.customer_id.or(others.customer_id),
            account_id: self.account_id.or(others.account_id),
        }
    }

    /// The environment first; what it lacks comes from `file`, or from the file that `MSADS_CREDENTIALS_FILE` names.
    ///
    /// # Errors
    ///
    /// Those of [`from_env`](Self::from_env) and [`from_file`](Self::from_file).
    pub fn load(file: Option<&Path>) -> Result<Self, Error> {
        let settings = Self::from_env()?;
        match file
            .map(Path::to_owned)
            .or_else(|| std::env::var_os("MSADS_CREDENTIALS_FILE").map(PathBuf::from))
        {
            Some(path) => Ok(settings.or(Self::from_file(&path)?)),
            None => Ok(settings),
        }
    }

    /// The names of what is missing, as variables of the environment.
    pub fn missing(&self) -> Vec<&'static str> {
        let given = [
            self.developer_token.is_some(),
            self.access_token.is_some(),
            self.customer_id.is_some(),
            self.account_id.is_some(),
        ];
        VARIABLES
            .into_iter()
            .zip(given)
            .filter(|(_, given)| !given)
            .map(|(name, _)| name)
            .collect()
    }
}

fn identifier(name: &str, number: Option<i64>) -> Result<i64, Error> {
    number
        .filter(|number| *number > 0)
        .ok_or_else(|| refused(format!("`{name}` is not a positive number")))
}

fn refused(what: String) -> Error {
    Error::new(ErrorKind::Settings, what)
}

/// The permissions of a file that its group or others can read.
fn readable_by_others(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
        (mode & 0o044 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::Secret;

    #[test]
    fn a_file_may_leave_out_what_the_environment_gives() {
        let file =
            Settings::parse("developer_token = \"d\"\naccess_token = \"file\"\ncustomer_id = 7")
                .unwrap();
        let given = Settings {
            access_token: Some(Secret::new("env")),
            ..Settings::default()
        };
        let both = given.or(file);
        assert_eq!(both.access_token, Some(Secret::new("env")));
        assert_eq!(both.customer_id, Some(7));
        assert_eq!(both.missing(), ["MSADS_ACCOUNT_ID"]);
    }

    #[test]
    fn a_bad_file_is_explained_without_its_values() {
        for (text, expected) in [
            ("access_token = hunter2", "line 1 is not TOML"),
            (
                "customer_id = 1\naccess_token = \"hunter2",
                "line 2 is not TOML",
            ),
            (
                "token = 'hunter2'",
                "there is no setting `token`; there are developer_token, access_token, customer_id, account_id",
            ),
            (
                "access_token = ['hunter2']",
                "`access_token` is not a string",
            ),
            (
                "account_id = 'hunter2'",
                "`account_id` is not a positive number",
            ),
            ("account_id = -1", "`account_id` is not a positive number"),
        ] {
            let error = Settings::parse(text).unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert!(!format!("{error:?}").contains("hunter2"));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_noticed() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        for (mode, noticed) in [
            (0o600, None),
            (0o400, None),
            (0o640, Some(0o640)),
            (0o604, Some(0o604)),
        ] {
            std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(super::readable_by_others(file.path()), noticed, "{mode:o}");
        }
    }
}
