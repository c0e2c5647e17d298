//! The program `dateline`: everything is in the library.

use std::process::ExitCode;

/// Annotation makes and drops many small things on several threads at once: with the system's allocator that is a tenth of
/// its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dateline::cli::main()
}
