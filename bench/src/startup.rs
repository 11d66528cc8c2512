//! What it takes to begin, and what it takes to wait: time to load an image and call into it, time to the first line of output,
//! bytes of a store that is idle, bytes of code and metadata.

use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::engines;
use patchnose_core::api::{Config, Engine, HostValue, Outcome, Region, Store};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_host::modules::compile_source;
use patchnose_host::platform::{Native, STENCILS};
use patchnose_python::image::ImageBuf;

/// A module as a service keeps it loaded.
const POLICY: &str = "\
limits = {'read': 100, 'write': 10}
def allow(user, action, count):
    return user != '' and count < limits.get(action, 0)
";

/// How often an image is loaded.
const LOADS: usize = 2000;
/// How often a process is started.
const STARTS: usize = 100;
/// Bytes of the region in which images are loaded.
const REGION: usize = 1 << 20;

/// Has nothing and keeps nothing.
struct Nowhere;

impl Host for Nowhere {
    fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), ()> {
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        None
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

/// Measures, and prints a table.
///
/// # Errors
/// What could not be measured.
pub fn measure(root: &Path) -> Result<(), String> {
    let own = engines::own(root)?;
    let own = own.as_path();
    println!("Best (median), of {LOADS} loads and {STARTS} starts in one run.\n");
    println!("| what | measured |");
    println!("|---|---|");
    let template = std::fs::read_to_string(root.join("examples/template.py")).map_err(|e| e.to_string())?;
    let modules = [
        (
            "a module of three lines",
            POLICY,
            "allow",
            &[HostValue::Str("me"), HostValue::Str("read"), HostValue::Int(10)][..],
        ),
        ("`template.py`", &template, "escape", &[HostValue::Str("a < b")]),
    ];
    for (name, source, function, arguments) in modules {
        let image = image(source)?;
        let engine = engine()?;
        let mut memory = vec![0; REGION];
        let mut times = Vec::new();
        for _ in 0..LOADS {
            let start = Instant::now();
            load_and_call(&engine, &mut memory, &image, Some((function, arguments)))?;
            times.push(start.elapsed());
        }
        println!(
            "| {name}: image of {} bytes loaded and called from Rust | {} |",
            image.bytes().len(),
            figures(&mut times)
        );
    }
    for (name, command) in [("patchnose", own), ("python3", Path::new("python3"))] {
        match first_lines(root, command) {
            Ok(mut times) => {
                println!("| `{name}`: process start to the first line of output | {} |", figures(&mut times))
            }
            Err(e) => eprintln!("{name}: {e}"),
        }
    }
    println!("| 1,000 idle stores | {} bytes |", 1000 * Store::MIN_REGION);
    println!("| 1,000 idle stores with the module of three lines loaded | {} bytes |", 1000 * least_region()?);
    for example in ["fib", "nbody", "fannkuch", "template"] {
        let (code, data) = code_and_metadata(root, own, example)?;
        println!("| `{example}.py`: machine code, metadata | {code} bytes, {data} bytes |");
    }
    Ok(())
}

fn image(source: &str) -> Result<ImageBuf, String> {
    compile_source(source.as_bytes(), "module.py", "module", false).map_err(|e| format!("{e:?}"))
}

fn engine() -> Result<Engine<'static>, String> {
    static NATIVE: Native = Native;
    Engine::new(&Config { stencils: STENCILS, ..Config::default() }, Some(&NATIVE)).map_err(|e| e.to_string())
}

/// Makes a store, has the image verified and its module's body run, and calls one of its functions.
fn load_and_call(
    engine: &Engine<'_>,
    memory: &mut [u8],
    image: &ImageBuf,
    call: Option<(&str, &[HostValue<'_>])>,
) -> Result<(), String> {
    let mut run = || {
        let mut store = Store::new(engine, Region::new(memory))?;
        store.load(image.bytes(), "module")?;
        let loaded = matches!(store.resume(&mut Nowhere)?, Outcome::Done(_));
        let Some((function, arguments)) = call else { return Ok(loaded) };
        store.call(function, arguments)?;
        let returned = matches!(black_box(store.resume(&mut Nowhere)?), Outcome::Done(_));
        Ok(loaded && returned)
    };
    match run() {
        Ok(true) => Ok(()),
        Ok(false) => Err("the program did not end well".into()),
        Err::<_, patchnose_core::api::Error>(e) => Err(e.to_string()),
    }
}

/// The smallest region in which the module of three lines can be loaded, to 64 bytes.
fn least_region() -> Result<usize, String> {
    let (image, engine) = (image(POLICY)?, engine()?);
    let mut sizes = (Store::MIN_REGION..REGION).step_by(64);
    let least = sizes.find(|len| load_and_call(&engine, &mut vec![0; *len], &image, None).is_ok());
    least.ok_or_else(|| "no region is large enough".into())
}

/// The times from before a process is started to the first line of a program that prints one.
fn first_lines(root: &Path, command: &Path) -> Result<Vec<Duration>, String> {
    let file = root.join("target/first_line.py");
    std::fs::write(&file, "print('first line')\n").map_err(|e| e.to_string())?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let mut line = String::new();
        let start = Instant::now();
        let mut child = Command::new(command).arg(&file).stdout(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
        let out = child.stdout.take().ok_or("no pipe")?;
        BufReader::new(out).read_line(&mut line).map_err(|e| e.to_string())?;
        times.push(start.elapsed());
        let status = child.wait().map_err(|e| e.to_string())?;
        if !status.success() || line != "first line\n" {
            return Err(format!("{status}, {line:?}"));
        }
    }
    Ok(times)
}

/// Best and median.
fn figures(times: &mut [Duration]) -> String {
    times.sort();
    let micros = |d: Duration| d.as_nanos() as f64 / 1e3;
    match (times.first(), times.get(times.len() / 2)) {
        (Some(best), Some(median)) => format!("{:.1} µs ({:.1} µs)", micros(*best), micros(*median)),
        _ => "nothing".into(),
    }
}

/// Bytes of machine code and of the JIT's data after an example.
fn code_and_metadata(root: &Path, own: &Path, example: &str) -> Result<(u64, u64), String> {
    let file = root.join(format!("examples/{example}.py"));
    let run =
        Command::new(own).args(engines::LIMITS).arg("--stats=json").arg(file).output().map_err(|e| e.to_string())?;
    let stats = String::from_utf8_lossy(&run.stderr).into_owned();
    let value = |name: &str| {
        let rest = stats.split(&format!("\"{name}\": ")).nth(1)?;
        rest.split([',', '}']).next()?.trim().parse().ok()
    };
    value("code_bytes").zip(value("jit_metadata_bytes")).ok_or_else(|| format!("{example}: no figures in {stats}"))
}
