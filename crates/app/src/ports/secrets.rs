//! Passwords, kept by the operating system and never in the workspace.

/// The operating system's keyring, or what stands in for it in this session.
pub trait Secrets: Send + Sync {
    /// The secret of this name, if there is one.
    ///
    /// # Errors
    /// The keyring could not be asked, in its own words.
    fn get(&self, name: &str) -> Result<Option<String>, String>;

    /// Keeps a secret; `None` forgets it.
    ///
    /// # Errors
    /// The keyring did not take it, in its own words.
    fn set(&self, name: &str, secret: Option<&str>) -> Result<(), String>;
}
