//! Runs a program on an engine of the table: what it prints, how it ends, what it costs.

use std::path::{Path, PathBuf};

use patchnose_core::api::{Config, Engine, Forced, JitStats, Outcome, Region, Store};
use patchnose_core::bytecode::image::Position;
use patchnose_core::code::Platform;
use patchnose_core::host::{Clock, Host, Listing, ModuleError, Stream};
use patchnose_host::platform::{Native, STENCILS};
use patchnose_python::{Options, compile, image};

/// The status of a program that has used up its fuel.
pub const OUT_OF_FUEL: i32 = 122;

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself, or by an exception or `sys.exit`: with this status.
    Status(i32),
    /// The store could not be made or the program not be loaded.
    Refused(String),
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// How it ended.
    pub end: End,
    /// Fuel used.
    pub fuel: u64,
    /// How often it ran out of fuel and went on.
    pub stops: u64,
    /// Where it stood at each of these stops, if that is asked for.
    pub places: Vec<Place>,
    /// Where the program was run twice in the store: how the first run ended, and what it wrote to standard error.
    pub first: Option<(End, String)>,
    /// Objects allocated since the store was made.
    pub allocations: u64,
    /// The most bytes of objects at a time.
    pub heap_peak: usize,
    /// What compiling came to.
    pub jit: JitStats,
}

impl Run {
    fn refused(why: String) -> Run {
        Run {
            out: String::new(),
            err: why.clone(),
            end: End::Refused(why),
            fuel: 0,
            stops: 0,
            places: Vec::new(),
            first: None,
            allocations: 0,
            heap_peak: 0,
            jit: JitStats::default(),
        }
    }

    /// The functions that were refused for another reason than their size or want of space.
    pub fn wrongly_refused(&self) -> Vec<(&'static str, u32)> {
        let fine = ["", "size", "space"];
        self.jit.refused.iter().copied().filter(|(why, _)| !fine.contains(why)).collect()
    }
}

/// Where a program stood: function, instruction, depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Name of the function.
    pub function: String,
    /// Instruction.
    pub pc: u32,
    /// Depth of the frame.
    pub depth: u16,
}

/// How to run.
#[derive(Clone, Copy)]
pub struct Setup {
    /// The memory for machine code, if there is any.
    pub platform: Option<&'static dyn Platform>,
    /// The store's configuration.
    pub config: Config,
    /// Bytes of the region.
    pub region: usize,
    /// Fuel added at each stop; 0 for not at all.
    pub refuel: u64,
    /// Whether to note the place of each stop.
    pub places: bool,
    /// Whether to load and run the program a second time in the same store; what is told is of the second run.
    pub again: bool,
    /// Is told what is compiled, if the configuration says that there is a listing.
    pub watch: Option<fn(&Listing<'_>)>,
}

/// This machine's memory for code.
static NATIVE: Native = Native;

impl Default for Setup {
    fn default() -> Setup {
        let mut config = Config::default();
        // Finite, and enough for what asks for strings that no memory can hold.
        config.limits.fuel = 1 << 60;
        Setup { platform: None, config, region: 64 << 20, refuel: 0, places: false, again: false, watch: None }
    }
}

impl Setup {
    /// The interpreter.
    pub fn interpreter() -> Setup {
        let mut setup = Setup::default();
        setup.config.jit = false;
        setup
    }

    /// The interpreter with the compiler beside it, as users have it.
    pub fn jit() -> Setup {
        let mut setup = Setup { platform: Some(&NATIVE), ..Setup::default() };
        setup.config.stencils = STENCILS;
        setup
    }

    /// Every function compiled at its first call.
    pub fn jit_at_once() -> Setup {
        let mut setup = Setup::jit();
        setup.config.jit_threshold = Some(1);
        setup
    }

    /// Every function compiled when types have been noted for a few calls and back-edges.
    pub fn jit_soon() -> Setup {
        let mut setup = Setup::jit();
        setup.config.jit_threshold = Some(20);
        setup
    }

    /// The same engine, with a part of all guards failing always; which ones, `seed` says.
    pub fn forced(mut self, seed: u64) -> Setup {
        self.config.forced = Some(Forced::Part(seed));
        self
    }

    /// The same engine, with a single guard failing always: the one with this number, in the order in which they are
    /// compiled.
    pub fn forced_one(mut self, guard: u64) -> Setup {
        self.config.forced = Some(Forced::One(guard));
        self
    }

    /// The same engine, collecting before every instruction that may allocate.
    pub fn collecting(mut self) -> Setup {
        self.config.collect_always = true;
        self
    }
}

/// The embedder's side: collects what is printed, finds modules beside the program.
struct Collector {
    folder: PathBuf,
    out: Vec<u8>,
    err: Vec<u8>,
    module: Option<image::ImageBuf>,
    message: String,
    now: u64,
    watch: Option<fn(&Listing<'_>)>,
}

impl Host for Collector {
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()> {
        match stream {
            Stream::Out => self.out.extend_from_slice(text),
            Stream::Err => self.err.extend_from_slice(text),
        }
        Ok(())
    }

    fn clock(&mut self, clock: Clock) -> Option<u64> {
        self.now += 1_000_000;
        // The epoch lies well back, the other clocks begin with the run.
        Some(if clock == Clock::Wall { 1_700_000_000_000_000_000 + self.now } else { self.now })
    }

    fn list(&mut self, entry: &Listing<'_>) {
        if let Some(watch) = self.watch {
            watch(entry);
        }
    }

    fn sleep(&mut self, nanoseconds: u64) -> bool {
        self.now = self.now.saturating_add(nanoseconds);
        true
    }

    fn write_excerpt(&mut self, file: &str, place: Position) {
        let source = std::fs::read(self.folder.join(file)).unwrap_or_default();
        self.err.extend_from_slice(patchnose_python::excerpt(&source, place).as_bytes());
    }

    fn find_module(&mut self, name: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        let path = self.folder.join(format!("{name}.py"));
        let Ok(source) = std::fs::read(&path) else { return Ok(None) };
        match translate(&source, &format!("{name}.py"), name) {
            Ok(image) => {
                self.module = Some(image);
                Ok(self.module.as_ref().map(|m| m.bytes()))
            }
            Err(message) => {
                self.message = message;
                Err(ModuleError::Other(&self.message))
            }
        }
    }
}

/// Source to image.
pub fn translate(source: &[u8], file: &str, name: &str) -> Result<image::ImageBuf, String> {
    let module = compile(source, file, name, &Options::default()).map_err(|e| e.to_string())?;
    image::encode(&module, image::Options { positions: true }).map_err(|e| format!("{e:?}"))
}

/// Runs the program at `path` with arguments, as `python3 NAME.py ARGS` in its folder.
pub fn run(path: &Path, args: &[&str], setup: &Setup) -> Run {
    match Prepared::read(path, args) {
        Ok(program) => program.run(setup),
        Err(why) => Run::refused(why),
    }
}

/// A program, translated once and run often.
pub struct Prepared {
    image: image::ImageBuf,
    folder: PathBuf,
    file: String,
    args: Vec<String>,
}

impl Prepared {
    /// Reads and translates the program at `path`, to be run with these arguments.
    ///
    /// # Errors
    /// Why it cannot be read or compiled.
    pub fn read(path: &Path, args: &[&str]) -> Result<Prepared, String> {
        let source = std::fs::read(path).map_err(|e| e.to_string())?;
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
        Ok(Prepared {
            image: translate(&source, &file, "__main__")?,
            folder,
            file,
            args: args.iter().map(|a| String::from(*a)).collect(),
        })
    }

    /// Runs it.
    pub fn run(&self, setup: &Setup) -> Run {
        match Engine::new(&setup.config, setup.platform) {
            Ok(engine) => self.run_in(&engine, setup),
            Err(e) => Run::refused(e.to_string()),
        }
    }

    /// Runs it in a store of this engine.
    pub fn run_in(&self, engine: &Engine<'_>, setup: &Setup) -> Run {
        let args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        run_in(engine, self.image.bytes(), self.folder.clone(), &self.file, &args, setup)
    }
}

/// Runs an image.
pub fn run_image(image: &[u8], folder: PathBuf, file: &str, args: &[&str], setup: &Setup) -> Run {
    match Engine::new(&setup.config, setup.platform) {
        Ok(engine) => run_in(&engine, image, folder, file, args, setup),
        Err(e) => Run::refused(e.to_string()),
    }
}

/// Runs an image in a store of this engine.
pub fn run_in(engine: &Engine<'_>, image: &[u8], folder: PathBuf, file: &str, args: &[&str], setup: &Setup) -> Run {
    let mut memory = vec![0u8; setup.region];
    let mut host = Collector {
        folder,
        out: Vec::new(),
        err: Vec::new(),
        module: None,
        message: String::new(),
        now: 0,
        watch: setup.watch,
    };
    let mut store = match Store::new(engine, Region::new(&mut memory)) {
        Ok(s) => s,
        Err(e) => return Run::refused(e.to_string()),
    };
    let before = store.stats().allocations;
    let argv = std::iter::once(file).chain(args.iter().copied());
    let mut result = match store.set_args(argv.clone()).and_then(|()| store.load(image, "__main__")) {
        Ok(()) => drive(&mut store, &mut host, setup),
        Err(e) => Run::refused(e.to_string()),
    };
    if setup.again {
        let first = (result.end, String::from_utf8_lossy(&host.err).into_owned());
        host.out.clear();
        host.err.clear();
        result = match store.set_args(argv).and_then(|()| store.load(image, "__main__")) {
            Ok(()) => drive(&mut store, &mut host, setup),
            Err(e) => Run::refused(e.to_string()),
        };
        result.first = Some(first);
    }
    let stats = store.stats();
    drop(store);
    (result.fuel, result.allocations, result.jit) = (stats.fuel_used, stats.allocations - before, stats.jit);
    result.heap_peak = stats.heap_peak_bytes;
    if let End::Status(_) = result.end {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (result.out, result.err) = (text(host.out), text(host.err));
    }
    result
}

/// Runs what is loaded to its end.
fn drive(store: &mut Store<'_>, host: &mut Collector, setup: &Setup) -> Run {
    let mut result = Run::refused(String::new());
    let status = loop {
        match store.resume(host) {
            Ok(Outcome::Done(_)) => break 0,
            Ok(Outcome::Raised(e)) => {
                if !e.is_exit {
                    store.write_traceback(host);
                }
                // What a system keeps of a status.
                break e.exit_status & 0xFF;
            }
            Ok(Outcome::OutOfFuel) => {
                if setup.refuel == 0 {
                    break OUT_OF_FUEL;
                }
                if setup.places
                    && let Some(at) = store.position()
                {
                    let function = String::from_utf8_lossy(at.function).into_owned();
                    result.places.push(Place { function, pc: at.pc, depth: at.depth });
                }
                result.stops += 1;
                store.add_fuel(setup.refuel);
            }
            Ok(Outcome::HostCall(n)) => return Run::refused(format!("calls function {n} of the embedder")),
            Err(e) => return Run::refused(e.to_string()),
        }
    };
    Run { end: End::Status(status), ..result }
}
