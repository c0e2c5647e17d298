//! The program on a real pseudo-terminal.

#![cfg(unix)]

mod door;
mod person;
