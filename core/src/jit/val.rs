//! A value, as the pass knows it: what it is, and where its copies are.

use super::plan::Source;
use super::registers::Form;
use super::room::Room;
use super::stencil::Reg;
use super::types::Type;

/// No register: there are fewer.
const NO_REG: u8 = u8::MAX;

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
    /// By form; [`NO_REG`] where it is in none.
    pub(super) gprs: [u8; 4],
    pub(super) fpr: Option<Reg>,
}

impl Val {
    /// A value of which nothing is known.
    pub(super) const UNKNOWN: Val = Val {
        constant: None,
        ty: Type::Unknown,
        assigned: false,
        room: Room::NONE,
        refs: 0,
        gprs: [NO_REG; 4],
        fpr: None,
    };

    /// Whether it is in a register in this form.
    pub(crate) fn holds(&self, form: Form) -> bool {
        self.reg(form).is_some()
    }

    /// Whether it is in no register.
    pub(super) fn nowhere(&self) -> bool {
        self.fpr.is_none() && self.gprs == [NO_REG; 4]
    }

    /// The general registers that it is in.
    pub(super) fn gprs(&self) -> impl Iterator<Item = Reg> + use<> {
        self.gprs.into_iter().filter(|r| *r != NO_REG).map(Reg)
    }

    pub(super) fn reg(&self, form: Form) -> Option<Reg> {
        match form {
            Form::Float => self.fpr,
            _ => self.gprs.get(form as usize).filter(|r| **r != NO_REG).map(|r| Reg(*r)),
        }
    }

    pub(super) fn set_reg(&mut self, form: Form, r: Option<Reg>) {
        match form {
            Form::Float => self.fpr = r,
            _ => {
                if let Some(place) = self.gprs.get_mut(form as usize) {
                    *place = r.map_or(NO_REG, |r| r.0);
                }
            }
        }
    }

    /// Where it can be stored from.
    pub(super) fn source(&self) -> Option<Source> {
        if let Some(r) = self.reg(Form::Boxed) {
            Some(Source::Boxed(r))
        } else if let Some(r) = self.reg(Form::Int) {
            Some(Source::Int(r))
        } else if let Some(r) = self.fpr {
            Some(Source::Float(r))
        } else {
            self.constant.map(Source::Const)
        }
    }
}
const _: () = assert!(size_of::<Val>() <= 32);
