//! Every input that was kept is tried again: what was found once is not found again, and none of the corpus is.

use std::{fs, path::Path};

#[test]
fn every_input_that_was_kept_still_holds() {
    let mut tried = 0;
    for folder in ["corpus", "regressions"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        // As long as nothing was found, there is no folder of it.
        let Ok(targets) = fs::read_dir(&folder) else { continue };
        for of_target in targets.map(|entry| entry.expect("an entry").path()) {
            let name = of_target.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let target = rollcall_fuzz::target(&name).unwrap_or_else(|| panic!("{name} is no target"));
            for file in fs::read_dir(&of_target).expect("a folder").map(|entry| entry.expect("an entry").path()) {
                let input = fs::read(&file).expect("an input");
                let outcome = std::panic::catch_unwind(|| (target.run)(&input));
                assert!(outcome.is_ok(), "try it alone: cargo run -p rollcall-fuzz -- {name} {}", file.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 0);
}

#[test]
fn every_target_has_inputs_to_start_from_and_all_together_are_small() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut bytes = 0;
    for target in rollcall_fuzz::TARGETS {
        let files = fs::read_dir(corpus.join(target.name)).expect("a folder");
        let sizes: Vec<u64> = files.map(|file| file.expect("an entry").metadata().expect("a size").len()).collect();
        assert!(!sizes.is_empty(), "{} has no input", target.name);
        bytes += sizes.iter().sum::<u64>();
    }
    assert!(bytes < 512 * 1024, "{bytes} bytes");
}
