//! The machine's own clock and dice.

use rollcall_domain::{Clock, Dice, Timestamp};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the time comes from")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// The operating system's random generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDice;

impl Dice for OsDice {
    /// # Panics
    /// The operating system has no randomness to give: then no link can be made that nobody guesses, and going on would be wrong.
    #[expect(clippy::disallowed_methods, clippy::expect_used, reason = "this is where randomness comes from")]
    fn roll(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_knows_this_century_and_does_not_stand_still() {
        let before = SystemClock.now();
        assert!(before > Timestamp::from_millis(1_700_000_000_000));
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert!(SystemClock.now() > before);
    }

    #[test]
    fn the_dice_never_fall_the_same_twice() {
        let (mut one, mut other) = ([0; 32], [0; 32]);
        OsDice.roll(&mut one);
        OsDice.roll(&mut other);
        assert_ne!(one, other);
    }
}
