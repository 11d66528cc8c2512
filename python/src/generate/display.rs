//! Displays: `[...]`, `(...)`, `{...}`.

use super::{Generator, Result};
use crate::emit::Reg;
use crate::fold::Value;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{DictItem, Expr};

/// The most items whose values are held in registers at the same time.
const AT_ONCE: usize = 64;

impl<'a> Generator<'a, '_> {
    pub(super) fn list(&mut self, items: &'a [Expr], dst: Reg) -> Result<()> {
        if let Some(values) = self.constant_run(items) {
            let list = self.scratch(dst);
            self.out.height = list;
            self.list_of(&values, list);
            self.deliver(list, dst);
            return Ok(());
        }
        if plain(items) {
            let first = self.push_all(items)?;
            self.out.op(Op::BuildList, dst, first, items.len() as u32);
            return Ok(());
        }
        let list = self.growing_list(items)?;
        self.deliver(list, dst);
        Ok(())
    }

    pub(super) fn tuple(&mut self, items: &'a [Expr], dst: Reg) -> Result<()> {
        if plain(items) {
            let first = self.push_all(items)?;
            self.out.op(Op::BuildTuple, dst, first, items.len() as u32);
            return Ok(());
        }
        let list = self.growing_list(items)?;
        self.out.op(Op::ListToTuple, dst, list, 0);
        Ok(())
    }

    pub(super) fn set(&mut self, items: &'a [Expr], dst: Reg) -> Result<()> {
        if plain(items) {
            let first = self.push_all(items)?;
            self.out.op(Op::BuildSet, dst, first, items.len() as u32);
            return Ok(());
        }
        let span = self.out.span;
        let set = self.grow(items, Op::BuildSet, Op::SetAdd, Op::SetUpdate)?;
        self.out.span = span;
        self.deliver(set, dst);
        Ok(())
    }

    /// Evaluates items to new temporaries, one after another.
    pub(super) fn push_all(&mut self, items: &'a [Expr]) -> Result<Reg> {
        let span = self.out.span;
        let first = self.out.height;
        for item in items {
            self.push(item)?;
        }
        self.out.span = span;
        Ok(first)
    }

    /// A list of items with stars, in a new temporary.
    pub(super) fn growing_list(&mut self, items: &'a [Expr]) -> Result<Reg> {
        let span = self.out.span;
        let list = self.grow(items, Op::BuildList, Op::ListAppend, Op::ListExtend)?;
        self.out.span = span;
        Ok(list)
    }

    fn grow(&mut self, items: &'a [Expr], build: Op, add: Op, extend: Op) -> Result<Reg> {
        let span = self.out.span;
        let run = items.iter().take(AT_ONCE).take_while(|item| !item.is_starred_expr()).count();
        let (at_once, rest) = items.split_at(run);
        let first = self.push_all(at_once)?;
        self.out.height = first;
        self.out.op(build, first, first, run as u32);
        let collection = self.out.temp();
        for item in rest {
            let height = self.out.height;
            if let Expr::Starred(starred) = item {
                // The op may replace its operand, so it gets a temporary.
                let source = self.push(&starred.value)?;
                self.out.span = span;
                self.out.op(extend, collection, source, 0);
            } else {
                let value = self.operand(item)?;
                self.out.span = span;
                self.out.op(add, collection, value, 0);
            }
            self.out.height = height;
        }
        Ok(collection)
    }

    /// The values of enough constant items for a tuple of them to be worth it.
    fn constant_run(&self, items: &[Expr]) -> Option<Vec<Value>> {
        if items.len() < 3 {
            return None;
        }
        items.iter().map(|item| self.constant(item)).collect()
    }

    /// Makes a list of constants in the next temporary.
    fn list_of(&mut self, values: &[Value], list: Reg) {
        self.out.op(Op::BuildList, list, list, 0);
        let height = self.out.height;
        self.out.temp();
        let tuple = self.out.temp();
        self.load_value(&Value::Tuple(values.to_vec()), tuple);
        self.out.op(Op::ListExtend, list, tuple, 0);
        self.out.height = height;
    }

    pub(super) fn dict(&mut self, items: &'a [DictItem], dst: Reg) -> Result<()> {
        let span = self.out.span;
        let run = items.iter().take(AT_ONCE / 2).take_while(|item| item.key.is_some()).count();
        let (at_once, rest) = items.split_at(run);
        let height = self.out.height;
        for item in at_once {
            if let Some(key) = &item.key {
                self.push(key)?;
            }
            self.push(&item.value)?;
        }
        self.out.height = height;
        self.out.span = span;
        if rest.is_empty() {
            self.out.op(Op::BuildMap, dst, height, run as u32);
            return Ok(());
        }
        self.out.op(Op::BuildMap, height, height, run as u32);
        let dict = self.out.temp();
        for item in rest {
            let height = self.out.height;
            match &item.key {
                Some(key) => {
                    let key = self.early_operand(key)?;
                    let value = self.operand(&item.value)?;
                    self.out.span = span;
                    self.out.op(Op::SetItem, dict, key, value);
                }
                None => {
                    let mapping = self.operand(&item.value)?;
                    self.at(span, |this| this.out.op(Op::DictUpdate, dict, mapping, 0));
                }
            }
            self.out.height = height;
        }
        self.out.span = span;
        self.deliver(dict, dst);
        Ok(())
    }
}

/// Whether a display needs no more than its build op.
fn plain(items: &[Expr]) -> bool {
    items.len() <= AT_ONCE && !items.iter().any(|item| item.is_starred_expr())
}
