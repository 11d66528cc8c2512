//! The few pieces of code that every store with compiled code has: made once, at the start of its first chunk, and never
//! freed before the store.

use super::patch::{Operands, PatchError, emit};
use super::stencil::{StencilId, StencilTable};
use crate::interp::step::Status;

/// Where they are: offsets at first, addresses once they are placed.
#[derive(Debug)]
pub(crate) struct Stubs {
    /// The trampoline, which the driver calls to enter compiled code: `u64 enter(context, frame, target, value)`.
    pub(crate) enter: u64,
    /// What the return address of a frame leads to whose caller the interpreter runs.
    pub(crate) ret_to_driver: u64,
    /// What the entry cell of a function leads to that is not compiled.
    pub(crate) not_compiled: u64,
    /// What side exits go to.
    pub(crate) save_and_leave: u64,
    /// Bytes of code.
    pub(crate) len: usize,
}

impl Stubs {
    /// Writes the stubs to `out`.
    pub(crate) fn make(table: &StencilTable, out: &mut [u8]) -> Result<Stubs, PatchError> {
        let mut at = 0;
        let mut put = |id: StencilId, imms: &[i64]| {
            let start = at;
            at += emit(table, id, &Operands::new(&[], imms), out, at)?.size();
            Ok::<u64, PatchError>(start as u64)
        };
        let enter = put(StencilId::Enter, &[])?;
        let ret_to_driver = put(StencilId::RetToDriver, &[Status::Returned as i64])?;
        let not_compiled = put(StencilId::LeaveCalled, &[Status::Called as i64])?;
        let save_and_leave = put(StencilId::SaveAndLeave, &[])?;
        Ok(Stubs { enter, ret_to_driver, not_compiled, save_and_leave, len: at })
    }

    /// Notes at which address they are.
    pub(crate) fn place(&mut self, address: u64) {
        for place in [&mut self.enter, &mut self.ret_to_driver, &mut self.not_compiled, &mut self.save_and_leave] {
            *place += address;
        }
    }
}
