//! An empty Tauri window: what the start of the program is measured against (`cargo xtask bench window`).

fn main() {
    let context = tauri::generate_context!("src-tauri/examples/empty/tauri.conf.json");
    tauri::Builder::default().run(context).expect("the window opens");
}
