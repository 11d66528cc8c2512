//! The machine code of a program's functions.
//!
//! Which code is made depends on the types that a program uses, so it is run, its output unseen, with an end to its fuel.

use std::fmt::Write;
use std::path::Path;

use patchnose_core::api::{Config, Engine, Store, UNLIMITED};
use patchnose_core::host::{Clock, Host, Listing, ModuleError, Stream};

use super::options::{Options, Views};
use super::{Failure, status};
use crate::disassembler::disassemble;
use crate::memory::Memory;
use crate::modules::Modules;
use crate::platform::{Native, STENCILS};

/// Fuel of a program for which none was given.
const FUEL: u64 = 10_000_000;

/// The code of each function that becomes hot, as it was compiled last.
pub(super) fn listing(
    file: &Path,
    image: &[u8],
    function: Option<&str>,
    views: Views,
    options: &Options,
) -> Result<String, Failure> {
    let mut limits = options.limits;
    if limits.fuel == UNLIMITED {
        limits.fuel = FUEL;
    }
    let failed = |e: patchnose_core::api::Error| Failure::new(status::USAGE, e);
    let config = Config {
        limits,
        jit_threshold: options.jit_threshold,
        listing: true,
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
    store.load(image, "__main__").map_err(failed)?;
    let name = file.to_string_lossy();
    store.set_args([&*name].into_iter()).map_err(failed)?;
    let mut watcher = Watcher { modules: Modules::beside(file), pending: Vec::new(), functions: Vec::new() };
    // However the program ends: what it compiled until then is what is asked for.
    let _ = store.resume(&mut watcher);
    let mut text = String::new();
    for f in watcher.functions.iter().filter(|f| function.is_none_or(|name| f.is_named(name))) {
        f.write(&mut text, views);
    }
    if text.is_empty() {
        let what = function.map_or("nothing".to_string(), |name| format!("no function '{name}'"));
        return Err(Failure::new(status::FAILED, format_args!("{what} was compiled: try --jit-threshold=1")));
    }
    Ok(text)
}

struct Function {
    name: String,
    line: u32,
    stencils: Vec<(u32, String)>,
    code: Vec<u8>,
}

impl Function {
    fn is_named(&self, name: &str) -> bool {
        self.name == name || self.name.rsplit('.').next() == Some(name)
    }

    fn write(&self, out: &mut String, views: Views) {
        // Writing to a String does not fail.
        let _ = writeln!(out, "{}, line {}: {} bytes", self.name, self.line, self.code.len());
        if !views.asm {
            for (offset, stencil) in &self.stencils {
                let _ = writeln!(out, "  {offset:5x}  {stencil}");
            }
            return;
        }
        let mut stencils = self.stencils.iter().peekable();
        for (at, bytes, text) in disassemble(&self.code) {
            while let Some((_, stencil)) = stencils.next_if(|(offset, _)| *offset as usize <= at) {
                if views.stencils {
                    let _ = writeln!(out, "  {stencil}");
                }
            }
            let bytes: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
            let _ = writeln!(out, "  {at:5x}  {bytes:<22}  {text}");
        }
    }
}

/// A host that nothing is seen of, and that writes down what is compiled.
struct Watcher {
    modules: Modules,
    pending: Vec<(u32, String)>,
    functions: Vec<Function>,
}

impl Host for Watcher {
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
            Listing::Stencil { offset, stencil, operands } => {
                // What follows a compilation that failed begins at its start again.
                if *offset == 0 {
                    self.pending.clear();
                }
                let signature = stencil.signature();
                let mut text = signature.name.to_string();
                for (operand, reg) in signature.operands.iter().zip(&operands.regs) {
                    let _ = write!(text, " {}=r{}", operand.letter(), reg.0);
                }
                for imm in operands.imms.iter().take(signature.imms as usize) {
                    let _ = write!(text, " {imm:#x}");
                }
                self.pending.push((*offset, text));
            }
            Listing::Branch { .. } => {}
            Listing::Code { name, line, bytes } => {
                let name = String::from_utf8_lossy(name).into_owned();
                let stencils = std::mem::take(&mut self.pending);
                let function = Function { name, line: *line, stencils, code: bytes.to_vec() };
                match self.functions.iter_mut().find(|f| f.name == function.name && f.line == function.line) {
                    Some(before) => *before = function,
                    None => self.functions.push(function),
                }
            }
        }
    }
}
