//! Colours and attributes by meaning; readable on light and dark backgrounds, and without colour.
//!
//! Only the terminal's own sixteen colours, which follow its theme; dimmed text is bright black, since many terminals
//! draw no dim attribute. White, black and yellow are avoided: each is unreadable on some background.

use crate::app::overlay::Tone;
use crate::corpus::article::EntityKind;
use ratatui::style::{Color, Modifier, Style};

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

    fn pick(&self, colour: Color, modifier: Modifier, plain: Modifier) -> Style {
        match self.colours {
            Colours::Ansi => Style::new().fg(colour).add_modifier(modifier),
            Colours::None => Style::new().add_modifier(plain),
        }
    }

    /// The one accent: what has the focus, what is selected, keys.
    #[must_use]
    pub fn accent(&self) -> Style {
        self.pick(Color::Cyan, Modifier::empty(), Modifier::BOLD)
    }

    /// Accented, for titles and what is in force.
    #[must_use]
    pub fn accent_strong(&self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// Beside the point: metadata, furniture, hints.
    #[must_use]
    pub fn dim(&self) -> Style {
        self.pick(Color::DarkGray, Modifier::empty(), Modifier::empty())
    }

    /// Headlines.
    #[must_use]
    pub fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The frame of a pane.
    #[must_use]
    pub fn frame(&self, focused: bool) -> Style {
        if focused { self.accent() } else { self.dim() }
    }

    /// The title of a pane.
    #[must_use]
    pub fn title(&self, focused: bool) -> Style {
        if focused { self.accent_strong() } else { Style::new().fg(Color::Reset) }
    }

    /// A name in the text or in a panel: kinds differ by colour and by attribute.
    #[must_use]
    pub fn kind(&self, kind: EntityKind) -> Style {
        use Modifier as M;
        let (colour, with, without) = match kind {
            EntityKind::Country => (Color::Green, M::BOLD, M::BOLD),
            EntityKind::Place => (Color::Green, M::empty(), M::ITALIC),
            EntityKind::Person => (Color::Magenta, M::BOLD, M::BOLD.union(M::UNDERLINED)),
            EntityKind::Organization => (Color::LightBlue, M::BOLD, M::UNDERLINED),
            EntityKind::Agreement => (Color::LightBlue, M::ITALIC, M::UNDERLINED.union(M::ITALIC)),
            EntityKind::Event => (Color::Magenta, M::ITALIC, M::BOLD.union(M::ITALIC)),
            EntityKind::Weapon => (Color::Red, M::empty(), M::BOLD.union(M::ITALIC)),
        };
        self.pick(colour, with, without)
    }

    /// A date in the text: underlined, in the text's own colour.
    #[must_use]
    pub fn date(&self) -> Style {
        self.pick(Color::Reset, Modifier::UNDERLINED, Modifier::UNDERLINED)
    }

    /// A word of the query.
    #[must_use]
    pub fn word(&self) -> Style {
        self.pick(Color::Cyan, Modifier::REVERSED, Modifier::REVERSED)
    }

    /// What a find has found.
    #[must_use]
    pub fn found(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The match that was gone to last.
    #[must_use]
    pub fn found_here(&self) -> Style {
        self.accent_strong().add_modifier(Modifier::REVERSED)
    }

    /// A filter in force that excludes.
    #[must_use]
    pub fn excluded(&self) -> Style {
        self.pick(Color::Red, Modifier::CROSSED_OUT, Modifier::CROSSED_OUT)
    }

    /// Something that went wrong.
    #[must_use]
    pub fn fault(&self) -> Style {
        self.pick(Color::Red, Modifier::BOLD, Modifier::BOLD)
    }

    /// A piece of an overlay.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Dim => self.dim(),
            Tone::Strong => self.strong(),
            Tone::Accent => self.accent(),
            Tone::Kind(kind) => self.kind(kind),
            Tone::Quote => self.date(),
        }
    }
}
