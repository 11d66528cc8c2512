//! Calls that use up a generator expression: `sum(x * x for x in items)`, `", ".join(str(i) for i in items)`.
//!
//! They need no generator. Where the function wants all items before it does anything with them, it is called with a list. The others
//! take an item at a time, so that it shows when which item is made, and `any` and `all` leave some unmade: what they do is done in
//! the loop, if the name has its built-in value when the call begins. If not, the call is made with a list, too.

use super::comprehension::Collect;
use super::{Generator, Home, Result, Singleton};
use crate::emit::{Label, Reg};
use crate::fold::Value;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

/// What a built-in function does with one item after the other.
#[derive(Clone, Copy)]
enum InLoop<'a> {
    Sum,
    /// `any`, which looks for a true item, and `all`, which looks for a false one.
    Find(bool),
    /// `min` and `max`: the best item stays while this jump is taken.
    Best(Op),
    Set,
    Dict(&'a Expr, &'a Expr),
}

/// What the built-in function of a name does with a generator expression, its only argument.
fn in_loop<'a>(name: &str, item: &'a Expr) -> Option<InLoop<'a>> {
    Some(match name {
        "sum" => InLoop::Sum,
        "any" => InLoop::Find(true),
        "all" => InLoop::Find(false),
        "min" => InLoop::Best(Op::JumpNotLt),
        "max" => InLoop::Best(Op::JumpNotGt),
        "set" => InLoop::Set,
        "dict" => match item {
            Expr::Tuple(pair) => match &*pair.elts {
                [key, value] if !key.is_starred_expr() && !value.is_starred_expr() => InLoop::Dict(key, value),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

impl<'a> Generator<'a, '_> {
    /// A call without stars that uses up the generator expression which is its first argument; false if it is none.
    pub(super) fn consuming_call(&mut self, call: &'a ast::ExprCall, dst: Reg) -> Result<bool> {
        let Some(Expr::Generator(items)) = call.arguments.args.first() else { return Ok(false) };
        let only = call.arguments.args.len() == 1 && call.arguments.keywords.is_empty();
        match &*call.func {
            Expr::Attribute(attribute) if only && attribute.attr.as_str() == "join" => {
                self.call_method_with_items(call, attribute, items, dst)?;
            }
            Expr::Name(name) if is_consumer(name.id.as_str(), only) => {
                let Home::Global(_) = self.home(name.id.as_str(), name.range)? else { return Ok(false) };
                match in_loop(name.id.as_str(), &items.elt).filter(|_| only && !self.copying) {
                    Some(what) => self.consume(call, name, items, what, dst)?,
                    None => {
                        self.push(&call.func)?;
                        self.call_with_items(call, items, dst)?;
                    }
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// `function(item for ...)`, with what the built-in function does in the loop.
    fn consume(
        &mut self,
        call: &'a ast::ExprCall,
        name: &'a ast::ExprName,
        items: &'a ast::ExprGenerator,
        what: InLoop<'a>,
        dst: Reg,
    ) -> Result<()> {
        let height = self.out.height;
        self.out.height = height.max(dst + 1);
        let end = self.out.label();
        self.out.height = height;
        let window = self.push(&call.func)?;
        let otherwise = self.out.label();
        let same = self.out.temp();
        let builtin = self.program.tables.string(name.id.as_str());
        self.at(name.range, |this| {
            this.out.wide(Op::LoadBuiltin, same, builtin);
            this.out.op(Op::Is, same, window, same);
            this.out.jump(Op::JumpIfNot, same, 0, otherwise);
        });
        self.out.height = same;
        self.in_loop(call.range, items, what, window, dst, end)?;
        self.out.jump(Op::Jump, 0, 0, end);
        self.out.bind(otherwise);
        self.copied(items.range)?;
        let copying = std::mem::replace(&mut self.copying, true);
        self.call_with_items(call, items, dst)?;
        self.copying = copying;
        self.out.bind(end);
        Ok(())
    }

    /// What the built-in function in `window` does, towards `dst`; a way that is done early leads to `end`.
    fn in_loop(
        &mut self,
        call: TextRange,
        items: &'a ast::ExprGenerator,
        what: InLoop<'a>,
        window: Reg,
        dst: Reg,
        end: Label,
    ) -> Result<()> {
        let (range, generators, item) = (items.range, &items.generators, &*items.elt);
        match what {
            InLoop::Sum => {
                let to = self.out.reserve(2);
                self.load_value(&Value::Int(0), to);
                self.load_value(&Value::Float(0.0), to + 1);
                self.collect_all(range, generators, Collect::Sum { to, item, call })?;
                self.at(call, |this| this.out.op(Op::SumEnd, dst, to, 0));
            }
            InLoop::Find(when) => {
                let found = self.out.label();
                let truth = |truth: bool| if truth { Singleton::True } else { Singleton::False };
                self.collect_all(range, generators, Collect::Find { item, when, found })?;
                self.singleton(dst, truth(!when));
                self.out.jump(Op::Jump, 0, 0, end);
                self.out.bind(found);
                self.singleton(dst, truth(when));
            }
            InLoop::Best(stays) => {
                let empty = self.out.label();
                let first = self.out.reserve(2);
                let to = first + 1;
                self.singleton(first, Singleton::True);
                self.singleton(to, Singleton::None);
                self.collect_all(range, generators, Collect::Best { to, first, stays, item, call })?;
                self.out.span = call;
                self.out.jump(Op::JumpIf, first, 0, empty);
                self.deliver(to, dst);
                self.out.jump(Op::Jump, 0, 0, end);
                // The function itself knows what it says of no items.
                self.out.bind(empty);
                let none = self.out.temp();
                self.load_value(&Value::Tuple(Vec::new()), none);
                self.out.op(Op::Call, dst, window, 1);
            }
            InLoop::Set => self.collect_into(Op::BuildSet, range, generators, dst, |to| Collect::Add { to, item })?,
            InLoop::Dict(key, value) => {
                let collect = |to| Collect::Insert { to, key, value };
                self.collect_into(Op::BuildMap, range, generators, dst, collect)?;
            }
        }
        self.out.span = call;
        Ok(())
    }

    /// The call with a list of the items as its first argument. The function is in the last temporary.
    fn call_with_items(&mut self, call: &'a ast::ExprCall, items: &'a ast::ExprGenerator, dst: Reg) -> Result<()> {
        let (args, keywords) = (&call.arguments.args[1..], &*call.arguments.keywords);
        let mut window = self.out.height - 1;
        let function = window;
        let Some(first) = items.generators.first() else { return Ok(()) };
        let mut state = None;
        if args.len() + keywords.len() > 0 {
            // The other arguments are evaluated when the loop has begun, and before its first item is made.
            state = Some(self.iterate(&first.iter)?);
            window = self.out.temp();
            self.out.op(Op::Move, window, function, 0);
        }
        let list = self.empty_list(items.range);
        self.push_all(args)?;
        for keyword in keywords {
            self.push(&keyword.value)?;
        }
        self.append_all(items, list, state)?;
        let count = (1 + args.len() + keywords.len()) as u32;
        self.out.span = call.range;
        if keywords.is_empty() {
            self.out.op(Op::Call, dst, window, count);
            return Ok(());
        }
        let names = self.keyword_names(keywords);
        self.out.op(Op::CallKw, window, count, names);
        self.deliver(window, dst);
        Ok(())
    }

    fn call_method_with_items(
        &mut self,
        call: &'a ast::ExprCall,
        attribute: &'a ast::ExprAttribute,
        items: &'a ast::ExprGenerator,
        dst: Reg,
    ) -> Result<()> {
        let window = self.load_method(attribute)?;
        let list = self.empty_list(items.range);
        self.append_all(items, list, None)?;
        self.call_loaded_method(call, attribute, window, dst);
        Ok(())
    }

    /// An empty list in a new temporary.
    fn empty_list(&mut self, range: TextRange) -> Reg {
        let list = self.out.height;
        self.at(range, |this| this.out.op(Op::BuildList, list, list, 0));
        self.out.temp()
    }

    /// Appends the items to a list, perhaps in a loop that has begun.
    fn append_all(&mut self, items: &'a ast::ExprGenerator, list: Reg, state: Option<Reg>) -> Result<()> {
        let collect = Collect::Append { to: list, item: &items.elt };
        match state {
            Some(state) => self.collect_from(state, items.range, &items.generators, collect),
            None => self.collect_all(items.range, &items.generators, collect),
        }
    }
}

/// Whether the built-in function of this name takes all items of its first argument; `only` says that it is given no other one.
fn is_consumer(name: &str, only: bool) -> bool {
    match name {
        "any" | "all" | "list" | "tuple" | "set" | "frozenset" => only,
        "sum" | "min" | "max" | "sorted" | "dict" => true,
        _ => false,
    }
}
