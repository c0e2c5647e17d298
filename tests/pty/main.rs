//! The program on a real pseudo-terminal.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod door;
mod flow;
mod marks;
mod person;
