//! Assignments, augmented assignments and deletions.

use super::expression::operator;
use super::{Generator, Home, Result};
use crate::emit::Reg;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

impl<'a> Generator<'a, '_> {
    pub(super) fn assign_statement(&mut self, targets: &'a [Expr], value: &'a Expr) -> Result<()> {
        if let [target] = targets {
            if let Expr::Name(name) = target
                && let Home::Local { reg, .. } = self.home(name.id.as_str(), name.range)?
            {
                self.into(value, reg)?;
                self.assigned(reg);
                return Ok(());
            }
            if let (Some(targets), Some(values)) = (sequence(target), sequence(value)) {
                let starred = |items: &[Expr]| items.iter().any(|item| item.is_starred_expr());
                if targets.len() == values.len() && !starred(targets) && !starred(values) {
                    return self.assign_each(targets, values);
                }
            }
        }
        // Every target may change what the next one takes, so only a local that none of them binds stays in place.
        let value = match value {
            Expr::Name(name) if targets.len() == 1 && !binds(&targets[0], name.id.as_str()) => {
                self.early_operand(value)?
            }
            _ => self.push(value)?,
        };
        for target in targets {
            self.assign(target, value)?;
        }
        Ok(())
    }

    /// `a, b = c, d` without a tuple: all values, then all targets.
    fn assign_each(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Result<()> {
        let mut registers = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            let in_place = match value {
                Expr::Name(name) => !targets[..index].iter().any(|target| binds(target, name.id.as_str())),
                _ => true,
            };
            registers.push(if in_place { self.early_operand(value)? } else { self.push(value)? });
        }
        for (target, reg) in targets.iter().zip(registers) {
            self.assign(target, reg)?;
        }
        Ok(())
    }

    /// Assigns a register's value to a target. An unpacked value must be in a temporary.
    pub(super) fn assign(&mut self, target: &'a Expr, value: Reg) -> Result<()> {
        let height = self.out.height;
        let before = std::mem::replace(&mut self.out.span, target.range());
        match target {
            Expr::Name(name) => {
                let home = self.home(name.id.as_str(), name.range)?;
                self.store(home, value);
            }
            Expr::Attribute(attribute) => {
                let object = self.operand(&attribute.value)?;
                self.out.span = target.range();
                let name = self.name_const(attribute.attr.as_str());
                self.out.op(Op::SetAttr, object, value, name);
            }
            Expr::Subscript(subscript) => {
                let object = self.early_operand(&subscript.value)?;
                if let Expr::Slice(slice) = &*subscript.slice {
                    // The op may replace its value.
                    let copy = self.out.temp();
                    self.out.op(Op::Move, copy, value, 0);
                    let bounds = self.bounds(slice)?;
                    self.out.span = target.range();
                    self.out.op(Op::SetSlice, object, copy, bounds);
                } else {
                    let key = self.operand(&subscript.slice)?;
                    self.out.span = target.range();
                    self.out.op(Op::SetItem, object, key, value);
                }
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                self.unpack(elts, value)?;
            }
            Expr::Starred(_) => {
                return self.error("starred assignment target must be in a list or tuple", target.range());
            }
            _ => return self.error("cannot assign to this expression", target.range()),
        }
        self.out.height = height;
        self.out.span = before;
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], value: Reg) -> Result<()> {
        let mut source = value;
        if value < self.scope.first_temporary() {
            source = self.out.temp();
            self.out.op(Op::Move, source, value, 0);
        }
        let star = targets.iter().position(|target| target.is_starred_expr());
        let (op, count) = match star {
            None => (Op::Unpack, targets.len() as u32),
            Some(at) => {
                let after = targets.len() - at - 1;
                if targets[at + 1..].iter().any(|target| target.is_starred_expr()) {
                    return self.error("multiple starred expressions in assignment", self.out.span);
                }
                if at > u8::MAX as usize || after > u8::MAX as usize {
                    return self.error("too many expressions in star-unpacking assignment", targets[at].range());
                }
                (Op::UnpackStar, (at | after << 8) as u32)
            }
        };
        if let Some(first) = self.consecutive_locals(targets)? {
            self.out.op(op, first, source, count);
            (0..targets.len()).for_each(|index| self.assigned(first + index as Reg));
            return Ok(());
        }
        let first = self.out.reserve(targets.len());
        self.out.op(op, first, source, count);
        for (index, target) in targets.iter().enumerate() {
            let target = if let Expr::Starred(starred) = target { &*starred.value } else { target };
            self.assign(target, first + index as Reg)?;
        }
        Ok(())
    }

    /// The first register, if all targets are locals in registers one after another.
    fn consecutive_locals(&mut self, targets: &'a [Expr]) -> Result<Option<Reg>> {
        let mut first = None;
        for (index, target) in targets.iter().enumerate() {
            let target = if let Expr::Starred(starred) = target { &*starred.value } else { target };
            let Expr::Name(name) = target else { return Ok(None) };
            let Home::Local { reg, .. } = self.home(name.id.as_str(), name.range)? else { return Ok(None) };
            if reg != *first.get_or_insert(reg) + index as Reg {
                return Ok(None);
            }
        }
        Ok(first)
    }

    pub(super) fn augmented(&mut self, statement: &'a ast::StmtAugAssign) -> Result<()> {
        let whole = statement.range;
        let target = statement.target.range();
        match &*statement.target {
            Expr::Name(name) => {
                let home = self.home(name.id.as_str(), name.range)?;
                match home {
                    Home::Local { reg, sure } if !self.scope.walrus.contains(name.id.as_str()) => {
                        self.at(target, |this| this.check(reg, sure));
                        self.update(statement, reg, reg)?;
                        self.assigned(reg);
                    }
                    _ => {
                        let value = self.out.height;
                        self.at(target, |this| this.load(home, value));
                        self.out.temp();
                        self.update(statement, value, value)?;
                        self.at(target, |this| this.store(home, value));
                    }
                }
            }
            Expr::Attribute(attribute) => {
                let object = self.early_operand(&attribute.value)?;
                let name = self.name_const(attribute.attr.as_str());
                let value = self.out.temp();
                self.at(target, |this| this.out.op(Op::GetAttr, value, object, name));
                self.update(statement, value, value)?;
                self.at(target, |this| this.out.op(Op::SetAttr, object, value, name));
            }
            Expr::Subscript(subscript) => {
                let object = self.early_operand(&subscript.value)?;
                if let Expr::Slice(slice) = &*subscript.slice {
                    let bounds = self.bounds(slice)?;
                    let value = self.out.temp();
                    self.at(target, |this| this.out.op(Op::GetSlice, value, object, bounds));
                    self.update(statement, value, value)?;
                    self.at(target, |this| this.out.op(Op::SetSlice, object, value, bounds));
                } else {
                    let key = self.early_operand(&subscript.slice)?;
                    let value = self.out.temp();
                    self.at(target, |this| this.out.op(Op::GetItem, value, object, key));
                    self.update(statement, value, value)?;
                    self.at(target, |this| this.out.op(Op::SetItem, object, key, value));
                }
            }
            _ => return self.error("'expression' is an illegal expression for augmented assignment", whole),
        }
        Ok(())
    }

    /// `dst = (left op= value)`
    fn update(&mut self, statement: &'a ast::StmtAugAssign, left: Reg, dst: Reg) -> Result<()> {
        let height = self.out.height;
        match self.with_int(statement.op, &statement.value, true) {
            Some((op, number)) => self.at(statement.range, |this| this.out.op(op, dst, left, number)),
            None => {
                let right = self.operand(&statement.value)?;
                self.at(statement.range, |this| this.out.op(operator(statement.op, true), dst, left, right));
            }
        }
        self.out.height = height;
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Result<()> {
        let height = self.out.height;
        let before = std::mem::replace(&mut self.out.span, target.range());
        match target {
            Expr::Name(name) => match self.home(name.id.as_str(), name.range)? {
                Home::Local { reg, .. } => self.out.op(Op::DelLocal, reg, 0, 0),
                Home::Global(slot) => self.out.wide(Op::DelGlobal, 0, slot),
                Home::Builtin(_) => {}
            },
            Expr::Attribute(attribute) => {
                let object = self.operand(&attribute.value)?;
                self.out.span = target.range();
                let name = self.name_const(attribute.attr.as_str());
                self.out.op(Op::DelAttr, object, 0, name);
            }
            Expr::Subscript(subscript) => {
                let object = self.early_operand(&subscript.value)?;
                if let Expr::Slice(slice) = &*subscript.slice {
                    let bounds = self.bounds(slice)?;
                    self.out.span = target.range();
                    self.out.op(Op::DelSlice, object, bounds, 0);
                } else {
                    let key = self.operand(&subscript.slice)?;
                    self.out.span = target.range();
                    self.out.op(Op::DelItem, object, key, 0);
                }
            }
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
                for item in elts {
                    self.delete(item)?;
                }
            }
            _ => return self.error("cannot delete this expression", target.range()),
        }
        self.out.height = height;
        self.out.span = before;
        Ok(())
    }
}

/// The items of a tuple or list.
fn sequence(expr: &Expr) -> Option<&[Expr]> {
    match expr {
        Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => Some(elts),
        _ => None,
    }
}

/// Whether assigning to `target` binds `name`. An assignment expression in it may, too; those names are never in place.
fn binds(target: &Expr, name: &str) -> bool {
    match target {
        Expr::Name(target) => target.id.as_str() == name,
        Expr::Starred(starred) => binds(&starred.value, name),
        _ => sequence(target).is_some_and(|items| items.iter().any(|item| binds(item, name))),
    }
}
