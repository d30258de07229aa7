//! The real window, driven from outside as a person would: by what is written on it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod browser;
mod by_link;
mod by_mail;
mod desk;
mod driver;
mod everything;
mod first_start;
mod pages;
mod sheets;
mod speed;
mod the_way;
mod tray;
mod visit;
mod visits;
mod window;
