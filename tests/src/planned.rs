//! A function's plan, as it is told while the function is compiled, and whether machine code is what was planned.
//!
//! Nothing that the assembler says of offsets is relied on. Stencils follow one another from the first byte on, and so it is known
//! where each is and what each label means. Then the bytes are decoded, by crates that know nothing of this project, and compared: registers and numbers
//! with the operands, targets with the labels, constants with what was to be loaded. What no operand can change is as in the
//! table, bit for bit, and every byte belongs to a stencil, to a constant that is used, or is padding: before loops' heads, instructions that do nothing.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use crate::decoded::decode;
use crate::decoded::pattern::{Pattern, target_of};
use crate::engine::{Prepared, Run, Setup};
use patchnose_core::host::{Label, Listing, Part, What};
use patchnose_core::jit::patch::Operands;
use patchnose_core::jit::stencil::{
    Arch, Edge, EdgeHole, Form, Hole, HoleKind, MAX_REGS, MOST_POOL, Reg, StencilId, StencilTable,
};

/// The stencils of a machine.
pub fn stencils(arch: Arch) -> &'static StencilTable {
    match arch {
        Arch::A64 => patchnose_stencils_aarch64::TABLE,
        Arch::X86_64 => patchnose_stencils_x86_64::TABLE,
    }
}

/// A stencil, with all that is planned of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stencil {
    /// Which.
    pub id: StencilId,
    /// Its registers.
    pub regs: [Reg; MAX_REGS],
    /// Its immediates.
    pub imms: Vec<i64>,
    /// Where it exits to.
    pub exit: Option<Label>,
    /// Where its branch leads.
    pub taken: Option<Label>,
    /// Where the assembler says that it is.
    pub told: u32,
}

impl Stencil {
    fn operands(&self) -> Operands<'_> {
        Operands { regs: self.regs, imms: &self.imms }
    }
}

/// A step of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// A loop's head, and where it is told to be.
    Head(u32),
    /// What leads to the label leads to the next stencil.
    Label(Label),
    /// A stencil.
    Stencil(Stencil),
}

/// A function's plan, and the machine code that was made.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The machine.
    pub arch: Arch,
    /// The function's name.
    pub name: String,
    /// The plan.
    pub steps: Vec<Step>,
    /// What the assembler says that its parts are for.
    pub parts: Vec<Part>,
    /// The machine code.
    pub code: Vec<u8>,
}

impl Planned {
    /// The stencils, in order.
    pub fn stencils(&self) -> impl Iterator<Item = &Stencil> {
        self.steps.iter().filter_map(|step| match step {
            Step::Stencil(stencil) => Some(stencil),
            Step::Label(_) | Step::Head(_) => None,
        })
    }

    /// The labels, and where the assembler says that they are.
    pub fn labels(&self) -> impl Iterator<Item = (Label, u32)> {
        let next = |rest: &[Step]| rest.iter().find_map(|s| if let Step::Stencil(s) = s { Some(s.told) } else { None });
        self.steps.iter().enumerate().filter_map(move |(k, step)| match step {
            Step::Label(label) => Some((*label, next(&self.steps[k..]).unwrap_or(u32::MAX))),
            Step::Stencil(_) | Step::Head(_) => None,
        })
    }
}

/// Puts together what is told of one function after the other.
#[derive(Default)]
pub struct Listener {
    steps: Vec<Step>,
}

impl Listener {
    /// Hears an entry; the function, if this was the last one of it.
    pub fn hear(&mut self, entry: &Listing<'_>) -> Option<Planned> {
        match *entry {
            Listing::Begin => {
                self.steps.clear();
                None
            }
            Listing::Stencil { offset, stencil, operands, exit, taken } => {
                let imms = operands.imms.iter().copied().take(stencil.signature().imms.into()).collect();
                let stencil = Stencil { id: stencil, regs: operands.regs, imms, exit, taken, told: offset };
                self.steps.push(Step::Stencil(stencil));
                None
            }
            Listing::Label(label) => {
                self.steps.push(Step::Label(label));
                None
            }
            Listing::Head { offset } => {
                self.steps.push(Step::Head(offset));
                None
            }
            Listing::Branch { .. } | Listing::Saved { .. } => None,
            Listing::Code { arch, code, parts, bytes } => Some(Planned {
                arch,
                name: String::from_utf8_lossy(code.qualname()).into_owned(),
                steps: std::mem::take(&mut self.steps),
                parts: parts.to_vec(),
                code: bytes.to_vec(),
            }),
        }
    }
}

thread_local! {
    /// What has been compiled on this thread.
    static COMPILED: RefCell<(Listener, Vec<Planned>)> = RefCell::default();
}

/// Runs a program, and keeps what is compiled, for this machine and another.
pub fn run(program: &Prepared, setup: &Setup) -> (Run, Vec<Planned>) {
    let listen = |entry: &Listing<'_>| {
        COMPILED.with_borrow_mut(|(listener, compiled)| compiled.extend(listener.hear(entry)));
    };
    let mut setup = Setup { watch: Some(listen), ..*setup };
    let other = if Arch::HERE == Some(Arch::A64) { Arch::X86_64 } else { Arch::A64 };
    (setup.config.listing, setup.config.other_stencils) = (true, Some(stencils(other)));
    let run = program.run(&setup);
    (run, COMPILED.take().1)
}

/// Checks functions. It remembers what it has worked out of the tables.
#[derive(Default)]
pub struct Checker {
    /// By the addresses of forms, which are static.
    patterns: HashMap<*const Form, Pattern>,
}

/// Where everything is, by the plan alone.
struct Layout<'p> {
    labels: HashMap<Label, (usize, Option<StencilId>)>,
    stencils: Vec<(usize, &'p Stencil, &'static Form)>,
    /// Bytes of all stencils.
    end: usize,
    /// Where constants begin.
    literals: usize,
}

/// `Err` with what is wrong, unless it is so.
macro_rules! expect {
    ($so:expr, $($what:tt)*) => {
        if !$so {
            return Err(format!($($what)*));
        }
    };
}

impl Checker {
    /// Whether the function's code is as planned.
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn check(&mut self, planned: &Planned) -> Result<(), String> {
        let table = stencils(planned.arch);
        let layout = Layout::new(table, planned)?;
        let mut used = BTreeSet::new();
        for (at, stencil, form) in &layout.stencils {
            self.stencil(table, planned, &layout, (*at, stencil, form), &mut used)
                .map_err(|why| format!("{:?} at {at:#x}: {why}", stencil.id))?;
        }
        let all = (layout.literals..planned.code.len()).step_by(8);
        expect!(all.clone().eq(used.iter().copied()), "constants at {used:x?}, the pool has {all:x?}");
        layout.check_parts(&planned.parts, !used.is_empty())
    }

    /// Checks a stencil; `used` gets the constants that it loads.
    fn stencil(
        &mut self,
        table: &'static StencilTable,
        planned: &Planned,
        layout: &Layout<'_>,
        (at, stencil, form): (usize, &Stencil, &'static Form),
        used: &mut BTreeSet<usize>,
    ) -> Result<(), String> {
        let Some(code) = planned.code.get(at..at + usize::from(form.len)) else { return Err("the code ends".into()) };
        check_operands(table, stencil, form)?;
        check_fixed_bits(table, form, code)?;
        let pattern = (self.patterns.entry(form)).or_insert_with(|| Pattern::new(table, stencil.id, form));
        let mut expected = pattern.with(&stencil.operands());
        let mut decoded = decode(planned.arch, code).map_err(|at| format!("no instruction at {at:#x} of it"))?;
        for hole in edges(table, form) {
            let (Some(found), Some(to)) =
                (target_of(&mut decoded, hole.at.into()), target_of(&mut expected, hole.at.into()))
            else {
                return Err(format!("no branch at {:#x} of it", hole.at));
            };
            let target = match hole.edge {
                Edge::Exit => layout.target(stencil.exit)?,
                Edge::Taken => layout.target(stencil.taken)?,
                Edge::Literal(imm) => {
                    let place = (at as i64).checked_add(*found).and_then(|place| usize::try_from(place).ok());
                    let place = place.filter(|p| *p >= layout.literals && p.is_multiple_of(8));
                    let bits = place
                        .and_then(|place| planned.code.get(place..)?.first_chunk().map(|b| i64::from_le_bytes(*b)));
                    expect!(bits == stencil.imms.get(usize::from(imm)).copied(), "loads {bits:x?}");
                    used.extend(place);
                    place.unwrap_or(0)
                }
            };
            *to = target as i64 - at as i64;
        }
        expect!(decoded == expected, "{:x?}\n  is {decoded:?}\n  not {expected:?}", stencil.operands());
        layout.check_exit(stencil)
    }
}

/// Whether all of it are instructions that do nothing, and no more of them than there have to be.
fn do_nothing(arch: Arch, mut code: &[u8]) -> bool {
    let longest: &[u8] = match arch {
        Arch::A64 => &[0x1F, 0x20, 0x03, 0xD5],
        Arch::X86_64 => &[0x66, 0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0],
    };
    while let Some(rest) = code.strip_prefix(longest) {
        code = rest;
    }
    // The manuals' table of long NOPs.
    let shorter: &[&[u8]] = &[
        &[],
        &[0x90],
        &[0x66, 0x90],
        &[0x0F, 0x1F, 0],
        &[0x0F, 0x1F, 0x40, 0],
        &[0x0F, 0x1F, 0x44, 0, 0],
        &[0x66, 0x0F, 0x1F, 0x44, 0, 0],
        &[0x0F, 0x1F, 0x80, 0, 0, 0, 0],
        &[0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0],
    ];
    if arch == Arch::A64 { code.is_empty() } else { shorter.contains(&code) }
}

impl<'p> Layout<'p> {
    /// Puts the stencils one behind the other.
    fn new(table: &'static StencilTable, planned: &'p Planned) -> Result<Layout<'p>, String> {
        let (mut at, mut waiting) = (0_usize, Vec::new());
        let (mut labels, mut stencils, mut has_literals) = (HashMap::new(), Vec::new(), false);
        for step in &planned.steps {
            match step {
                Step::Label(label) => {
                    waiting.push(*label);
                    expect!(labels.insert(*label, (at, None)).is_none(), "{label:?} is twice");
                }
                Step::Head(offset) => {
                    let to = at.next_multiple_of(if planned.arch == Arch::A64 { 16 } else { 32 });
                    expect!(*offset as usize == to, "a loop's head is told to be at {offset:#x}, not {to:#x}");
                    let Some(gap) = planned.code.get(at..to) else { return Err("the code ends".into()) };
                    expect!(do_nothing(planned.arch, gap), "{gap:x?} before a loop's head at {to:#x}");
                    at = to;
                }
                Step::Stencil(stencil) => {
                    let id = stencil.id;
                    expect!(stencil.told as usize == at, "{id:?} is told to be at {:#x}, not {at:#x}", stencil.told);
                    for label in waiting.drain(..) {
                        labels.entry(label).and_modify(|(_, first)| *first = Some(id));
                    }
                    let Some(form) = table.form(id, &stencil.regs) else { return Err(format!("{id:?} has no form")) };
                    has_literals |= edges(table, form).any(|hole| matches!(hole.edge, Edge::Literal(_)));
                    stencils.push((at, stencil, form));
                    at += usize::from(form.len);
                }
            }
        }
        let literals = if has_literals { at.next_multiple_of(8) } else { at };
        let Some(padding) = planned.code.get(at..literals) else {
            return Err(format!("{:#x} bytes of code, not {literals:#x}", planned.code.len()));
        };
        expect!(padding.iter().all(|b| *b == 0), "{padding:x?} behind the stencils");
        let pool = planned.code.len() - literals;
        expect!(pool.is_multiple_of(8) && (pool > 0) == has_literals, "{pool:#x} bytes of constants");
        Ok(Layout { labels, stencils, end: at, literals })
    }

    /// Where a label is.
    fn target(&self, label: Option<Label>) -> Result<usize, String> {
        let Some((at, _)) = label.and_then(|label| self.labels.get(&label)) else {
            return Err(format!("no {label:?}"));
        };
        Ok(*at)
    }

    /// What a helper's status is for is done where a helper is called, and nowhere else.
    fn check_exit(&self, stencil: &Stencil) -> Result<(), String> {
        let calls = matches!(stencil.id, StencilId::CallHelper | StencilId::CallHelperBr);
        let leaves_with_status =
            stencil.exit.and_then(|label| self.labels.get(&label)?.1) == Some(StencilId::LeaveStatus);
        expect!(calls == leaves_with_status, "exits to {:?}", stencil.exit);
        let stub = stencil.taken == Some(Label::SideExits);
        expect!(stub == (stencil.id == StencilId::SideExit), "goes to {:?}", stencil.taken);
        Ok(())
    }

    /// Parts follow one another; each begins where a stencil does.
    fn check_parts(&self, parts: &[Part], has_literals: bool) -> Result<(), String> {
        let starts: BTreeSet<usize> = self.stencils.iter().map(|(at, ..)| *at).chain([self.end]).collect();
        expect!(parts.first().is_some_and(|p| p.offset == 0), "no part begins the code");
        expect!(parts.is_sorted_by_key(|p| p.offset), "parts are not in the order of offsets");
        for part in parts {
            let at = part.offset as usize;
            match part.what {
                What::Literals => expect!(at == self.literals && has_literals, "constants at {at:#x}"),
                what => expect!(starts.contains(&at), "{what:?} at {at:#x}, where no stencil begins"),
            }
        }
        Ok(())
    }
}

/// Operands are of their pools and in their ranges, and the form is for this sharing of registers.
fn check_operands(table: &StencilTable, stencil: &Stencil, form: &Form) -> Result<(), String> {
    let operands = stencil.id.signature().operands;
    for (k, (operand, reg)) in operands.iter().zip(&stencil.regs).enumerate() {
        let pool = [table.gprs, table.fprs][operand.class() as usize];
        expect!(usize::from(reg.0) < pool.len(), "operand {k} is no register");
        let shared = k > 0 && operand.class() == operands[0].class() && *reg == stencil.regs[0];
        let (must, must_not) = (form.same.0 >> k & 1 != 0, form.early_clobber.0 >> k & 1 != 0);
        expect!(shared || !must, "operand {k} is not in the destination's register");
        expect!(!shared || must || !must_not, "operand {k} is read after the destination is written");
    }
    for (k, imm) in stencil.imms.iter().enumerate() {
        expect!(table.fits(stencil.id, k, *imm), "immediate {k} is {imm:#x}");
    }
    Ok(())
}

/// The bits that hold no operand and no target are the table's.
fn check_fixed_bits(table: &StencilTable, form: &Form, code: &[u8]) -> Result<(), String> {
    let mut free = vec![0u8; code.len()];
    let mut set = |at: usize, bits: &[u8]| free[at..].iter_mut().zip(bits).for_each(|(f, b)| *f |= b);
    for place in &table.places[form.place.into()..][..form.places.into()] {
        let bits = table.fields[place.field.into()..][..MOST_POOL].iter().fold(0, |all, field| all | field);
        match table.arch {
            Arch::A64 => set(place.at.into(), &bits.to_le_bytes()),
            Arch::X86_64 => {
                set(place.at.into(), &[bits as u8]);
                set(place.rex.into(), &[(bits >> 8) as u8]);
            }
        }
    }
    for Hole { at, kind, .. } in &table.holes[form.hole.into()..][..form.holes.into()] {
        set((*at).into(), &field(*kind).to_le_bytes()[..kind.width()]);
    }
    for EdgeHole { at, kind, .. } in edges(table, form) {
        set((*at).into(), &field(*kind).to_le_bytes()[..kind.width()]);
    }
    let own = &table.code[form.code.into()..][..code.len()];
    let differ = |k: &usize| (code[*k] ^ own[*k]) & !free[*k] != 0;
    match (0..code.len()).find(differ) {
        Some(k) => Err(format!("byte {k} is {:#04x}, the stencil has {:#04x}", code[k], own[k])),
        None => Ok(()),
    }
}

/// The bits that are written at a hole.
fn field(kind: HoleKind) -> u64 {
    match kind {
        HoleKind::A64Imm12 | HoleKind::A64Lsl => 0xfff << 10,
        HoleKind::A64AddSub12 => 0xfff << 10 | 1 << 30,
        HoleKind::A64Imm16 | HoleKind::A64NotImm16 => 0xffff << 5,
        HoleKind::A64Shr => 63 << 16,
        HoleKind::A64ShiftedReg => 63 << 10,
        HoleKind::A64Branch26 => 0x3ff_ffff,
        HoleKind::A64Branch19 | HoleKind::A64Literal19 => 0x7_ffff << 5,
        _ => u64::MAX,
    }
}

fn edges(table: &StencilTable, form: &Form) -> impl Iterator<Item = &'static EdgeHole> + use<> {
    table.edges[form.edge.into()..][..form.edges.into()].iter()
}
