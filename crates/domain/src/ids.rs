//! Ids: one type for each kind of thing, so that they cannot be mixed up. All are row numbers of the workspace.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        #[serde(transparent)]
        // A row number stays far below 2^53, where a JSON number begins to lose digits.
        pub struct $name(#[cfg_attr(feature = "specta", specta(type = u32))] pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A user of the account; never given to somebody else.
    UserId
);
id!(
    /// A group of the account's tree. The root group is [`GroupId::ROOT`].
    GroupId
);
id!(
    /// A role of the account. The built-in roles have the numbers of [`crate::role`].
    RoleId
);
id!(
    /// An invitation.
    InvitationId
);
id!(
    /// A join link, one after the other of the same account.
    JoinLinkId
);
id!(
    /// A join request.
    RequestId
);
id!(
    /// An import that was carried out.
    ImportId
);
id!(
    /// A mail of the outbox.
    MailId
);
id!(
    /// An entry of the activity.
    ActivityId
);

impl GroupId {
    /// The root group: the account itself, written `/`.
    pub const ROOT: Self = Self(1);
}
