//! A refresh token in a file that only its owner can read.

use super::App;
use super::authority::{Authority, IdentityProvider};
use super::error::{AuthError, AuthErrorKind};
use super::store::TokenStore;
use crate::{Environment, Secret};
use serde_json::{Map, Value};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Who logged in, and where: what a refresh token is good for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Login {
    /// The program as the authority knows it.
    pub client_id: String,
    /// The name of the environment that the token is for.
    pub environment: String,
    /// With whose account the user signed in.
    pub provider: IdentityProvider,
    /// The tenant, where it is not `common`.
    pub tenant: Option<String>,
    /// The base address of the authority, where it is not the provider's own.
    pub authority: Option<String>,
}

/// A file with a login and its refresh token.
///
/// Form: a JSON object. It is replaced as a whole at every change, so that it is never half written, and only its owner can
/// read it (mode 0600; on Windows it has the permissions of its folder). A client secret is never in it.
#[derive(Clone, Debug)]
pub struct TokenFile {
    path: PathBuf,
    login: Login,
}

impl Login {
    /// A login of a program to an environment.
    pub fn new(client_id: impl Into<String>, environment: &Environment) -> Self {
        Self {
            client_id: client_id.into(),
            environment: environment.to_string(),
            ..Self::default()
        }
    }

    /// The authority that the token comes from.
    pub fn authority(&self) -> Authority {
        let tenant = self.tenant.as_deref().unwrap_or("common");
        match (self.provider, &self.authority) {
            (IdentityProvider::Microsoft, None) => Authority::microsoft(tenant),
            (IdentityProvider::Microsoft, Some(base)) => Authority::microsoft_at(base, tenant),
            (IdentityProvider::Google, None) => Authority::google(),
            (IdentityProvider::Google, Some(base)) => Authority::google_at(base),
        }
    }

    /// The program, as a desktop program without a secret.
    pub fn app(&self) -> App {
        let environment = match self.environment.as_str() {
            "sandbox" => Environment::Sandbox,
            _ => Environment::Production,
        };
        App::desktop(&self.client_id)
            .authority(self.authority())
            .environment(&environment)
    }
}

impl TokenFile {
    /// Keeps a new login in a file. Its folder is made if it is not there.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::Storage`] if it cannot be written.
    pub fn create(
        path: impl Into<PathBuf>,
        login: Login,
        refresh_token: &Secret,
    ) -> Result<Self, AuthError> {
        let file = Self {
            path: path.into(),
            login,
        };
        let folder = folder_of(&file.path);
        std::fs::create_dir_all(folder)
            .map_err(|error| storage(folder, "cannot be made", &error))?;
        file.save(refresh_token)?;
        Ok(file)
    }

    /// The login in a file.
    ///
    /// # Errors
    ///
    /// [`AuthErrorKind::ConsentNeeded`] if there is no such file, and [`AuthErrorKind::Storage`] if it cannot be read.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, AuthError> {
        let path = path.into();
        let object = match read(&path)? {
            Some(object) => object,
            None => {
                let what = format!(
                    "nobody has logged in: there is no file `{}`",
                    path.display()
                );
                return Err(AuthError::new(AuthErrorKind::ConsentNeeded, what));
            }
        };
        let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
        let provider = match text("identity_provider").as_deref() {
            Some("Google") => IdentityProvider::Google,
            None | Some("Microsoft") => IdentityProvider::Microsoft,
            Some(_) => return Err(broken(&path, "its `identity_provider` is unknown")),
        };
        let login = Login {
            client_id: text("client_id").ok_or_else(|| broken(&path, "it has no `client_id`"))?,
            environment: text("environment").unwrap_or_default(),
            provider,
            tenant: text("tenant"),
            authority: text("authority"),
        };
        Ok(Self { path, login })
    }

    /// The login.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn document(&self, refresh_token: &Secret) -> Value {
        let login = &self.login;
        let mut object = Map::new();
        let mut set = |name: &str, text: &str| object.insert(name.to_owned(), text.into());
        set("client_id", &login.client_id);
        set("environment", &login.environment);
        set("identity_provider", &login.provider.to_string());
        if let Some(tenant) = &login.tenant {
            set("tenant", tenant);
        }
        if let Some(authority) = &login.authority {
            set("authority", authority);
        }
        set("refresh_token", refresh_token.expose());
        Value::Object(object)
    }
}

impl TokenStore for TokenFile {
    fn load(&self) -> Result<Option<Secret>, AuthError> {
        let Some(object) = read(&self.path)? else {
            return Ok(None);
        };
        let token = object.get("refresh_token").and_then(Value::as_str);
        Ok(token.filter(|token| !token.is_empty()).map(Secret::new))
    }

    fn save(&self, refresh_token: &Secret) -> Result<(), AuthError> {
        let text = format!("{:#}\n", self.document(refresh_token));
        let failed = |error: &std::io::Error| storage(&self.path, "cannot be written", error);
        // A temporary file of its owner alone; to rename it replaces the old one at once.
        let mut file = tempfile::NamedTempFile::new_in(folder_of(&self.path))
            .map_err(|error| failed(&error))?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .map_err(|error| failed(&error))?;
        file.persist(&self.path)
            .map_err(|error| failed(&error.error))?;
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn read(path: &Path) -> Result<Option<Map<String, Value>>, AuthError> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(storage(path, "cannot be read", &error)),
    };
    match serde_json::from_slice(&text) {
        Ok(Value::Object(object)) => Ok(Some(object)),
        _ => Err(broken(path, "it is not a JSON object")),
    }
}

fn storage(path: &Path, what: &str, error: &std::io::Error) -> AuthError {
    let what = format!("`{}` {what}: {error}", path.display());
    AuthError::new(AuthErrorKind::Storage, what)
}

fn broken(path: &Path, why: &str) -> AuthError {
    let what = format!("`{}` is no login: {why}", path.display());
    AuthError::new(AuthErrorKind::Storage, what)
}

#[cfg(test)]
mod tests {
    use super::{Login, TokenFile};
    use crate::auth::{AuthErrorKind, IdentityProvider, TokenStore};
    use crate::{Environment, Secret};

    #[test]
    fn a_login_comes_back_as_it_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/folder/tokens.json");
        let login = Login {
            provider: IdentityProvider::Google,
            tenant: Some("t".into()),
            ..Login::new("id", &Environment::Sandbox)
        };
        let kept = TokenFile::create(&path, login.clone(), &Secret::new("r1")).unwrap();
        kept.save(&Secret::new("r2")).unwrap();
        let opened = TokenFile::open(&path).unwrap();
        assert_eq!(opened.login(), &login);
        assert_eq!(opened.load().unwrap(), Some(Secret::new("r2")));
        let others: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
        assert_eq!(others.len(), 1, "no temporary file is left");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it_also_after_it_was_replaced() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens.json");
        std::fs::write(&path, "{}").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let login = Login::new("id", &Environment::Production);
        TokenFile::create(&path, login, &Secret::new("r")).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_that_is_no_login_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens.json");
        let error = TokenFile::open(&path).unwrap_err();
        assert_eq!(error.kind(), AuthErrorKind::ConsentNeeded);
        for (text, why) in [
            ("{\"refresh_token\":\"hunter2\"", "it is not a JSON object"),
            ("{\"refresh_token\":\"hunter2\"}", "it has no `client_id`"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = TokenFile::open(&path).unwrap_err();
            assert_eq!(error.kind(), AuthErrorKind::Storage);
            let text = error.to_string();
            assert!(text.ends_with(why) && !text.contains("hunter2"), "{text}");
        }
    }
}
