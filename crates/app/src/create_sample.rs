//! Create a sample account to look around in: invented people, and half a year of an ordinary account's life.
//!
//! Everything goes through the use cases and the workspace's own rules, with a clock that walks from the past to now; no mail leaves.

mod asking;

use crate::{
    App, Error, Who,
    act_as::Permit,
    check_import::Upload,
    create_account::NewAccountInput,
    list_invitations::{InvitationQuery, InvitationRow},
    ports::{
        StoreError,
        store::{Act, Delivery, MailKind},
    },
};
use rollcall_domain::{
    AccountKey, DeliveryState, ImportId, InvitationStatus, Note, ReminderSchedule, Timestamp, Token, UserId, UserState,
    import::{Options, Sheet},
    invitation::Answer,
    table::{Cell, Table, TableRow},
};

/// The sample account's name.
pub const SAMPLE_ACCOUNT: &str = "Northwind Instruments";

const GROUPS: [&str; 12] = [
    "Engineering",
    "Engineering/Firmware",
    "Engineering/Mechanics",
    "Finance",
    "Marketing",
    "Operations",
    "Operations/Lisbon",
    "Operations/Warehouse",
    "People",
    "Sales",
    "Sales/Americas",
    "Sales/EMEA",
];

const FIRST: [&str; 24] = [
    "Ana", "Bilal", "Chiara", "Dmitri", "Emma", "Farah", "Gonçalo", "Hanna", "Ikram", "Jonas", "Kiona", "Liam", "Mei",
    "Noé", "Olga", "Priya", "Quentin", "Rosa", "Søren", "Tomás", "Uma", "Viktor", "Wanjiru", "Zoë",
];

const LAST: [&str; 21] = [
    "Almeida",
    "Brandt",
    "Castillo",
    "Dubois",
    "Eriksen",
    "Fontana",
    "García",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Kowalska",
    "Lindqvist",
    "Moretti",
    "Nakamura",
    "Okafor",
    "Petrović",
    "Rossi",
    "Silva",
    "Tanaka",
    "Ünal",
    "Weber",
];

/// One spreadsheet of the account's past: how many days ago, how many people, and what they answered.
struct Wave {
    days_ago: i64,
    people: usize,
    /// Of each ten: how many accept, and how many of the rest decline.
    accept: usize,
    decline: usize,
    state: DeliveryState,
}

const WAVES: [Wave; 6] = [
    Wave { days_ago: 170, people: 90, accept: 10, decline: 0, state: DeliveryState::Sent },
    Wave { days_ago: 120, people: 60, accept: 8, decline: 1, state: DeliveryState::Sent },
    Wave { days_ago: 80, people: 40, accept: 7, decline: 1, state: DeliveryState::Sent },
    Wave { days_ago: 12, people: 30, accept: 5, decline: 0, state: DeliveryState::Sent },
    Wave { days_ago: 2, people: 16, accept: 1, decline: 0, state: DeliveryState::Sent },
    Wave { days_ago: 1, people: 4, accept: 0, decline: 0, state: DeliveryState::Failed },
];

impl App {
    /// Fills an empty workspace with the sample account. Returns its administrator.
    ///
    /// # Errors
    /// There is an account in it already, or it could not be written.
    pub async fn create_sample(&self) -> Result<UserId, Error> {
        let now = self.outside.clock.now();
        let account = NewAccountInput {
            account: SAMPLE_ACCOUNT.to_owned(),
            administrator_name: "Robin Castellanos".to_owned(),
            administrator_address: "robin.castellanos@northwind.example".to_owned(),
            groups: GROUPS.map(str::to_owned).to_vec(),
        };
        // While the mails of the past are written down as sent, nobody sends them.
        let _turn = self.store().begin_delivering(now.plus_days(-180)).await?.ok_or(StoreError::Busy)?;
        let key = AccountKey::mint(self.outside.dice.as_ref());
        let administrator = self.store().create_account(&account.check()?, &key, now.plus_days(-180)).await?;
        let administrator = administrator.ok_or(Error::AccountExists)?;
        let by = self.act_as(&Who::User(administrator)).await?;
        let schedule = ReminderSchedule::default();
        let mut first = 0;
        let link = self.share_sample_link(&by, now.plus_days(-180)).await?;
        for days_ago in (0..=WAVES[0].days_ago).rev() {
            // What is done in the hours after lies in the past, too.
            let at = now.plus_days(-days_ago).plus_seconds(-2 * 3_600);
            let wave = WAVES.iter().find(|wave| wave.days_ago == days_ago);
            if let Some(wave) = wave {
                self.carry_out_wave(&by, first..first + wave.people, at).await?;
                first += wave.people;
            }
            self.ask_on_day(link, days_ago, at).await?;
            self.decide_on_day(&by, days_ago, at).await?;
            // What is due until now is done: nobody is reminded when somebody looks around.
            self.store().remind(&schedule, at).await?;
            self.deliver_day(wave, at).await?;
        }
        let lately = now.plus_seconds(-3_600);
        if let Some(left) = self.change_minds(&by, lately).await? {
            let name = left.name.unwrap_or_default();
            self.ask_by_sample_link(link, (&name, &left.address, "I am back"), lately).await?;
        }
        self.deliver_day(None, lately).await?;
        Ok(administrator)
    }

    /// Some are taken back, and one has left, who is returned.
    async fn change_minds(&self, by: &Permit, now: Timestamp) -> Result<Option<InvitationRow>, Error> {
        let act = Act { by: by.administrator().id, now };
        let query = |statuses| InvitationQuery { statuses, limit: 2, ..InvitationQuery::default() };
        let pending = self.list_invitations(by, &query(vec![InvitationStatus::Pending])).await?.invitations;
        let pending: Vec<_> = pending.iter().map(|row| row.id).collect();
        self.store().cancel(&pending, act).await?;
        let accepted = self.list_invitations(by, &query(vec![InvitationStatus::Accepted])).await?.invitations;
        let left = accepted.into_iter().next();
        let leaving: Vec<_> = left.iter().map(|row| (row.user, UserState::Active)).collect();
        self.store().remove_users(&leaving, Note::parse("Left the company").ok().as_ref(), act).await?;
        Ok(left)
    }

    async fn carry_out_wave(
        &self,
        by: &Permit,
        people: std::ops::Range<usize>,
        now: Timestamp,
    ) -> Result<ImportId, Error> {
        let file_name = format!("New colleagues {}.xlsx", &now.to_string()[..10]);
        let upload = Upload { file_name, file_hash: [0; 32], sheet: Sheet::new(table(people)) };
        let check = self.check_upload(by, upload, Options::default()).await?.plan()?;
        self.carry_out_as(Act { by: by.administrator().id, now }, &check, &|_| true).await
    }

    /// Lets the mails of a day leave, and the people of its wave answer in the hours after.
    async fn deliver_day(&self, wave: Option<&Wave>, at: Timestamp) -> Result<(), Error> {
        let (accept, decline, state) =
            wave.map_or((0, 0, DeliveryState::Sent), |wave| (wave.accept, wave.decline, wave.state));
        let reply = match state {
            DeliveryState::Failed => "550 5.1.1 The e-mail account that you tried to reach does not exist",
            _ => "250 2.0.0 Ok",
        };
        let mut person = 0;
        loop {
            let mint = || Token::mint(self.outside.dice.as_ref()).hash();
            let claimed = self.store().claim_mails(50, at.plus_days(90), at, &mint).await?.mails;
            if claimed.is_empty() {
                return Ok(());
            }
            let delivery = |mail| Delivery { mail, state, reply: Some(reply.to_owned()), not_before: None };
            let deliveries: Vec<_> = claimed.iter().map(|claimed| delivery(claimed.mail.id)).collect();
            self.store().record_deliveries(&deliveries, at).await?;
            let of_kind = |kind| claimed.iter().filter(move |claimed| claimed.mail.kind == kind);
            for claimed in of_kind(MailKind::Confirm) {
                if let Some(link) = claimed.link {
                    self.prove(link, &claimed.mail.to, at).await?;
                }
            }
            for link in of_kind(MailKind::Invitation).filter_map(|claimed| claimed.link) {
                let within_ten = person % 10;
                let answered_at = at.plus_seconds(3_600 * (1 + (person as i64 * 7) % 20));
                person += 1;
                if within_ten < accept {
                    self.store().answer_invitation(link, Answer::Accept, None, None, answered_at).await?;
                } else if within_ten < accept + decline {
                    let why = Note::parse("I order through the Lisbon office").ok();
                    self.store().answer_invitation(link, Answer::Decline, None, why.as_ref(), answered_at).await?;
                }
            }
        }
    }
}

/// The spreadsheet that invited these people: some of them in two groups.
fn table(people: std::ops::Range<usize>) -> Table {
    let mut rows = vec![vec!["Email".to_owned(), "Name".to_owned(), "Group".to_owned(), "Role".to_owned()]];
    for person in people {
        // Steps that share no factor with the lengths: every pair of names comes once before one comes again.
        let (first, last) = (FIRST[person % FIRST.len()], LAST[(person * 5 + person / FIRST.len()) % LAST.len()]);
        let ascii = |name: &str| name.to_lowercase().chars().map(plain).collect::<String>();
        let address = format!("{}.{}@northwind.example", ascii(first), ascii(last));
        let role = ["Buyer", "Buyer", "Approver", "Buyer", "Finance", "Buyer", "Tech"][person % 7];
        let mut row = |group: &str, role: &str| {
            rows.push(vec![address.clone(), format!("{first} {last}"), group.to_owned(), role.to_owned()]);
        };
        row(GROUPS[(person * 7) % GROUPS.len()], role);
        if person % 6 == 0 {
            row(GROUPS[(person * 7 + 3) % GROUPS.len()], "Approver");
        }
    }
    let row = |(cells, number): (Vec<String>, u32)| TableRow {
        number,
        cells: cells.into_iter().map(|text| Cell::Text(text.into())).collect(),
    };
    Table { rows: rows.into_iter().zip(1..).map(row).collect(), ..Table::default() }
}

/// The letter of an address for a letter of these names.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'ã' => 'a',
        'ç' | 'ć' => 'c',
        'é' | 'ë' => 'e',
        'í' => 'i',
        'ø' => 'o',
        'ü' => 'u',
        other => other,
    }
}
