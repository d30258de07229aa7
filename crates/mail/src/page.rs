//! A mail before it is text or HTML: the same phrases become both, so that the two never tell different things.

use crate::words::{Phrase, tamed};
use askama::Template;
use rollcall_app::ports::Rendered;
use rollcall_domain::Language;

/// What a mail says, part by part.
#[derive(Debug, Template)]
#[template(path = "mail.html")]
pub(crate) struct Page {
    language: &'static str,
    pub(crate) subject: String,
    pub(crate) greeting: Option<Phrase>,
    pub(crate) lead: Vec<Phrase>,
    pub(crate) quote: Option<Quote>,
    pub(crate) list: Option<List>,
    pub(crate) answer: Option<Answer>,
    pub(crate) notes: Vec<Phrase>,
    footer: Phrase,
}

/// What a person wrote, marked as theirs.
#[derive(Debug)]
pub(crate) struct Quote {
    intro: Phrase,
    /// Each is a paragraph of its own, which isolates one that is written from right to left.
    lines: Vec<String>,
}

/// A list, and what announces it.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) intro: Phrase,
    pub(crate) items: Vec<Phrase>,
}

/// Where the reader can answer.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A page: as a button, and the address itself, since a button may hide where it leads.
    Link { url: String, button: Phrase, plain: Phrase, again: Phrase },
    /// A place in the program. Many mail programs take links of such a kind away, so the words beside the button say how to get there without.
    Program { url: String, button: Phrase, plain: Phrase, otherwise: Phrase },
    /// The link is in the sent mail only.
    NotKept(Phrase),
}

impl Quote {
    /// The words of a person behind a phrase that says whose they are. Nothing of them can look like the mail's own.
    pub(crate) fn new(intro: Phrase, words: &str) -> Self {
        let words = words.replace("\r\n", "\n").replace('\r', "\n");
        Self { intro, lines: words.trim_end().split('\n').map(tamed).collect() }
    }
}

impl Page {
    pub(crate) fn new(language: Language, subject: &Phrase, lead: Vec<Phrase>, footer: Phrase) -> Self {
        Self {
            language: language.code(),
            subject: subject.text(),
            greeting: None,
            lead,
            quote: None,
            list: None,
            answer: None,
            notes: Vec::new(),
            footer,
        }
    }

    /// As text and as HTML.
    pub(crate) fn finished(self) -> Rendered {
        let text = self.text();
        // Writing into a text cannot fail; an empty HTML part would show, and the text part would still say everything.
        let html = self.render().unwrap_or_default();
        Rendered { subject: self.subject, text, html }
    }

    /// As plain text: paragraphs with an empty line between them.
    fn text(&self) -> String {
        let mut paragraphs = Vec::new();
        paragraphs.extend(self.greeting.iter().map(Phrase::text));
        paragraphs.extend(self.lead.iter().map(Phrase::text));
        if let Some(quote) = &self.quote {
            let marked = quote.lines.iter().map(|line| format!("> {line}").trim_end().to_owned());
            paragraphs.extend([quote.intro.text(), marked.collect::<Vec<_>>().join("\n")]);
        }
        if let Some(list) = &self.list {
            let lines = list.items.iter().map(|item| format!("- {}", item.text()));
            paragraphs.extend([list.intro.text(), lines.collect::<Vec<_>>().join("\n")]);
        }
        match &self.answer {
            Some(Answer::Link { url, plain, .. } | Answer::Program { url, plain, .. }) => {
                paragraphs.push(format!("{}\n{url}", plain.text()));
            }
            Some(Answer::NotKept(phrase)) => paragraphs.push(phrase.text()),
            None => {}
        }
        paragraphs.extend(self.notes.iter().map(Phrase::text));
        paragraphs.push(format!("-- \n{}\n", self.footer.text()));
        paragraphs.join("\n\n")
    }
}
