//! Machine code made known to profilers: where each function lies, in files of Linux's `perf`.
//!
//! An embedder keeps a [`Profile`], hands it what [`Host::published`](patchnose_core::host::Host::published) and
//! [`Host::moved`](patchnose_core::host::Host::moved) are told, and calls
//! [`Profile::close`] at the end; [`Config::listing`](patchnose_core::api::Config::listing) must be set.

mod jitdump;
mod map;

use std::io;
use std::path::{Path, PathBuf};

use patchnose_core::host::{Moved, Published};

use jitdump::JitDump;
use map::PerfMap;

/// A file that tells a profiler of machine code.
#[derive(Debug)]
pub struct Profile {
    file: Form,
    path: PathBuf,
    /// The first error in writing it; nothing is written behind it.
    failed: Option<io::Error>,
}

#[derive(Debug)]
enum Form {
    Map(PerfMap),
    Dump(JitDump),
}

impl Profile {
    /// `/tmp/perf-PID.map`: which addresses are which function's. `perf report` reads it as it is.
    ///
    /// # Errors
    /// The operating system's.
    pub fn map() -> io::Result<Profile> {
        // The folder and the name are the format's.
        Profile::map_at(&PathBuf::from(format!("/tmp/perf-{}.map", std::process::id())))
    }

    /// The same elsewhere.
    ///
    /// # Errors
    /// The operating system's.
    pub fn map_at(path: &Path) -> io::Result<Profile> {
        Ok(Profile { file: Form::Map(PerfMap::create(path)?), path: path.to_path_buf(), failed: None })
    }

    /// `jit-PID.dump` in a folder: code with its lines, and when it was there. `perf inject --jit` reads it, and recordings made
    /// with `perf record -k mono`.
    ///
    /// # Errors
    /// The operating system's.
    pub fn dump_in(folder: &Path) -> io::Result<Profile> {
        let path = folder.join(format!("jit-{}.dump", std::process::id()));
        Ok(Profile { file: Form::Dump(JitDump::create(&path)?), path, failed: None })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes down code that can run from now on.
    pub fn published(&mut self, code: &Published<'_>) {
        if self.failed.is_none() {
            let written = match &mut self.file {
                Form::Map(map) => map.published(code),
                Form::Dump(dump) => dump.published(code),
            };
            self.failed = written.err();
        }
    }

    /// Writes down that code lies elsewhere.
    pub fn moved(&mut self, code: &Moved) {
        if self.failed.is_none() {
            let written = match &mut self.file {
                Form::Map(map) => map.moved(code),
                Form::Dump(dump) => dump.moved(code),
            };
            self.failed = written.err();
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The first error since it was begun.
    pub fn close(self) -> io::Result<()> {
        match (self.failed, self.file) {
            (Some(e), _) => Err(e),
            (None, Form::Map(map)) => map.close(),
            (None, Form::Dump(dump)) => dump.close(),
        }
    }
}

/// A function's name as profilers show it, in the form that CPython gives it there; on one line.
fn name_of(code: &Published<'_>) -> String {
    let name = String::from_utf8_lossy(code.name());
    let name = match code.file() {
        Some(file) => format!("py::{name}:{}", String::from_utf8_lossy(file)),
        None => name.into_owned(),
    };
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
