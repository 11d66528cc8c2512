//! Scopes: which names of a function are its locals, and the errors that CPython's symbol table finds.
//!
//! Comprehensions are part of the function they are written in. Their variables live in temporaries; only one that may
//! be read before its `for` has run gets a hidden local, which can be unassigned.

use crate::error::{ErrorKind, SyntaxError};
use crate::source::Source;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Comprehension, Expr, ExprContext, Parameters, Stmt};
use ruff_text_size::TextRange;
use std::collections::{HashMap, HashSet};

/// What is known about one function, or the module.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Whether its names are locals at all.
    pub is_function: bool,
    /// Parameters (positional, keyword-only, `*args`, `**kwargs`), then the other locals in the order of first binding.
    pub locals: Vec<String>,
    index: HashMap<String, usize>,
    /// Number of parameters.
    pub params: usize,
    /// Locals that some statement unassigns.
    pub deleted: HashSet<String>,
    /// Names that an assignment expression binds.
    pub walrus: HashSet<String>,
    /// Names of `global` statements.
    globals: HashSet<String>,
    /// Names that belong to an enclosing function.
    pub closed: HashSet<String>,
    /// Hidden locals of comprehension variables, by the range of the comprehension.
    pub hidden: HashMap<(TextRange, String), usize>,
    /// Names used so far and how, for the checks of `global`.
    seen: HashMap<String, Seen>,
    /// Names that are not bound here, in the order of first use.
    free: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    used: bool,
    assigned: bool,
    annotated: bool,
}

impl Scope {
    /// The index of a local.
    pub fn local(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// The frame slot of a local: parameters, then the header's two slots, then the others.
    pub fn slot(&self, index: usize) -> u32 {
        (if index < self.params { index } else { index + 2 }) as u32
    }

    /// The first slot after the locals.
    pub fn first_temporary(&self) -> u32 {
        self.locals.len() as u32 + 2
    }

    fn bind(&mut self, name: &str) {
        if self.is_function && !self.globals.contains(name) && !self.index.contains_key(name) {
            self.index.insert(name.to_string(), self.locals.len());
            self.locals.push(name.to_string());
        }
    }
}

/// The scopes of a module: its own first, functions by their ranges.
#[derive(Debug)]
pub(crate) struct Scopes {
    scopes: Vec<Scope>,
    functions: HashMap<TextRange, usize>,
}

impl Scopes {
    /// Finds the scopes of a module.
    pub fn of(source: &Source, body: &[Stmt]) -> Result<Scopes, SyntaxError> {
        let mut binder = Binder {
            source,
            scopes: vec![Scope::default()],
            functions: HashMap::new(),
            stack: vec![Frame::default()],
            error: None,
        };
        binder.visit_body(body);
        match binder.error {
            Some(error) => Err(error),
            None => Ok(Scopes { scopes: binder.scopes, functions: binder.functions }),
        }
    }

    /// The module's scope.
    pub fn module(&self) -> &Scope {
        &self.scopes[0]
    }

    /// The scope of the function or lambda of this range.
    pub fn function(&self, range: TextRange) -> &Scope {
        &self.scopes[self.functions[&range]]
    }
}

/// A function being visited.
#[derive(Default)]
struct Frame {
    scope: usize,
    comps: Vec<Comp>,
    /// Free names of the functions in it, with their scopes.
    pending: Vec<(String, usize)>,
}

/// A comprehension being visited.
struct Comp {
    range: TextRange,
    /// Its variables and whether their `for` has been passed.
    names: HashMap<String, bool>,
    /// In the iterable of one of its clauses.
    in_iterable: bool,
}

struct Binder<'s> {
    source: &'s Source,
    scopes: Vec<Scope>,
    functions: HashMap<TextRange, usize>,
    stack: Vec<Frame>,
    error: Option<SyntaxError>,
}

impl<'s> Binder<'s> {
    fn frame(&mut self) -> &mut Frame {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    fn scope(&mut self) -> &mut Scope {
        let index = self.frame().scope;
        &mut self.scopes[index]
    }

    fn fail(&mut self, message: String, range: TextRange) {
        if self.error.is_none() {
            self.error = Some(self.source.error(ErrorKind::Syntax, message, range));
        }
    }

    /// `__debug__` is a constant.
    fn check_debug(&mut self, name: &str, verb: &str, range: TextRange) {
        if name == "__debug__" {
            self.fail(format!("cannot {verb} __debug__"), range);
        }
    }

    fn bind(&mut self, name: &str) {
        let scope = self.scope();
        scope.bind(name);
        scope.seen.entry(name.to_string()).or_default().assigned = true;
    }

    fn delete(&mut self, name: &str) {
        self.bind(name);
        self.scope().deleted.insert(name.to_string());
    }

    fn name(&mut self, name: &str, ctx: ExprContext) {
        let comps = &mut self.frame().comps;
        for at in (0..comps.len()).rev() {
            let Some(passed) = comps[at].names.get_mut(name) else { continue };
            match ctx {
                ExprContext::Store => *passed = true,
                _ if *passed => {}
                _ => {
                    let range = comps[at].range;
                    let scope = self.scope();
                    let index = scope.locals.len();
                    if scope.hidden.insert((range, name.to_string()), index).is_none() {
                        scope.locals.push(name.to_string());
                    }
                }
            }
            return;
        }
        match ctx {
            ExprContext::Store => self.bind(name),
            ExprContext::Del => self.delete(name),
            ExprContext::Load | ExprContext::Invalid => {
                let scope = self.scope();
                let seen = scope.seen.entry(name.to_string()).or_default();
                if !seen.used {
                    seen.used = true;
                    scope.free.push(name.to_string());
                }
            }
        }
    }

    fn walrus(&mut self, name: &str, target: TextRange, range: TextRange) {
        let comps = &self.frame().comps;
        if comps.iter().any(|comp| comp.in_iterable) {
            let text = "assignment expression cannot be used in a comprehension iterable expression";
            return self.fail(text.to_string(), range);
        }
        if comps.iter().any(|comp| comp.names.contains_key(name)) {
            let text = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
            return self.fail(text, target);
        }
        self.bind(name);
        self.scope().walrus.insert(name.to_string());
    }

    fn comprehension<'a>(&mut self, range: TextRange, generators: &'a [Comprehension], results: [Option<&'a Expr>; 2]) {
        let mut names = HashMap::new();
        for generator in generators {
            target_names(&generator.target, &mut |name| {
                names.insert(name.to_string(), false);
            });
        }
        self.frame().comps.push(Comp { range, names: HashMap::new(), in_iterable: true });
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        self.frame().comps.last_mut().expect("pushed above").names = names;
        for (index, generator) in generators.iter().enumerate() {
            if index > 0 {
                self.set_in_iterable(true);
                self.visit_expr(&generator.iter);
            }
            self.set_in_iterable(false);
            self.visit_expr(&generator.target);
            generator.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        results.into_iter().flatten().for_each(|result| self.visit_expr(result));
        self.frame().comps.pop();
    }

    fn set_in_iterable(&mut self, value: bool) {
        if let Some(comp) = self.frame().comps.last_mut() {
            comp.in_iterable = value;
        }
    }

    /// A function or lambda: what `body` visits belongs to its scope.
    fn function(&mut self, range: TextRange, params: Option<&Parameters>, body: impl FnOnce(&mut Self)) {
        for param in params.into_iter().flat_map(|params| params.iter_non_variadic_params()) {
            if let Some(default) = &param.default {
                self.visit_expr(default);
            }
        }
        let index = self.scopes.len();
        self.scopes.push(Scope { is_function: true, ..Scope::default() });
        self.functions.insert(range, index);
        self.stack.push(Frame { scope: index, ..Frame::default() });
        if let Some(params) = params {
            let positional = params.posonlyargs.iter().chain(&params.args).chain(&params.kwonlyargs);
            let names = positional.map(|param| &param.parameter);
            for parameter in names.chain(params.vararg.as_deref()).chain(params.kwarg.as_deref()) {
                let name = parameter.name.as_str();
                if self.scope().local(name).is_some() {
                    let text = format!("duplicate argument '{name}' in function definition");
                    self.fail(text, parameter.range);
                }
                self.check_debug(name, "assign to", parameter.range);
                self.bind(name);
            }
        }
        let scope = self.scope();
        scope.params = scope.locals.len();
        body(self);
        self.leave_function();
    }

    /// Finds out which of its free names belong to the function around it, and hands the others on.
    fn leave_function(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        let scope = &self.scopes[frame.scope];
        let mut free = Vec::new();
        let mut closed = Vec::new();
        for (name, owner) in frame.pending {
            if scope.index.contains_key(&name) {
                closed.push((name, owner));
            } else if !scope.globals.contains(&name) {
                free.push((name, owner));
            }
        }
        for name in &scope.free {
            if !scope.index.contains_key(name) && !scope.globals.contains(name) {
                free.push((name.clone(), frame.scope));
            }
        }
        let comps = &self.frame().comps;
        let (of_comps, free): (Vec<_>, Vec<_>) =
            free.into_iter().partition(|(name, _)| comps.iter().any(|comp| comp.names.contains_key(name)));
        for (name, owner) in closed.into_iter().chain(of_comps) {
            self.scopes[owner].closed.insert(name);
        }
        self.frame().pending.extend(free);
    }

    fn global(&mut self, stmt: &ast::StmtGlobal) {
        for name in &stmt.names {
            let name = name.as_str();
            let scope = self.scope();
            let seen = scope.seen.get(name).copied().unwrap_or_default();
            let is_param = scope.local(name).is_some_and(|index| index < scope.params);
            let text = match seen {
                _ if is_param => format!("name '{name}' is parameter and global"),
                Seen { used: true, .. } => format!("name '{name}' is used prior to global declaration"),
                Seen { annotated: true, .. } => format!("annotated name '{name}' can't be global"),
                Seen { assigned: true, .. } => format!("name '{name}' is assigned to before global declaration"),
                _ => {
                    scope.globals.insert(name.to_string());
                    continue;
                }
            };
            self.fail(text, stmt.range);
        }
    }
}

impl<'a> Visitor<'a> for Binder<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                def.decorator_list.iter().for_each(|decorator| self.visit_expr(&decorator.expression));
                self.function(def.range, Some(&def.parameters), |binder| binder.visit_body(&def.body));
                self.bind(def.name.as_str());
            }
            Stmt::Global(stmt) => self.global(stmt),
            Stmt::Nonlocal(stmt) if self.stack.len() == 1 => {
                self.fail("nonlocal declaration not allowed at module level".to_string(), stmt.range);
            }
            Stmt::Import(stmt) => {
                for alias in &stmt.names {
                    let name = alias.asname.as_ref().map_or_else(|| top_level(&alias.name), |name| name.as_str());
                    self.check_debug(name, "assign to", stmt.range);
                    self.bind(name);
                }
            }
            Stmt::ImportFrom(stmt) => {
                for alias in stmt.names.iter().filter(|alias| alias.name.as_str() != "*") {
                    self.bind(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
                }
            }
            Stmt::AnnAssign(stmt) => {
                if let Expr::Name(name) = &*stmt.target {
                    let scope = self.scope();
                    if stmt.simple && scope.globals.contains(name.id.as_str()) && scope.is_function {
                        self.fail(format!("annotated name '{}' can't be global", name.id), stmt.range);
                    }
                    let seen = self.scope().seen.entry(name.id.to_string()).or_default();
                    seen.annotated |= stmt.simple;
                }
                stmt.value.iter().for_each(|value| self.visit_expr(value));
                self.visit_expr(&stmt.target);
            }
            // Their bodies have scopes of their own; the code generator refuses them.
            Stmt::ClassDef(stmt) => self.bind(stmt.name.as_str()),
            Stmt::TypeAlias(_) | Stmt::Match(_) => {}
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(clause) = handler;
        clause.type_.iter().for_each(|kind| self.visit_expr(kind));
        if let Some(name) = &clause.name {
            self.delete(name.as_str());
        }
        self.visit_body(&clause.body);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => {
                match name.ctx {
                    ExprContext::Store => self.check_debug(name.id.as_str(), "assign to", name.range),
                    ExprContext::Del => self.check_debug(name.id.as_str(), "delete", name.range),
                    ExprContext::Load | ExprContext::Invalid => {}
                }
                self.name(name.id.as_str(), name.ctx);
            }
            Expr::Attribute(attribute) => {
                if attribute.ctx == ExprContext::Store {
                    self.check_debug(attribute.attr.as_str(), "assign to", attribute.range);
                }
                self.visit_expr(&attribute.value);
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.walrus(name.id.as_str(), name.range, named.range);
                }
            }
            Expr::Lambda(lambda) => {
                self.function(lambda.range, lambda.parameters.as_deref(), |binder| binder.visit_expr(&lambda.body));
            }
            Expr::ListComp(comp) => self.comprehension(comp.range, &comp.generators, [Some(&comp.elt), None]),
            Expr::SetComp(comp) => self.comprehension(comp.range, &comp.generators, [Some(&comp.elt), None]),
            Expr::DictComp(comp) => {
                self.comprehension(comp.range, &comp.generators, [Some(&comp.key), Some(&comp.value)]);
            }
            Expr::Generator(comp) => self.comprehension(comp.range, &comp.generators, [Some(&comp.elt), None]),
            _ => visitor::walk_expr(self, expr),
        }
    }
}

/// The first part of a dotted name.
fn top_level(name: &ast::Identifier) -> &str {
    name.as_str().split('.').next().unwrap_or_default()
}

/// Calls `each` for every name that an assignment to `target` binds, in order.
pub(crate) fn target_names(target: &Expr, each: &mut dyn FnMut(&str)) {
    match target {
        Expr::Name(name) => each(name.id.as_str()),
        Expr::Starred(starred) => target_names(&starred.value, each),
        Expr::Tuple(ast::ExprTuple { elts, .. }) | Expr::List(ast::ExprList { elts, .. }) => {
            elts.iter().for_each(|item| target_names(item, each));
        }
        _ => {}
    }
}
