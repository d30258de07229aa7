//! A `WebDriver` program, and what both windows of a test are asked.

use fantoccini::{
    Client, ClientBuilder,
    elements::{Element, ElementRef},
    error::CmdError,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::{
    net::TcpListener,
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::time::{sleep, timeout};

/// How long anything may take before the test says that it does not come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How long one question to the driver may take.
const ANSWER: Duration = Duration::from_secs(20);

/// Under which name an element comes over the wire (W3C `WebDriver`).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The first element at a path that is painted. What stands twice is shown once: the other is for narrow windows, or for readers aloud.
const VISIBLE: &str = "\
    const found = document.evaluate(arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    for (let at = 0; at < found.snapshotLength; at += 1) {
        const element = found.snapshotItem(at);
        const { width, height } = element.getBoundingClientRect();
        if (width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return element;
    }
    return null;";

/// A driver and all that it has started.
pub(crate) struct Driver(Child);

impl Driver {
    /// Starts a program in a group of its own, so that nothing of it is left behind.
    pub(crate) fn start(mut program: Command) -> Self {
        let started = program.stdin(Stdio::null()).process_group(0).spawn();
        Self(started.unwrap_or_else(|error| panic!("{program:?}: {error}")))
    }
}

impl Driver {
    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn ends(&mut self) {
        let began = Instant::now();
        while self.0.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < PATIENCE, "{:?} does not end", self.0);
            sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        // Where all of it has ended there is nothing to kill.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

/// A window that is driven.
pub(crate) struct Driven {
    client: Client,
    name: &'static str,
    // Last: the session ends before its driver does.
    _driver: Driver,
}

/// A port that nobody listens at.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Driven {
    /// Starts a driver and a session with these capabilities.
    pub(crate) async fn start(
        name: &'static str,
        program: Command,
        port: u16,
        capabilities: Map<String, Value>,
    ) -> Self {
        let driver = Driver::start(program);
        let began = Instant::now();
        loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities.clone());
            match timeout(PATIENCE, builder.connect(&format!("http://127.0.0.1:{port}"))).await {
                Ok(Ok(client)) => return Self { client, name, _driver: driver },
                Ok(Err(error)) if began.elapsed() > PATIENCE => panic!("{name} does not open: {error}"),
                Ok(Err(_)) => sleep(Duration::from_millis(100)).await,
                Err(elapsed) => panic!("{name} does not open: {elapsed}"),
            }
        }
    }

    /// Goes to an address.
    pub(crate) async fn go(&self, url: &str) {
        answer(self.client.goto(url)).await.unwrap();
    }

    /// Waits for something that is shown.
    pub(crate) async fn find(&self, path: &str) -> Element {
        let began = Instant::now();
        loop {
            let found = answer(self.client.execute(VISIBLE, vec![path.into()])).await.unwrap_or(Value::Null);
            if let Some(id) = found.get(ELEMENT).and_then(Value::as_str) {
                return Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned()));
            }
            if began.elapsed() > PATIENCE {
                self.picture(&format!("{}-failed", self.name)).await;
                panic!("{} does not show {path}, but:\n{}", self.name, self.text().await);
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits for a text anywhere on the page.
    pub(crate) async fn sees(&self, text: &str) {
        let has = format!("contains(normalize-space(), {})", quoted(text));
        self.find(&format!("//body//*[{has} and not(self::script)][not(*[{has}])]")).await;
    }

    /// Whether a text is shown at this moment.
    pub(crate) async fn shows(&self, text: &str) -> bool {
        self.text().await.contains(text)
    }

    /// Presses what has these words on it: a button, a link, an entry of a menu.
    pub(crate) async fn press(&self, words: &str) {
        let words = quoted(words);
        let pressable =
            "self::button or self::a or @role='button' or @role='menuitem' or @role='option' or self::label";
        let path = format!(
            "//*[{pressable}][not(@disabled or @aria-disabled='true' or ancestor::*[@aria-hidden='true'])]\
             [normalize-space()={words} or @aria-label={words} or .//text()[normalize-space()={words}]]"
        );
        self.press_at(&path).await;
    }

    /// Presses what is at this path. What is painted anew in between is looked for again.
    pub(crate) async fn press_at(&self, path: &str) {
        let mut why = None;
        for _ in 0..5 {
            let element = self.find(path).await;
            // Away from bars that stay at the window's edges.
            let itself = json!({ ELEMENT: element.element_id().as_ref() });
            let _ = answer(self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![itself])).await;
            match answer(element.click()).await {
                Ok(()) => return,
                Err(error) => why = Some(error),
            }
            sleep(Duration::from_millis(200)).await;
        }
        self.picture(&format!("{}-failed", self.name)).await;
        panic!("{}: {path} cannot be pressed: {why:?}", self.name);
    }

    /// Types into the field with this name, in place of what is in it.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let path = format!("//*[@id=//label[normalize-space()={}]/@for]", quoted(label));
        let field = self.find(&path).await;
        answer(field.click()).await.unwrap();
        // Select all, then type over it: as with hands, and the page hears it.
        answer(field.send_keys("\u{E009}a\u{E000}")).await.unwrap();
        let keys = if text.is_empty() { "\u{E017}".to_owned() } else { text.replace('\n', "\u{E007}") };
        answer(field.send_keys(&keys)).await.unwrap();
        let typed = answer(field.prop("value")).await.unwrap().unwrap_or_default();
        assert_eq!(typed, text, "{label}");
    }

    /// Types into the field with this name, which does with it what it likes.
    pub(crate) async fn type_into(&self, label: &str, keys: &str) {
        let field = self.find(&format!("//*[@id=//label[normalize-space()={}]/@for]", quoted(label))).await;
        answer(field.send_keys(keys)).await.unwrap();
    }

    /// All that can be read.
    pub(crate) async fn text(&self) -> String {
        let text = self.ask("return document.body.innerText").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Asks the page.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        answer(self.client.execute(script, Vec::new())).await.unwrap_or(Value::Null)
    }

    /// Asks the page something that it answers later, by calling the last argument.
    pub(crate) async fn ask_for(&self, script: &str) -> Value {
        answer(self.client.execute_async(script, Vec::new())).await.unwrap_or(Value::Null)
    }

    /// Looks at the page as axe-core does, which stands among the packages of the window's pages.
    pub(crate) async fn is_accessible(&self) {
        let axe = std::fs::read_to_string("ui/node_modules/axe-core/axe.min.js").unwrap();
        let run = "return axe.run(document, { exclude: ['[data-live-announcer]'] })\
            .then(found => found.violations.map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html).join(' ')))";
        let violations = self.ask(&format!("{axe}; {run}")).await;
        assert_eq!(
            violations,
            json!([]),
            "on {}",
            self.ask("return location.hash || location.pathname.slice(0, 3)").await
        );
    }

    /// Takes a picture, when what was changed has been painted, and puts it where people can look at it.
    pub(crate) async fn picture(&self, name: &str) -> PathBuf {
        let painted = "const done = arguments[arguments.length - 1]; \
            const frame = () => new Promise(requestAnimationFrame); \
            frame().then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished))).then(frame).then(() => done(1))";
        let _ = answer(self.client.execute_async(painted, Vec::new())).await;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{name}.png"));
        if let Ok(png) = answer(self.client.screenshot()).await {
            std::fs::write(&path, png).unwrap();
        }
        path
    }

    /// Closes it.
    pub(crate) async fn close(self) {
        let _ = timeout(ANSWER, self.client.close()).await;
    }
}

/// The answer of the driver, or that there is none.
async fn answer<T>(question: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
    timeout(ANSWER, question).await.unwrap_or_else(|_| panic!("the driver does not answer"))
}

/// A text as `XPath` writes it.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}

/// Capabilities of one key.
pub(crate) fn only(key: &str, value: &Value) -> Map<String, Value> {
    let Value::Object(map) = json!({ key: value }) else { unreachable!("an object was written") };
    map
}
