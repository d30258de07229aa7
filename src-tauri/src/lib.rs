//! The desktop program: the window, and one thin command per use case.

/// Opens the window and runs until it is closed.
pub fn run() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the window could not be opened");
}
