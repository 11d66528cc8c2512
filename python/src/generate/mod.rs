//! The code generator: syntax tree to register bytecode, one function at a time.
//!
//! Expressions are compiled towards a destination register. Operands that are locals are used where they are; every
//! other intermediate value is a temporary, and temporaries are a stack. See [`Emitter`] for labels and heights.

mod assign;
mod call;
mod comprehension;
mod condition;
mod consume;
mod display;
mod expression;
mod function;
mod statement;
mod string;
mod tries;

use crate::consts::Tables;
use crate::emit::{Emitter, HandlerId, Label, Reg, RegSet};
use crate::error::{ErrorKind, SyntaxError};
use crate::fold::{self, Value};
use crate::module::{Code, Module};
use crate::scope::{Scope, Scopes};
use crate::source::Source;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{Expr, Identifier, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};
use std::collections::HashMap;

/// What generating returns.
pub(crate) type Result<T> = std::result::Result<T, SyntaxError>;

/// The number of a singleton, as `LoadSingleton` takes it.
#[derive(Clone, Copy)]
enum Singleton {
    None = 0,
    False = 1,
    True = 2,
    Unassigned = 3,
    Ellipsis = 5,
}

/// The largest number of instructions of a module.
const MAX_INSNS: usize = 1 << 22;

/// The most source, in bytes, of which code is generated more than once.
const MAX_COPIED: u64 = 1 << 26;

/// CPython's limit of blocks within blocks in one function.
const MAX_BLOCKS: usize = 21;

/// Compiles a module's body.
pub(crate) fn module(source: &Source, scopes: &Scopes, body: &[Stmt], name: &str, prelude: bool) -> Result<Module> {
    let mut program = Program {
        source,
        scopes,
        prelude,
        tables: Tables::default(),
        codes: vec![None],
        made: HashMap::new(),
        insns: 0,
        copied: 0,
        future_end: future_end(body),
    };
    let code = Code { name: "<module>".to_string(), qualname: "<module>".to_string(), ..function::blank(1) };
    let mut generator = Generator::new(&mut program, scopes.module(), String::new());
    generator.bind_documentation(body);
    generator.body(body)?;
    let code = generator.finish(code, TextRange::default())?;
    program.codes[0] = Some(code);
    Ok(Module {
        name: name.to_string(),
        file: source.file.clone(),
        consts: program.tables.consts,
        globals: program.tables.globals,
        codes: program.codes.into_iter().flatten().collect(),
    })
}

/// What the functions of a module share.
struct Program<'a> {
    source: &'a Source,
    scopes: &'a Scopes,
    prelude: bool,
    tables: Tables,
    codes: Vec<Option<Code>>,
    /// Code objects by the range of their source: a `finally` body is generated more than once.
    made: HashMap<TextRange, u32>,
    insns: usize,
    /// Bytes of source of which code is generated once more: `finally` bodies, generator expressions.
    copied: u64,
    /// Where the part of the module ends in which `from __future__` may stand.
    future_end: TextSize,
}

/// The begin of the first statement that is neither the module's documentation nor a `from __future__`.
fn future_end(body: &[Stmt]) -> TextSize {
    let is_future = |statement: &Stmt| match statement {
        Stmt::ImportFrom(import) => import.module.as_ref().is_some_and(|name| name.as_str() == "__future__"),
        _ => false,
    };
    let documented = body.first().is_some_and(|first| match first {
        Stmt::Expr(statement) => statement.value.is_string_literal_expr(),
        _ => false,
    });
    let mut rest = body.iter().skip(documented as usize).skip_while(|statement| is_future(statement));
    rest.next().map_or(TextSize::new(u32::MAX), |statement| statement.range().start())
}

/// Where a name's value is.
#[derive(Clone, Copy)]
enum Home {
    /// In a register. If it is not `sure`, it may be unassigned.
    Local { reg: Reg, sure: bool },
    /// In a global slot.
    Global(u32),
    /// Among the built-ins, by the index of the name's constant.
    Builtin(u32),
}

/// What encloses a statement within its function.
enum Block<'a> {
    Loop {
        exit: Label,
        next: Label,
    },
    /// The body of a `try` that has `except` clauses.
    Try {
        handler: HandlerId,
    },
    /// The body of an `except` clause. If it has a name, that has a handler of its own.
    Except {
        cleanup: HandlerId,
        previous: Reg,
        name: Option<(HandlerId, &'a Identifier)>,
    },
    /// The body of a `try` that has a `finally` clause.
    Finally {
        handler: HandlerId,
        body: &'a [Stmt],
    },
    /// A `finally` body that runs because of an exception.
    Unwinding {
        cleanup: HandlerId,
        previous: Reg,
    },
}

/// A comprehension whose clauses are being compiled.
struct Variables<'a> {
    registers: HashMap<&'a str, Home>,
}

/// The generator of one function's code.
struct Generator<'a, 'p> {
    program: &'p mut Program<'a>,
    out: Emitter<'a>,
    scope: &'a Scope,
    /// What the qualified names of functions in this one begin with.
    prefix: String,
    blocks: Vec<Block<'a>>,
    comprehensions: Vec<Variables<'a>>,
    /// In the copy of a generator expression for a function that is not the built-in one.
    copying: bool,
    /// Locals that are never taken as assigned, since some statement unassigns them.
    unsure: RegSet,
}

impl<'a, 'p> Generator<'a, 'p> {
    fn new(program: &'p mut Program<'a>, scope: &'a Scope, prefix: String) -> Self {
        let mut out = Emitter::new(program.source, scope.first_temporary());
        let mut unsure = RegSet::default();
        for name in &scope.deleted {
            scope.local(name).into_iter().for_each(|index| unsure.insert(scope.slot(index)));
        }
        scope.hidden.values().for_each(|&index| unsure.insert(scope.slot(index)));
        for index in (0..scope.params).filter(|&index| !unsure.contains(scope.slot(index))) {
            out.assigned.insert(scope.slot(index));
        }
        Generator {
            program,
            out,
            scope,
            prefix,
            blocks: Vec::new(),
            comprehensions: Vec::new(),
            copying: false,
            unsure,
        }
    }

    /// The documentation that a module or function begins with.
    fn documentation(&mut self, body: &'a [Stmt]) -> Option<Value> {
        let Some(Stmt::Expr(first)) = body.first() else { return None };
        match &*first.value {
            Expr::StringLiteral(_) => self.constant(&first.value),
            _ => None,
        }
    }

    /// Binds a module's `__doc__`, if it has documentation.
    fn bind_documentation(&mut self, body: &'a [Stmt]) {
        if let (Some(first), Some(text)) = (body.first(), self.documentation(body)) {
            self.out.span = first.range();
            let reg = self.out.temp();
            self.load_value(&text, reg);
            let slot = self.program.tables.global("__doc__");
            self.out.wide(Op::StoreGlobal, reg, slot);
            self.out.height = reg;
        }
    }

    /// The statements of a module or function, and `return None` at its end.
    fn body(&mut self, body: &'a [Stmt]) -> Result<()> {
        self.statements(body)?;
        if self.out.reachable() {
            let reg = self.out.temp();
            self.singleton(reg, Singleton::None);
            self.out.op(Op::Return, reg, 0, 0);
        }
        Ok(())
    }

    fn finish(self, mut code: Code, range: TextRange) -> Result<Code> {
        code.locals = self.scope.locals.clone();
        let source = self.program.source;
        let finished = self.out.finish(code);
        let Some(code) = finished else {
            return Err(source.error(ErrorKind::Syntax, "function is too large", range));
        };
        self.program.insns += code.insns.len();
        if self.program.insns > MAX_INSNS {
            return Err(source.error(ErrorKind::Syntax, "program is too large", range));
        }
        Ok(code)
    }

    /// An error at a range.
    fn error<T>(&self, message: impl Into<String>, range: TextRange) -> Result<T> {
        Err(self.program.source.error(ErrorKind::Syntax, message, range))
    }

    /// The error for a construct that the language has and this compiler has not.
    fn unsupported<T>(&self, what: &str, range: TextRange) -> Result<T> {
        self.error(format!("not supported yet: {what}"), range)
    }

    /// Notes that code is generated once more of a part of the source. What that costs is bounded, since copies multiply where
    /// one lies in another.
    fn copied(&mut self, range: TextRange) -> Result<()> {
        self.program.copied += u64::from(u32::from(range.len()));
        if self.program.copied > MAX_COPIED {
            return self.error("program is too large", range);
        }
        Ok(())
    }

    /// Emits at a range, then goes back to the range of before.
    fn at<T>(&mut self, range: TextRange, emit: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.out.span, range);
        let result = emit(self);
        self.out.span = before;
        result
    }

    fn push_block(&mut self, block: Block<'a>, range: TextRange) -> Result<()> {
        if self.blocks.len() >= MAX_BLOCKS {
            return self.error("too many statically nested blocks", range);
        }
        self.blocks.push(block);
        Ok(())
    }

    fn constant(&self, expr: &Expr) -> Option<Value> {
        fold::value(self.program.source, expr)
    }

    /// A constant's index as a 16-bit operand; the emitter notices if it is none.
    fn name_const(&mut self, name: &str) -> u32 {
        self.program.tables.string(name)
    }

    fn home(&mut self, name: &str, range: TextRange) -> Result<Home> {
        for variables in self.comprehensions.iter().rev() {
            if let Some(&home) = variables.registers.get(name) {
                return Ok(home);
            }
        }
        if let Some(index) = self.scope.local(name) {
            let reg = self.scope.slot(index);
            return Ok(Home::Local { reg, sure: self.out.assigned.contains(reg) });
        }
        if self.scope.closed.contains(name) {
            let text = format!("closures (the name '{name}' belongs to an enclosing function)");
            return self.unsupported(&text, range);
        }
        if self.program.prelude && name.starts_with("__pn_") {
            return Ok(Home::Builtin(self.program.tables.string(name)));
        }
        Ok(Home::Global(self.program.tables.global(name)))
    }

    /// Notes that a local is assigned from here on.
    fn assigned(&mut self, reg: Reg) {
        if !self.unsure.contains(reg) {
            self.out.assigned.insert(reg);
        }
    }

    /// Loads a name's value to a register.
    fn load(&mut self, home: Home, dst: Reg) {
        match home {
            Home::Local { reg, sure } => {
                self.check(reg, sure);
                if reg != dst {
                    self.out.op(Op::Move, dst, reg, 0);
                }
            }
            Home::Global(slot) => self.out.wide(Op::LoadGlobal, dst, slot),
            Home::Builtin(name) => self.out.wide(Op::LoadBuiltin, dst, name),
        }
    }

    /// Makes sure that a local is assigned.
    fn check(&mut self, reg: Reg, sure: bool) {
        if !sure {
            self.out.op(Op::CheckLocal, reg, 0, 0);
            self.assigned(reg);
        }
    }

    /// Stores a register to a name.
    fn store(&mut self, home: Home, reg: Reg) {
        match home {
            Home::Local { reg: local, .. } => {
                if local != reg {
                    self.out.op(Op::Move, local, reg, 0);
                }
                self.assigned(local);
            }
            Home::Global(slot) => self.out.wide(Op::StoreGlobal, reg, slot),
            // Only the prelude has such names, and it does not bind them.
            Home::Builtin(_) => {}
        }
    }

    fn singleton(&mut self, dst: Reg, which: Singleton) {
        self.out.op(Op::LoadSingleton, dst, which as u32, 0);
    }

    /// Loads a constant.
    fn load_value(&mut self, value: &Value, dst: Reg) {
        match value {
            Value::None => self.singleton(dst, Singleton::None),
            Value::Bool(false) => self.singleton(dst, Singleton::False),
            Value::Bool(true) => self.singleton(dst, Singleton::True),
            Value::Ellipsis => self.singleton(dst, Singleton::Ellipsis),
            Value::Int(value) if i32::try_from(*value).is_ok() => {
                self.out.wide(Op::LoadInt, dst, *value as i32 as u32);
            }
            _ => {
                let index = value.intern(&mut self.program.tables);
                self.out.wide(Op::LoadConst, dst, index);
            }
        }
    }

    /// A name bound by a statement rather than by an expression: `def`, `import`, `except ... as`.
    fn store_identifier(&mut self, name: &Identifier, reg: Reg) -> Result<()> {
        let home = self.home(name.as_str(), name.range())?;
        self.store(home, reg);
        Ok(())
    }
}
