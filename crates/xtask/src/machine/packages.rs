//! Which package brings what, on which system.

use crate::program::{exists, program};
use crate::project;
use std::path::Path;

/// Something the system must have, how to see that it has it, and the packages that bring it.
pub(super) struct Need {
    pub(super) what: &'static str,
    pub(super) met: fn() -> bool,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
}

/// To compile and start the desktop program.
pub(super) const BUILD: &[Need] = &[
    Need {
        what: "a C compiler",
        met: || exists("cc"),
        apt: "build-essential",
        dnf: "gcc gcc-c++ make",
        pacman: "base-devel",
    },
    Need {
        what: "pkg-config",
        met: || exists("pkg-config"),
        apt: "pkg-config",
        dnf: "pkgconf-pkg-config",
        pacman: "pkgconf",
    },
    Need {
        what: "WebKitGTK 4.1",
        met: || program("pkg-config").words("--exists webkit2gtk-4.1").succeeds(),
        apt: "libwebkit2gtk-4.1-dev",
        dnf: "webkit2gtk4.1-devel",
        pacman: "webkit2gtk-4.1",
    },
    // Where the desktop has no portal, file dialogs are its: they may not be in our process.
    Need { what: "zenity", met: || exists("zenity"), apt: "zenity", dnf: "zenity", pacman: "zenity" },
];

/// For the tests: a screen that is not there, both browsers, and the spreadsheet programs.
pub(super) const TEST: &[Need] = &[
    Need {
        what: "xvfb-run",
        met: || exists("xvfb-run"),
        apt: "xvfb",
        dnf: "xorg-x11-server-Xvfb",
        pacman: "xorg-server-xvfb",
    },
    Need { what: "xauth", met: || exists("xauth"), apt: "xauth", dnf: "xorg-x11-xauth", pacman: "xorg-xauth" },
    Need { what: "dbus-daemon", met: || exists("dbus-daemon"), apt: "dbus", dnf: "dbus-daemon", pacman: "dbus" },
    Need {
        what: "WebKitWebDriver",
        met: || exists("WebKitWebDriver"),
        apt: "webkit2gtk-driver",
        dnf: "webkitgtk6.0",
        pacman: "webkit2gtk-4.1",
    },
    Need {
        what: "Chromium",
        met: || ["chromium", "chromium-browser", "google-chrome"].iter().any(|name| exists(name)),
        apt: "chromium",
        dnf: "chromium",
        pacman: "chromium",
    },
    Need {
        what: "chromedriver",
        met: || exists("chromedriver"),
        apt: "chromium-driver",
        dnf: "chromedriver",
        pacman: "chromium",
    },
    Need {
        what: "LibreOffice Calc",
        met: || exists("localc"),
        apt: "libreoffice-calc",
        dnf: "libreoffice-calc",
        pacman: "libreoffice-fresh",
    },
    Need {
        what: "Python 3 with venv",
        met: || program("python3").args(["-c", "import venv, ensurepip"]).succeeds(),
        apt: "python3 python3-venv",
        dnf: "python3",
        pacman: "python",
    },
];

/// How this system installs packages.
pub(super) struct Manager {
    column: fn(&Need) -> &'static str,
    /// What to type before the packages.
    pub(super) install: &'static str,
    /// Whether we run it ourselves.
    pub(super) automatic: bool,
}

/// The package manager of this machine, when it is one we know.
pub(super) fn manager() -> Option<Manager> {
    let known = [
        ("apt-get", Manager { column: |need| need.apt, install: "apt-get install", automatic: true }),
        ("dnf", Manager { column: |need| need.dnf, install: "dnf install", automatic: false }),
        ("pacman", Manager { column: |need| need.pacman, install: "pacman -S --needed", automatic: false }),
    ];
    known.into_iter().find(|(name, _)| exists(name)).map(|(_, manager)| manager)
}

/// The packages that meet these needs, each once.
pub(super) fn names(needs: &[&Need], manager: &Manager) -> Vec<&'static str> {
    let ubuntu = project::read(Path::new("/etc/os-release")).is_ok_and(|text| is_ubuntu(&text));
    let mut names = Vec::new();
    for name in needs.iter().flat_map(|need| (manager.column)(need).split(' ')) {
        let name = if ubuntu && manager.automatic { ubuntu_name(name) } else { name };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_ubuntu(os_release: &str) -> bool {
    os_release.lines().any(|line| line == "ID=ubuntu" || (line.starts_with("ID_LIKE=") && line.contains("ubuntu")))
}

/// Ubuntu calls the browser otherwise than Debian.
fn ubuntu_name(debian: &'static str) -> &'static str {
    match debian {
        "chromium" => "chromium-browser",
        "chromium-driver" => "chromium-chromedriver",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_meets_two_needs_is_named_once() {
        let manager = Manager { column: |need| need.pacman, install: "pacman -S", automatic: false };
        let both: Vec<&Need> = TEST.iter().filter(|need| need.pacman == "chromium").collect();
        assert_eq!((both.len(), names(&both, &manager)), (2, vec!["chromium"]));
    }

    #[test]
    fn a_system_made_from_ubuntu_is_one() {
        assert!(is_ubuntu("NAME=Mint\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_ubuntu("ID=debian\n"));
        assert_eq!(ubuntu_name("chromium-driver"), "chromium-chromedriver");
    }
}
