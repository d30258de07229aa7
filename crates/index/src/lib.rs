//! All users in columns in memory: search, filter, sort and count. No IO.
