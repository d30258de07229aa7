//! Tries one target: with the feature `engine` whatever the engine makes, and without it the files that are named.
#![cfg_attr(feature = "engine", no_main)]

#[cfg(feature = "engine")]
mod engine {
    #![allow(unsafe_code, reason = "the engine calls a function by its name")]

    use rollcall_fuzz::Target;
    use std::sync::LazyLock;

    /// The engine has all arguments for itself.
    static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
        let name = std::env::var("ROLLCALL_FUZZ").unwrap_or_default();
        rollcall_fuzz::target(&name).unwrap_or_else(|| panic!("ROLLCALL_FUZZ names no target: {name:?}"))
    });

    libfuzzer_sys::fuzz_target!(|input: &[u8]| (CHOSEN.run)(input));
}

#[cfg(not(feature = "engine"))]
fn main() -> std::process::ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(target) = words.next().as_deref().and_then(rollcall_fuzz::target) else {
        let names: Vec<_> = rollcall_fuzz::TARGETS.iter().map(|target| target.name).collect();
        eprintln!("rollcall-fuzz TARGET FILE…\nTargets: {}", names.join(", "));
        return std::process::ExitCode::from(2);
    };
    for file in words {
        match std::fs::read(&file) {
            Ok(input) => (target.run)(&input),
            Err(error) => {
                eprintln!("{file} cannot be read: {error}");
                return std::process::ExitCode::FAILURE;
            }
        }
    }
    std::process::ExitCode::SUCCESS
}
