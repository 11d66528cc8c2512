//! What the instructions of a stencil are with any operands.
//!
//! The unpatched stencil says which instructions there are; which of their registers are operands is seen in a *reference*, the same
//! form patched with registers that are all different. Numbers are the operands' where the table has a hole, and the stencil's own
//! elsewhere.

use super::{Instruction, Part, decode};
use patchnose_core::jit::patch::{Operands, emit};
use patchnose_core::jit::stencil::{Class, Form, HoleKind, MAX_IMMS, MAX_REGS, Reg, StencilId, StencilTable};

/// The instructions of one form of a stencil.
#[derive(Debug)]
pub struct Pattern {
    table: &'static StencilTable,
    form: &'static Form,
    instructions: Vec<Instruction>,
    registers: Vec<RegisterOperand>,
}

/// A place where a register operand is named.
#[derive(Debug)]
struct RegisterOperand {
    instruction: usize,
    part: usize,
    class: Class,
    operand: usize,
}

impl Pattern {
    /// The pattern of a form of the stencil.
    ///
    /// # Panics
    /// If the table contradicts itself.
    pub fn new(table: &'static StencilTable, id: StencilId, form: &'static Form) -> Pattern {
        let sig = id.signature();
        let from = usize::from(form.code);
        let mut instructions =
            decode(table.arch, &table.code[from..from + usize::from(form.len)]).expect("a stencil can be decoded");
        // Registers that are all different, but for those that this form wants to be the same.
        let (mut regs, mut next) = ([Reg(0); MAX_REGS], [0; 2]);
        for (k, operand) in sig.operands.iter().enumerate() {
            if form.same.0 >> k & 1 != 0 {
                regs[k] = regs[0];
            } else {
                let next = &mut next[operand.class() as usize];
                regs[k] = Reg(*next);
                *next += 1;
            }
        }
        assert_eq!(table.form(id, &regs), Some(form), "{id:?}");
        let mut imms = [0; MAX_IMMS];
        (0..usize::from(sig.imms)).for_each(|k| imms[k] = table.range(id, k).map_or(0, |range| range.min));
        let mut code = vec![0; form.len.into()];
        emit(table, id, &Operands { regs, imms: &imms }, &mut code, 0).expect("the smallest immediates are in range");
        let reference = decode(table.arch, &code).expect("a patched stencil can be decoded");

        let operand = |class, n| {
            (0..sig.operands.len()).find(|k| sig.operands[*k].class() == class && machine(table, class, regs[*k]) == n)
        };
        let mut registers = Vec::new();
        assert_eq!(instructions.len(), reference.len(), "{id:?}");
        for (i, (instruction, reference)) in instructions.iter_mut().zip(&reference).enumerate() {
            assert_eq!((instruction.at, instruction.len), (reference.at, reference.len), "{id:?}");
            assert_eq!(instruction.parts.len(), reference.parts.len(), "{id:?}");
            for (p, (part, reference)) in instruction.parts.iter_mut().zip(&reference.parts).enumerate() {
                let Part::Register(class, n, _) = reference else { continue };
                match operand(*class, *n) {
                    Some(operand) => {
                        registers.push(RegisterOperand { instruction: i, part: p, class: *class, operand });
                    }
                    None => assert_eq!(part, reference, "{id:?}: what is no operand changes"),
                }
                part.clone_from(reference);
            }
        }
        // A move to the register itself is no code at all.
        for k in (0..sig.operands.len()).filter(|_| form.len > 0) {
            let named = registers.iter().any(|r| r.operand == k);
            assert!(named || form.same.0 >> k & 1 != 0, "{id:?} has no operand {k}");
        }
        Pattern { table, form, instructions, registers }
    }

    /// The instructions with these operands. Where they branch to is as in the table.
    pub fn with(&self, operands: &Operands<'_>) -> Vec<Instruction> {
        let mut instructions = self.instructions.clone();
        for r in &self.registers {
            if let Part::Register(_, n, _) = &mut instructions[r.instruction].parts[r.part] {
                *n = machine(self.table, r.class, operands.regs[r.operand]);
            }
        }
        self.put_numbers(operands, &mut instructions);
        instructions
    }

    /// Puts the immediates into the instructions that have a hole for them.
    fn put_numbers(&self, operands: &Operands<'_>, instructions: &mut [Instruction]) {
        let first = usize::from(self.form.hole);
        for hole in &self.table.holes[first..first + usize::from(self.form.holes)] {
            let value = operands.imms[usize::from(hole.which)];
            let instruction = containing(instructions, hole.at.into());
            let at = usize::from(hole.at) - instruction.at;
            let chunk = |value: i64| (value >> hole.arg & 0xffff) << hole.arg;
            let values = match hole.kind {
                HoleKind::A64AddSub12 => {
                    if value < 0 {
                        instruction.name = opposite(&instruction.name);
                    }
                    vec![value.abs()]
                }
                HoleKind::A64Imm16 => vec![chunk(value)],
                HoleKind::A64NotImm16 => vec![chunk(!value)],
                // The bit field moves of which these shifts are made: the rotation, and the field's last bit.
                HoleKind::A64Lsl => vec![(64 - value) % 64, 63 - value],
                HoleKind::A64Shr => vec![value, 63],
                _ => vec![value],
            };
            let numbers = instruction.parts.iter_mut().filter_map(|part| match part {
                Part::Number { value, field } if *field == at => Some(value),
                _ => None,
            });
            let numbers: Vec<&mut i64> = numbers.collect();
            assert_eq!(numbers.len(), values.len(), "{hole:?}");
            numbers.into_iter().zip(values).for_each(|(number, value)| *number = value);
        }
    }
}

/// The number of a register of the pool. One that the pool does not have is no register's.
fn machine(table: &StencilTable, class: Class, reg: Reg) -> u8 {
    let pool = if class == Class::Gpr { table.gprs } else { table.fprs };
    pool.get(usize::from(reg.0)).copied().unwrap_or(u8::MAX)
}

/// The instruction that has the byte of a hole.
fn containing(list: &mut [Instruction], at: usize) -> &mut Instruction {
    list.iter_mut().find(|i| (i.at..i.at + i.len).contains(&at)).expect("a hole lies in an instruction")
}

/// The target of the branch, or of the load, that has the byte, if there is exactly one.
pub fn target_of(list: &mut [Instruction], at: usize) -> Option<&mut i64> {
    let instruction = list.iter_mut().find(|i| (i.at..i.at + i.len).contains(&at))?;
    let mut targets = instruction.parts.iter_mut().filter_map(|part| match part {
        Part::Target(target) => Some(target),
        _ => None,
    });
    targets.next().filter(|_| targets.next().is_none())
}

/// Addition for subtraction, and the other way round.
fn opposite(name: &str) -> String {
    match name.strip_prefix("ADD") {
        Some(rest) => format!("SUB{rest}"),
        None => name.replace("SUB", "ADD"),
    }
}
