//! Runs a program on an engine of the table: what it prints, how it ends, what it costs.

use std::path::{Path, PathBuf};

use patchnose_core::api::{Config, Engine, Outcome, Region, Store};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_python::{Options, compile, image};

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
}

/// How to run.
#[derive(Clone, Copy)]
pub struct Setup {
    /// The store's configuration.
    pub config: Config,
    /// Bytes of the region.
    pub region: usize,
    /// Fuel added at each stop; 0 for not at all.
    pub refuel: u64,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup { config: Config::default(), region: 64 << 20, refuel: 0 }
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
}

impl Host for Collector {
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()> {
        match stream {
            Stream::Out => self.out.extend_from_slice(text),
            Stream::Err => self.err.extend_from_slice(text),
        }
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        self.now += 1_000_000;
        Some(self.now)
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
                Err(ModuleError::Syntax(&self.message))
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
    let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let refused = |why: String| Run { out: String::new(), err: why.clone(), end: End::Refused(why), fuel: 0, stops: 0 };
    let source = match std::fs::read(path) {
        Ok(s) => s,
        Err(e) => return refused(e.to_string()),
    };
    let image = match translate(&source, &file, "__main__") {
        Ok(i) => i,
        Err(e) => return refused(e),
    };
    run_image(image.bytes(), folder, &file, args, setup)
}

/// Runs a loaded image.
pub fn run_image(image: &[u8], folder: PathBuf, file: &str, args: &[&str], setup: &Setup) -> Run {
    let refused = |why: String| Run { out: String::new(), err: why.clone(), end: End::Refused(why), fuel: 0, stops: 0 };
    let mut memory = vec![0u8; setup.region];
    let mut host = Collector { folder, out: Vec::new(), err: Vec::new(), module: None, message: String::new(), now: 0 };
    let engine = match Engine::new(&setup.config, None) {
        Ok(e) => e,
        Err(e) => return refused(e.to_string()),
    };
    let mut store = match Store::new(&engine, Region::new(&mut memory)) {
        Ok(s) => s,
        Err(e) => return refused(e.to_string()),
    };
    let argv = std::iter::once(file).chain(args.iter().copied());
    if let Err(e) = store.set_args(argv).and_then(|()| store.load(image, "__main__")) {
        return refused(e.to_string());
    }
    let mut stops = 0;
    let status = loop {
        match store.resume(&mut host) {
            Ok(Outcome::Done(_)) => break 0,
            Ok(Outcome::Raised(e)) => {
                if !e.is_exit {
                    store.write_traceback(&mut host);
                }
                break e.exit_status;
            }
            Ok(Outcome::OutOfFuel) => {
                if setup.refuel == 0 {
                    break 122;
                }
                stops += 1;
                store.add_fuel(setup.refuel);
            }
            Ok(Outcome::HostCall(n)) => return refused(format!("calls function {n} of the embedder")),
            Err(e) => return refused(e.to_string()),
        }
    };
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let fuel = store.stats().fuel_used;
    drop(store);
    Run { out: text(host.out), err: text(host.err), end: End::Status(status), fuel, stops }
}
