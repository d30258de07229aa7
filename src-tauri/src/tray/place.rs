//! Whether this desktop shows icons of programs.

/// Whether somebody on the session bus takes icons (freedesktop `StatusNotifierItem`). A desktop that shows none has nobody there.
#[cfg(target_os = "linux")]
pub(super) fn is_there() -> bool {
    watcher().unwrap_or_else(|error| {
        tracing::debug!(%error, "nobody can be asked for a tray");
        false
    })
}

#[cfg(target_os = "linux")]
fn watcher() -> zbus::Result<bool> {
    use std::time::Duration;
    use zbus::{
        blocking::{connection::Builder, fdo::DBusProxy},
        names::BusName,
    };
    /// The window is closed while this is waited for.
    const PATIENCE: Duration = Duration::from_secs(1);
    let bus = Builder::session()?.method_timeout(PATIENCE).build()?;
    let name = BusName::try_from("org.kde.StatusNotifierWatcher")?;
    Ok(DBusProxy::new(&bus)?.name_has_owner(name)?)
}

/// The others always have a place for them.
#[cfg(not(target_os = "linux"))]
pub(super) const fn is_there() -> bool {
    true
}
