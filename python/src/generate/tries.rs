//! `try`: handlers, and the ways out of blocks.
//!
//! A `finally` body is generated once for every way out of its `try`: the end, an exception, and each `return`, `break`
//! and `continue`. The limits on blocks and instructions bound the copies.

use super::{Block, Generator, Home, Result, Singleton};
use crate::emit::{HandlerId, Label, Reg};
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, ExceptHandler, ExceptHandlerExceptHandler, Identifier, Stmt};
use ruff_text_size::Ranged;

impl<'a> Generator<'a, '_> {
    pub(super) fn try_statement(&mut self, statement: &'a ast::StmtTry) -> Result<()> {
        if statement.is_star {
            return self.unsupported("except* clauses", statement.range);
        }
        if statement.finalbody.is_empty() {
            return self.try_except(statement);
        }
        let end = self.out.label();
        let handler = self.out.handler();
        self.push_block(Block::Finally { handler, body: &statement.finalbody }, statement.range)?;
        self.out.open(handler);
        if statement.handlers.is_empty() {
            self.statements(&statement.body)?;
        } else {
            self.try_except(statement)?;
        }
        self.out.close(handler);
        self.blocks.pop();
        self.statements(&statement.finalbody)?;
        self.out.jump(Op::Jump, 0, 0, end);

        let exception = self.out.bind_handler(handler);
        let previous = self.out.temp();
        self.out.op(Op::PushExc, previous, exception, 0);
        let cleanup = self.out.handler();
        self.push_block(Block::Unwinding { cleanup, previous }, statement.range)?;
        self.out.open(cleanup);
        self.copy(&statement.finalbody)?;
        self.out.close(cleanup);
        self.blocks.pop();
        self.out.op(Op::PopExc, previous, 0, 0);
        self.out.op(Op::Reraise, exception, 0, 0);
        self.raise_other(cleanup, previous, None)?;
        self.out.bind(end);
        Ok(())
    }

    /// One more copy of a `finally` body, if a path leads here. What copies cost is bounded, since they multiply where
    /// `finally` bodies hold `try` statements.
    fn copy(&mut self, body: &'a [Stmt]) -> Result<()> {
        let (Some(first), Some(last)) = (body.first(), body.last()) else { return Ok(()) };
        if !self.out.reachable() {
            return Ok(());
        }
        let range = first.range().cover(last.range());
        self.copied(range)?;
        self.statements(body)
    }

    /// A handler's code for an exception that is raised while another one is handled.
    fn raise_other(&mut self, cleanup: HandlerId, previous: Reg, name: Option<&'a Identifier>) -> Result<()> {
        let exception = self.out.bind_handler(cleanup);
        self.unbind(name)?;
        self.out.op(Op::PopExc, previous, 0, 0);
        self.out.op(Op::Reraise, exception, 0, 0);
        Ok(())
    }

    fn try_except(&mut self, statement: &'a ast::StmtTry) -> Result<()> {
        let end = self.out.label();
        let handler = self.out.handler();
        self.push_block(Block::Try { handler }, statement.range)?;
        self.out.open(handler);
        self.statements(&statement.body)?;
        self.out.close(handler);
        self.blocks.pop();
        self.statements(&statement.orelse)?;
        self.out.jump(Op::Jump, 0, 0, end);

        let exception = self.out.bind_handler(handler);
        let previous = self.out.temp();
        self.out.op(Op::PushExc, previous, exception, 0);
        let cleanup = self.out.handler();
        self.out.open(cleanup);
        let mut named = Vec::new();
        for (index, clause) in statement.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(clause) = clause;
            if clause.type_.is_none() && index + 1 < statement.handlers.len() {
                return self.error("default 'except:' must be last", clause.range);
            }
            named.extend(self.clause(clause, exception, previous, cleanup, end)?);
        }
        self.out.close(cleanup);
        self.out.op(Op::PopExc, previous, 0, 0);
        self.out.op(Op::Reraise, exception, 0, 0);
        for (cleanup, name) in named {
            self.raise_other(cleanup, previous, Some(name))?;
        }
        self.raise_other(cleanup, previous, None)?;
        self.out.bind(end);
        Ok(())
    }

    /// An `except` clause. Goes on behind it if the exception does not match. Returns the handler that unbinds its name.
    fn clause(
        &mut self,
        clause: &'a ExceptHandlerExceptHandler,
        exception: Reg,
        previous: Reg,
        cleanup: HandlerId,
        end: Label,
    ) -> Result<Option<(HandlerId, &'a Identifier)>> {
        let next = self.out.label();
        if let Some(kind) = &clause.type_ {
            let height = self.out.height;
            let kind_reg = self.operand(kind)?;
            let matches = self.out.temp();
            self.out.span = kind.range();
            self.out.op(Op::MatchExc, matches, exception, kind_reg);
            self.out.jump(Op::JumpIfNot, matches, 0, next);
            self.out.height = height;
            self.out.settle();
        }
        let mut named = None;
        if let Some(name) = &clause.name {
            self.out.span = name.range();
            self.store_identifier(name, exception)?;
            let handler = self.out.handler();
            self.out.open(handler);
            named = Some((handler, name));
        }
        self.push_block(Block::Except { cleanup, previous, name: named }, clause.range)?;
        self.statements(&clause.body)?;
        self.blocks.pop();
        if let Some((handler, _)) = named {
            self.out.close(handler);
        }
        self.unbind(clause.name.as_ref())?;
        self.out.op(Op::PopExc, previous, 0, 0);
        self.out.jump(Op::Jump, 0, 0, end);
        self.out.bind(next);
        Ok(named)
    }

    /// Unbinds the name of an `except` clause; it may be unbound already.
    fn unbind(&mut self, name: Option<&'a Identifier>) -> Result<()> {
        let Some(name) = name else { return Ok(()) };
        match self.home(name.as_str(), name.range)? {
            Home::Local { reg, .. } => self.singleton(reg, Singleton::Unassigned),
            Home::Global(slot) => {
                let height = self.out.height;
                let none = self.out.temp();
                self.singleton(none, Singleton::None);
                self.out.wide(Op::StoreGlobal, none, slot);
                self.out.wide(Op::DelGlobal, 0, slot);
                self.out.height = height;
            }
            Home::Builtin(_) => {}
        }
        Ok(())
    }

    /// Leaves all blocks but the outermost `keep`: unbinds names, restores the exception being handled, runs `finally`
    /// bodies. Then `act` emits the jump or return.
    pub(super) fn leave(&mut self, keep: usize, act: impl FnOnce(&mut Self)) -> Result<()> {
        let height = self.out.height;
        let mut left = self.blocks.split_off(keep);
        let mut closed = Vec::new();
        // Handlers of the blocks that have been left; a `finally` body runs outside of them.
        let mut passed = Vec::new();
        for index in (0..left.len()).rev() {
            match left[index] {
                Block::Loop { .. } => {}
                Block::Try { handler } => passed.push(handler),
                Block::Except { cleanup, previous, name } => {
                    self.unbind(name.map(|(_, name)| name))?;
                    self.out.op(Op::PopExc, previous, 0, 0);
                    passed.extend(name.map(|(handler, _)| handler));
                    passed.push(cleanup);
                }
                Block::Unwinding { cleanup, previous } => {
                    self.out.op(Op::PopExc, previous, 0, 0);
                    passed.push(cleanup);
                }
                Block::Finally { handler, body } => {
                    passed.push(handler);
                    closed.extend(passed.drain(..).filter(|handler| self.out.close(*handler)));
                    let inner = left.split_off(index);
                    self.blocks.append(&mut left);
                    let span = self.out.span;
                    self.copy(body)?;
                    self.out.span = span;
                    left = self.blocks.split_off(keep);
                    left.extend(inner);
                }
            }
        }
        act(self);
        closed.into_iter().for_each(|handler| self.out.open(handler));
        self.blocks.extend(left);
        self.out.height = height;
        Ok(())
    }
}
