//! The dump of code, as in `jitdump-specification.txt` of Linux's `perf`: a header, then records, all numbers in the machine's
//! byte order.
//!
//! | record | holds |
//! |---|---|
//! | `JIT_CODE_DEBUG_INFO` | of the function whose code comes next, from which addresses on which lines; file names |
//! | `JIT_CODE_LOAD` | address, size, name and bytes of a function |
//! | `JIT_CODE_MOVE` | the addresses between which a function was moved |
//! | `JIT_CODE_CLOSE` | that no more comes |
//!
//! Each record has a time, so code in the place of older code is told apart by when it ran. `perf record` notices that a
//! program maps the file to be executed, and so finds it; nothing is executed there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use patchnose_core::host::{Moved, Published};

use super::name_of;

/// "JiTD"
const MAGIC: u32 = 0x4A69_5444;
const VERSION: u32 = 1;
/// Bytes of the file's header.
const HEADER: u32 = 40;
/// Bytes of what every record begins with.
const PREFIX: usize = 16;
/// The machine, by its number in ELF files.
const MACHINE: u32 = if cfg!(target_arch = "aarch64") { 183 } else { 62 };

const CODE_LOAD: u32 = 0;
const CODE_MOVE: u32 = 1;
const CODE_DEBUG_INFO: u32 = 2;
const CODE_CLOSE: u32 = 3;

/// See the module.
#[derive(Debug)]
pub(super) struct JitDump {
    file: File,
    /// Functions so far.
    count: u64,
    /// The numbers of those that lie somewhere, by their addresses.
    numbers: BTreeMap<u64, u64>,
    _mark: Mark,
}

/// A record that is being put together, without its prefix.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn u32(mut self, n: u32) -> Record {
        self.0.extend(n.to_ne_bytes());
        self
    }

    fn u64(mut self, n: u64) -> Record {
        self.0.extend(n.to_ne_bytes());
        self
    }

    /// Text with a zero behind it, and none in it.
    fn text(mut self, text: &str) -> Record {
        self.0.extend(text.bytes().filter(|b| *b != 0));
        self.0.push(0);
        self
    }

    fn bytes(mut self, bytes: &[u8]) -> Record {
        self.0.extend(bytes);
        self
    }

    /// The record with its prefix.
    fn finish(self, id: u32) -> io::Result<Vec<u8>> {
        let size = u32::try_from(PREFIX + self.0.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        Ok(Record::default().u32(id).u32(size).u64(now()?).bytes(&self.0).0)
    }
}

impl JitDump {
    /// A dump with nothing in it.
    pub(super) fn create(path: &Path) -> io::Result<JitDump> {
        let mut file = File::options().read(true).write(true).create(true).truncate(true).open(path)?;
        let header = Record::default().u32(MAGIC).u32(VERSION).u32(HEADER).u32(MACHINE).u32(0);
        let header = header.u32(std::process::id()).u64(now()?).u64(0);
        file.write_all(&header.0)?;
        let mark = Mark::of(&file)?;
        Ok(JitDump { file, count: 0, numbers: BTreeMap::new(), _mark: mark })
    }

    /// Writes a function.
    pub(super) fn published(&mut self, code: &Published<'_>) -> io::Result<()> {
        let mut records = Vec::new();
        let lines: Vec<(u32, u32)> = code.lines().collect();
        if let Some(file) = code.file()
            && !lines.is_empty()
        {
            // Profilers run elsewhere, and would not find what is named from here.
            let file = String::from_utf8_lossy(file);
            let path = fs::canonicalize(&*file).map_or(file.clone(), |p| p.to_string_lossy().into_owned().into());
            let mut record = Record::default().u64(code.address).u64(lines.len() as u64);
            for (offset, line) in lines {
                record = record.u64(code.address + u64::from(offset)).u32(line).u32(0).text(&path);
            }
            records.extend(record.finish(CODE_DEBUG_INFO)?);
        }
        let load = Record::default().u32(std::process::id()).u32(thread());
        let load = load.u64(code.address).u64(code.address).u64(code.bytes.len() as u64).u64(self.count);
        records.extend(load.text(&name_of(code)).bytes(code.bytes).finish(CODE_LOAD)?);
        self.numbers.insert(code.address, self.count);
        self.count += 1;
        // At once: a program that is killed leaves whole records.
        self.file.write_all(&records)
    }

    /// Writes that a function was moved.
    pub(super) fn moved(&mut self, code: &Moved) -> io::Result<()> {
        let Some(number) = self.numbers.remove(&code.from) else { return Ok(()) };
        self.numbers.insert(code.to, number);
        let record = Record::default().u32(std::process::id()).u32(thread()).u64(code.to);
        let record = record.u64(code.from).u64(code.to).u64(code.len.into()).u64(number);
        self.file.write_all(&record.finish(CODE_MOVE)?)
    }

    /// Writes the end.
    pub(super) fn close(mut self) -> io::Result<()> {
        self.file.write_all(&Record::default().finish(CODE_CLOSE)?)
    }
}

/// The time of `perf record -k mono`.
fn now() -> io::Result<u64> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the pointer is to a live local.
    match unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) } {
        0 => Ok(time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64),
        _ => Err(io::Error::last_os_error()),
    }
}

/// The number of this thread.
fn thread() -> u32 {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    // SAFETY: it asks for a number.
    return unsafe { libc::gettid() } as u32;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    return std::process::id();
}

/// The file's first page, mapped to be executed for as long as the file is written: what tells `perf record` of the file.
#[derive(Debug)]
struct Mark {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    page: (*mut libc::c_void, usize),
}

// SAFETY: the mapping belongs to this value alone and to no thread.
#[cfg(any(target_os = "linux", target_os = "android"))]
unsafe impl Send for Mark {}

#[cfg(any(target_os = "linux", target_os = "android"))]
impl Mark {
    fn of(file: &File) -> io::Result<Mark> {
        use std::os::fd::AsRawFd;
        // SAFETY: it asks for a number.
        let len = usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).map_err(io::Error::other)?;
        let protection = libc::PROT_READ | libc::PROT_EXEC;
        // SAFETY: a new mapping, private and never written, at an address that the system chooses; nothing reads or runs it.
        match unsafe { libc::mmap(std::ptr::null_mut(), len, protection, libc::MAP_PRIVATE, file.as_raw_fd(), 0) } {
            libc::MAP_FAILED => Err(io::Error::last_os_error()),
            page => Ok(Mark { page: (page, len) }),
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
impl Drop for Mark {
    fn drop(&mut self) {
        // SAFETY: it was mapped in `of` with this length, and nobody else knows it.
        unsafe { libc::munmap(self.page.0, self.page.1) };
    }
}

/// Other systems have no `perf`; what reads such files there looks at which are opened.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
impl Mark {
    fn of(_: &File) -> io::Result<Mark> {
        Ok(Mark {})
    }
}
