//! The commands, and their types for the pages: `ui/src/ipc/bindings.ts` is written from here.

use crate::commands::{
    activity, bounces, computer, groups, imports, invitations, invite, join_link, links, mail, preferences, reports,
    requests, roles, settings, users, workspaces,
};
use tauri::Runtime;
use tauri_specta::{Builder, collect_commands};

/// Every command that the pages can call.
#[allow(clippy::too_many_lines, reason = "a line for each")]
pub(crate) fn commands<R: Runtime>() -> Builder<R> {
    Builder::new().commands(collect_commands![
        workspaces::start,
        workspaces::check_new_account,
        workspaces::create_workspace,
        workspaces::open_workspace,
        workspaces::open_recent,
        workspaces::forget_recent,
        workspaces::open_sample,
        workspaces::close_workspace,
        workspaces::choose_administrator,
        links::take_destination,
        users::list_users,
        users::user_trend,
        users::show_user,
        users::change_roles,
        users::preview_removal,
        users::remove_users,
        users::undo,
        users::preview_undo,
        users::resend_to_users,
        users::cancel_of_users,
        users::export_users,
        users::list_views,
        users::save_view,
        users::forget_view,
        invite::read_people,
        invite::check_invite,
        invite::preview_invite,
        invite::invite,
        imports::check_people_as_sheet,
        invitations::list_invitations,
        invitations::resend_invitations,
        invitations::cancel_invitations,
        invitations::copy_invitation_link,
        invitations::save_invitation_mail,
        invitations::record_answer,
        join_link::get_join_link,
        join_link::make_join_link,
        join_link::switch_join_link,
        join_link::change_join_link,
        join_link::join_link_message,
        join_link::join_link_qr,
        join_link::save_join_link_qr,
        requests::list_requests,
        requests::show_request,
        requests::approve_requests,
        requests::deny_requests,
        requests::list_blocks,
        requests::unblock,
        groups::list_groups,
        groups::add_group,
        groups::add_group_in,
        groups::rename_group,
        groups::move_group,
        groups::merge_groups,
        groups::remove_group,
        roles::list_roles,
        roles::role_uses,
        roles::add_role,
        roles::change_role,
        roles::remove_role,
        activity::list_activity,
        activity::list_actors,
        activity::export_activity,
        imports::save_template,
        imports::choose_file,
        imports::check_file,
        imports::check_pasted,
        imports::check_again,
        imports::columns_of,
        imports::mend_plan,
        imports::take_back_mend,
        imports::plan_rows,
        imports::preview_plan_removals,
        imports::save_checked,
        imports::carry_out,
        imports::cancel_import,
        reports::list_imports,
        reports::show_import,
        reports::import_rows,
        reports::save_report,
        reports::undoable_of_import,
        reports::preview_undo_import,
        reports::undo_import,
        reports::reveal_file,
        mail::list_mail,
        mail::show_mail,
        mail::reveal_mail,
        mail::mail_status,
        mail::deliver_mail,
        mail::pause_mail,
        bounces::choose_bounce,
        bounces::read_bounce,
        settings::get_settings,
        settings::check_settings,
        settings::change_settings,
        settings::send_test_mail,
        settings::join_status,
        preferences::get_preferences,
        preferences::change_preferences,
        computer::get_computer,
        computer::change_computer,
        computer::change_look,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use specta_typescript::Typescript;
    use std::{collections::BTreeSet, fs, path::Path};

    /// What came back is a failure, whatever it is: the pages tell a failure of ours from a stranger's.
    const TYPED_ERROR: &str = "\
/** A moment in UTC as RFC 3339 writes it: `2026-11-21T14:02:00.000Z`. */
export type Timestamp = string;

export type Result<T, E> = { status: \"ok\"; data: T } | { status: \"error\"; error: E };

async function typedError<T, E>(result: Promise<T>): Promise<Result<T, E>> {
    try {
        return { status: \"ok\", data: await result };
    } catch (e) {
        return { status: \"error\", error: e as E };
    }
}";

    fn written() -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bindings.ts");
        let builder = commands::<tauri::Wry>().typed_error_impl(TYPED_ERROR).disable_serde_phases();
        builder.export(Typescript::default(), &path).unwrap();
        let own = "import { invoke as __TAURI_INVOKE } from \"../platform/host\";";
        let text = fs::read_to_string(path).unwrap();
        let from_tauri = "import { invoke as __TAURI_INVOKE } from \"@tauri-apps/api/core\";";
        assert!(text.contains(from_tauri), "only ui/src/platform knows that there is a host");
        // The last line is a check for whoever writes another `typedError`; a strict compiler minds what is not used.
        let (text, _) = text.split_once("\nconst _assertTypedErrorFollowsContract").unwrap();
        text.replace(from_tauri, own)
    }

    #[test]
    fn bindings_of_the_pages_are_what_the_commands_say() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
        let wanted = written();
        if std::env::var_os("ROLLCALL_GEN").is_some() {
            fs::write(&path, wanted).unwrap();
            return;
        }
        let found = fs::read_to_string(&path).unwrap();
        assert!(found.lines().eq(wanted.lines()), "{} is stale: run `cargo xtask gen`", path.display());
    }

    #[test]
    fn the_page_may_call_our_commands_and_hear_our_events_and_nothing_else() {
        let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        let capability: serde_json::Value = serde_json::from_str(&read("src-tauri/capabilities/main.json")).unwrap();
        assert_eq!(
            capability["permissions"],
            serde_json::json!(["commands", "core:event:allow-listen", "core:event:allow-unlisten"])
        );
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        assert_eq!(capability.get("remote"), None);
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities")).unwrap();
        assert_eq!(files.count(), 1, "one capability is all there is");

        let permission: serde_json::Value = serde_json::from_str(&read("src-tauri/permissions/commands.json")).unwrap();
        let names = |list: &serde_json::Value| -> BTreeSet<String> {
            list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
        };
        let text = written();
        let called: BTreeSet<String> = text
            .split("__TAURI_INVOKE(\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect();
        assert!(called.contains("start"), "{text}");
        assert_eq!(names(&permission["permission"][0]["commands"]["allow"]), called);
    }

    #[test]
    fn the_pages_run_nothing_that_is_not_their_own() {
        let config = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tauri.conf.json")).unwrap();
        let config: serde_json::Value = serde_json::from_str(&config).unwrap();
        let security = &config["app"]["security"];
        assert_eq!(
            security["csp"],
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             connect-src ipc: http://ipc.localhost; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'"
        );
        // The nonces and hashes that Tauri adds for its own scripts make it no weaker; that it adds them may not be turned off.
        let known: BTreeSet<_> = security.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(known, BTreeSet::from(["csp", "freezePrototype"]));
        assert_eq!((&security["freezePrototype"], &config["app"]["withGlobalTauri"]), (&true.into(), &false.into()));
    }
}
