//! The desktop program.

fn main() {
    rollcall_desktop::run();
}
