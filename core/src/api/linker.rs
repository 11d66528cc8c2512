//! The linker: the embedder's functions that programs import, by module and name.

use super::{Caller, Error, HostTrap, HostValue, Instance, Store};
use crate::bytecode::image::Image;
use crate::host::Host;

/// A function of the embedder: what it is called with is the embedder's own state (what [`Instance::resume`] is given) and
/// the [`Caller`] with the arguments. The value it returns may borrow from the state.
pub type HostFunction<'l, H> =
    dyn for<'h> Fn(&'h mut H, &mut Caller<'_>) -> Result<HostValue<'h>, HostTrap> + Sync + 'l;

/// A function with its names.
pub(super) struct Definition<'l, H> {
    pub(super) module: &'l str,
    pub(super) name: &'l str,
    pub(super) function: &'l HostFunction<'l, H>,
}

/// The embedder's functions, at most `N` of them, to be found by programs in modules: what is defined as `"game"`,
/// `"spawn"` is called as `game.spawn(...)` after `import game`, and imported by `from game import spawn`.
///
/// Nothing is allocated: the linker has room for `N` definitions itself and borrows the functions. One linker serves any
/// number of stores, on any threads. A name that is not defined is what it is in CPython: a `ModuleNotFoundError`, an
/// `ImportError` or an `AttributeError`. Functions that are defined in a module of the engine (`time`, say) are put into it,
/// and take the place of those that are there.
///
/// Functions run when the program has come to a stop, never above its frames, interpreted or compiled. So one that
/// panics leaves the program waiting for an answer; see [`Instance::resume`]. None can call into the program that called it:
///
/// ```compile_fail,E0499
/// use patchnose_core::api::{Error, Instance};
/// # use patchnose_core::host::{Host, Stream};
/// struct World<'a> {
///     program: Instance<'a, 'a, World<'a>>,
/// }
/// # impl Host for World<'_> { fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), ()> { Ok(()) } }
///
/// fn again(world: &mut World<'_>) -> Result<(), Error> {
///     world.program.resume(world)?; // What a program is given for its run, it cannot be part of.
///     Ok(())
/// }
/// ```
pub struct Linker<'l, H, const N: usize = 32> {
    definitions: [Option<Definition<'l, H>>; N],
    len: usize,
}

impl<'l, H: Host, const N: usize> Linker<'l, H, N> {
    /// A linker without functions.
    pub const fn new() -> Self {
        Linker { definitions: [const { None }; N], len: 0 }
    }

    /// Defines function `name` of module `module`.
    ///
    /// # Errors
    /// [`Error::LinkerFull`]; [`Error::DefinedTwice`]; [`Error::BadName`] if a program could not write one of the names.
    pub fn func(
        &mut self,
        module: &'l str,
        name: &'l str,
        function: &'l HostFunction<'l, H>,
    ) -> Result<&mut Self, Error> {
        if !is_name(module) || !is_name(name) {
            return Err(Error::BadName);
        }
        if self.functions().iter().flatten().any(|d| d.module == module && d.name == name) {
            return Err(Error::DefinedTwice);
        }
        let place = self.definitions.get_mut(self.len).ok_or(Error::LinkerFull { room: N })?;
        *place = Some(Definition { module, name, function });
        self.len += 1;
        Ok(self)
    }

    /// Loads a program, as `__main__`, into a store, where it finds this linker's functions. Its body has not run yet:
    /// [`Instance::resume`] does that.
    ///
    /// # Errors
    /// [`Error::Memory`], [`Error::Suspended`], [`Error::Poisoned`].
    pub fn instantiate<'i, 'r>(&'i self, store: Store<'r>, image: &Image<'r>) -> Result<Instance<'i, 'r, H>, Error>
    where
        'l: 'i,
    {
        Instance::new(self.functions(), store, image)
    }

    /// What is defined, in its order; `None` nowhere.
    fn functions(&self) -> &[Option<Definition<'l, H>>] {
        self.definitions.get(..self.len).unwrap_or(&[])
    }
}

impl<H: Host, const N: usize> Default for Linker<'_, H, N> {
    fn default() -> Self {
        Linker::new()
    }
}

/// Whether it can be a name in a program.
fn is_name(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    begins && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
