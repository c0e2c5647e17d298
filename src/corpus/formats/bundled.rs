//! The articles carried inside the program.

/// Their names and bytes, in the order of their names.
pub(crate) const ARTICLES: [(&str, &[u8]); 5] = [
    ("seeds/000_cfb85f71628b0ee7.txt", include_bytes!("../../../seeds/000_cfb85f71628b0ee7.txt")),
    ("seeds/001_f2559be1d2141563.txt", include_bytes!("../../../seeds/001_f2559be1d2141563.txt")),
    ("seeds/002_5111c666ce399c20.txt", include_bytes!("../../../seeds/002_5111c666ce399c20.txt")),
    ("seeds/003_97d8dfe4ca2a578a.txt", include_bytes!("../../../seeds/003_97d8dfe4ca2a578a.txt")),
    ("seeds/004_2cada806d6534f3f.txt", include_bytes!("../../../seeds/004_2cada806d6534f3f.txt")),
];
