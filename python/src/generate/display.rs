//! Displays: `[...]`, `(...)`, `{...}`.

use super::{Generator, Result};
use crate::emit::Reg;
use crate::fold::Value;
use patchnose_core::bytecode::effects::NO_REGISTER;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{DictItem, Expr};

/// The most items whose values are held in registers at the same time.
const AT_ONCE: usize = 64;
/// Operand `c` of `ListExtend` outside of calls.
const NO_CALLEE: Reg = NO_REGISTER as Reg;

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
        if let Some(values) = self.constant_run(items)
            && !comes_in_order(&values)
        {
            let set = self.constant_set(&values, dst, true);
            self.deliver(set, dst);
            return Ok(());
        }
        self.set_to_search(items, dst)
    }

    /// A set whose items' order does not matter.
    pub(super) fn set_to_search(&mut self, items: &'a [Expr], dst: Reg) -> Result<()> {
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

    /// The constant items of a set that a loop goes through, if its order depends on how it is made.
    pub(super) fn constant_set_items(&self, expr: &Expr) -> Option<Vec<Value>> {
        let Expr::Set(set) = expr else { return None };
        let values: Vec<Value> = set.elts.iter().map(|item| self.constant(item)).collect::<Option<_>>()?;
        if comes_in_order(&values) { None } else { Some(values) }
    }

    /// Makes a set of constants in a temporary at or above `dst`, and returns that. CPython makes a frozenset of them first and copies it item by item when it collects
    /// constants; the order in which numbers come out of the set depends on that.
    /// A display is then `copied` to a new set; a loop goes through the constant itself.
    pub(super) fn constant_set(&mut self, values: &[Value], dst: Reg, copied: bool) -> Reg {
        let list = self.scratch(dst);
        self.out.height = list;
        self.list_of(values, list);
        self.out.temp();
        let set = self.out.height;
        for round in 0..2 {
            if round > 0 {
                self.out.op(Op::BuildList, list, list, 0);
                self.out.op(Op::ListExtend, list, set, NO_CALLEE);
            }
            self.out.height = set;
            self.out.op(Op::BuildSet, set, set, 0);
            self.out.temp();
            self.out.op(Op::SetUpdate, set, list, 0);
        }
        if copied {
            self.out.op(Op::BuildSet, list, list, 0);
            self.out.op(Op::SetUpdate, list, set, 0);
        } else {
            self.out.op(Op::Move, list, set, 0);
        }
        self.out.height = list;
        list
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
                self.out.op(extend, collection, source, if extend == Op::ListExtend { NO_CALLEE } else { 0 });
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
        self.out.op(Op::ListExtend, list, tuple, NO_CALLEE);
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

/// Whether a set of these constants comes out in the same order however it is made: each is a small int whose place in the
/// smallest table is its own, or all are strs, whose order nobody knows.
fn comes_in_order(values: &[Value]) -> bool {
    if values.iter().all(|value| matches!(value, Value::Str(_))) {
        return true;
    }
    let small = values.len() <= 4;
    let mut taken = 0u32;
    values.iter().all(|value| match value {
        Value::Int(i) if *i >= 0 && (small || *i < 16) => {
            let bit = 1 << (i & if small { 7 } else { 15 });
            let free = taken & bit == 0;
            taken |= bit;
            free
        }
        _ => false,
    })
}

/// Whether a display needs no more than its build op.
fn plain(items: &[Expr]) -> bool {
    items.len() <= AT_ONCE && !items.iter().any(|item| item.is_starred_expr())
}
