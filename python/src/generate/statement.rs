//! Statements.

use super::{Block, Generator, Home, Result, Singleton};
use crate::emit::{Label, Reg};
use crate::fold::Value;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

impl<'a> Generator<'a, '_> {
    pub(super) fn statements(&mut self, body: &'a [Stmt]) -> Result<()> {
        for statement in body {
            if self.out.too_large() {
                // `finish` says so; nothing more is kept.
                return Ok(());
            }
            let height = self.out.height;
            self.out.settle();
            self.out.span = statement.range();
            self.statement(statement)?;
            self.out.height = height;
        }
        self.out.settle();
        Ok(())
    }

    fn statement(&mut self, statement: &'a Stmt) -> Result<()> {
        match statement {
            Stmt::Expr(statement) => self.effect(&statement.value)?,
            Stmt::Assign(statement) => self.assign_statement(&statement.targets, &statement.value)?,
            Stmt::AugAssign(statement) => self.augmented(statement)?,
            Stmt::AnnAssign(statement) => {
                if let Some(value) = &statement.value {
                    self.assign_statement(std::slice::from_ref(&*statement.target), value)?;
                }
            }
            Stmt::If(statement) => self.if_statement(statement)?,
            Stmt::While(statement) => self.while_statement(statement)?,
            Stmt::For(statement) => self.for_statement(statement)?,
            Stmt::Return(statement) => self.return_statement(statement)?,
            Stmt::Break(statement) => self.leave_loop("'break' outside loop", statement.range, |exit, _| exit)?,
            Stmt::Continue(statement) => {
                self.leave_loop("'continue' not properly in loop", statement.range, |_, next| next)?;
            }
            Stmt::FunctionDef(statement) => self.function_statement(statement)?,
            Stmt::Raise(statement) => self.raise(statement)?,
            Stmt::Try(statement) => self.try_statement(statement)?,
            Stmt::Assert(statement) => self.assert(statement)?,
            Stmt::Delete(statement) => {
                for target in &statement.targets {
                    self.delete(target)?;
                }
            }
            Stmt::Import(statement) => self.import(statement)?,
            Stmt::ImportFrom(statement) => self.import_from(statement)?,
            Stmt::Pass(_) | Stmt::Global(_) => {}
            Stmt::ClassDef(class) => {
                let range = TextRange::new(class.range.start(), class.name.range.end());
                return self.unsupported("class statements", range);
            }
            Stmt::With(statement) => return self.unsupported("with statements", first(statement.range, 4)),
            Stmt::Match(statement) => return self.unsupported("match statements", first(statement.range, 5)),
            Stmt::TypeAlias(statement) => return self.unsupported("type statements", statement.range),
            Stmt::Nonlocal(statement) => return self.unsupported("nonlocal statements", statement.range),
            Stmt::IpyEscapeCommand(statement) => return self.error("invalid syntax", statement.range),
        }
        Ok(())
    }

    fn if_statement(&mut self, statement: &'a ast::StmtIf) -> Result<()> {
        let end = self.out.label();
        let mut test = Some(&*statement.test);
        let mut body = &statement.body;
        let mut clauses = statement.elif_else_clauses.iter();
        loop {
            let next = clauses.next();
            let Some(condition) = test else {
                self.statements(body)?;
                break;
            };
            let otherwise = if next.is_some() { self.out.label() } else { end };
            self.condition(condition, false, otherwise)?;
            self.statements(body)?;
            let Some(clause) = next else { break };
            self.out.jump(Op::Jump, 0, 0, end);
            self.out.bind(otherwise);
            (test, body) = (clause.test.as_ref(), &clause.body);
        }
        self.out.bind(end);
        Ok(())
    }

    fn while_statement(&mut self, statement: &'a ast::StmtWhile) -> Result<()> {
        let (head, next) = (self.out.label(), self.out.label());
        let (done, exit) = (self.out.label(), self.out.label());
        self.out.bind_head(head);
        self.condition(&statement.test, false, done)?;
        self.push_block(Block::Loop { exit, next }, statement.range)?;
        self.statements(&statement.body)?;
        self.blocks.pop();
        self.out.bind(next);
        self.at(statement.test.range(), |this| this.out.jump(Op::Loop, 0, 0, head));
        self.out.bind(done);
        self.statements(&statement.orelse)?;
        self.out.bind(exit);
        Ok(())
    }

    fn for_statement(&mut self, statement: &'a ast::StmtFor) -> Result<()> {
        if statement.is_async {
            return self.unsupported("async statements", first(statement.range, 5));
        }
        let exit = self.out.label();
        let state = self.iterate(&statement.iter)?;
        let next = self.out.label();
        let local = match &*statement.target {
            Expr::Name(name) => match self.home(name.id.as_str(), name.range)? {
                Home::Local { reg, .. } => Some(reg),
                _ => None,
            },
            _ => None,
        };
        let item: Reg = local.unwrap_or_else(|| self.out.temp());
        self.out.span = statement.iter.range();
        let body = self.out.loop_body(next);
        match local {
            Some(reg) => self.assigned(reg),
            None => self.assign(&statement.target, item)?,
        }
        self.out.height = state + 3;
        self.push_block(Block::Loop { exit, next }, statement.range)?;
        self.statements(&statement.body)?;
        self.blocks.pop();
        self.out.bind(next);
        self.at(statement.iter.range(), |this| this.out.jump(Op::ForNext, state, item, body));
        self.out.height = state;
        self.out.settle();
        self.statements(&statement.orelse)?;
        self.out.bind(exit);
        Ok(())
    }

    fn return_statement(&mut self, statement: &'a ast::StmtReturn) -> Result<()> {
        if !self.scope.is_function {
            return self.error("'return' outside function", statement.range);
        }
        let value = match statement.value.as_deref() {
            Some(value) if self.blocks.is_empty() => self.operand(value)?,
            Some(value) => self.push(value)?,
            None => {
                let reg = self.out.temp();
                self.singleton(reg, Singleton::None);
                reg
            }
        };
        self.out.span = statement.range;
        self.leave(0, |this| this.out.op(Op::Return, value, 0, 0))
    }

    fn leave_loop(&mut self, message: &str, range: TextRange, which: fn(Label, Label) -> Label) -> Result<()> {
        let found = self.blocks.iter().enumerate().rev().find_map(|(index, block)| match block {
            Block::Loop { exit, next } => Some((index, which(*exit, *next))),
            _ => None,
        });
        let Some((index, target)) = found else { return self.error(message, range) };
        self.leave(index + 1, |this| this.out.jump(Op::Jump, 0, 0, target))
    }

    fn raise(&mut self, statement: &'a ast::StmtRaise) -> Result<()> {
        let Some(exception) = &statement.exc else {
            self.out.op(Op::RaiseHandled, 0, 0, 0);
            return Ok(());
        };
        let exception = self.early_operand(exception)?;
        let cause = match &statement.cause {
            Some(cause) => self.operand(cause)?,
            None => u16::MAX as Reg,
        };
        self.out.span = statement.range;
        self.out.op(Op::Raise, exception, cause, 0);
        Ok(())
    }

    fn assert(&mut self, statement: &'a ast::StmtAssert) -> Result<()> {
        let holds = self.out.label();
        self.condition(&statement.test, true, holds)?;
        let window = self.out.temp();
        let name = self.program.tables.string("AssertionError");
        self.out.wide(Op::LoadBuiltin, window, name);
        if let Some(message) = &statement.msg {
            self.push(message)?;
            self.out.op(Op::Call, window, window, 1);
        }
        self.at(statement.test.range(), |this| this.out.op(Op::Raise, window, u16::MAX as Reg, 0));
        self.out.bind(holds);
        Ok(())
    }

    fn import(&mut self, statement: &'a ast::StmtImport) -> Result<()> {
        for alias in &statement.names {
            if alias.name.as_str().contains('.') {
                return self.unsupported("packages", alias.range);
            }
            let reg = self.out.height;
            let name = self.program.tables.string(alias.name.as_str());
            self.out.wide(Op::Import, reg, name);
            self.out.temp();
            self.store_identifier(alias.asname.as_ref().unwrap_or(&alias.name), reg)?;
            self.out.height = reg;
        }
        Ok(())
    }

    fn import_from(&mut self, statement: &'a ast::StmtImportFrom) -> Result<()> {
        let module = statement.module.as_ref().map_or("", |name| name.as_str());
        if statement.level == 0 && module == "__future__" {
            return self.future(statement);
        }
        if statement.level > 0 {
            return self.unsupported("relative imports", statement.range);
        }
        if module.contains('.') {
            return self.unsupported("packages", statement.range);
        }
        let reg = self.out.height;
        let name = self.program.tables.string(module);
        self.out.wide(Op::Import, reg, name);
        self.out.temp();
        for alias in &statement.names {
            if alias.name.as_str() == "*" {
                if self.scope.is_function {
                    return self.error("import * only allowed at module level", alias.range);
                }
                return self.unsupported("import *", statement.range);
            }
            let value = self.out.temp();
            let name = self.name_const(alias.name.as_str());
            self.out.op(Op::ImportFrom, value, reg, name);
            self.store_identifier(alias.asname.as_ref().unwrap_or(&alias.name), value)?;
            self.out.height = value;
        }
        Ok(())
    }

    /// `from __future__ import ...`: every feature is either in the language or without effect here.
    fn future(&mut self, statement: &'a ast::StmtImportFrom) -> Result<()> {
        const FEATURES: [&str; 10] = [
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "barry_as_FLUFL",
            "generator_stop",
            "annotations",
        ];
        if statement.range.start() >= self.program.future_end {
            let text = "from __future__ imports must occur at the beginning of the file";
            return self.error(text, statement.range);
        }
        for alias in &statement.names {
            let name = alias.name.as_str();
            if !FEATURES.contains(&name) {
                let text = format!("future feature {name} is not defined");
                return self.error(text, first(statement.range, 1));
            }
            let reg = self.out.height;
            self.load_value(&Value::None, reg);
            self.out.temp();
            self.store_identifier(alias.asname.as_ref().unwrap_or(&alias.name), reg)?;
            self.out.height = reg;
        }
        Ok(())
    }
}

/// The first `length` bytes of a range: a keyword.
fn first(range: TextRange, length: u32) -> TextRange {
    TextRange::at(range.start(), length.min(range.len().into()).into())
}
