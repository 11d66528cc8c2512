//! The table of programs: source, expected output, expected status and error text, recorded from CPython.

use std::path::{Path, PathBuf};

/// A program of the table.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its name, without the ending.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it prints.
    pub out: String,
    /// What it prints on standard error.
    pub err: String,
    /// Its exit status.
    pub status: i32,
}

/// The folder `tests/` of the repository.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// All programs, by name.
pub fn all() -> Vec<Program> {
    let dir = folder().join("programs");
    let mut programs: Vec<Program> =
        std::fs::read_dir(&dir).into_iter().flatten().flatten().filter_map(|entry| load(&entry.path())).collect();
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    programs
}

fn load(path: &Path) -> Option<Program> {
    if path.extension()? != "py" {
        return None;
    }
    let text = |ending: &str| std::fs::read_to_string(path.with_extension(ending));
    Some(Program {
        name: path.file_stem()?.to_string_lossy().into_owned(),
        path: path.to_path_buf(),
        out: text("out").ok()?,
        err: text("err").unwrap_or_default(),
        status: text("status").ok().and_then(|s| s.trim().parse().ok()).unwrap_or(0),
    })
}
