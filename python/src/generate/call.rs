//! Calls.

use super::{Generator, Result};
use crate::emit::Reg;
use crate::fold::Value;
use crate::module::Const;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, Expr, Keyword};
use ruff_text_size::TextRange;

impl<'a> Generator<'a, '_> {
    pub(super) fn call(&mut self, call: &'a ast::ExprCall, dst: Reg) -> Result<()> {
        let (args, keywords) = (&*call.arguments.args, &*call.arguments.keywords);
        let unpacks = args.iter().any(|arg| arg.is_starred_expr()) || keywords.iter().any(|kw| kw.arg.is_none());
        if unpacks {
            return self.call_unpacking(call, dst);
        }
        if self.consuming_call(call, dst)? {
            return Ok(());
        }
        if let (Expr::Attribute(attribute), true) = (&*call.func, keywords.is_empty()) {
            return self.call_method(call, attribute, dst);
        }
        let window = self.push(&call.func)?;
        self.push_all(args)?;
        if keywords.is_empty() {
            self.at(call.range, |this| this.out.op(Op::Call, dst, window, args.len() as u32));
            return Ok(());
        }
        for keyword in keywords {
            self.push(&keyword.value)?;
        }
        let names = self.keyword_names(keywords);
        let count = (args.len() + keywords.len()) as u32;
        self.at(call.range, |this| this.out.op(Op::CallKw, window, count, names));
        self.deliver(window, dst);
        Ok(())
    }

    fn call_method(&mut self, call: &'a ast::ExprCall, attribute: &'a ast::ExprAttribute, dst: Reg) -> Result<()> {
        let window = self.load_method(attribute)?;
        self.push_all(&call.arguments.args)?;
        self.call_loaded_method(call, attribute, window, dst);
        Ok(())
    }

    /// Begins a method call's window: the method and the object, in new temporaries.
    pub(super) fn load_method(&mut self, attribute: &'a ast::ExprAttribute) -> Result<Reg> {
        let window = self.out.height;
        let object = self.operand(&attribute.value)?;
        self.out.height = window;
        self.out.reserve(2);
        let name = self.name_const(attribute.attr.as_str());
        let range = self.attribute_range(attribute, attribute.range);
        self.at(range, |this| this.out.op(Op::LoadMethod, window, object, name));
        Ok(window)
    }

    /// Calls the method whose window is complete.
    pub(super) fn call_loaded_method(
        &mut self,
        call: &ast::ExprCall,
        attribute: &ast::ExprAttribute,
        window: Reg,
        dst: Reg,
    ) {
        let range = self.attribute_range(attribute, call.range);
        let count = call.arguments.args.len() as u32;
        self.at(range, |this| this.out.op(Op::CallMethod, dst, window, count));
    }

    /// CPython's range of a method call that goes over several lines: it begins at the attribute's name.
    fn attribute_range(&self, attribute: &ast::ExprAttribute, whole: TextRange) -> TextRange {
        let source = self.program.source;
        let line = |offset| source.locate(offset).0;
        if line(whole.start()) == line(attribute.attr.range.end()) {
            return whole;
        }
        TextRange::new(attribute.attr.range.start(), whole.end())
    }

    fn call_unpacking(&mut self, call: &'a ast::ExprCall, dst: Reg) -> Result<()> {
        let window = self.push(&call.func)?;
        let args = &*call.arguments.args;
        self.out.span = call.range;
        if let [Expr::Starred(starred)] = args {
            // Its items are taken behind the keywords.
            let source = self.push(&starred.value)?;
            self.keyword_dict(&call.arguments.keywords, window, call.range)?;
            self.at(call.range, |this| {
                let list = this.out.height;
                this.out.op(Op::BuildList, list, list, 0);
                this.out.temp();
                this.out.op(Op::ListExtend, list, source, window);
                this.out.op(Op::Move, source, list, 0);
                this.out.height = list;
            });
        } else {
            if args.iter().any(|arg| arg.is_starred_expr()) {
                self.growing_list(args)?;
            } else {
                self.tuple_of(args)?;
            }
            self.keyword_dict(&call.arguments.keywords, window, call.range)?;
        }
        self.at(call.range, |this| this.out.op(Op::CallEx, dst, window, 0));
        Ok(())
    }

    /// A tuple of items without stars, in a new temporary.
    fn tuple_of(&mut self, items: &'a [Expr]) -> Result<()> {
        let dst = self.out.height;
        if items.is_empty() {
            self.load_value(&Value::Tuple(Vec::new()), dst);
        } else {
            self.tuple(items, dst)?;
        }
        self.out.height = dst;
        self.out.temp();
        Ok(())
    }

    /// The keyword arguments as a dict, or None, in a new temporary.
    fn keyword_dict(&mut self, keywords: &'a [Keyword], callee: Reg, range: TextRange) -> Result<()> {
        let dict = self.out.height;
        if keywords.is_empty() {
            self.load_value(&Value::None, dict);
            self.out.temp();
            return Ok(());
        }
        let named = keywords.iter().take_while(|keyword| keyword.arg.is_some()).count();
        let (first, rest) = keywords.split_at(named);
        self.build_keywords(first, range)?;
        let mut rest = rest;
        while let Some((keyword, after)) = rest.split_first() {
            let mapping = if keyword.arg.is_none() {
                rest = after;
                self.operand(&keyword.value)?
            } else {
                let count = rest.iter().take_while(|keyword| keyword.arg.is_some()).count();
                let (group, after) = rest.split_at(count);
                rest = after;
                self.build_keywords(group, range)?
            };
            self.at(range, |this| this.out.op(Op::DictMerge, dict, mapping, callee));
            self.out.height = dict + 1;
        }
        Ok(())
    }

    /// A dict of named arguments in a new temporary.
    fn build_keywords(&mut self, keywords: &'a [Keyword], range: TextRange) -> Result<Reg> {
        let dict = self.out.height;
        for keyword in keywords {
            let key = self.out.temp();
            let name = keyword.arg.as_ref().map_or("", |name| name.as_str());
            self.load_value(&Value::Str(name.as_bytes().to_vec()), key);
            self.push(&keyword.value)?;
        }
        self.at(range, |this| this.out.op(Op::BuildMap, dict, dict, keywords.len() as u32));
        self.out.height = dict;
        Ok(self.out.temp())
    }

    pub(super) fn keyword_names(&mut self, keywords: &[Keyword]) -> u32 {
        let tables = &mut self.program.tables;
        let names = keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
        let names = names.map(|name| tables.string(name.as_str())).collect();
        tables.constant(Const::Tuple(names))
    }
}
