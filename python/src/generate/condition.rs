//! Conditions: expressions whose truth decides a jump and whose value nobody needs.

use super::expression::comparison;
use super::{Generator, Result};
use crate::emit::{Label, Reg};
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, UnaryOp};
use ruff_text_size::Ranged;

impl<'a> Generator<'a, '_> {
    /// Jumps to `target` if the expression's truth is `when`, else goes on.
    pub(super) fn condition(&mut self, expr: &'a Expr, when: bool, target: Label) -> Result<()> {
        if let Some(value) = self.constant(expr) {
            if value.truth() == when {
                self.at(expr.range(), |this| this.out.jump(Op::Jump, 0, 0, target));
            }
            return Ok(());
        }
        let height = self.out.height;
        let before = std::mem::replace(&mut self.out.span, expr.range());
        match expr {
            Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::Not, operand, .. }) => {
                self.condition(operand, !when, target)?;
            }
            Expr::BoolOp(bool_op) => self.bool_condition(bool_op, when, target)?,
            Expr::Compare(compare) => self.compare_condition(compare, when, target)?,
            Expr::If(conditional) => {
                let (otherwise, end) = (self.out.label(), self.out.label());
                self.condition(&conditional.test, false, otherwise)?;
                self.condition(&conditional.body, when, target)?;
                self.out.jump(Op::Jump, 0, 0, end);
                self.out.bind(otherwise);
                self.condition(&conditional.orelse, when, target)?;
                self.out.bind(end);
            }
            Expr::Named(named) => {
                let reg = self.named(named)?;
                self.out.span = expr.range();
                self.out.jump(jump_if(when), reg, 0, target);
            }
            _ => {
                let reg = self.operand(expr)?;
                self.out.span = expr.range();
                self.out.jump(jump_if(when), reg, 0, target);
            }
        }
        self.out.height = height;
        self.out.span = before;
        Ok(())
    }

    fn bool_condition(&mut self, bool_op: &'a ast::ExprBoolOp, when: bool, target: Label) -> Result<()> {
        let decides = bool_op.op == BoolOp::Or;
        let Some((last, first)) = bool_op.values.split_last() else { return Ok(()) };
        if decides == when {
            for operand in first {
                self.condition(operand, when, target)?;
            }
            return self.condition(last, when, target);
        }
        let end = self.out.label();
        for operand in first {
            self.condition(operand, decides, end)?;
        }
        self.condition(last, when, target)?;
        self.out.bind(end);
        Ok(())
    }

    fn compare_condition(&mut self, compare: &'a ast::ExprCompare, when: bool, target: Label) -> Result<()> {
        if let ([op @ (CmpOp::Is | CmpOp::IsNot)], [Expr::NoneLiteral(_)]) = (&*compare.ops, &*compare.comparators) {
            let operand = self.operand(&compare.left)?;
            self.out.span = compare.range;
            let jump = if (*op == CmpOp::Is) == when { Op::JumpIfNone } else { Op::JumpIfNotNone };
            self.out.jump(jump, operand, 0, target);
            return Ok(());
        }
        let end = self.out.label();
        let last = compare.ops.len() - 1;
        let mut left = self.early_operand(&compare.left)?;
        for (index, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let right = if index < last { self.early_operand(right)? } else { self.contained(*op, right)? };
            self.out.span = compare.range;
            let (when, target) = match when {
                true if index < last => (false, end),
                _ => (when, target),
            };
            self.compare_jump(*op, left, right, when, target);
            left = right;
        }
        self.out.bind(end);
        Ok(())
    }

    fn compare_jump(&mut self, op: CmpOp, left: Reg, right: Reg, when: bool, target: Label) {
        let fused = match (op, when) {
            (CmpOp::Lt, true) => Op::JumpLt,
            (CmpOp::LtE, true) => Op::JumpLe,
            (CmpOp::Gt, true) => Op::JumpGt,
            (CmpOp::GtE, true) => Op::JumpGe,
            (CmpOp::Eq, true) => Op::JumpEq,
            (CmpOp::NotEq, true) => Op::JumpNe,
            (CmpOp::Lt, false) => Op::JumpNotLt,
            (CmpOp::LtE, false) => Op::JumpNotLe,
            (CmpOp::Gt, false) => Op::JumpNotGt,
            (CmpOp::GtE, false) => Op::JumpNotGe,
            (CmpOp::Eq, false) => Op::JumpNotEq,
            (CmpOp::NotEq, false) => Op::JumpNotNe,
            (CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn, _) => {
                let height = self.out.height;
                let result = self.out.temp();
                self.out.op(comparison(op), result, left, right);
                self.out.jump(jump_if(when), result, 0, target);
                self.out.height = height;
                return;
            }
        };
        self.out.jump(fused, left, right, target);
    }
}

/// The jump that is taken at this truth.
fn jump_if(when: bool) -> Op {
    if when { Op::JumpIf } else { Op::JumpIfNot }
}
