//! Every sort: its first page, one in the middle, the last, one behind a user, and everybody.

use crate::{NOW, line};
use rollcall_domain::{CameBy, GroupId, RoleId, Status, UserId};
use rollcall_index::{Index, Places, Query, Sort, Window};

const SORTS: [(Sort, &str); 9] = [
    (Sort::Name, "name"),
    (Sort::Address, "address"),
    (Sort::Status, "status"),
    (Sort::InvitedAt, "invitation"),
    (Sort::ExpiresAt, "expiry"),
    (Sort::JoinedAt, "joining"),
    (Sort::Groups, "groups"),
    (Sort::Delivery, "delivery"),
    (Sort::CameBy, "way of coming"),
];

/// The sample's groups and roles in another order than that of their numbers.
fn places() -> Places {
    Places { groups: (1..=200).rev().map(GroupId).collect(), roles: [3, 5, 1, 2, 4].map(RoleId).into() }
}

pub(crate) fn measure(index: &Index) {
    let middle = |n: usize| index.len() / 2 + n * 997;
    for (sort, name) in SORTS {
        let ask = |statuses: &[Status], descending: bool, window: Window| {
            let query =
                Query { statuses: statuses.into(), sort, places: places(), descending, window, ..Query::default() };
            index.page(&query, NOW).total
        };
        let offset = |offset| Window::Offset { offset, limit: 100 };
        let active = &[Status::Active];
        line(&format!("by {name}: first page"), |_| ask(&[], false, offset(0)));
        line(&format!("by {name}, descending: a page in the middle"), |n| ask(&[], true, offset(middle(n))));
        line(&format!("by {name}: last page"), |_| ask(&[], false, offset(index.len() - 100)));
        line(&format!("by {name}: active, a page in the middle"), |n| ask(active, false, offset(middle(n) / 2)));
        line(&format!("by {name}: active, behind a user"), |n| {
            let after = i64::try_from(middle(n)).ok().map(UserId);
            ask(active, n % 2 == 0, Window::After { after, limit: 100 })
        });
    }
    for (sort, name) in SORTS {
        // What a selection of a quarter of everybody costs.
        line(&format!("by {name}: ids of all who were imported"), |_| {
            let came_by = vec![CameBy::Import];
            index.matching(&Query { came_by, sort, places: places(), ..Query::default() }, NOW).len()
        });
    }
}
