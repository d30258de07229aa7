//! Starting the programs of others.

use serde::Serialize;
use serde_json::Value;
use std::{
    env,
    ffi::OsStr,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

/// How long a conversion may take. It takes two seconds where nothing else runs.
const PATIENCE: Duration = Duration::from_mins(3);

/// Python with openpyxl and aiosmtpd, and a folder with our scripts.
pub(crate) struct Python(PathBuf);

impl Python {
    /// `None`, and a word on standard error, when nobody said where it is: then the test is left out.
    pub(crate) fn find(test: &str) -> Option<Self> {
        match env::var_os("ROLLCALL_PYTHON").filter(|path| !path.is_empty()) {
            Some(path) => Some(Self(path.into())),
            None => left_out(test, "ROLLCALL_PYTHON is not set; `cargo xtask test` makes that Python and sets it"),
        }
    }

    /// Runs a script of this folder, which reads a JSON document and prints one.
    pub(crate) fn run(&self, script: &str, arguments: &[&Path], input: &impl Serialize) -> Value {
        let mut child = self.start(script, arguments);
        let input = serde_json::to_vec(input).unwrap();
        // Who does not read it has closed it; then the status says why.
        let _ = child.stdin.take().unwrap().write_all(&input);
        let output = finished(child.wait_with_output().unwrap(), script);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Starts a script of this folder, with pipes for its input and output.
    pub(crate) fn start(&self, script: &str, arguments: &[&Path]) -> Child {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(script);
        let mut command = Command::new(&self.0);
        // -B: the sources are no place for what Python compiles. -X utf8: whatever the machine's language is.
        command.args(["-B", "-X", "utf8", "-W", "error::DeprecationWarning"]).arg(path).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap_or_else(|error| panic!("{} could not be started: {error}", self.0.display()))
    }
}

/// LibreOffice.
pub(crate) struct LibreOffice(PathBuf);

impl LibreOffice {
    /// `None`, and a word on standard error, where it is not installed and `cargo xtask test` does not install it.
    ///
    /// # Panics
    /// It is missing where it should have been installed.
    pub(crate) fn find(test: &str) -> Option<Self> {
        let usual = [
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            r"C:\Program Files\LibreOffice\program\soffice.com",
        ];
        let paths = env::var_os("PATH").unwrap_or_default();
        let in_path = env::split_paths(&paths).map(|folder| folder.join("soffice"));
        let found = in_path.chain(usual.map(PathBuf::from)).find(|path| path.is_file());
        assert!(found.is_some() || !cfg!(target_os = "linux"), "soffice was not found; `cargo xtask test` installs it");
        found.map(Self).or_else(|| left_out(test, "LibreOffice was not found on this machine"))
    }

    /// Opens a text file by these options of LibreOffice's filter, and saves it as a workbook in a folder.
    pub(crate) fn open_text(&self, file: &Path, options: &str, folder: &Path) -> PathBuf {
        let infilter = format!("--infilter=Text - txt - csv (StarCalc):{options}");
        self.convert_with(&[infilter.as_str()], &[file.to_owned()], "xlsx", folder).remove(0)
    }

    /// Opens each file and saves it in another format, with the same name in another folder. Returns the new files.
    ///
    /// `format` is an ending, or an ending, a colon and LibreOffice's name of the filter with its options.
    pub(crate) fn convert(&self, files: &[PathBuf], format: &str, folder: &Path) -> Vec<PathBuf> {
        self.convert_with(&[], files, format, folder)
    }

    fn convert_with(&self, more: &[&str], files: &[PathBuf], format: &str, folder: &Path) -> Vec<PathBuf> {
        static CALLS: AtomicU32 = AtomicU32::new(0);
        let profile = folder.join(format!("profile-{}", CALLS.fetch_add(1, Ordering::Relaxed)));
        fs::create_dir_all(&profile).unwrap();
        // A URL with a blank in it makes LibreOffice wait for ever.
        let url = profile.to_str().unwrap().replace('\\', "/").replace(' ', "%20");
        let url = format!("file:///{}", url.trim_start_matches('/'));
        let mut command = Command::new(&self.0);
        command.arg(format!("-env:UserInstallation={url}")).arg("--headless").args(more);
        command.args(["--convert-to", format, "--outdir"]);
        command.arg(folder).args(files).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        finished(ended(command.spawn().unwrap()), "soffice");
        let ending = format.split(':').next().unwrap();
        let made = |file: &PathBuf| folder.join(file.file_name().unwrap()).with_extension(ending);
        let made: Vec<_> = files.iter().map(made).collect();
        assert!(made.iter().all(|file| file.is_file()), "not all of {made:?} were written");
        made
    }
}

/// What a program ended with, if it does so in time.
fn ended(mut child: Child) -> Output {
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > PATIENCE {
            stop(&mut child);
            panic!("it did not end: {}", String::from_utf8_lossy(&child.wait_with_output().unwrap().stderr));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

/// Ends a program and those that it started, which would keep its outputs open.
fn stop(child: &mut Child) {
    if cfg!(unix) {
        Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status().unwrap();
    } else {
        child.kill().unwrap();
    }
}

pub(crate) fn finished(output: Output, name: &str) -> Output {
    assert!(output.status.success(), "{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    output
}

/// Says on the real standard error, which a passing test cannot use otherwise, that a test did nothing.
fn left_out<T>(test: &str, why: &str) -> Option<T> {
    let _ = writeln!(std::io::stderr(), "left out: {test}: {why}");
    None
}

/// The name of a file, to name it when it fails.
pub(crate) fn name(path: &Path) -> &str {
    path.file_name().and_then(OsStr::to_str).unwrap()
}
