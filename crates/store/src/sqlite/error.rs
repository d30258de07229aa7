//! What the database says, in the words of the use cases. The only place where the codes of SQLite are known.

use rollcall_app::ports::StoreError;

/// A [`StoreError`] on its way out. It is a type of this crate so that `?` turns errors of sqlx into it.
#[derive(Debug)]
pub(super) struct Failed(pub(super) StoreError);

impl Failed {
    /// The file holds something that no Rollcall wrote there.
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self(StoreError::Damaged(what.into()))
    }

    /// Something that should not happen.
    pub(super) fn unexpected(what: impl Into<String>) -> Self {
        Self(StoreError::Database(what.into()))
    }
}

impl From<Failed> for StoreError {
    fn from(failed: Failed) -> Self {
        failed.0
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(error)
    }
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .and_then(|code| code.parse::<i32>().ok());
        Self(match (code, &error) {
            (Some(code), _) => from_code(code, &error),
            (None, sqlx::Error::PoolTimedOut) => StoreError::Busy,
            (None, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)) => StoreError::Damaged(error.to_string()),
            (None, _) => StoreError::Database(error.to_string()),
        })
    }
}

/// Extended result codes have the primary one in their low byte (sqlite.org/rescode.html).
fn from_code(code: i32, error: &sqlx::Error) -> StoreError {
    /// `SQLITE_IOERR_SHMSIZE`: no room for the shared memory beside the file.
    const NO_ROOM_FOR_SHARED_MEMORY: i32 = 4874;
    match (code, code & 0xff) {
        (NO_ROOM_FOR_SHARED_MEMORY, _) | (_, 13) => StoreError::Full,
        (_, 5 | 6) => StoreError::Busy,
        (_, 8) => StoreError::ReadOnly,
        (_, 11 | 26) => StoreError::Damaged(error.to_string()),
        _ => StoreError::Database(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_sqlite_become_the_errors_that_use_cases_know() {
        let error = sqlx::Error::PoolClosed;
        assert_eq!(from_code(13, &error), StoreError::Full);
        assert_eq!(from_code(4874, &error), StoreError::Full);
        assert_eq!(from_code(5, &error), StoreError::Busy);
        assert_eq!(from_code(517, &error), StoreError::Busy);
        assert_eq!(from_code(1032, &error), StoreError::ReadOnly);
        assert!(matches!(from_code(26, &error), StoreError::Damaged(_)));
        assert!(matches!(from_code(1, &error), StoreError::Database(_)));
    }
}
