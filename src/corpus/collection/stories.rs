//! Stories: articles that tell of one course of events.
