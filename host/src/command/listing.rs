//! The machine code of a program's functions.
//!
//! Which code is made depends on the types that a program uses, so it is run, its output unseen, with an end to its fuel.

use std::path::Path;

use patchnose_core::api::{Config, Engine, Error, FunctionStats, Store, UNLIMITED};
use patchnose_core::bytecode::Image;
use patchnose_core::host::{Clock, Host, Listing, ModuleError, Stream};

use super::assembly::{Function, Stencil, Told};
use super::options::{Options, Views};
use super::{Failure, names, status};
use crate::memory::Memory;
use crate::modules::Modules;
use crate::platform::{Native, STENCILS};

/// Fuel of a program for which none was given.
const FUEL: u64 = 10_000_000;

/// The code of each function that becomes hot, as it was compiled last.
pub(super) fn listing(
    file: &Path,
    image: &Image<'_>,
    wanted: Option<&str>,
    views: Views,
    options: &Options,
) -> Result<String, Failure> {
    let mut limits = options.limits;
    if limits.fuel == UNLIMITED {
        limits.fuel = FUEL;
    }
    let failed = |e: Error| Failure::new(status::USAGE, e);
    let config = Config {
        limits,
        jit_threshold: options.jit_threshold,
        listing: true,
        timed: true,
        stencils: STENCILS,
        code_region: limits.code,
        ..Config::default()
    };
    let engine = Engine::new(&config, Some(&Native)).map_err(failed)?;
    if let Some(why) = engine.jit_off_reason() {
        return Err(Failure::new(status::FAILED, format_args!("there is no machine code: {why}")));
    }
    let mut memory = Memory::map(limits.heap.saturating_add(limits.jit).saturating_add(2 << 20))
        .map_err(|e| Failure::new(status::USAGE, format_args!("limit 'heap' cannot be enforced: {e}")))?;
    let mut store = Store::new(&engine, memory.region()).map_err(failed)?;
    store.load_image(image, "__main__").map_err(failed)?;
    let name = file.to_string_lossy();
    store.set_args([&*name].into_iter()).map_err(failed)?;
    let modules = Modules::beside(file);
    let mut watcher = Watcher { modules, wanted, told: Told::default(), functions: Vec::new() };
    // However the program ends: what it compiled until then is what is asked for.
    let _ = store.resume(&mut watcher);
    if watcher.functions.is_empty() {
        return Err(nothing(&mut store, image, wanted));
    }
    let texts: Vec<String> = watcher.functions.iter().map(|f| f.text(views)).collect();
    Ok(texts.join("\n"))
}

/// Why there is nothing to show.
fn nothing(store: &mut Store<'_>, image: &Image<'_>, wanted: Option<&str>) -> Failure {
    let hint = "try --jit-threshold=1";
    let Some(wanted) = wanted else {
        return Failure::new(status::FAILED, format_args!("nothing was compiled: {hint}"));
    };
    let Some(code) = image.codes().find(|code| names::means(wanted, *code)) else {
        return Failure::new(status::USAGE, names::unknown(wanted, image));
    };
    let mut text = format!("function '{wanted}' was not compiled (the program has not come to define it)");
    store.functions(|f: &FunctionStats<'_>| {
        if (f.name, f.line) == (code.qualname(), code.first_line())
            && let Some(why) = f.not_compiled
        {
            text = format!("function '{wanted}' was not compiled ({why}): {hint}");
        }
    });
    Failure::new(status::FAILED, text)
}

/// A host that nothing is seen of, and that writes down what is compiled.
struct Watcher<'w> {
    modules: Modules,
    wanted: Option<&'w str>,
    /// Of the function that is being compiled.
    told: Told,
    functions: Vec<Function>,
}

impl Host for Watcher<'_> {
    fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), ()> {
        Ok(())
    }

    fn clock(&mut self, clock: Clock) -> Option<u64> {
        crate::clock::read(clock)
    }

    /// Nobody waits for a program of which nothing is seen.
    fn sleep(&mut self, _: u64) -> bool {
        true
    }

    fn find_module(&mut self, name: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        self.modules.find(name)
    }

    fn list(&mut self, entry: &Listing<'_>) {
        match entry {
            Listing::Begin => self.told = Told::default(),
            Listing::Stencil { offset, stencil, operands, .. } => {
                self.told.stencils.push(Stencil::new(*offset, *stencil, operands));
            }
            Listing::Saved { slot, source } => {
                if let Some(stub) = self.told.stencils.last() {
                    self.told.saved.entry(stub.offset).or_default().push((*slot, *source));
                }
            }
            Listing::Branch { at, target, .. } => _ = self.told.branches.insert(*at, *target),
            Listing::Label(_) | Listing::Head { .. } => {}
            Listing::Code { code, parts, bytes, .. } => {
                let told = std::mem::take(&mut self.told);
                if self.wanted.is_some_and(|wanted| !names::means(wanted, *code)) {
                    return;
                }
                let mut function = Function::new(*code, parts, bytes, told);
                match self.functions.iter_mut().find(|f| f.is_same(&function)) {
                    Some(before) => {
                        function.times = before.times + 1;
                        *before = function;
                    }
                    None => self.functions.push(function),
                }
            }
        }
    }
}
