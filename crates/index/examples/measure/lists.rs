//! Filters, counts and whatever else is asked about everybody.

use crate::people::DOMAINS;
use crate::searches::{search, words};
use crate::{NOW, line};
use rollcall_domain::{CameBy, DeliveryState, GroupId, InvitationStatus, MailDomain, RoleId, Status};
use rollcall_index::{Index, Moment, Only, Period, Query, Sort};

pub(crate) fn measure(index: &Index) {
    let words = words();
    let ask = |query: Query| index.page(&query, NOW).total;
    let filtered = |n: usize| Query {
        statuses: vec![Status::Pending, Status::Expiring],
        groups: (0..5).map(|group| GroupId(1 + i64::try_from(n).unwrap_or(0) % 195 + group)).collect(),
        roles: vec![RoleId(2)],
        sort: Sort::ExpiresAt,
        ..Query::default()
    };
    line("status, five groups, a role, by expiry", |n| ask(filtered(n)));
    line("the same and a word, by expiry descending", |n| {
        ask(Query { search: words[n][..2].into(), descending: true, ..filtered(n) })
    });
    line("counts under a group, a role filter, by status", |n| {
        ask(Query { statuses: vec![], sort: Sort::Status, ..filtered(n) })
    });
    line("undelivered, by invitation", |_| {
        let deliveries = vec![DeliveryState::Failed, DeliveryState::Deferred, DeliveryState::Uncertain];
        ask(Query { deliveries, sort: Sort::InvitedAt, ..Query::default() })
    });
    came(index);
    only(index, filtered);
    invitations(index, &words, filtered);
    let domains: Vec<MailDomain> = DOMAINS.iter().filter_map(|domain| MailDomain::parse(domain).ok()).collect();
    line("what the users of each of eight domains have", |_| {
        index.in_domains(&domains).iter().map(|found| found.users).sum()
    });
    line("every set of assignments that somebody has", |_| index.held().len());
    let days = |n: usize, groups: Vec<GroupId>| {
        let trend = index.trend(&Query { groups, ..Query::default() }, NOW.plus_days(-400), n);
        trend.joined.iter().chain(&trend.invited).map(|count| *count as usize).sum::<usize>()
    };
    line("trend of 30 days", |_| days(30, vec![]));
    line("trend of 365 days, 100 groups", |n| {
        days(365, (0..100).map(|group| GroupId(1 + i64::try_from(n).unwrap_or(0) % 100 + group)).collect())
    });
}

/// By how and when they came.
fn came(index: &Index) {
    let ask = |query: Query| index.page(&query, NOW).total;
    line("imported or by the link", |_| ask(Query { came_by: vec![CameBy::Import, CameBy::Link], ..Query::default() }));
    let period =
        |of, from: i64, to: i64| Period { of, from: Some(NOW.plus_days(from)), before: Some(NOW.plus_days(to)) };
    let day = |n: usize| i64::try_from(n).unwrap_or(0);
    line("joined on one day, by joining", |n| {
        let periods = vec![period(Moment::Joined, -day(n) - 1, -day(n))];
        ask(Query { periods, sort: Sort::JoinedAt, ..Query::default() })
    });
    line("joined in a year", |n| {
        ask(Query { periods: vec![period(Moment::Joined, -365 - day(n), -day(n))], ..Query::default() })
    });
    line("all three periods and a way, by groups", |n| {
        let wide = |of| period(of, -300, 100 + day(n));
        let periods = [Moment::Invited, Moment::Expires, Moment::Joined].map(wide).into();
        ask(Query { periods, came_by: vec![CameBy::Hand], sort: Sort::Groups, ..Query::default() })
    });
    line("a period, a way and two letters, by delivery", |n| {
        let periods = vec![period(Moment::Invited, -200 - day(n), -day(n))];
        ask(Query { periods, came_by: vec![CameBy::Hand], sort: Sort::Delivery, ..search("an") })
    });
}

/// The cards that are no status.
fn only(index: &Index, filtered: impl Fn(usize) -> Query) {
    let ask = |query: Query| index.page(&query, NOW).total;
    for (only, what) in [
        (Only::Undelivered, "only undelivered"),
        (Only::WithoutGroup, "only without a group"),
        (Only::Administrators, "only administrators"),
    ] {
        line(what, |_| ask(Query { only: Some(only), ..Query::default() }));
    }
    line("only administrators of five groups, by groups", |n| {
        let query = Query { statuses: vec![], roles: vec![], ..filtered(n) };
        ask(Query { only: Some(Only::Administrators), sort: Sort::Groups, ..query })
    });
    line("only administrators of 190 groups", |n| {
        let groups = (1..=190).map(|group| GroupId(group + i64::try_from(n).unwrap_or(0) % 10)).collect();
        ask(Query { only: Some(Only::Administrators), groups, ..Query::default() })
    });
}

/// What the list of invitations asks.
fn invitations(index: &Index, words: &[String], filtered: impl Fn(usize) -> Query) {
    let ask = |query: Query| {
        let page = index.page(&query, NOW);
        assert!(page.invitation_counts.all >= page.total);
        page.total
    };
    let invited = |invitations: &[InvitationStatus]| Query { invitations: invitations.to_vec(), ..Query::default() };
    let open = [InvitationStatus::Pending, InvitationStatus::Expiring, InvitationStatus::Expired];
    line("any invitation, by invitation", |_| ask(Query { sort: Sort::InvitedAt, ..invited(&InvitationStatus::ALL) }));
    line("invitations expiring, by expiry", |_| {
        ask(Query { sort: Sort::ExpiresAt, ..invited(&[InvitationStatus::Expiring]) })
    });
    line("invitations open, 200 first three letters, by expiry", |n| {
        ask(Query { search: words[n][..3].into(), sort: Sort::ExpiresAt, ..invited(&open) })
    });
    line("invitations accepted, five groups, a role, by name", |n| {
        let query = Query { statuses: vec![], sort: Sort::Name, ..filtered(n) };
        ask(Query { invitations: vec![InvitationStatus::Accepted], ..query })
    });
    line("invitations accepted, of the removed, by status", |_| {
        let statuses = vec![Status::Removed];
        ask(Query { statuses, sort: Sort::Status, ..invited(&[InvitationStatus::Accepted]) })
    });
    line("all whose invitation is expired (ids of everybody)", |_| {
        index.matching(&invited(&[InvitationStatus::Expired]), NOW).len()
    });
}
