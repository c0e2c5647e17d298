//! The door: takes the terminal, gives it back whatever happens, reads its input, draws on it.
//!
//! The only room that touches crossterm. Does not decide anything.
