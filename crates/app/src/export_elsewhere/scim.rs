//! Users as SCIM 2.0 lists them (RFC 7643, RFC 7644).

use super::people::Person;
use rollcall_domain::{Language, Status, Timestamp};
use serde::Serialize;

/// What stands before the users.
pub(super) const HEAD: &str =
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"startIndex\":1,\"Resources\":[\n";

/// What stands behind so many of them.
pub(super) fn end(users: usize) -> String {
    format!("\n],\"itemsPerPage\":{users},\"totalResults\":{users}}}\n")
}

/// The resource of the core schema.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the schema calls it so")]
struct User<'a> {
    schemas: [&'static str; 1],
    id: String,
    user_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<&'a str>,
    emails: [Email<'a>; 1],
    active: bool,
    groups: Vec<Group<'a>>,
    roles: Vec<Role<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_language: Option<&'static str>,
    meta: Meta,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the schema calls them so")]
struct Name<'a> {
    formatted: &'a str,
    given_name: &'a str,
    family_name: &'a str,
}

#[derive(Serialize)]
struct Email<'a> {
    value: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    primary: bool,
}

#[derive(Serialize)]
struct Group<'a> {
    value: String,
    display: &'a str,
}

#[derive(Serialize)]
struct Role<'a> {
    value: &'a str,
    display: String,
    /// Where they have it: a role may be had in several groups.
    #[serde(rename = "type")]
    kind: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    resource_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Timestamp>,
}

/// Somebody. Only a member is active.
pub(super) fn user(person: &Person) -> String {
    let (given_name, family_name) = person.halves();
    let user = User {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        id: person.id.to_string(),
        user_name: &person.address,
        name: person.name.as_deref().map(|formatted| Name { formatted, given_name, family_name }),
        display_name: person.name.as_deref(),
        emails: [Email { value: &person.address, kind: "work", primary: true }],
        active: person.status == Status::Active,
        groups: person
            .groups()
            .into_iter()
            .map(|group| Group { value: group.group.to_string(), display: &group.group_path })
            .collect(),
        roles: person
            .assignments
            .iter()
            .map(|one| Role {
                value: &one.role_name,
                display: format!("{}: {}", one.group_path, one.role_name),
                kind: &one.group_path,
            })
            .collect(),
        preferred_language: person.language.map(Language::code),
        meta: Meta { resource_type: "User", created: person.since },
    };
    // Texts and numbers always have a form.
    serde_json::to_string(&user).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{super::people::person, *};

    #[test]
    fn somebody_has_the_attributes_of_the_core_schema() {
        let text = user(&person(Some("Zoë \"Z\" Ünal"), "zoe@example.net"));
        let user: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(user["userName"], "zoe@example.net");
        assert_eq!(user["name"]["familyName"], "Ünal");
        assert_eq!((&user["active"], &user["preferredLanguage"]), (&true.into(), &"de".into()));
        assert_eq!(user["meta"]["created"], "1970-01-01T00:00:00.000Z");
        let nameless: serde_json::Value = serde_json::from_str(&super::user(&person(None, "zoe@example.net"))).unwrap();
        assert_eq!((nameless.get("name"), nameless.get("displayName")), (None, None));
    }
}
