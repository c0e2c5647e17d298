//! Output for other programs: one file a format.
//!
//! Does not read or annotate; prints what it is given.

pub mod annotations;
