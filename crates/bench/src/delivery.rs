//! How fast mails leave: the whole command, beside postfix's `smtp-source` in the same run.
//!
//! Both hand the same number of mails of the same size to `smtp-sink`, which takes them and throws them away. `smtp-source` makes one text
//! and sends it again and again; Rollcall reads who is invited, makes each a link, writes the mail in text and HTML, keeps notes in case it
//! is killed, and writes into the workspace what became of it, every batch a commit that waits for the disk. Its whole run is measured,
//! from start to end. What came is counted: nothing may be lost, and nothing come twice.
//!
//! `ROLLCALL_POSTFIX` names the folder where postfix was unpacked, if it is not installed; `cargo xtask bench` does that and sets it.

use crate::{
    import::fresh_workspace,
    measure::{Run, median, run},
    spreadsheet,
};
use std::{
    fs::File,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How many mails are delivered in a run.
const MAILS: u32 = 20_000;

/// On how many connections.
const CONNECTIONS: [u32; 2] = [1, 8];

/// Measures, and prints a line for each number of connections.
pub(crate) fn compare(command: &str, pairs: usize) {
    let Some(postfix) = Postfix::find() else {
        println!(
            "Delivery was not measured: postfix's smtp-source and smtp-sink are not there. Install postfix, or unpack its package."
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let outbox = Outbox::fill(command, folder.path());
    println!(
        "\nDelivery of {MAILS} mails of {} bytes to smtp-sink, {pairs} runs each in turn; medians.",
        outbox.mail_size
    );
    println!(
        "{:>11}  {:>12}  {:>14}  {:>6}  {:>12}",
        "connections", "rollcall", "smtp-source", "ratio", "rollcall MiB"
    );
    for connections in CONNECTIONS {
        let sink = Sink::start(&postfix, folder.path());
        let mut ours = Vec::new();
        let mut source = Vec::new();
        // The first pair warms the caches and does not count.
        for pair in 0..=pairs {
            let ours_now = outbox.deliver(command, &sink, connections);
            let source_now = run(&mut postfix.source(&sink, connections, outbox.mail_size));
            if pair > 0 {
                ours.push(ours_now);
                source.push(source_now);
            }
        }
        // What was to be sent came, and nothing twice.
        let runs = u64::try_from(2 * (pairs + 1)).unwrap();
        assert_eq!(sink.came(), runs * u64::from(MAILS), "mails that came");
        let rate = |runs: &[Run]| f64::from(MAILS) / median(runs.iter().map(|run| run.seconds));
        let ratio = median(ours.iter().zip(&source).map(|(ours, source)| source.seconds / ours.seconds));
        println!(
            "{connections:>11}  {:>10.0}/s  {:>12.0}/s  {ratio:>6.2}  {:>12.0}",
            rate(&ours),
            rate(&source),
            median(ours.iter().map(|run| run.peak_mib))
        );
    }
}

/// A workspace with mails that wait, to be copied for each run.
struct Outbox {
    folder: PathBuf,
    /// The size of a mail, in bytes, as a file.
    mail_size: u64,
}

impl Outbox {
    fn fill(command: &str, folder: &Path) -> Self {
        let invited = |people: u32| {
            let workspace = fresh_workspace(command, folder);
            let file = folder.join("people.xlsx");
            spreadsheet::write_from(&file, 0, people);
            let mut import = Command::new(command);
            run(import.arg("import").arg("--workspace").arg(&workspace).arg(&file).arg("--json"));
            workspace
        };
        // Until a server is set, mails are files: so large are they.
        let workspace = invited(10);
        run(Command::new(command).args(["mail", "deliver", "--workspace"]).arg(&workspace));
        let files = std::fs::read_dir(folder.join("Acme.mails")).unwrap();
        let mut sizes: Vec<u64> = files.map(|file| file.unwrap().metadata().unwrap().len()).collect();
        sizes.sort_unstable();
        let mail_size = sizes[sizes.len() / 2];
        let workspace = invited(MAILS);
        // The report of the import is another kind of mail.
        let database = rusqlite::Connection::open(&workspace).unwrap();
        assert_eq!(database.execute("DELETE FROM outbox WHERE kind = 'import_report'", []).unwrap(), 1);
        database.close().unwrap();
        Self { folder: folder.to_owned(), mail_size }
    }

    fn deliver(&self, command: &str, sink: &Sink, connections: u32) -> Run {
        let copy = tempfile::tempdir_in(&self.folder).unwrap();
        let workspace = copy.path().join("Acme.rollcall");
        std::fs::copy(self.folder.join("Acme.rollcall"), &workspace).unwrap();
        for (key, value) in [
            ("mail.transport", format!("smtp://127.0.0.1:{}", sink.port)),
            ("mail.connections", connections.to_string()),
        ] {
            run(Command::new(command).args(["settings", "set", key, &value, "--workspace"]).arg(&workspace));
        }
        let delivered = run(Command::new(command).args(["mail", "deliver", "--json", "--workspace"]).arg(&workspace));
        assert!(delivered.output.contains(&format!("\"sent\":{MAILS}")), "{}", delivered.output);
        delivered
    }
}

/// Where postfix's programs are.
struct Postfix {
    programs: PathBuf,
    /// Where its libraries are, if it was only unpacked.
    libraries: Option<PathBuf>,
}

impl Postfix {
    fn find() -> Option<Self> {
        if let Some(unpacked) = std::env::var_os("ROLLCALL_POSTFIX").map(PathBuf::from) {
            let libraries = Some(unpacked.join("usr/lib/postfix"));
            return Some(Self { programs: unpacked.join("usr/sbin"), libraries });
        }
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let places = std::env::split_paths(&paths).chain(["/usr/sbin", "/usr/libexec/postfix"].map(PathBuf::from));
        let programs = places.into_iter().find(|place| place.join("smtp-source").is_file())?;
        Some(Self { programs, libraries: None })
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        if let Some(libraries) = &self.libraries {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        command
    }

    fn source(&self, sink: &Sink, connections: u32, mail_size: u64) -> Command {
        let mut source = self.program("smtp-source");
        // -d: all mails of a connection in one session.
        source.args(["-d", "-f", "ana@acme.example", "-t", "zoe@example.net"]);
        source.args(["-s", &connections.to_string(), "-m", &MAILS.to_string(), "-l", &mail_size.to_string()]);
        source.arg(format!("127.0.0.1:{}", sink.port));
        source
    }
}

/// A server that takes all mails and counts them.
struct Sink {
    port: u16,
    child: Child,
    printed: PathBuf,
}

impl Sink {
    fn start(postfix: &Postfix, folder: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut sink = postfix.program("smtp-sink");
        let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
        if root {
            sink.args(["-u", "nobody"]);
        }
        // -c: it prints how many came, at every mail.
        let printed = folder.join("came");
        sink.arg("-c").arg(format!("127.0.0.1:{port}")).arg("100").stdout(File::create(&printed).unwrap());
        let sink = Self { port, child: sink.stderr(Stdio::null()).spawn().unwrap(), printed };
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(10), "smtp-sink does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        sink
    }

    /// How many mails came in all.
    fn came(&self) -> u64 {
        let printed = std::fs::read_to_string(&self.printed).unwrap();
        let last = printed.rsplit("mesg=").next().unwrap();
        last.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
