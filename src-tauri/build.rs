//! Prepares the desktop program: its configuration, its icons and its permissions.

fn main() {
    // The interface is built by npm; an empty folder is enough for tests of the commands.
    let _ = std::fs::create_dir_all("ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    // With a manifest of its own the program's commands, too, need a permission.
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.json");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
