//! Ends that are known and do no harm: a file may end the process that reads it, since there is nothing else in it.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

/// Packages that read files for us, and panic where a file says what cannot be. Ours never do.
const THEIRS: &[&str] = &["calamine"];

thread_local! {
    static IS_THEIRS: Cell<bool> = const { Cell::new(false) };
}

/// What `read` returns; nothing if a package of others panicked in it. A panic of our own goes on.
pub(crate) fn unless_known<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        // The engine's own ends the process, wherever the panic is.
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_theirs = info.location().is_some_and(|place| is_theirs(place.file()));
            IS_THEIRS.set(is_theirs);
            if !is_theirs {
                others(info);
            }
        }));
    });
    match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => Some(read),
        Err(_) if IS_THEIRS.take() => None,
        Err(ours) => panic::resume_unwind(ours),
    }
}

/// Whether a source file is one of theirs, by the folder that cargo has unpacked its package into.
fn is_theirs(file: &str) -> bool {
    let mut folders = file.split(['/', '\\']);
    folders.any(|folder| THEIRS.iter().any(|name| folder.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ends_of_others_are_known() {
        assert!(is_theirs("/home/me/.cargo/registry/src/index/calamine-0.38.0/src/xlsx.rs"));
        assert!(!is_theirs("crates/sheet/src/read/xlsx.rs"));
        assert!(!is_theirs("/home/calamine/rollcall/crates/sheet/src/read/xlsx.rs"));
        assert_eq!(unless_known(|| 7), Some(7));
        assert!(panic::catch_unwind(|| unless_known(|| panic!("ours"))).is_err());
    }
}
