//! What a person made: marks, notes, tags, saved views, corrections of who is who; and where they were reading last.
//!
//! Marks lie in the user's data folder, apart from the library and keyed by article, so that they survive everything
//! that can be made again. Places lie in the state folder. Does not decide what a mark means: `app` does.

mod folders;
mod marks;
mod place;
mod repair;
mod store;
#[cfg(test)]
mod tests;

pub use crate::corpus::corrections::{Correction, Corrections, Target};
pub use folders::Folders;
pub use marks::{Change, Marks, View, sort_name, sort_named};
pub use place::{Bookmark, Place};
pub use store::{Error, Opened, Personal, peek};
