//! Functions and lambdas.

use super::{Generator, Result, Singleton};
use crate::emit::Reg;
use crate::fold::Value;
use crate::module::Code;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, Expr, ParameterWithDefault, Parameters, Stmt};
use ruff_text_size::{Ranged, TextRange};

/// A code object without parameters, locals and instructions.
pub(super) fn blank(first_line: u32) -> Code {
    Code {
        name: String::new(),
        qualname: String::new(),
        posonly: 0,
        args: 0,
        kwonly: 0,
        varargs: false,
        varkw: false,
        locals: Vec::new(),
        nregs: 0,
        insns: Vec::new(),
        handlers: Vec::new(),
        heights: Vec::new(),
        positions: Vec::new(),
        first_line,
    }
}

/// The largest number of parameters.
const MAX_PARAMS: usize = 4096;

/// What a function's code is made from.
enum Body<'a> {
    Statements(&'a [Stmt]),
    Expression(&'a Expr),
}

impl<'a> Generator<'a, '_> {
    pub(super) fn function_statement(&mut self, def: &'a ast::StmtFunctionDef) -> Result<()> {
        let header = TextRange::new(def.range.start(), def.name.range.end());
        if def.is_async {
            return self.unsupported("async functions", header);
        }
        if let Some(types) = &def.type_params {
            return self.unsupported("type parameters", types.range);
        }
        let first = self.out.height;
        for decorator in &def.decorator_list {
            self.push(&decorator.expression)?;
        }
        let function = self.out.height;
        self.out.span = def.range;
        let name = def.name.as_str();
        self.make(name, def.range, Some(&def.parameters), Body::Statements(&def.body), function)?;
        self.out.height = function;
        self.out.temp();
        if let Some(text) = self.documentation(&def.body) {
            let reg = self.out.temp();
            self.load_value(&text, reg);
            let name = self.name_const("__doc__");
            self.out.op(Op::SetAttr, function, reg, name);
            self.out.height = reg;
        }
        for (index, decorator) in def.decorator_list.iter().enumerate().rev() {
            let window = first + index as Reg;
            self.at(decorator.expression.range(), |this| this.out.op(Op::Call, window, window, 1));
        }
        self.out.span = def.range;
        self.store_identifier(&def.name, first)
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda, dst: Reg) -> Result<()> {
        let parameters = lambda.parameters.as_deref();
        self.make("<lambda>", lambda.range, parameters, Body::Expression(&lambda.body), dst)
    }

    /// Evaluates the defaults and makes the function.
    fn make(
        &mut self,
        name: &str,
        range: TextRange,
        parameters: Option<&'a Parameters>,
        body: Body<'a>,
        dst: Reg,
    ) -> Result<()> {
        let defaults = self.out.height;
        let (mut positional, mut keyword): (Vec<&Expr>, Vec<&'a ParameterWithDefault>) = Default::default();
        if let Some(parameters) = parameters {
            let params = parameters.posonlyargs.iter().chain(&parameters.args);
            positional.extend(params.filter_map(|param| param.default()));
            keyword.extend(parameters.kwonlyargs.iter().filter(|param| param.default.is_some()));
        }
        self.defaults(&positional)?;
        self.keyword_defaults(&keyword)?;
        let code = match self.program.made.get(&range) {
            Some(&code) => code,
            None => {
                let code = self.code(name, range, parameters, body)?;
                self.program.made.insert(range, code);
                code
            }
        };
        self.out.op(Op::MakeFunction, dst, code, defaults);
        self.out.height = defaults;
        Ok(())
    }

    /// The defaults of positional parameters: a tuple or None, in a new temporary.
    fn defaults(&mut self, defaults: &[&'a Expr]) -> Result<()> {
        let first = self.out.height;
        let values: Option<Vec<Value>> = defaults.iter().map(|default| self.constant(default)).collect();
        match values {
            Some(values) if values.is_empty() => self.load_value(&Value::None, first),
            Some(values) => self.load_value(&Value::Tuple(values), first),
            None => {
                for default in defaults {
                    self.push(default)?;
                }
                self.out.op(Op::BuildTuple, first, first, defaults.len() as u32);
                self.out.height = first;
            }
        }
        self.out.temp();
        Ok(())
    }

    /// The defaults of keyword-only parameters: a dict or None, in a new temporary.
    fn keyword_defaults(&mut self, params: &[&'a ParameterWithDefault]) -> Result<()> {
        let first = self.out.height;
        for param in params {
            let key = self.out.temp();
            let name = param.parameter.name.as_str();
            self.load_value(&Value::Str(name.as_bytes().to_vec()), key);
            if let Some(default) = param.default() {
                self.push(default)?;
            }
        }
        if params.is_empty() {
            self.singleton(first, Singleton::None);
        } else {
            self.out.op(Op::BuildMap, first, first, params.len() as u32);
        }
        self.out.height = first;
        self.out.temp();
        Ok(())
    }

    /// Generates a function's code and returns its index.
    fn code(
        &mut self,
        name: &str,
        range: TextRange,
        parameters: Option<&'a Parameters>,
        body: Body<'a>,
    ) -> Result<u32> {
        let source = self.program.source;
        let scope = self.program.scopes.function(range);
        let index = self.program.codes.len() as u32;
        if index > u16::MAX as u32 {
            return self.error("program is too large", range);
        }
        if scope.params > MAX_PARAMS {
            return self.error("too many parameters", range);
        }
        self.program.codes.push(None);
        let qualname = format!("{}{name}", self.prefix);
        let mut code = Code { name: name.to_string(), ..blank(source.locate(range.start()).0 + 1) };
        if let Some(params) = parameters {
            code.posonly = params.posonlyargs.len() as u16;
            code.args = (params.posonlyargs.len() + params.args.len()) as u16;
            code.kwonly = params.kwonlyargs.len() as u16;
            code.varargs = params.vararg.is_some();
            code.varkw = params.kwarg.is_some();
        }
        let mut generator = Generator::new(self.program, scope, format!("{qualname}.<locals>."));
        code.qualname = qualname;
        match body {
            Body::Statements(body) => generator.body(body)?,
            Body::Expression(body) => {
                let value = generator.operand(body)?;
                generator.out.span = body.range();
                generator.out.op(Op::Return, value, 0, 0);
            }
        }
        let code = generator.finish(code, range)?;
        self.program.codes[index as usize] = Some(code);
        Ok(index)
    }
}
