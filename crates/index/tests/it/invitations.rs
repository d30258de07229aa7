//! Listed by how the newest invitation stands, which is another thing than how the user stands.

use crate::accounts::{NOW, Random};
use rollcall_domain::clock::DAY_MS;
use rollcall_domain::{DeliveryState, InvitationState, InvitationStatus, Status, Timestamp, UserId, UserState};
use rollcall_index::{Entry, Index, InvitationCounts, Query};

/// User 1 founded the account, 2 accepted, 3 accepted and was removed, 4 waits for an answer, and 5 said no.
fn account() -> Index {
    let person = Random(21).person(0).entry;
    let entry = |id, state, invitation, expires_at| Entry {
        id: UserId(id),
        state,
        invitation,
        expires_at,
        delivery: Some(DeliveryState::Sent),
        ..person.clone()
    };
    let end = Some(NOW);
    Index::load([
        entry(1, UserState::Active, None, None),
        entry(2, UserState::Active, Some(InvitationState::Accepted), end),
        entry(3, UserState::Removed, Some(InvitationState::Accepted), end),
        entry(4, UserState::Invited, Some(InvitationState::Pending), end),
        Entry {
            delivery: Some(DeliveryState::Failed),
            ..entry(5, UserState::Invited, Some(InvitationState::Declined), end)
        },
    ])
}

fn asking(invitations: &[InvitationStatus]) -> Query {
    Query { invitations: invitations.to_vec(), ..Query::default() }
}

#[test]
fn somebody_removed_has_an_accepted_invitation_and_the_first_administrator_has_none() {
    let index = account();
    let ids = |invitations: &[_]| index.matching(&asking(invitations), NOW);
    assert_eq!(ids(&[InvitationStatus::Accepted]), [2, 3].map(UserId));
    assert_eq!(ids(&[InvitationStatus::Expired, InvitationStatus::Declined]), [4, 5].map(UserId));
    assert_eq!(ids(&InvitationStatus::ALL), [2, 3, 4, 5].map(UserId));
    assert_eq!(ids(&[]), [1, 2, 3, 4, 5].map(UserId));
}

#[test]
fn the_counts_leave_out_their_own_filter_and_keep_the_other() {
    let index = account();
    let page = index.page(&asking(&[InvitationStatus::Accepted]), NOW);
    let all = InvitationCounts { all: 4, accepted: 2, expired: 1, declined: 1, undelivered: 1, ..Default::default() };
    assert_eq!(page.invitation_counts, all);
    assert_eq!((page.counts.all, page.counts.active, page.counts.removed), (2, 1, 1));
    let query = Query { statuses: vec![Status::Active], ..asking(&[InvitationStatus::Declined]) };
    let page = index.page(&query, NOW);
    assert_eq!(page.invitation_counts, InvitationCounts { all: 1, accepted: 1, ..Default::default() });
    assert_eq!((page.total, page.counts.all, page.counts.declined), (0, 1, 1));
    // Who has declined needs no mail any more.
    assert_eq!(page.counts.undelivered, 0);
}

#[test]
fn nothing_is_counted_for_who_does_not_ask_by_invitation() {
    assert_eq!(account().page(&asking(&[]), NOW).invitation_counts, InvitationCounts::default());
}

#[test]
fn an_invitation_grows_old_in_the_same_index_when_only_the_clock_moves() {
    let index = account();
    let soon = -14 * DAY_MS;
    for (millis, stands) in [
        (soon - 1, InvitationStatus::Pending),
        (soon, InvitationStatus::Expiring),
        (-1, InvitationStatus::Expiring),
        (0, InvitationStatus::Expired),
        (soon - 1, InvitationStatus::Pending),
    ] {
        let now = Timestamp::from_millis(NOW.as_millis() + millis);
        assert_eq!(index.matching(&asking(&[stands]), now), [UserId(4)], "{millis}");
        assert_eq!(index.page(&asking(&[stands]), now).invitation_counts.of(stands), 1, "{millis}");
    }
}

#[test]
fn a_new_invitation_takes_the_place_of_the_old_one() {
    let mut index = account();
    let person = Random(21).person(0).entry;
    let again = Entry {
        id: UserId(3),
        state: UserState::Invited,
        invitation: Some(InvitationState::Pending),
        expires_at: None,
        ..person
    };
    index.put([again]);
    assert_eq!(index.matching(&asking(&[InvitationStatus::Accepted]), NOW), [UserId(2)]);
    assert_eq!(index.matching(&asking(&[InvitationStatus::Pending]), NOW), [UserId(3)]);
}
