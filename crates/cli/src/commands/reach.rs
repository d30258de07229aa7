//! Saying that links lead nowhere for those who get them.

use crate::words::say;
use rollcall_app::{
    Settings,
    settings::{MailRoute, is_loopback},
};

/// What is said of a join link that works on this computer only.
pub(super) fn of_the_link() -> String {
    say("link-stays-here", &[])
}

/// What is said where mails leave for other computers, and nobody there can open the links in them.
pub(super) fn of_mails(settings: &Settings) -> Option<String> {
    let leave = matches!(&settings.mail_route, MailRoute::Smtp { host, .. } if !is_loopback(host));
    (leave && settings.links_stay_here()).then(|| say("mail-links-stay-here", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_mails_that_leave_this_computer_with_links_that_do_not_are_warned_of() {
        let warned = |made: &[(&str, &str)]| {
            let mut settings = Settings::default();
            for (key, value) in made {
                settings.set(key, Some(value)).unwrap();
            }
            of_mails(&settings).is_some()
        };
        let away = ("mail.transport", "smtp://mail.example.org");
        assert!(warned(&[away]) && warned(&[away, ("join.listen", "0.0.0.0:8710")]));
        assert!(warned(&[away, ("join.public_url", "http://localhost:8710")]));
        assert!(!warned(&[]) && !warned(&[("mail.transport", "smtp://127.0.0.1:25")]));
        assert!(!warned(&[away, ("join.public_url", "https://join.example.org")]));
        assert!(!warned(&[away, ("join.listen", "192.0.2.7:8710")]));
    }
}
