//! The programs that are measured, and what is made of a program before it runs.
//!
//! A program of ours is `bench/programs/NAME.py`, a module with a function `main(n)` that returns a short result; beside it
//! there may be `NAME.lua` and `NAME.c`, which do the same and print the same. Any other file of Python can be measured by an
//! expression that calls what is in it.

use std::path::{Path, PathBuf};

/// Whether a program is one that people write, or made to find a weakness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Counts for the figures that are promised.
    Ordinary,
    /// Must not be slower with the JIT than without.
    Adversarial,
    /// Named on the command line.
    Foreign,
}

/// A program with the call that is timed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The name that rows carry.
    pub name: String,
    /// Which figures it counts for.
    pub kind: Kind,
    /// The Python file; files for other languages lie beside it.
    pub file: PathBuf,
    /// The expression that is called, in the file's names.
    pub call: String,
    /// The argument of `main`, if the call is one of `main`.
    pub size: Option<u64>,
    /// A smaller argument, for tools that make programs much slower.
    small: Option<u64>,
}

/// Our programs and their sizes: a tenth of a second to a second on CPython 3.11, and about a tenth of that.
const PROGRAMS: &[(&str, Kind, u64, u64)] = &[
    ("sum_loop", Kind::Ordinary, 5_000_000, 500_000),
    ("fib", Kind::Ordinary, 30, 25),
    ("nbody", Kind::Ordinary, 15_000, 1_500),
    ("fannkuch", Kind::Ordinary, 9, 7),
    ("spectral_norm", Kind::Ordinary, 130, 40),
    ("mandelbrot", Kind::Ordinary, 250, 80),
    ("matmul", Kind::Ordinary, 130, 45),
    ("sieve", Kind::Ordinary, 1_500_000, 150_000),
    ("nqueens", Kind::Ordinary, 10, 8),
    ("collatz", Kind::Ordinary, 30_000, 3_000),
    ("lcg", Kind::Ordinary, 500_000, 50_000),
    ("sort", Kind::Ordinary, 30_000, 3_000),
    ("word_count", Kind::Ordinary, 150_000, 15_000),
    ("string_build", Kind::Ordinary, 8_000, 2_000),
    ("template", Kind::Ordinary, 2_000, 200),
    ("json_parse", Kind::Ordinary, 5_000, 500),
    ("business_rules", Kind::Ordinary, 25_000, 2_500),
    ("exceptions", Kind::Adversarial, 50_000, 5_000),
    ("nan_floats", Kind::Adversarial, 1_000, 100),
    ("phases", Kind::Adversarial, 2_000, 200),
    ("warm_functions", Kind::Adversarial, 1_000, 100),
    ("deep_recursion", Kind::Adversarial, 300, 30),
    ("short_loops", Kind::Adversarial, 1_000_000, 100_000),
];

/// All programs of this repository.
pub fn own(root: &Path) -> Vec<Program> {
    let program = |&(name, kind, size, small): &(&str, Kind, u64, u64)| Program {
        name: name.to_string(),
        kind,
        file: root.join(format!("bench/programs/{name}.py")),
        call: format!("main({size})"),
        size: Some(size),
        small: Some(small),
    };
    PROGRAMS.iter().map(program).collect()
}

/// A program given as `NAME=FILE:CALL`.
pub fn foreign(text: &str) -> Result<Program, String> {
    let split = || {
        let (name, rest) = text.split_once('=')?;
        // The call may have colons of its own, the file's name hardly.
        let (file, call) = rest.split_once(':')?;
        (!name.is_empty() && !file.is_empty() && !call.is_empty()).then_some((name, file, call))
    };
    let (name, file, call) = split().ok_or_else(|| format!("`{text}` is not NAME=FILE:CALL"))?;
    Ok(Program {
        name: name.to_string(),
        kind: Kind::Foreign,
        file: PathBuf::from(file),
        call: call.to_string(),
        size: None,
        small: None,
    })
}

impl Program {
    /// The same with less to do, if there is such a version.
    pub fn reduced(&self) -> Program {
        let Some(small) = self.small else { return self.clone() };
        Program { call: format!("main({small})"), size: self.small, ..self.clone() }
    }

    /// The name and, if it is a number, what it is called with.
    pub fn label(&self) -> String {
        self.size.map_or(self.name.clone(), |size| format!("{}({size})", self.name))
    }

    /// The module that is measured: the unchanged file and, behind it, a function without parameters.
    pub fn module(&self) -> Result<String, String> {
        let text = std::fs::read_to_string(&self.file).map_err(|e| format!("{}: {e}", self.file.display()))?;
        Ok(format!("{text}\n\ndef benchmark_call():\n    return {}\n", self.call))
    }

    /// The program in another language, by the ending of its file's name.
    pub fn version_in(&self, ending: &str) -> Option<(PathBuf, u64)> {
        let file = self.file.with_extension(ending);
        Some((file, self.size?)).filter(|(file, _)| file.exists())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_program_has_a_file_and_a_call() {
        let program = foreign("x=a/b.py:f({1: 2})").unwrap();
        assert_eq!((program.name.as_str(), program.call.as_str()), ("x", "f({1: 2})"));
        assert_eq!(program.file, Path::new("a/b.py"));
        for wrong in ["x", "x=a.py", "=a.py:f()", "x=:f()", "x=a.py:"] {
            assert!(foreign(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_program_of_the_list_has_its_file_and_every_file_is_in_the_list() {
        let root = crate::engines::root();
        let mut listed: Vec<PathBuf> = own(&root).into_iter().map(|p| p.file).collect();
        listed.sort();
        let mut there: Vec<PathBuf> = std::fs::read_dir(root.join("bench/programs"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "py"))
            .collect();
        there.sort();
        assert_eq!(listed, there);
    }
}
