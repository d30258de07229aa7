//! Letting in those who ask to join.

use super::{
    SqliteStore,
    activity::{self, Actor, Happened, RequestHappened},
    bulk::{BATCH, json},
    changes,
    error::Failed,
    groups,
    invite::{mail_once_more, queue_mails},
    life,
    plan::Places,
    requests::end_mails,
    words::Word as _,
};
use rollcall_app::ports::store::{Act, Verb};
use rollcall_domain::{Assignment, GroupId, RequestId, RoleId, UserState};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, HashMap};

/// Approves those of these requests that are pending, each with an assignment whose group and role are there. Returns which were approved.
pub(super) async fn approve(
    store: &SqliteStore,
    approvals: &[(RequestId, Assignment)],
    act: Act,
) -> Result<Vec<RequestId>, Failed> {
    let mut write = store.write(act.now).await?;
    let actor = write.actor(act.by);
    let db = write.connection();
    let places = Places::new(&groups::tree(db).await?, &groups::roles(db).await?, &[], &[]);
    let there = |given: &Assignment| places.path(given.group).is_some() && places.role(given.role).is_some();
    // Each request once; what was asked for it first counts.
    let mut asked: BTreeMap<i64, Assignment> = BTreeMap::new();
    for (request, given) in approvals.iter().filter(|(_, given)| there(given)) {
        asked.entry(request.0).or_insert(*given);
    }
    let asked: Vec<(i64, i64, i64)> =
        asked.into_iter().map(|(request, given)| (request, given.group.0, given.role.0)).collect();
    let (mut approved, mut touched) = (Vec::new(), Vec::new());
    for batch in asked.chunks(BATCH) {
        for one in let_in(db, batch, &places, actor).await? {
            approved.push(RequestId(one.request));
            touched.push(one.user);
        }
    }
    changes::record(db, &mut touched).await?;
    write.commit_if(!approved.is_empty()).await?;
    Ok(approved)
}

/// A request that was approved, and who asked by it.
struct Approved {
    request: i64,
    user: i64,
    group: i64,
    role: i64,
    way_in: WayIn,
}

/// How somebody comes in who is let in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WayIn {
    /// They are a member, of old or as of now.
    Member,
    /// They were invited, and that is over: they are a member at once.
    Joins,
    /// By accepting this invitation, which is open.
    Accepts(i64),
    /// By accepting a new invitation: they were removed once.
    InvitedAnew,
}

/// Lets in whoever asked by a batch of requests, each with a group and a role. Returns those that were pending, by number.
async fn let_in(
    db: &mut SqliteConnection,
    asked: &[(i64, i64, i64)],
    places: &Places,
    act: Actor,
) -> Result<Vec<Approved>, Failed> {
    let asked = json(asked)?;
    join_anew(db, &asked, act.at).await?;
    let approved = decide(db, &asked, act).await?;
    let requests: Vec<i64> = approved.iter().map(|one| one.request).collect();
    let who_come =
        |way: WayIn| -> Vec<i64> { approved.iter().filter(|one| one.way_in == way).map(|one| one.user).collect() };
    end_mails(db, &requests).await?;
    complete(db, &requests).await?;
    let (joining, anew) = (who_come(WayIn::Joins), who_come(WayIn::InvitedAnew));
    end_invitations(db, &[joining.as_slice(), &anew].concat(), act).await?;
    join_invited(db, &joining, act.at).await?;
    invite_anew(db, &anew, act).await?;
    let open = |one: &Approved| match one.way_in {
        WayIn::Accepts(invitation) => Some(invitation),
        _ => None,
    };
    mail_once_more(db, &approved.iter().filter_map(open).collect::<Vec<_>>(), act.at).await?;
    let given: Vec<(i64, i64, i64)> = approved.iter().map(|one| (one.user, one.group, one.role)).collect();
    sqlx::query(
        "INSERT INTO assignments (user_id, group_id, role_id) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) \
         WHERE true ON CONFLICT DO NOTHING",
    )
    .bind(json(&given)?)
    .execute(&mut *db)
    .await?;
    tell(db, &approved, act.at).await?;
    record(db, &approved, places, act).await?;
    Ok(approved)
}

/// Whoever is not known is a member, in the order of the addresses.
async fn join_anew(db: &mut SqliteConnection, asked: &str, now: i64) -> Result<(), Failed> {
    sqlx::query(
        "INSERT INTO users (address, address_key, name, language, state, joined_at, came_by) \
         SELECT r.address, r.address_key, r.name, r.language, 'active', ?1, 'link' \
         FROM json_each(?2) asked CROSS JOIN requests r ON r.id = asked.value ->> 0 WHERE r.state = 'pending' \
         AND NOT EXISTS (SELECT 1 FROM users u WHERE u.address_key = r.address_key) ORDER BY r.address_key",
    )
    .bind(now)
    .bind(asked)
    .execute(db)
    .await?;
    Ok(())
}

/// Approves the requests that are pending, now that everybody who asked is a user.
async fn decide(db: &mut SqliteConnection, asked: &str, act: Actor) -> Result<Vec<Approved>, Failed> {
    let rows: Vec<(i64, i64, i64, i64)> = sqlx::query_as(
        "UPDATE requests SET state = 'approved', decided_at = ?1, decided_by = ?2, user_id = given.user_id, group_id = given.group_id, \
         role_id = given.role_id FROM (SELECT r.id, u.id AS user_id, asked.value ->> 1 AS group_id, asked.value ->> 2 AS role_id \
         FROM json_each(?3) asked CROSS JOIN requests r ON r.id = asked.value ->> 0 CROSS JOIN users u ON u.address_key = r.address_key) given \
         WHERE requests.id = given.id AND requests.state = 'pending' \
         RETURNING requests.id, requests.user_id, requests.group_id, requests.role_id",
    )
    .bind(act.at)
    .bind(act.user.map(|user| user.0))
    .bind(asked)
    .fetch_all(&mut *db)
    .await?;
    let users: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let ways = ways_in(db, &users, act.at).await?;
    let way_in = |user: i64| ways.get(&user).copied().ok_or_else(|| Failed::damaged("somebody let in is no user"));
    let mut approved = Vec::with_capacity(rows.len());
    for (request, user, group, role) in rows {
        approved.push(Approved { request, user, group, role, way_in: way_in(user)? });
    }
    approved.sort_unstable_by_key(|one| one.request);
    Ok(approved)
}

/// How each of these users comes in.
async fn ways_in(db: &mut SqliteConnection, users: &[i64], now: i64) -> Result<HashMap<i64, WayIn>, Failed> {
    let rows: Vec<(i64, String, Option<i64>, bool)> = sqlx::query_as(
        "SELECT u.id, u.state, (SELECT i.id FROM invitations i WHERE i.user_id = u.id AND i.state = 'pending' \
         AND (i.expires_at IS NULL OR i.expires_at > ?1)), \
         EXISTS (SELECT 1 FROM activity a WHERE a.user_id = u.id AND a.verb = 'removed') \
         FROM users u WHERE u.id IN (SELECT value FROM json_each(?2))",
    )
    .bind(now)
    .bind(json(users)?)
    .fetch_all(db)
    .await?;
    let mut ways = HashMap::new();
    for (user, state, open, was_removed) in rows {
        let way = match (UserState::from_stored(&state)?, open) {
            (UserState::Active, _) => WayIn::Member,
            (UserState::Invited, Some(invitation)) => WayIn::Accepts(invitation),
            (UserState::Invited, None) if !was_removed => WayIn::Joins,
            (UserState::Invited | UserState::Removed, _) => WayIn::InvitedAnew,
        };
        ways.insert(user, way);
    }
    Ok(ways)
}

/// Whoever is known and lacks a name or a language has what they said when they asked.
async fn complete(db: &mut SqliteConnection, requests: &[i64]) -> Result<(), Failed> {
    sqlx::query(
        "UPDATE users SET name = coalesce(users.name, r.name), language = coalesce(users.language, r.language) \
         FROM json_each(?) approved JOIN requests r ON r.id = approved.value WHERE users.id = r.user_id",
    )
    .bind(json(requests)?)
    .execute(db)
    .await?;
    Ok(())
}

/// The invitations of these users are over, if there are any: what they offered is gone, and those that nobody answered are cancelled.
async fn end_invitations(db: &mut SqliteConnection, users: &[i64], act: Actor) -> Result<(), Failed> {
    if users.is_empty() {
        return Ok(());
    }
    let ids = json(users)?;
    sqlx::query("DELETE FROM assignments WHERE user_id IN (SELECT value FROM json_each(?))")
        .bind(&ids)
        .execute(&mut *db)
        .await?;
    let cancelled: Vec<(i64, i64)> = sqlx::query_as(
        "UPDATE invitations SET state = 'cancelled', answered_at = ?1, answered_by = ?2 \
         WHERE user_id IN (SELECT value FROM json_each(?3)) AND state = 'pending' RETURNING id, user_id",
    )
    .bind(act.at)
    .bind(act.user.map(|user| user.0))
    .bind(ids)
    .fetch_all(&mut *db)
    .await?;
    let (invitations, invitees): (Vec<i64>, Vec<i64>) = cancelled.into_iter().unzip();
    life::end(db, &invitations).await?;
    activity::record_all(db, act, Verb::Cancelled, &invitees, None).await
}

/// Whoever was invited is a member now.
async fn join_invited(db: &mut SqliteConnection, users: &[i64], now: i64) -> Result<(), Failed> {
    sqlx::query(
        "UPDATE users SET state = 'active', joined_at = ?1, came_by = 'link' \
         WHERE id IN (SELECT value FROM json_each(?2)) AND state = 'invited'",
    )
    .bind(now)
    .bind(json(users)?)
    .execute(db)
    .await?;
    Ok(())
}

/// Whoever was ever removed comes back only by accepting an invitation: they get a new one.
async fn invite_anew(db: &mut SqliteConnection, users: &[i64], act: Actor) -> Result<(), Failed> {
    if users.is_empty() {
        return Ok(());
    }
    let ids = json(users)?;
    sqlx::query(
        "UPDATE users SET state = 'invited', joined_at = NULL, came_by = 'link' WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(&ids)
    .execute(&mut *db)
    .await?;
    let invitations: Vec<i64> = sqlx::query_scalar(
        "INSERT INTO invitations (user_id, state, created_at, invited_by) SELECT value, 'pending', ?1, ?2 FROM json_each(?3) \
         RETURNING id",
    )
    .bind(act.at)
    .bind(act.user.map(|user| user.0))
    .bind(ids)
    .fetch_all(&mut *db)
    .await?;
    queue_mails(db, &invitations, act).await
}

/// A mail to each who is a member now. The invitation of the others says what there is to say.
async fn tell(db: &mut SqliteConnection, approved: &[Approved], now: i64) -> Result<(), Failed> {
    let members = approved.iter().filter(|one| matches!(one.way_in, WayIn::Member | WayIn::Joins));
    let members: Vec<(i64, i64)> = members.map(|one| (one.user, one.request)).collect();
    sqlx::query(
        "INSERT INTO outbox (kind, user_id, request_id, state, attempts, created_at) \
         SELECT 'approved', value ->> 0, value ->> 1, 'queued', 0, ?1 FROM json_each(?2)",
    )
    .bind(now)
    .bind(json(&members)?)
    .execute(db)
    .await?;
    Ok(())
}

async fn record(db: &mut SqliteConnection, approved: &[Approved], places: &Places, act: Actor) -> Result<(), Failed> {
    let words = |one: &Approved| Some(places.words(GroupId(one.group), RoleId(one.role)));
    let all: Vec<RequestHappened> = approved.iter().map(|one| (one.request, Some(one.user), words(one))).collect();
    activity::record_requests(db, act, Verb::RequestApproved, &all).await?;
    let again = approved.iter().filter(|one| one.way_in == WayIn::InvitedAnew);
    let again: Vec<Happened> = again.map(|one| (one.user, Verb::InvitedAgain.stored(), words(one))).collect();
    activity::record_each(db, act, &again).await
}
