//! Colours and attributes by meaning; readable on light and dark backgrounds, and without colour.

/// How much the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// No colour (`NO_COLOR`, `TERM=dumb`): bold, underline and brackets tell kinds apart.
    None,
    /// The terminal's sixteen colours, which follow its own theme.
    #[default]
    Ansi,
}

/// Styles by meaning.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// What the terminal can show.
    pub colours: Colours,
}

impl Theme {
    /// The theme for what the terminal can show.
    #[must_use]
    pub fn new(colours: Colours) -> Self {
        Self { colours }
    }
}
