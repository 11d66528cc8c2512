//! The map of addresses: a line a function, `START SIZE name` in hexadecimal, as in `jit-interface.txt` of Linux's `perf`.
//!
//! Lines have no time, and who reads the file takes each for true of the whole run. Where code is made in the place of older
//! code, the later line is the one that counts; at the end those that no longer do are taken out.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use patchnose_core::host::{Moved, Published};

use super::name_of;

/// See the module.
#[derive(Debug)]
pub(super) struct PerfMap {
    file: File,
    path: PathBuf,
    lines: Vec<(Range<u64>, String)>,
    /// The names of what lies where.
    names: BTreeMap<u64, String>,
}

impl PerfMap {
    /// An empty map, in the place of one that an earlier process of the same number has left.
    pub(super) fn create(path: &Path) -> io::Result<PerfMap> {
        // The folder is everybody's: nothing that another user has put there is written to.
        match fs::remove_file(path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(PerfMap { file, path: path.to_path_buf(), lines: Vec::new(), names: BTreeMap::new() })
    }

    /// Writes a line.
    pub(super) fn published(&mut self, code: &Published<'_>) -> io::Result<()> {
        self.line(code.address, code.bytes.len() as u64, name_of(code))
    }

    /// Writes a line for where the code lies now.
    pub(super) fn moved(&mut self, code: &Moved) -> io::Result<()> {
        match self.names.remove(&code.from) {
            Some(name) => self.line(code.to, code.len.into(), name),
            None => Ok(()),
        }
    }

    fn line(&mut self, address: u64, size: u64, name: String) -> io::Result<()> {
        let line = format!("{address:x} {size:x} {name}\n");
        self.file.write_all(line.as_bytes())?;
        self.lines.push((address..address + size, line));
        self.names.insert(address, name);
        Ok(())
    }

    /// Takes out what was true for a time only.
    pub(super) fn close(mut self) -> io::Result<()> {
        let mut kept: Vec<(Range<u64>, String)> = Vec::new();
        // From the last one backwards: what overlaps one that is kept was there before it.
        let mut taken = BTreeMap::new();
        let count = self.lines.len();
        for (range, line) in self.lines.drain(..).rev() {
            // Ranges that are kept do not overlap, so the last one that begins before this one's end is the only one to ask.
            let before = taken.range(..range.end).next_back();
            if before.is_none_or(|(_, end)| *end <= range.start) {
                taken.insert(range.start, range.end);
                kept.push((range, line));
            }
        }
        if kept.len() == count {
            return Ok(());
        }
        let text: String = kept.into_iter().rev().map(|(_, line)| line).collect();
        // Written beside and moved here, so that whoever reads it meanwhile reads one of the two.
        let beside = self.path.with_extension("map.new");
        let _ = fs::remove_file(&beside);
        OpenOptions::new().write(true).create_new(true).open(&beside)?.write_all(text.as_bytes())?;
        fs::rename(&beside, &self.path)
    }
}
