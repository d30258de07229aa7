//! The bulk templates and exports of other products, known by most of their headers.

use super::{
    Column::{self, Email, FirstName, Group, LastName, Name, Role},
    aliases,
    cells::Action,
};
use crate::table::{Cell, TableRow};
use std::sync::LazyLock;

const AMAZON: &str = "Amazon Business";
const ATLASSIAN: &str = "Atlassian";
const DISCOURSE: &str = "Discourse";
const ENTRA: &str = "Microsoft Entra";
const GAM: &str = "GAM";
const GOOGLE: &str = "Google Workspace";
const OKTA: &str = "Okta";

/// One kind of file of one product. All headers are keys ([`aliases::key`]).
#[derive(Debug)]
pub(super) struct Product {
    /// What it is called.
    pub(super) name: &'static str,
    /// The headers without which it is another file.
    must: &'static [&'static str],
    /// How many of its marks have to be there too.
    least: usize,
    /// Headers that hardly any other file has.
    marks: &'static [&'static str],
    /// What its headers mean, the better ones first.
    columns: &'static [(&'static str, Column)],
}

/// The kinds of files, the more particular first.
static KNOWN: [Product; 14] = [
    Product { name: ENTRA, must: &["inviteeemail"], least: 0, marks: &[], columns: &[("inviteeemail", Email)] },
    Product {
        name: ENTRA,
        must: &["emailaddresstoinvite", "redirectionurl"],
        least: 0,
        marks: &[],
        columns: &[("emailaddresstoinvite", Email)],
    },
    Product {
        name: ENTRA,
        must: &["memberobjectidorupn"],
        least: 0,
        marks: &[],
        columns: &[("memberobjectidorupn", Email)],
    },
    Product {
        name: ENTRA,
        must: &["userprincipalname", "displayname"],
        least: 1,
        marks: &[
            "passwordprofile",
            "accountenabled",
            "usagelocation",
            "usertype",
            "objectid",
            "jobtitle",
            "physicaldeliveryofficename",
            "alternateemailaddress",
            "creationtype",
            "directorysynced",
            "surname",
        ],
        columns: &[
            ("mail", Email),
            ("userprincipalname", Email),
            ("displayname", Name),
            ("givenname", FirstName),
            ("surname", LastName),
            ("department", Group),
        ],
    },
    Product {
        name: ENTRA,
        must: &["name", "initialpassword", "blocksignin"],
        least: 0,
        marks: &[],
        columns: &[
            ("username", Email),
            ("userprincipalname", Email),
            ("name", Name),
            ("firstname", FirstName),
            ("lastname", LastName),
            ("department", Group),
        ],
    },
    Product {
        name: GOOGLE,
        must: &["firstname", "lastname", "emailaddress"],
        least: 2,
        marks: &[
            "passwordhashfunction",
            "newprimaryemail",
            "orgunitpath",
            "lastsignin",
            "emailusage",
            "driveusage",
            "storageused",
            "2svenrolled",
            "2svenforced",
            "recoveryemail",
            "homesecondaryemail",
            "worksecondaryemail",
            "employeetitle",
            "manageremail",
            "buildingid",
            "floorname",
            "floorsection",
            "changepasswordatnextsignin",
            "newstatus",
            "advancedprotectionprogramenrollment",
        ],
        columns: &[
            ("emailaddress", Email),
            ("firstname", FirstName),
            ("lastname", LastName),
            ("orgunitpath", Group),
            ("department", Group),
        ],
    },
    Product {
        name: OKTA,
        must: &["login", "firstname", "lastname", "email"],
        least: 2,
        marks: &[
            "middlename",
            "honorificprefix",
            "honorificsuffix",
            "nickname",
            "profileurl",
            "secondemail",
            "mobilephone",
            "primaryphone",
            "zipcode",
            "countrycode",
            "postaladdress",
            "timezone",
            "usertype",
            "employeenumber",
            "costcenter",
            "organization",
            "division",
            "managerid",
        ],
        columns: &[
            ("email", Email),
            ("login", Email),
            ("displayname", Name),
            ("firstname", FirstName),
            ("lastname", LastName),
            ("department", Group),
            ("preferredlanguage", Column::Language),
            ("locale", Column::Language),
        ],
    },
    Product {
        name: OKTA,
        must: &["profilelogin", "profileemail"],
        least: 0,
        marks: &[],
        columns: &[
            ("profileemail", Email),
            ("profilelogin", Email),
            ("profiledisplayname", Name),
            ("profilefirstname", FirstName),
            ("profilelastname", LastName),
            ("profiledepartment", Group),
        ],
    },
    Product {
        name: OKTA,
        must: &["oktausername", "primaryemail"],
        least: 0,
        marks: &[],
        columns: &[
            ("primaryemail", Email),
            ("oktausername", Email),
            ("userfullname", Name),
            ("user", Name),
            ("firstname", FirstName),
            ("lastname", LastName),
        ],
    },
    Product {
        name: ATLASSIAN,
        must: &["userid", "username", "email", "userstatus"],
        least: 0,
        marks: &[],
        columns: &[("email", Email), ("username", Name), ("groupname", Group), ("groups", Group)],
    },
    Product {
        name: ATLASSIAN,
        must: &["atlassianid", "email"],
        least: 0,
        marks: &[],
        columns: &[("email", Email), ("name", Name)],
    },
    Product {
        name: DISCOURSE,
        must: &["email", "groups", "topicid"],
        least: 0,
        marks: &[],
        columns: &[("email", Email), ("groups", Group)],
    },
    Product {
        name: GAM,
        must: &["group", "email", "role", "action", "message"],
        least: 0,
        marks: &[],
        columns: &[("email", Email), ("group", Group), ("role", Role), ("action", Column::Action)],
    },
    Product {
        name: GAM,
        must: &["primaryemail", "namegivenname", "namefamilyname"],
        least: 0,
        marks: &[],
        columns: &[
            ("primaryemail", Email),
            ("namefullname", Name),
            ("namegivenname", FirstName),
            ("namefamilyname", LastName),
            ("orgunitpath", Group),
        ],
    },
];

/// The oldest template of all, which has nothing of its own but its word for a buyer.
static AMAZON_BUSINESS: Product = Product {
    name: AMAZON,
    must: &["email", "group", "role"],
    least: 0,
    marks: &[],
    columns: &[("email", Email), ("group", Group), ("role", Role)],
};

/// The keys of one header: of its words, and of what stands in its brackets.
pub(super) type Keys = (String, Option<String>);

impl Product {
    /// The product whose file has these headers. `below` are some of the rows under them.
    pub(super) fn of(headers: &[Keys], below: &[TableRow]) -> Option<&'static Self> {
        KNOWN.iter().find(|product| product.has(headers)).or_else(|| {
            let named = headers.iter().filter(|(words, _)| !words.is_empty()).count();
            let role = headers.iter().position(|(words, _)| words == "role")?;
            let says = |row: &TableRow, word: &str| {
                row.cells.get(role).is_some_and(|cell| cell.shown().trim().eq_ignore_ascii_case(word))
            };
            let is_amazons = below.iter().any(|row| says(row, "Requisitioner"));
            (named == 3 && is_amazons && AMAZON_BUSINESS.has(headers)).then_some(&AMAZON_BUSINESS)
        })
    }

    fn has(&self, headers: &[Keys]) -> bool {
        let is_there = |key: &&&str| headers.iter().any(|header| is(header, key));
        self.must.iter().all(|key| is_there(&key)) && self.marks.iter().filter(is_there).count() >= self.least
    }

    /// What a header means in its files, and how plainly it says it: less plainly than a word before it, and than as many of our own words. The
    /// ranks are odd, and those of words even, so that it is always one of them.
    pub(super) fn meaning(&self, header: &Keys) -> Option<(Column, usize)> {
        let at = self.columns.iter().position(|(key, _)| is(header, key))?;
        Some((self.columns[at].1, at * 2 + 1))
    }
}

fn is(header: &Keys, key: &str) -> bool {
    header.0 == key || header.1.as_deref() == Some(key)
}

/// What its own words for what is to be done say in ours: GAM has lists of what was, or is to be, done to the members of groups.
pub(super) fn action(product: &str, cell: &Cell) -> Option<&'static Cell> {
    static OURS: LazyLock<[Cell; 3]> = LazyLock::new(|| {
        [Action::Add, Action::RemoveFromGroup, Action::ChangeRole].map(|action| Cell::Text(action.word().into()))
    });
    let word = if product == GAM { aliases::fold(cell.shown()) } else { return None };
    let at = match word.as_str() {
        "add" | "added" => 0,
        "remove" | "removed" | "delete" | "deleted" => 1,
        "update" | "updated" => 2,
        _ => return None,
    };
    Some(&OURS[at])
}
