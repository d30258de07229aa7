//! When the machine started: a word that is another after every start. `None` where it cannot be known.

/// The kernel's own word, made at random at every start.
#[cfg(target_os = "linux")]
pub(super) fn started() -> Option<String> {
    let word = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(word.trim().to_owned()).filter(|word| !word.is_empty())
}

/// The second at which the machine started.
#[cfg(not(target_os = "linux"))]
pub(super) fn started() -> Option<String> {
    let second = sysinfo::System::boot_time();
    (second > 0).then(|| second.to_string())
}

/// Whether two words are of one start. A second may be told a little differently each time: it is reckoned from the clock and from how long
/// the machine has been up.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    const INEXACT: u64 = 2;
    match (one.parse::<u64>(), other.parse::<u64>()) {
        (Ok(one), Ok(other)) => one.abs_diff(other) <= INEXACT,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_knows_its_start_and_tells_another_from_it() {
        let now = started().expect("this machine tells when it started");
        assert!(is_same(&now, &started().unwrap()));
        assert!(!is_same(&now, "4a3b9c1e-0000-0000-0000-000000000000"));
        assert!(is_same("1795269720", "1795269722"));
        assert!(!is_same("1795269720", "1795269723"));
    }
}
