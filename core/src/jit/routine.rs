//! Calls of routines of numbers: what they leave of the state.

use super::registers::Form;
use super::state::{Res, State};
use super::stencil::{Reg, StencilId};

impl State<'_> {
    /// Before something is called that neither knows nor changes any objects: values that are dear to bring back are moved to
    /// registers that it keeps, as far as there are any. Those of its operands stay where they are until it is called.
    pub(crate) fn before_routine(&mut self) -> Res {
        for float in [false, true] {
            let pool = if float { self.fprs } else { self.gprs };
            if pool.kept() == 0 {
                continue;
            }
            for r in pool.lost() {
                let Some((id, form)) = pool.content(r) else { continue };
                if self.is_dear(id, form)?
                    && let Some(to) = self.kept_register(form)?
                {
                    self.emit(if float { StencilId::MovF } else { StencilId::Mov }, &[to, r], &[])?;
                    self.pool(form).release(r);
                    self.keep(id, to, form)?;
                }
            }
        }
        self.lose()
    }

    /// Whether the copy of a value in this form cannot be had for one load when it is wanted again. A list's items
    /// are what is asked of it, most often.
    fn is_dear(&self, id: u16, form: Form) -> Res<bool> {
        let v = self.values.at(id)?;
        Ok(match form {
            Form::Items => true,
            Form::Raw => false,
            _ => !v.holds(Form::Items) && v.without(form).source().is_none() && self.any_dirty(id)?,
        })
    }

    /// A register that routines keep, for a value in this form. A list in another form is worth less than the address of its array.
    fn kept_register(&mut self, form: Form) -> Res<Option<Reg>> {
        let now = self.now;
        if let Some(r) = self.pool(form).free_kept(now) {
            return Ok(Some(r));
        }
        let values = self.values.as_slice();
        let has_items = |id: u16| values.get(usize::from(id)).is_some_and(|v| v.holds(Form::Items));
        for worth_less in [Form::Raw, Form::Boxed] {
            if form == Form::Items
                && let Some((r, id)) = self.gprs.kept_with(worth_less, now, has_items)
            {
                self.evict(r, id, worth_less)?;
                return Ok(Some(r));
            }
        }
        Ok(None)
    }
}
