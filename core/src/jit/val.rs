//! A value, as the pass knows it: what it is, and where its copies are.

use super::plan::Source;
use super::registers::Form;
use super::room::Room;
use super::stencil::Reg;
use super::types::Type;

/// A value.
#[derive(Clone, Copy)]
pub(crate) struct Val {
    /// Its bits, if it is a constant.
    pub(crate) constant: Option<u64>,
    /// What is known of its type.
    pub(crate) ty: Type,
    /// Whether it is known not to be `Unassigned`.
    pub(crate) assigned: bool,
    /// How far from overflow it is, if it is a small int.
    pub(super) room: Room,
    /// Number of slots that have it.
    pub(super) refs: u16,
    /// The register where it is in each form, by the form's number, or [`NO_REG`].
    pub(super) regs: [Reg; Form::ALL.len()],
}

/// No register: there are fewer.
const NO_REG: Reg = Reg(u8::MAX);

impl Val {
    /// A value of which nothing is known.
    pub(super) const UNKNOWN: Val =
        Val { constant: None, ty: Type::Unknown, assigned: false, room: Room::NONE, refs: 0, regs: [NO_REG; _] };

    /// Whether it is in a register in this form.
    pub(crate) fn holds(&self, form: Form) -> bool {
        self.reg(form).is_some()
    }

    /// Whether it is in no register.
    pub(super) fn nowhere(&self) -> bool {
        self.regs == [NO_REG; _]
    }

    pub(super) fn reg(&self, form: Form) -> Option<Reg> {
        let r = self.regs[form as usize];
        (r != NO_REG).then_some(r)
    }

    pub(super) fn set_reg(&mut self, form: Form, r: Option<Reg>) {
        self.regs[form as usize] = r.unwrap_or(NO_REG);
    }

    /// The same value without its copy in this form.
    pub(super) fn without(mut self, form: Form) -> Val {
        self.set_reg(form, None);
        self
    }

    /// Where it can be stored from.
    pub(super) fn source(&self) -> Option<Source> {
        if let Some(r) = self.reg(Form::Boxed) {
            Some(Source::Boxed(r))
        } else if let Some(r) = self.reg(Form::Int) {
            Some(Source::Int(r))
        } else if let Some(r) = self.reg(Form::Float) {
            Some(Source::Float(r))
        } else {
            self.constant.map(Source::Const)
        }
    }
}
const _: () = assert!(size_of::<Val>() <= 32);
