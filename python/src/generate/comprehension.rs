//! Comprehensions: loops within the frame of the function they are written in.
//!
//! Their variables are temporaries, or hidden locals where the scope says that one may be read too early.

use super::{Generator, Home, Result, Singleton, Variables};
use crate::emit::{Label, Reg};
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};
use std::collections::HashMap;

/// What the innermost clause does with an item; `to` is the register of what is made of all.
#[derive(Clone, Copy)]
pub(super) enum Collect<'a> {
    /// Appends it to the list `to`.
    Append { to: Reg, item: &'a Expr },
    /// Adds it to the set `to`.
    Add { to: Reg, item: &'a Expr },
    /// Sets an item of the dict `to`.
    Insert { to: Reg, key: &'a Expr, value: &'a Expr },
    /// Adds it to the `sum` whose state begins at `to`; `call` is where that is written.
    Sum { to: Reg, item: &'a Expr, call: TextRange },
    /// Keeps it in `to` if it is the first, which register `first` says, or if none before it stays so by `stays`.
    Best { to: Reg, first: Reg, stays: Op, item: &'a Expr, call: TextRange },
    /// Jumps to `found` where its truth is `when`.
    Find { item: &'a Expr, when: bool, found: Label },
}

impl<'a> Generator<'a, '_> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        match expr {
            Expr::ListComp(ast::ExprListComp { range, generators, elt: item, .. }) => {
                self.collect_into(Op::BuildList, *range, generators, dst, |to| Collect::Append { to, item })
            }
            Expr::SetComp(ast::ExprSetComp { range, generators, elt: item, .. }) => {
                self.collect_into(Op::BuildSet, *range, generators, dst, |to| Collect::Add { to, item })
            }
            Expr::DictComp(ast::ExprDictComp { range, generators, key, value, .. }) => {
                self.collect_into(Op::BuildMap, *range, generators, dst, |to| Collect::Insert { to, key, value })
            }
            _ => self.error("invalid syntax", expr.range()),
        }
    }

    /// Makes a container of what the loops give.
    pub(super) fn collect_into(
        &mut self,
        build: Op,
        range: TextRange,
        generators: &'a [Comprehension],
        dst: Reg,
        collect: impl FnOnce(Reg) -> Collect<'a>,
    ) -> Result<()> {
        let result = self.scratch(dst);
        self.out.height = result;
        self.out.op(build, result, result, 0);
        self.out.temp();
        self.collect_all(range, generators, collect(result))?;
        self.out.span = range;
        self.deliver(result, dst);
        Ok(())
    }

    /// The loops of a comprehension or generator expression.
    pub(super) fn collect_all(
        &mut self,
        range: TextRange,
        generators: &'a [Comprehension],
        collect: Collect<'a>,
    ) -> Result<()> {
        let Some(first) = generators.first() else { return Ok(()) };
        let height = self.out.height;
        let state = self.iterate(&first.iter)?;
        self.collect_from(state, range, generators, collect)?;
        self.out.height = height;
        self.out.settle();
        Ok(())
    }

    /// The same, where the first of the loops has begun.
    pub(super) fn collect_from(
        &mut self,
        state: Reg,
        range: TextRange,
        generators: &'a [Comprehension],
        collect: Collect<'a>,
    ) -> Result<()> {
        let mut registers = HashMap::new();
        for (name, &index) in self.scope.hidden.iter().filter(|((of, _), _)| *of == range).map(|((_, n), i)| (n, i)) {
            registers.insert(name.as_str(), Home::Local { reg: self.scope.slot(index), sure: false });
        }
        // In the order of registers, so that the same source always makes the same code.
        let mut hidden: Vec<Reg> =
            registers.values().map(|home| if let Home::Local { reg, .. } = home { *reg } else { 0 }).collect();
        hidden.sort_unstable();
        hidden.into_iter().for_each(|reg| self.singleton(reg, Singleton::Unassigned));
        self.comprehensions.push(Variables { registers });
        self.clauses(generators, Some(state), collect, range)?;
        self.comprehensions.pop();
        Ok(())
    }

    /// Evaluates an iterable and begins a loop over it; its state is in three new temporaries.
    pub(super) fn iterate(&mut self, iterable: &'a Expr) -> Result<Reg> {
        let state = self.out.height;
        let source = match self.constant_items(iterable) {
            Some(items) => {
                let reg = self.out.temp();
                self.at(iterable.range(), |this| this.load_value(&items, reg));
                reg
            }
            None => match self.constant_set_items(iterable) {
                Some(items) => {
                    self.at(iterable.range(), |this| this.constant_set(&items, state, false));
                    self.out.temp()
                }
                None => self.operand(iterable)?,
            },
        };
        self.at(iterable.range(), |this| this.out.op(Op::Iter, state, source, 0));
        self.out.height = state;
        Ok(self.out.reserve(3))
    }

    fn clauses(
        &mut self,
        generators: &'a [Comprehension],
        state: Option<Reg>,
        collect: Collect<'a>,
        range: TextRange,
    ) -> Result<()> {
        let Some((generator, inner)) = generators.split_first() else {
            return self.collect(collect, range);
        };
        if generator.is_async {
            return self.unsupported("asynchronous comprehensions", generator.range);
        }
        let height = self.out.height;
        let state = match state {
            Some(state) => state,
            None => self.iterate(&generator.iter)?,
        };
        let targets = self.targets(&generator.target);
        if let Targets::Other(names) = &targets {
            for name in names {
                self.variable(name, true);
            }
        }
        let next = self.out.label();
        let item = match targets {
            Targets::Name(name) => self.variable(name, false),
            _ => self.out.temp(),
        };
        self.out.span = generator.iter.range();
        let body = self.out.loop_body(next);
        self.out.span = generator.target.range();
        match &targets {
            Targets::Name(_) => {}
            Targets::New(names) => {
                // The first name takes the register of the item, which is seen by nobody else.
                self.out.op(Op::Unpack, item, item, names.len() as u32);
                self.out.height = item;
                names.iter().for_each(|name| {
                    self.variable(name, false);
                });
            }
            Targets::Other(_) => self.assign(&generator.target, item)?,
        }
        for test in &generator.ifs {
            self.condition(test, false, next)?;
        }
        self.clauses(inner, None, collect, range)?;
        self.out.bind(next);
        self.at(generator.iter.range(), |this| this.out.jump(Op::ForNext, state, item, body));
        self.out.height = height;
        self.out.settle();
        Ok(())
    }

    /// The register of a comprehension's variable: its hidden local, or a new temporary, which is assigned nothing if it
    /// is not assigned at once.
    fn variable(&mut self, name: &'a str, later: bool) -> Reg {
        let Some(variables) = self.comprehensions.last() else { return self.out.height };
        if let Some(Home::Local { reg, .. }) = variables.registers.get(name) {
            return *reg;
        }
        let reg = self.out.temp();
        if later {
            self.singleton(reg, Singleton::None);
        }
        if let Some(variables) = self.comprehensions.last_mut() {
            variables.registers.insert(name, Home::Local { reg, sure: true });
        }
        reg
    }

    fn targets(&self, target: &'a Expr) -> Targets<'a> {
        if let Expr::Name(name) = target {
            return Targets::Name(name.id.as_str());
        }
        let mut names = Vec::new();
        collect_names(target, &mut names);
        let known = |name: &&str| self.comprehensions.last().is_some_and(|of| of.registers.contains_key(name));
        match target {
            Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. })
                if !elts.is_empty()
                    && names.len() == elts.len()
                    && elts.iter().all(|item| item.is_name_expr())
                    && !names.iter().any(known) =>
            {
                Targets::New(names)
            }
            _ => Targets::Other(names),
        }
    }

    fn collect(&mut self, collect: Collect<'a>, range: TextRange) -> Result<()> {
        let height = self.out.height;
        match collect {
            Collect::Append { to, item } => {
                let value = self.operand(item)?;
                self.at(item.range(), |this| this.out.op(Op::ListAppend, to, value, 0));
            }
            Collect::Add { to, item } => {
                let value = self.operand(item)?;
                self.at(item.range(), |this| this.out.op(Op::SetAdd, to, value, 0));
            }
            Collect::Insert { to, key, value } => {
                let key = self.early_operand(key)?;
                let item = self.operand(value)?;
                self.at(range, |this| this.out.op(Op::SetItem, to, key, item));
            }
            Collect::Sum { to, item, call } => {
                let value = self.operand(item)?;
                self.at(call, |this| this.out.op(Op::SumAdd, to, value, 0));
            }
            Collect::Best { to, first, stays, item, call } => {
                let stay = self.out.label();
                let value = self.operand(item)?;
                let take = self.out.label();
                self.at(call, |this| {
                    this.out.jump(Op::JumpIf, first, 0, take);
                    this.out.jump(stays, value, to, stay);
                    this.out.bind(take);
                    this.singleton(first, Singleton::False);
                    this.out.op(Op::Move, to, value, 0);
                    this.out.bind(stay);
                });
            }
            Collect::Find { item, when, found } => self.condition(item, when, found)?,
        }
        self.out.height = height;
        Ok(())
    }
}

/// The shapes of a comprehension's target.
enum Targets<'a> {
    Name(&'a str),
    /// A tuple of distinct names that have no register yet.
    New(Vec<&'a str>),
    /// Everything else, with the names in it.
    Other(Vec<&'a str>),
}

fn collect_names<'a>(target: &'a Expr, names: &mut Vec<&'a str>) {
    match target {
        Expr::Name(name) if !names.contains(&name.id.as_str()) => names.push(name.id.as_str()),
        Expr::Starred(starred) => collect_names(&starred.value, names),
        Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
            elts.iter().for_each(|item| collect_names(item, names));
        }
        _ => {}
    }
}
