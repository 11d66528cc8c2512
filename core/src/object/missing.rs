//! What strs need of attributes and of code objects, until those parts are there.

use crate::Run;
use crate::bytecode::image::CodeView;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Code, Str, TypeId};
use crate::value::Value;

impl Context {
    pub(crate) fn get_attr(&mut self, _: Value, name: Gc<Str>) -> Run<Value> {
        Err(self.raise_with(TypeId::AttributeError, name.value()))
    }

    pub(crate) fn code_view(&self, code: Gc<Code>) -> CodeView<'static> {
        let c = self.get(code);
        // SAFETY: a live code object's image was verified, and lives as long.
        unsafe { CodeView::from_verified(c.image as *const u8, c.image_len as usize, c.index) }
    }
}
