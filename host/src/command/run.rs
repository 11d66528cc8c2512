//! `run`: a program from its first instruction to the process's exit status.

use std::fs;
use std::path::Path;
use std::time::Duration;

use patchnose_core::api::{Config, Engine, Error, Outcome, Store};
use patchnose_core::bytecode::image::Position;
use patchnose_core::host::{Clock, Host, ModuleError, Moved, Published, Stream};

use super::options::{Options, Perf, Stats};
use super::{Failure, printed, stats, status, system_words};
use crate::clock;
use crate::console::Console;
use crate::memory::Memory;
use crate::modules::{self, Modules};
use crate::perf::Profile;
use crate::platform::{Native, STENCILS};

/// Room in the region besides objects: value stack and context.
const BESIDES: usize = 2 << 20;

/// What a running program finds around it.
struct Surroundings {
    console: Console,
    modules: Modules,
    /// The source that was shown last: its file and text.
    source: Option<(String, Vec<u8>)>,
    profile: Option<Profile>,
}

impl Host for Surroundings {
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()> {
        match stream {
            Stream::Out => self.console.out(text),
            Stream::Err => self.console.err(text),
        }
        .map_err(|_| ())
    }

    fn clock(&mut self, clock: Clock) -> Option<u64> {
        clock::read(clock)
    }

    fn sleep(&mut self, nanoseconds: u64) -> bool {
        // What was printed before is to be seen meanwhile; what cannot be written is told by the next `print`.
        let _ = self.console.flush();
        std::thread::sleep(Duration::from_nanos(nanoseconds));
        true
    }

    fn write_excerpt(&mut self, file: &str, place: Position) {
        let read = || fs::read(file).ok();
        let source = match &self.source {
            Some((name, source)) if name == file => source,
            _ => &self.source.insert((file.to_string(), read().unwrap_or_default())).1,
        };
        let text = patchnose_python::excerpt(source, place);
        // Whoever does not see this does not see the error either.
        let _ = self.console.err(text.as_bytes());
    }

    fn find_module(&mut self, name: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        self.modules.find(name)
    }

    fn published(&mut self, code: &Published<'_>) {
        if let Some(profile) = &mut self.profile {
            profile.published(code);
        }
    }

    fn moved(&mut self, code: &Moved) {
        if let Some(profile) = &mut self.profile {
            profile.moved(code);
        }
    }
}

/// Runs a program and says what the process is to end with.
pub(super) fn run(file: &Path, args: &[String], options: &Options) -> Result<u8, Failure> {
    let config = Config {
        limits: options.limits,
        jit: options.jit,
        jit_threshold: options.jit_threshold,
        code_region: options.limits.code,
        timed: options.stats != Stats::Off,
        listing: options.perf.is_some(),
        stencils: STENCILS,
        ..Config::default()
    };
    config.limits.check().map_err(failure)?;
    let image = modules::load(file, "__main__").map_err(|e| Failure::of_file(file, &e))?;
    let len = config.limits.heap.saturating_add(config.limits.jit).saturating_add(BESIDES);
    let mut memory = Memory::map(len).map_err(|e| {
        Failure::new(status::USAGE, format_args!("limit 'heap' cannot be enforced: no region of {len} bytes: {e}"))
    })?;
    let engine = Engine::new(&config, Some(&Native)).map_err(failure)?;
    let mut store = Store::new(&engine, memory.region()).map_err(failure)?;
    store.load(image.bytes(), "__main__").map_err(|e| match e {
        Error::Image(e) => Failure::of_image(file, e),
        e => failure(e),
    })?;
    let argv = [modules::shown(file)];
    store.set_args(argv.iter().chain(args).map(String::as_str)).map_err(failure)?;
    let profile = options.perf.as_ref().map(profile).transpose()?;
    let mut host = Surroundings { console: Console::new(), modules: Modules::beside(file), source: None, profile };
    let status = to_the_end(&mut store, &mut host, options)?;
    let flushed = host.console.flush();
    let _ = host.console.err(stats::render(options.stats, &mut store).as_bytes());
    printed(flushed)?;
    if let Some(profile) = host.profile.take() {
        let path = profile.path().to_path_buf();
        profile.close().map_err(|e| unwritten(&path, &e))?;
    }
    Ok(status)
}

/// The file for profilers.
fn profile(perf: &Perf) -> Result<Profile, Failure> {
    let (made, path) = match perf {
        Perf::Map => (Profile::map(), Path::new("/tmp")),
        Perf::Dump(folder) => (Profile::dump_in(folder), folder.as_path()),
    };
    made.map_err(|e| unwritten(path, &e))
}

fn unwritten(path: &Path, e: &std::io::Error) -> Failure {
    let message = format_args!("can't write profile '{}': {}", modules::shown(path), system_words(e)).to_string();
    Failure::new(status::USAGE, message)
}

/// Why a program was not begun.
fn failure(e: Error) -> Failure {
    match e {
        Error::Memory => Failure::new(status::OUT_OF_MEMORY, format_args!("{e}: limit 'heap' is used up")),
        e => Failure::new(status::USAGE, e),
    }
}

fn to_the_end(store: &mut Store<'_>, host: &mut Surroundings, options: &Options) -> Result<u8, Failure> {
    match store.resume(host) {
        Ok(Outcome::Done(_)) => Ok(status::OK),
        Ok(Outcome::Raised(e)) if e.is_exit => Ok(e.exit_status as u8),
        Ok(Outcome::Raised(e)) => {
            store.write_traceback(host);
            if e.is_memory {
                let _ = host.console.err(b"patchnose: out of memory: limit 'heap' is used up\n");
                return Ok(status::OUT_OF_MEMORY);
            }
            Ok(e.exit_status as u8)
        }
        Ok(Outcome::OutOfFuel) => {
            let text = format!("patchnose: out of fuel: limit 'fuel' of {} is used up\n", options.limits.fuel);
            let _ = host.console.err(text.as_bytes());
            Ok(status::OUT_OF_FUEL)
        }
        // Programs of the command line get no functions of an embedder.
        Ok(Outcome::HostCall(n)) => {
            Err(Failure::new(status::FAILED, format_args!("there is no function {n} of the host")))
        }
        Err(e) => Err(Failure::new(status::FAILED, e)),
    }
}
