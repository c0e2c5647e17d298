//! Joins entities across articles, by name.
