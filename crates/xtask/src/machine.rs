//! What the system must have: compilers, `WebKit`, and the programs that the tests drive.

mod packages;

use crate::program::{exists, program};
use crate::step::{Outcome, fail, say};
use packages::Need;
use std::io::IsTerminal;

/// Makes sure that the desktop program can be compiled and started.
pub(crate) fn ready_to_build() -> Outcome {
    if cfg!(target_os = "macos") && !program("xcode-select").words("-p").succeeds() {
        return fail!(
            "Apple's command line tools are missing. Nothing was built. Run `xcode-select --install`, then try again"
        );
    }
    if cfg!(windows) && !has_webview2() {
        say("Microsoft's WebView2 was not found. If the window does not open, install its Evergreen runtime:");
        say("  https://developer.microsoft.com/microsoft-edge/webview2/");
    }
    install(packages::BUILD)
}

/// Makes sure that every test has the programs it drives.
pub(crate) fn ready_to_test() -> Outcome {
    if !cfg!(target_os = "linux") {
        say(
            "tests that use LibreOffice or a driven browser look for them on this machine; they are not installed for you",
        );
    }
    install(packages::TEST)
}

/// Whether `WebView2` is registered for this machine or this user.
fn has_webview2() -> bool {
    let client = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"]
        .iter()
        .any(|hive| program("reg").args(["query", &format!(r"{hive}\{client}"), "/v", "pv"]).succeeds())
}

/// Installs the packages of the needs that are not met, or says what to type.
fn install(needs: &[Need]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.met)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|need| need.what).collect();
    say(format_args!("missing on this machine: {}", names.join(", ")));
    let Some(manager) = packages::manager() else {
        return fail!(
            "this system's package manager is not known to us. Nothing was installed. Install {}",
            names.join(", ")
        );
    };
    let packages = packages::names(&missing, &manager);
    if !manager.automatic {
        return fail!("nothing was installed. Run `sudo {} {}`, then try again", manager.install, packages.join(" "));
    }
    install_with_apt(&packages)?;
    match missing.iter().find(|need| !(need.met)()) {
        None => Ok(()),
        Some(need) => fail!("{} is still missing after installing {}", need.what, packages.join(" ")),
    }
}

fn install_with_apt(packages: &[&str]) -> Outcome {
    let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    let root = program("id").words("-u").read().is_ok_and(|id| id.trim() == "0");
    let asked = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let before: &[&str] = match () {
        () if root => &[],
        () if program("sudo").words("-n true").succeeds() => &["sudo", "-n"],
        () if exists("sudo") && asked => &["sudo"],
        () => return fail!("installing needs root. Nothing was installed. As root, run `{by_hand}`, then try again"),
    };
    for line in ["update", "install -y --no-install-recommends"] {
        let words = before.iter().copied().chain("env DEBIAN_FRONTEND=noninteractive apt-get".split(' '));
        let words: Vec<_> = words.chain(["-o", "DPkg::Lock::Timeout=300", "-qq"]).chain(line.split(' ')).collect();
        let names = if line == "update" { &[][..] } else { packages };
        program(words[0]).args(&words[1..]).args(names).run()?;
    }
    Ok(())
}
