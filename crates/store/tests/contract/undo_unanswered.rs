//! Undoing imports whose invitations are not answered, though mails of them went out and came back since.

use crate::{
    database::{Database, NOW},
    every_database,
    grants::has,
    outbox::{claim, mint, to},
    plan::{BUYER, SALES, Sheet},
    scene::{administrator, bob, deliver},
    undo_imports::{stands, undo},
};
use rollcall_app::ports::store::{Act, ActivityFilter, LinkUse, Verb};
use rollcall_domain::{InvitationState, ReminderSchedule, UserState};

every_database![reminders_links_and_bounces_are_nothing_that_happened, an_invitation_is_not_again_from_whoever_is_gone,];

async fn reminders_links_and_bounces_are_nothing_that_happened(database: &dyn Database) {
    let scene = bob(database).await;
    let (store, act) = (scene.store.as_ref(), scene.act);
    let names = ["copied@acme.example", "saved@acme.example", "bounced@acme.example"];
    let sheet = Sheet::new().add("bob@acme.example", scene.user, &[(SALES, BUYER)]);
    let sheet = names.into_iter().fold(sheet, |sheet, name| sheet.invite(name, None, &[(SALES, BUYER)]));
    let import = sheet.carry_out(store, act).await;
    let claimed = deliver(store, NOW).await;
    let [copied, saved, bounced] = names.map(|name| to(&claimed, name));
    let mut links = Vec::new();
    for (mail, used) in [(copied, LinkUse::Copied), (saved, LinkUse::SavedAsMail)] {
        let (invitation, hash) = (mail.mail.invitation.unwrap(), mint());
        store.give_out_link(invitation, hash, NOW.plus_days(90), used, act).await.unwrap().unwrap();
        links.extend([mail.link.unwrap(), hash]);
    }
    assert!(store.record_bounce(bounced.mail.id, "550 no such user", NOW.plus_days(1)).await.unwrap());
    assert!(store.remind(&ReminderSchedule::default(), scene.later(7).now).await.unwrap() > 2);
    assert!(scene.verbs().await.contains(&Verb::Reminded));

    let filter = ActivityFilter { import: Some(import), limit: 100, ..ActivityFilter::default() };
    let entries: Vec<_> = store.activity(&filter).await.unwrap().entries.iter().map(|entry| entry.id).collect();
    assert_eq!(store.undoable(&entries, None).await.unwrap().len(), 4);
    let users = [copied, saved, bounced].map(|mail| mail.mail.user.unwrap());
    let (done, left) = undo(store, import, scene.later(8)).await;
    assert_eq!((done.len(), left), (4, 0));
    for user in users {
        assert_eq!(stands(store, user).await, (UserState::Invited, Some(InvitationState::Cancelled)));
    }
    for link in links {
        assert_eq!(store.invitation_by_token(link, scene.later(8).now).await.unwrap(), None);
    }
    let waiting = claim(store, 100, scene.later(8).now).await;
    assert!(
        waiting.iter().all(|mail| mail.mail.user.is_none_or(|user| !users.contains(&user))),
        "no reminder goes out"
    );
    assert!(!scene.record().await.offered.contains(&has(2, BUYER)), "and what was offered besides is not any more");
    assert_eq!(undo(store, import, scene.later(9)).await, (Vec::new(), 4));
}

async fn an_invitation_is_not_again_from_whoever_is_gone(database: &dyn Database) {
    let scene = bob(database).await;
    let store = scene.store.as_ref();
    let before = scene.record().await;
    let cy = administrator(store, scene.act, "cy@acme.example", "Cy").await;
    let late = Act { by: cy, ..scene.later(100) };
    let sheet = Sheet::new().resend("bob@acme.example", scene.user, scene.invitation, &[(SALES, BUYER)]);
    let import = sheet.carry_out(store, late).await;
    store.remove_users(&[(scene.act.by, UserState::Active)], None, late).await.unwrap();
    assert_eq!(undo(store, import, late).await, (vec![scene.user], 0));
    let after = scene.record().await;
    assert_eq!((before.invited_by, after.invited_by), (scene.act.by, cy));
    assert_eq!((after.state, after.expires_at), (InvitationState::Pending, before.expires_at), "it is over again");
}
