//! Randomness as a parameter.

/// Where random bytes come from: the operating system in production, a seeded generator in tests.
pub trait Dice: Send + Sync {
    /// Fills `bytes` with random bits fit for secrets.
    fn roll(&self, bytes: &mut [u8]);
}
