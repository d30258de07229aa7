//! A few of the inputs that the engine would make for the planner, at every test.

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_plan_says_is_so_afterwards_whatever_rows_meet(bytes in prop::collection::vec(any::<u8>(), 10..90)) {
        let rows = rollcall_fuzz::target("rows").expect("a target");
        (rows.run)(&bytes);
    }
}
