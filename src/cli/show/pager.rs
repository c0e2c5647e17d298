//! Hands a text to the reader's pager.

use anyhow::Result;
use std::env;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Shows `text` in `$PAGER`, or `less -R`; prints it where there is no pager.
///
/// # Errors
/// Where the output cannot be written.
pub(super) fn show(text: &[u8]) -> Result<()> {
    let named = env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let Some(mut pager) = start(named.as_deref().unwrap_or("less -R")) else {
        io::stdout().lock().write_all(text)?;
        return Ok(());
    };
    // Ctrl-C is the pager's: ending before it would leave the two of us and the shell on one terminal.
    let interrupt = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::new(AtomicBool::new(false)))?;
    if let Some(mut to) = pager.stdin.take() {
        // Whoever leaves the pager early has read enough.
        _ = to.write_all(text);
    }
    pager.wait()?;
    signal_hook::low_level::unregister(interrupt);
    Ok(())
}

/// Starts a pager given as a program with arguments. No shell reads it.
fn start(pager: &str) -> Option<Child> {
    let mut words = pager.split_whitespace();
    let mut command = Command::new(words.next()?);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        // Ends by itself on a text of one screen, keeps colours, leaves the text on the screen.
        command.env("LESS", "FRX");
    }
    command.spawn().ok()
}
