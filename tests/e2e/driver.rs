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

    /// Begins the page anew.
    pub(crate) async fn reload(&self) {
        answer(self.client.refresh()).await.unwrap();
    }

    /// Waits for something that is shown.
    pub(crate) async fn find(&self, path: &str) -> Element {
        let found = self.look_for(path).await;
        if found.is_none() {
            self.picture(&format!("{}-failed", self.name)).await;
        }
        match found {
            Some(element) => element,
            None => panic!("{} does not show {path}, but:\n{}", self.name, self.text().await),
        }
    }

    /// Waits for something that is shown; none: it does not come.
    pub(crate) async fn look_for(&self, path: &str) -> Option<Element> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let found = answer(self.client.execute(VISIBLE, vec![path.into()])).await.unwrap_or(Value::Null);
            if let Some(id) = found.get(ELEMENT).and_then(Value::as_str) {
                return Some(Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())));
            }
            sleep(Duration::from_millis(50)).await;
        }
        None
    }

    /// Waits for a text anywhere on the page.
    pub(crate) async fn sees(&self, text: &str) {
        self.find(&reading(text)).await;
    }

    /// Whether a text is shown at this moment.
    pub(crate) async fn shows(&self, text: &str) -> bool {
        self.text().await.contains(text)
    }

    /// Presses what has these words on it: a button, a link, an entry of a menu.
    pub(crate) async fn press(&self, words: &str) {
        self.press_at(&pressable(words)).await;
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

    /// Looks at the page as axe-core does.
    pub(crate) async fn is_accessible(&self) {
        let where_it_is = "return location.hash || location.pathname.slice(0, 3)";
        assert_eq!(self.violations().await, json!([]), "on {}", self.ask(where_it_is).await);
    }

    /// What axe-core minds, which stands among the packages of the window's pages.
    pub(crate) async fn violations(&self) -> Value {
        if self.ask("return window.axe === undefined").await == true {
            self.ask(&std::fs::read_to_string("ui/node_modules/axe-core/axe.min.js").unwrap()).await;
        }
        self.ask(
            "return Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => axe.run({ exclude: ['[data-live-announcer]'] }))\
            .then(found => found.violations.map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html).join(' ')))",
        )
        .await
    }

    /// Gives the focus to what is at this path.
    pub(crate) async fn focus(&self, path: &str) -> Result<(), String> {
        let element = self.look_for(path).await.ok_or("it is not there")?;
        let itself = json!({ ELEMENT: element.element_id().as_ref() });
        let script = "arguments[0].focus(); return document.activeElement === arguments[0]";
        match answer(self.client.execute(script, vec![itself])).await {
            Ok(Value::Bool(true)) => Ok(()),
            other => Err(format!("it does not take the focus: {other:?}")),
        }
    }

    /// Presses keys, wherever the focus is. Shift and Control are held until the end.
    pub(crate) async fn keys(&self, keys: &str) -> Result<(), CmdError> {
        answer(self.client.active_element()).await?.send_keys(keys).await
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

/// Where a text is to be read.
pub(crate) fn reading(text: &str) -> String {
    let has = format!("contains(normalize-space(), {})", quoted(text));
    format!("//body//*[{has} and not(self::script)][not(*[{has}])]")
}

/// What has these words on it and can be pressed.
pub(crate) fn pressable(words: &str) -> String {
    let words = quoted(words);
    let kind = "self::button or self::a or @role='button' or @role='menuitem' or @role='option' or self::label";
    format!(
        "//*[{kind}][not(@disabled or @aria-disabled='true' or ancestor::*[@aria-hidden='true' or @inert])]\
         [normalize-space()={words} or @aria-label={words} or .//text()[normalize-space()={words}]]"
    )
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
