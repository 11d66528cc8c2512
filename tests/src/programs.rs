//! The table of programs: source, expected output, expected status and error text, recorded from CPython.

use std::path::{Path, PathBuf};

/// A program of the table.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its name, without the ending.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// The arguments it is run with.
    pub args: Vec<String>,
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

/// The examples at their small sizes: `examples/NAME-ARG-ARG.out` is what `NAME.py ARG ARG` prints.
pub fn examples() -> Vec<Program> {
    let sources = folder().join("../examples");
    let outputs = std::fs::read_dir(folder().join("examples")).into_iter().flatten().flatten();
    let mut programs: Vec<Program> = outputs
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_stem()?.to_string_lossy().into_owned();
            let mut parts = name.split('-');
            let source = sources.join(parts.next()?).with_extension("py");
            let args: Vec<String> = parts.map(String::from).collect();
            let small = !args.is_empty();
            let out = std::fs::read_to_string(&path).ok()?;
            small.then_some(Program { name, path: source, args, out, err: String::new(), status: 0 })
        })
        .collect();
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
        args: Vec::new(),
        out: text("out").ok()?,
        err: text("err").unwrap_or_default(),
        status: text("status").ok().and_then(|s| s.trim().parse().ok()).unwrap_or(0),
    })
}
