//! How fast stencils are copied and patched, for either architecture, on this machine: nothing but [`emit`] and [`resolve`].
//!
//!     cargo bench-patching

use std::hint::black_box;
use std::time::{Duration, Instant};

use patchnose_core::jit::patch::{Operands, PatchError, emit, resolve};
use patchnose_core::jit::stencil::{MAX_REGS, Reg, StencilId, StencilTable};

/// How long each table is measured, and how often.
const SPAN: Duration = Duration::from_millis(4);
const ROUNDS: usize = 250;
/// Bytes of code that are written before the next begin at the start again.
const BLOCK: usize = 1 << 15;

/// Prints a table of gigabytes of code a second: the best of some rounds.
fn main() -> Result<(), String> {
    println!("Copying and patching, every stencil in turn: best of {ROUNDS}.\n");
    println!("| table | GB of code a second | ns a stencil |");
    println!("|---|---|---|");
    for table in [patchnose_stencils_x86_64::TABLE, patchnose_stencils_aarch64::TABLE] {
        let best = (0..ROUNDS).map(|_| rate(table)).collect::<Result<Vec<_>, _>>().map_err(|e| format!("{e:?}"))?;
        let (bytes, ns) = best.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0.0));
        println!("| {:?} | {bytes:.2} | {ns:.1} |", table.arch);
    }
    Ok(())
}

/// Bytes of code a nanosecond, and nanoseconds a stencil.
fn rate(table: &StencilTable) -> Result<(f64, f64), PatchError> {
    // Every stencil with other registers than its own, and immediates from the middle of what is small.
    let immediates: Vec<Vec<i64>> = StencilId::ALL
        .iter()
        .map(|&id| {
            let value = |k| table.range(id, k).map_or(0, |r| r.max.min(0x70).max(r.min) & (-1 << r.align));
            (0..usize::from(id.signature().imms)).map(value).collect()
        })
        .collect();
    let regs: [Reg; MAX_REGS] = std::array::from_fn(|k| Reg(k as u8 + 1));
    let mut out = vec![0u8; BLOCK + 1024];
    let (mut bytes, mut stencils, start) = (0usize, 0usize, Instant::now());
    while start.elapsed() < SPAN {
        let mut at = 0;
        while at < BLOCK {
            for (&id, imms) in StencilId::ALL.iter().zip(&immediates) {
                if at >= BLOCK {
                    break;
                }
                let operands = black_box(Operands { regs, imms });
                let emitted = emit(table, black_box(id), &operands, &mut out, at)?;
                for fixup in emitted.fixups(table) {
                    resolve(&mut out, &fixup, 0)?;
                }
                at += emitted.size();
                stencils += 1;
            }
        }
        bytes += at;
        black_box(&mut out);
    }
    let ns = start.elapsed().as_nanos() as f64;
    Ok((bytes as f64 / ns, ns / stencils as f64))
}
