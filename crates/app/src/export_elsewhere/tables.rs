//! The tables by which other products take many users at once, with the headers of their own templates.

use super::{Elsewhere, people::Person};
use crate::ports::sheets::PlainTable;

/// Where Microsoft leads whoever has accepted, if nothing else is said.
pub(super) const MY_APPLICATIONS: &str = "https://myapplications.microsoft.com";

/// What stands above the headers of a template of Microsoft.
const VERSION: &str = "version:v1.0";

const ENTRA: [&str; 4] = [
    "Email address to invite [inviteeEmail] Required",
    "Redirection url [inviteRedirectURL] Required",
    "Send invitation message (true or false) [sendEmail]",
    "Customized invitation message [customizedMessageBody]",
];

pub(super) const GOOGLE: [&str; 28] = [
    "First Name [Required]",
    "Last Name [Required]",
    "Email Address [Required]",
    "Password [Required]",
    "Password Hash Function [UPLOAD ONLY]",
    "Org Unit Path [Required]",
    "New Primary Email [UPLOAD ONLY]",
    "Recovery Email",
    "Home Secondary Email",
    "Work Secondary Email",
    "Recovery Phone [MUST BE IN THE E.164 FORMAT]",
    "Work Phone",
    "Home Phone",
    "Mobile Phone",
    "Work Address",
    "Home Address",
    "Employee ID",
    "Employee Type",
    "Employee Title",
    "Manager Email",
    "Department",
    "Cost Center",
    "Building ID",
    "Floor Name",
    "Floor Section",
    "Change Password at Next Sign-In",
    "New Status [UPLOAD ONLY]",
    "Advanced Protection Program enrollment",
];

pub(super) const OKTA: [&str; 31] = [
    "login",
    "firstName",
    "lastName",
    "middleName",
    "honorificPrefix",
    "honorificSuffix",
    "email",
    "title",
    "displayName",
    "nickName",
    "profileUrl",
    "secondEmail",
    "mobilePhone",
    "primaryPhone",
    "streetAddress",
    "city",
    "state",
    "zipCode",
    "countryCode",
    "postalAddress",
    "preferredLanguage",
    "locale",
    "timezone",
    "userType",
    "employeeNumber",
    "costCenter",
    "organization",
    "division",
    "department",
    "managerId",
    "manager",
];

pub(super) fn headers(headers: &[&str]) -> PlainTable {
    // A text file has neither a sheet nor widths.
    PlainTable { sheet: String::new(), columns: headers.iter().map(|header| ((*header).to_owned(), 0)).collect() }
}

/// The first row of Microsoft's template, which its own headers follow.
pub(super) fn entra_headers() -> PlainTable {
    headers(&[VERSION])
}

/// What stands below the first row, before all people.
pub(super) fn second_row(to: Elsewhere) -> Option<Vec<String>> {
    (to == Elsewhere::Entra).then(|| ENTRA.map(str::to_owned).to_vec())
}

/// Somebody to be invited, and led somewhere then. Microsoft mails them.
pub(super) fn entra(person: &Person, redirection: &str) -> Vec<String> {
    vec![person.address.clone(), redirection.to_owned(), "true".to_owned(), String::new()]
}

/// Somebody with a password that stays as it is, in the unit that is called as their first group.
pub(super) fn google(person: &Person, _account: &str) -> Vec<String> {
    let (given, family) = person.halves();
    let unit = match person.groups().first() {
        Some(first) if first.group_path != "/" => format!("/{}", first.group_path),
        _ => "/".to_owned(),
    };
    filled(
        &GOOGLE,
        &[
            ("First Name [Required]", given),
            ("Last Name [Required]", family),
            ("Email Address [Required]", &person.address),
            ("Password [Required]", "****"),
            ("Org Unit Path [Required]", &unit),
        ],
    )
}

/// Somebody whose login is their address.
pub(super) fn okta(person: &Person, account: &str) -> Vec<String> {
    let (given, family) = person.halves();
    let department = person.groups().first().map(|first| first.group_path.clone()).filter(|path| path != "/");
    filled(
        &OKTA,
        &[
            ("login", &person.address),
            ("firstName", given),
            ("lastName", family),
            ("email", &person.address),
            ("displayName", person.shown()),
            ("preferredLanguage", person.language.map_or("", |language| language.code())),
            ("organization", account),
            ("department", department.as_deref().unwrap_or_default()),
        ],
    )
}

/// A row with these cells, and nothing in the others.
fn filled(headers: &[&str], cells: &[(&str, &str)]) -> Vec<String> {
    let cell = |header: &&str| cells.iter().find(|(name, _)| name == header).map_or("", |(_, text)| text);
    headers.iter().map(cell).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::people::person, *};

    #[test]
    fn every_cell_stands_below_its_header() {
        let zoe = person(Some("Zoë Ünal"), "zoe@example.net");
        let google = google(&zoe, "Acme");
        assert_eq!(google[..6], ["Zoë", "Ünal", "zoe@example.net", "****", "", "/"]);
        assert_eq!((google.len(), google[6..].concat().as_str()), (GOOGLE.len(), ""));
        let okta = okta(&zoe, "Acme");
        assert_eq!(okta.len(), OKTA.len());
        assert_eq!(
            (okta[0].as_str(), okta[6].as_str(), okta[8].as_str()),
            ("zoe@example.net", "zoe@example.net", "Zoë Ünal")
        );
        assert_eq!((okta[20].as_str(), okta[26].as_str()), ("de", "Acme"));
    }
}
