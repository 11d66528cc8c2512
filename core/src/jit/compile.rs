//! From bytecode to machine code: the compiler's interface.
//!
//! Data goes one way: [`scan`](super::scan) finds joins and loop heads, [`select`](super::select) plans stencils in one pass,
//! [`assemble`](super::assemble) writes them. All memory is given by the caller; the same input makes the same output.
//!
//! What the caller has to see to, before the code runs:
//! - the code lies at a multiple of 32 and runs in the store that it was compiled for;
//! - the entry cells of [`Compiled::callees`] hold an address that can be called: compiled code, or a stub that leaves
//!   with [`Status::Called`](crate::interp::step::Status);
//! - [`Compiled::referred`] are kept alive;
//! - it is told when a variable of [`Compiled::watched`] changes;
//! - a frame that is entered at [`Compiled::body`] or one of [`Compiled::resumes`] has in H0 an address that can be returned to.

use super::agreed::Agreed;
use super::assemble::assemble;
use super::fork::Forks;
use super::inline;
use super::listing::{Listing, Part};
use super::liveness;
use super::loops::Uses;
use super::patch::PatchError;
use super::peel;
use super::plan::{Inlined, MOST_FRAMES, Plan};
use super::resume::{Check, Point};
use super::scan::{Scan, Site, scan};
use super::scratch::Scratch;
use super::select::Selector;
use super::snapshot::Snapshots;
use super::state::State;
use super::stencil::StencilTable;
use super::types::Type;
use super::watch::{MOST_STORED, MOST_WATCHED, Variable};
use crate::api::Forced;
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::run::seen;
use crate::object::Code;
use crate::value::Value;

/// The most slots of a frame that compiled code can address.
const MOST_SLOTS: u16 = 4000;
/// The most instructions of a function that is compiled.
const MOST_INSTRUCTIONS: usize = 16_000;

/// The least working memory with which functions are inlined and states are kept.
const ROOMY: usize = 48 << 10;

/// Working memory with which nearly all functions can be planned and assembled, besides what they need for certain. Memory that has
/// never been touched costs more than what is done in it.
const LIKELY: usize = 5 << 10;
/// The same for each instruction.
const LIKELY_PER_INSTRUCTION: usize = 450;

/// Why a function was not compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It has too many instructions or registers.
    Size,
    /// Scratch or code memory is too small for it.
    Space,
    /// The compiler did something that it must not; the interpreter goes on.
    Internal,
    /// Something takes fuel in a loop into whose bound fuel was folded: it can be compiled without that.
    Folded,
    /// A turn that was planned before its loop does not end as the loop begins: it can be compiled without that.
    Peeled,
    /// A stencil could not be patched; as [`Refusal::Internal`].
    Patch(PatchError),
}

impl Refusal {
    /// A word for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Refusal::Size => "size",
            Refusal::Space => "space",
            Refusal::Internal => "internal",
            Refusal::Folded => "folded",
            Refusal::Peeled => "peeled",
            Refusal::Patch(_) => "patch",
        }
    }

    pub(crate) fn from_patch(e: PatchError) -> Refusal {
        if e == PatchError::Space { Refusal::Space } else { Refusal::Patch(e) }
    }
}

/// Is told of each stencil and each branch that is written.
pub(crate) type Listen<'a> = &'a dyn Fn(&Listing<'_>);

/// What is to be compiled for.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// For listings.
    pub(crate) listen: Option<Listen<'a>>,
    /// The stencils of the machine.
    pub(crate) table: &'static StencilTable,
    /// The slots of a frame of the function, and the instruction it stands at: their types are what is to be expected.
    pub(crate) live: Option<(&'a [Value], u32)>,
    /// For each slot, the types it has been seen with ([`observe`]); may be empty.
    pub(crate) seen: &'a [u8],
    /// How many instructions of other functions may be inlined.
    pub(crate) inline: u32,
    /// Whether functions are inlined of which no types have been noted.
    pub(crate) inline_unseen: bool,
    /// Whether to do with as much working memory as is likely to be enough.
    pub(crate) tight: bool,
    /// Whether fuel is folded into the bounds of loops.
    pub(crate) fold: bool,
    /// Whether first turns of loops are planned before the loops.
    pub(crate) peel: bool,
    /// For tests: which guards fail always.
    pub(crate) forced: Option<Forced>,
    /// Guards that the store has compiled before, if any is to fail.
    pub(crate) guards: u64,
}

/// A compiled function.
#[derive(Debug)]
pub(crate) struct Compiled<'s> {
    /// Bytes of code; a call enters at the first one.
    pub(crate) len: usize,
    /// Offset at which a frame is entered that the interpreter has made, header and locals.
    pub(crate) body: u32,
    /// Loop heads, and continuations of calls, in the order of instructions.
    pub(crate) resumes: &'s [Point],
    /// What is to be looked at there.
    pub(crate) checks: &'s [Check],
    /// Units of the code objects that are called through their entry cells.
    pub(crate) callees: &'s [u32],
    /// Variables that it takes for constants.
    pub(crate) watched: &'s [Variable],
    /// Variables that it stores to in line.
    pub(crate) stored: &'s [Variable],
    /// Objects that the code refers to.
    pub(crate) referred: &'s [Value],
    /// What the interpreter has to know of the side exits.
    pub(crate) snapshots: Snapshots<'s>,
    /// Its guards, if any is to fail.
    pub(crate) guards: u64,
    /// What the code is for, if there is a listing.
    pub(crate) parts: &'s [Part],
    /// Its instructions that work on numbers and do not do so in line.
    pub(crate) slow: u32,
    /// Instructions of other functions that it does in place of calls.
    pub(crate) inlined: u32,
    /// The last instruction of a loop whose indices turned out not to be what was to be proved.
    pub(crate) refuted: Option<u32>,
}

/// Compiles a function into `out`.
pub(crate) fn compile<'s>(
    cx: &Context,
    code: Gc<Code>,
    request: &Request<'_>,
    scratch: &'s mut [u8],
    out: &mut [u8],
) -> Result<Compiled<'s>, Refusal> {
    let c = cx.get(code);
    let (count, nregs) = (c.count as usize, c.nregs);
    if nregs > MOST_SLOTS || count > MOST_INSTRUCTIONS {
        return Err(Refusal::Size);
    }
    let mut scratch = Scratch::new(scratch);
    let roomy = scratch.left() >= ROOMY;
    let inlines = request.inline != 0 && roomy;
    let (more_sites, more_slots) = if inlines { (inline::SITES, inline::SLOTS) } else { (0, 0) };
    let peels = request.peel && roomy && count <= peel::MOST_INSTRUCTIONS;
    let more_sites = if peels { more_sites + peel::SITES } else { more_sites };
    let Scan { sites, mut loops } = scan(cx.code_view(code), more_sites, &mut scratch)?;
    liveness::find_dead(
        cx.code_view(code),
        c.locals_end,
        sites.as_slice(),
        loops.as_mut_slice(),
        scratch.for_a_while(),
    );
    // What is needed for certain comes off first; the plan gets most of the rest, the assembler what remains.
    let slots = nregs as usize + more_slots;
    let certain = State::size(slots)
        + Uses::size(slots)
        + slots * 3
        + (count + request.inline as usize).min(512) * size_of::<Value>()
        + MOST_FRAMES * size_of::<Inlined>()
        + (MOST_WATCHED + MOST_STORED) * size_of::<Variable>()
        + 256;
    let certain = certain + if roomy { Forks::SIZE + Agreed::SIZE } else { 0 };
    if request.tight {
        scratch.limit(certain + LIKELY + LIKELY_PER_INSTRUCTION * (count + request.inline as usize));
    }
    let room = scratch.left().checked_sub(certain).ok_or(Refusal::Space)?;
    let plan = Plan::new(&mut scratch, room / 3 * 2, count + request.inline as usize, c.params);
    let agreed = Agreed::new(&mut scratch, roomy);
    let forks = Forks::new(scratch.part(if roomy { Forks::SIZE } else { 0 }));
    let mut state = State::new(request.table, plan, agreed, forks, &mut scratch, slots);
    let mut selector = Selector::new(cx, code, request, Scan { sites, loops }, &mut state, &mut scratch);
    scratch.check()?;
    selector.run()?;
    let Selector { sites, referred, inlined, slow, refuted, .. } = selector;
    let assembled = assemble(request, &state.plan, sites.len(), &mut scratch, out)?;
    let plan = state.plan;
    let snapshots = Snapshots {
        first: assembled.first_exit,
        stub: assembled.stub,
        exits: plan.exits.into_slice(),
        frames: plan.frames.into_slice(),
        constants: plan.constants.into_slice(),
        stores: plan.stores.into_slice(),
    };
    Ok(Compiled {
        len: assembled.len,
        body: assembled.body,
        resumes: assembled.resumes.into_slice(),
        checks: plan.checks.into_slice(),
        callees: plan.callees.into_slice(),
        watched: plan.watched.into_slice(),
        stored: plan.stored.into_slice(),
        referred: referred.into_slice(),
        snapshots,
        guards: assembled.guards,
        parts: assembled.parts.into_slice(),
        inlined,
        slow,
        refuted,
    })
}

/// Adds to `seen` the types of the values that a frame at instruction `pc` has in its slots. After a mismatch, what no
/// guard lets pass counts as two types, so that it is not guarded again.
pub(crate) fn observe(cx: &Context, code: Gc<Code>, slots: &[Value], pc: u32, mismatch: bool, seen: &mut [u8]) {
    let params = cx.get(code).params as usize;
    let height = cx.code_view(code).height_before(pc) as usize;
    for (k, (seen, v)) in seen.iter_mut().zip(slots).take(height).enumerate() {
        if k != params && k != params + 1 {
            let passes = *v != Value::UNASSIGNED && !v.as_float().is_some_and(f64::is_nan);
            *seen |= if mismatch && !passes { seen::OTHER | seen::NONE } else { Type::of(cx, *v).seen() };
        }
    }
}

const _: () = assert!(size_of::<Site>() == 8);
