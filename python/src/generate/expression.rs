//! Expressions towards a register.

use super::{Generator, Home, Result};
use crate::emit::Reg;
use crate::fold::Value;
use crate::literal;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Generator<'a, '_> {
    /// Evaluates an expression to a new temporary.
    pub(super) fn push(&mut self, expr: &'a Expr) -> Result<Reg> {
        let reg = self.out.height;
        self.into(expr, reg)?;
        Ok(self.out.temp())
    }

    /// Evaluates an expression to a register that is read before anything else is evaluated: a local is used where it
    /// is, everything else goes to a new temporary.
    pub(super) fn operand(&mut self, expr: &'a Expr) -> Result<Reg> {
        if let Expr::Name(name) = expr
            && let Home::Local { reg, sure } = self.home(name.id.as_str(), name.range)?
        {
            self.at(name.range, |this| this.check(reg, sure));
            return Ok(reg);
        }
        self.push(expr)
    }

    /// As `operand`, for a register that is read after other expressions: a local that an assignment expression of this
    /// function may change is copied.
    pub(super) fn early_operand(&mut self, expr: &'a Expr) -> Result<Reg> {
        match expr {
            Expr::Name(name) if self.scope.walrus.contains(name.id.as_str()) => self.push(expr),
            _ => self.operand(expr),
        }
    }

    /// Evaluates an expression for its effects.
    pub(super) fn effect(&mut self, expr: &'a Expr) -> Result<()> {
        if self.constant(expr).is_none() {
            let height = self.out.height;
            self.operand(expr)?;
            self.out.height = height;
        }
        Ok(())
    }

    /// Evaluates an expression to `dst`, which is a local or the next free temporary. Nothing is written to it before
    /// the expression's last instruction, and it is not reserved.
    pub(super) fn into(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        if let Some(value) = self.constant(expr) {
            self.at(expr.range(), |this| this.load_value(&value, dst));
            return Ok(());
        }
        let height = self.out.height;
        let before = std::mem::replace(&mut self.out.span, expr.range());
        match expr {
            Expr::Name(name) => {
                let home = self.home(name.id.as_str(), name.range)?;
                self.load(home, dst);
            }
            Expr::BinOp(binary) => self.binary(binary, dst)?,
            Expr::UnaryOp(unary) => self.unary(unary, dst)?,
            Expr::BoolOp(bool_op) => self.bool_op(bool_op, dst)?,
            Expr::Compare(compare) => self.compare(compare, dst)?,
            Expr::If(conditional) => self.conditional(conditional, dst)?,
            Expr::Named(named) => {
                let reg = self.named(named)?;
                self.deliver(reg, dst);
            }
            Expr::Call(call) => self.call(call, dst)?,
            Expr::Attribute(attribute) => {
                let object = self.operand(&attribute.value)?;
                self.out.span = expr.range();
                let name = self.name_const(attribute.attr.as_str());
                self.out.op(Op::GetAttr, dst, object, name);
            }
            Expr::Subscript(subscript) => self.subscript(subscript, dst)?,
            Expr::List(list) => self.list(&list.elts, dst)?,
            Expr::Tuple(tuple) => self.tuple(&tuple.elts, dst)?,
            Expr::Set(set) => self.set(&set.elts, dst)?,
            Expr::Dict(dict) => self.dict(&dict.items, dst)?,
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.comprehension(expr, dst)?,
            Expr::FString(string) => self.f_string(string, dst)?,
            Expr::Lambda(lambda) => self.lambda(lambda, dst)?,
            Expr::NumberLiteral(literal) => return self.no_constant(literal),
            Expr::Starred(_) => return self.error("can't use starred expression here", expr.range()),
            Expr::Slice(_) => return self.unsupported("a slice within a tuple of subscripts", expr.range()),
            Expr::Generator(_) => return self.unsupported("generator expressions", expr.range()),
            Expr::Yield(_) | Expr::YieldFrom(_) if !self.scope.is_function => {
                return self.error("'yield' outside function", expr.range());
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => return self.unsupported("generators", expr.range()),
            Expr::Await(_) if !self.scope.is_function => return self.error("'await' outside function", expr.range()),
            Expr::Await(_) => return self.unsupported("'await' expressions", expr.range()),
            Expr::TString(_) => return self.unsupported("template strings", expr.range()),
            Expr::BytesLiteral(_) => return self.unsupported("bytes literals", expr.range()),
            // These are constants.
            Expr::StringLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => return self.error("invalid syntax", expr.range()),
        }
        self.out.height = height;
        self.out.span = before;
        Ok(())
    }

    /// A number that has no constant value.
    fn no_constant(&self, literal: &ast::ExprNumberLiteral) -> Result<()> {
        if let Number::Complex { .. } = literal.value {
            return self.unsupported("complex numbers", literal.range);
        }
        let digits = self.program.source.slice(literal.range).bytes().filter(u8::is_ascii_digit).count();
        let text = format!(
            "Exceeds the limit ({} digits) for integer string conversion: value has {digits} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to \
             avoid decimal conversion limits.",
            literal::MAX_DIGITS
        );
        let start = TextRange::at(literal.range.start(), 0.into());
        self.error(text, start)
    }

    fn binary(&mut self, binary: &'a ast::ExprBinOp, dst: Reg) -> Result<()> {
        let left = self.early_operand(&binary.left)?;
        if let Some((op, number)) = self.with_int(binary.op, &binary.right, false) {
            self.out.span = binary.range;
            self.out.op(op, dst, left, number);
            return Ok(());
        }
        let right = self.operand(&binary.right)?;
        self.out.span = binary.range;
        self.out.op(operator(binary.op, false), dst, left, right);
        Ok(())
    }

    /// The op and operand for adding or subtracting a small constant.
    pub(super) fn with_int(&self, op: Operator, right: &Expr, in_place: bool) -> Option<(Op, u32)> {
        let op = match (op, in_place) {
            (Operator::Add, false) => Op::AddInt,
            (Operator::Sub, false) => Op::SubInt,
            (Operator::Add, true) => Op::IAddInt,
            (Operator::Sub, true) => Op::ISubInt,
            _ => return None,
        };
        let Some(Value::Int(number)) = self.constant(right) else { return None };
        let number = i16::try_from(number).ok()?;
        Some((op, number as u16 as u32))
    }

    fn unary(&mut self, unary: &'a ast::ExprUnaryOp, dst: Reg) -> Result<()> {
        if let (UnaryOp::Not, Expr::Compare(compare)) = (unary.op, &*unary.operand)
            && let Some(op) = compare.ops.first().filter(|_| compare.ops.len() == 1).and_then(|op| negated(*op))
        {
            let left = self.early_operand(&compare.left)?;
            let right = self.operand(&compare.comparators[0])?;
            self.out.span = compare.range;
            self.out.op(op, dst, left, right);
            return Ok(());
        }
        let operand = self.operand(&unary.operand)?;
        self.out.span = unary.range;
        let op = match unary.op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Pos,
            UnaryOp::USub => Op::Neg,
        };
        self.out.op(op, dst, operand, 0);
        Ok(())
    }

    /// The register for an intermediate value that several instructions write: `dst`, if nothing sees it yet.
    pub(super) fn scratch(&self, dst: Reg) -> Reg {
        dst.max(self.out.height)
    }

    /// Moves such a value to where it belongs.
    pub(super) fn deliver(&mut self, scratch: Reg, dst: Reg) {
        if scratch != dst {
            self.out.op(Op::Move, dst, scratch, 0);
        }
    }

    fn bool_op(&mut self, bool_op: &'a ast::ExprBoolOp, dst: Reg) -> Result<()> {
        let value = self.scratch(dst);
        let height = self.out.height;
        self.out.height = value + 1;
        let end = self.out.label();
        self.out.height = height;
        let jump = match bool_op.op {
            BoolOp::And => Op::JumpIfNot,
            BoolOp::Or => Op::JumpIf,
        };
        for (index, operand) in bool_op.values.iter().enumerate() {
            self.into(operand, value)?;
            if index + 1 < bool_op.values.len() {
                self.out.span = operand.range();
                self.out.jump(jump, value, 0, end);
            }
        }
        self.out.bind(end);
        self.out.span = bool_op.range;
        self.deliver(value, dst);
        Ok(())
    }

    /// A comparison as a value.
    fn compare(&mut self, compare: &'a ast::ExprCompare, dst: Reg) -> Result<()> {
        if let ([op], [right]) = (&*compare.ops, &*compare.comparators) {
            let left = self.early_operand(&compare.left)?;
            let right = self.contained(*op, right)?;
            self.out.span = compare.range;
            self.out.op(comparison(*op), dst, left, right);
            return Ok(());
        }
        let result = self.push(&compare.left)?;
        let end = self.out.label();
        let mut left = result;
        let last = compare.ops.len() - 1;
        for (index, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let right = if index < last { self.early_operand(right)? } else { self.contained(*op, right)? };
            self.out.span = compare.range;
            self.out.op(comparison(*op), result, left, right);
            if index < last {
                self.out.jump(Op::JumpIfNot, result, 0, end);
            }
            left = right;
        }
        self.out.bind(end);
        self.deliver(result, dst);
        Ok(())
    }

    /// The right operand of a comparison; a constant list to search in may as well be a tuple.
    pub(super) fn contained(&mut self, op: CmpOp, right: &'a Expr) -> Result<Reg> {
        if let (CmpOp::In | CmpOp::NotIn, Some(value)) = (op, self.constant_items(right)) {
            let reg = self.out.temp();
            self.at(right.range(), |this| this.load_value(&value, reg));
            return Ok(reg);
        }
        if let (CmpOp::In | CmpOp::NotIn, Expr::Set(set)) = (op, right) {
            let reg = self.out.height;
            self.at(right.range(), |this| this.set_to_search(&set.elts, reg))?;
            self.out.height = reg;
            return Ok(self.out.temp());
        }
        self.operand(right)
    }

    /// A list display of constants as a tuple.
    pub(super) fn constant_items(&self, expr: &Expr) -> Option<Value> {
        let Expr::List(list) = expr else { return None };
        list.elts.iter().map(|item| self.constant(item)).collect::<Option<_>>().map(Value::Tuple)
    }

    fn conditional(&mut self, conditional: &'a ast::ExprIf, dst: Reg) -> Result<()> {
        let otherwise = self.out.label();
        let height = self.out.height;
        self.out.height = height.max(dst + 1);
        let end = self.out.label();
        self.out.height = height;
        self.condition(&conditional.test, false, otherwise)?;
        self.into(&conditional.body, dst)?;
        self.out.jump(Op::Jump, 0, 0, end);
        self.out.bind(otherwise);
        self.into(&conditional.orelse, dst)?;
        self.out.bind(end);
        Ok(())
    }

    /// Evaluates an assignment expression; returns where the value is.
    pub(super) fn named(&mut self, named: &'a ast::ExprNamed) -> Result<Reg> {
        let Expr::Name(target) = &*named.target else {
            return self.error("cannot use assignment expressions with this target", named.target.range());
        };
        match self.home(target.id.as_str(), target.range)? {
            Home::Local { reg, .. } => {
                self.into(&named.value, reg)?;
                self.assigned(reg);
                Ok(reg)
            }
            home => {
                let reg = self.push(&named.value)?;
                self.at(target.range, |this| this.store(home, reg));
                Ok(reg)
            }
        }
    }

    fn subscript(&mut self, subscript: &'a ast::ExprSubscript, dst: Reg) -> Result<()> {
        let object = self.early_operand(&subscript.value)?;
        if let Expr::Slice(slice) = &*subscript.slice {
            let bounds = self.bounds(slice)?;
            self.out.span = subscript.range;
            self.out.op(Op::GetSlice, dst, object, bounds);
            return Ok(());
        }
        let key = self.operand(&subscript.slice)?;
        self.out.span = subscript.range;
        self.out.op(Op::GetItem, dst, object, key);
        Ok(())
    }

    /// Evaluates a slice's bounds to three new temporaries.
    pub(super) fn bounds(&mut self, slice: &'a ast::ExprSlice) -> Result<Reg> {
        let first = self.out.height;
        for bound in [&slice.lower, &slice.upper, &slice.step] {
            match bound {
                Some(bound) => {
                    self.push(bound)?;
                }
                None => {
                    let reg = self.out.temp();
                    self.at(slice.range, |this| this.load_value(&Value::None, reg));
                }
            }
        }
        Ok(first)
    }
}

/// The op of a binary operator or its augmented form.
pub(super) fn operator(op: Operator, in_place: bool) -> Op {
    match (op, in_place) {
        (Operator::Add, false) => Op::Add,
        (Operator::Sub, false) => Op::Sub,
        (Operator::Mult, false) => Op::Mul,
        (Operator::MatMult, false) => Op::MatMul,
        (Operator::Div, false) => Op::TrueDiv,
        (Operator::Mod, false) => Op::Mod,
        (Operator::Pow, false) => Op::Pow,
        (Operator::LShift, false) => Op::LShift,
        (Operator::RShift, false) => Op::RShift,
        (Operator::BitOr, false) => Op::Or,
        (Operator::BitXor, false) => Op::Xor,
        (Operator::BitAnd, false) => Op::And,
        (Operator::FloorDiv, false) => Op::FloorDiv,
        (Operator::Add, true) => Op::IAdd,
        (Operator::Sub, true) => Op::ISub,
        (Operator::Mult, true) => Op::IMul,
        (Operator::MatMult, true) => Op::IMatMul,
        (Operator::Div, true) => Op::ITrueDiv,
        (Operator::Mod, true) => Op::IMod,
        (Operator::Pow, true) => Op::IPow,
        (Operator::LShift, true) => Op::ILShift,
        (Operator::RShift, true) => Op::IRShift,
        (Operator::BitOr, true) => Op::IOr,
        (Operator::BitXor, true) => Op::IXor,
        (Operator::BitAnd, true) => Op::IAnd,
        (Operator::FloorDiv, true) => Op::IFloorDiv,
    }
}

/// The op of a comparison.
pub(super) fn comparison(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Eq,
        CmpOp::NotEq => Op::Ne,
        CmpOp::Lt => Op::Lt,
        CmpOp::LtE => Op::Le,
        CmpOp::Gt => Op::Gt,
        CmpOp::GtE => Op::Ge,
        CmpOp::Is => Op::Is,
        CmpOp::IsNot => Op::IsNot,
        CmpOp::In => Op::In,
        CmpOp::NotIn => Op::NotIn,
    }
}

/// The op of `not` over a comparison, where `not` cannot be seen by the operands.
fn negated(op: CmpOp) -> Option<Op> {
    match op {
        CmpOp::Is => Some(Op::IsNot),
        CmpOp::IsNot => Some(Op::Is),
        CmpOp::In => Some(Op::NotIn),
        CmpOp::NotIn => Some(Op::In),
        _ => None,
    }
}
