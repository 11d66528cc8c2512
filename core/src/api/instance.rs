//! An instance: a program in its store, together with the embedder's functions that it calls.

use super::caller::Why;
use super::linker::Definition;
use super::{Error, HostValue, Outcome, Store};
use crate::bytecode::image::Image;
use crate::host::Host;
use crate::interp::driver::Stop;

/// A program in its store, linked to the functions of a [`Linker`](super::Linker).
pub struct Instance<'l, 'r, H> {
    functions: &'l [Option<Definition<'l, H>>],
    store: Store<'r>,
}

impl<'l, 'r, H: Host> Instance<'l, 'r, H> {
    pub(super) fn new(
        functions: &'l [Option<Definition<'l, H>>],
        mut store: Store<'r>,
        image: &Image<'r>,
    ) -> Result<Instance<'l, 'r, H>, Error> {
        store.link(functions.iter().flatten().map(|d| (d.module, d.name)))?;
        store.load_image(image, "__main__")?;
        Ok(Instance { functions, store })
    }

    /// The store: for its fuel, figures, tracebacks, and the answers to calls.
    pub fn store(&mut self) -> &mut Store<'r> {
        &mut self.store
    }

    /// Calls a function of the program, which goes on after a stop with [`Instance::resume`].
    ///
    /// # Errors
    /// What [`Store::call`] and [`Instance::resume`] have.
    pub fn call_resumable(
        &mut self,
        host: &mut H,
        function: &str,
        args: &[HostValue<'_>],
    ) -> Result<Outcome<'_>, Error> {
        self.store.call(function, args)?;
        self.resume(host)
    }

    /// Calls a function of the program that is to run to its end: where it stops before, it is given up, and the outcome says
    /// why.
    ///
    /// # Errors
    /// What [`Store::call`] and [`Instance::resume`] have.
    pub fn call(&mut self, host: &mut H, function: &str, args: &[HostValue<'_>]) -> Result<Outcome<'_>, Error> {
        self.store.call(function, args)?;
        let stop = self.run(host)?;
        if let Stop::OutOfFuel | Stop::Host(_) = stop {
            self.store.cancel();
        }
        Ok(self.store.outcome(stop))
    }

    /// Runs the program to its next stop: first its body, then what was called or is to go on.
    ///
    /// Functions of the linker are called on the way. One that panics leaves through this method, and the program waits for
    /// its answer ([`Store::answer`], [`Store::raise`]) or is given up ([`Store::cancel`]); the store stays usable. (A panic of
    /// a method of `host` leaves the program in the middle of an instruction: such a store is poisoned.)
    ///
    /// # Errors
    /// What [`Store::resume`] has.
    pub fn resume(&mut self, host: &mut H) -> Result<Outcome<'_>, Error> {
        let stop = self.run(host)?;
        Ok(self.store.outcome(stop))
    }

    fn run(&mut self, host: &mut H) -> Result<Stop, Error> {
        loop {
            let stop = self.store.advance(host)?;
            let Stop::Host(number) = stop else { return Ok(stop) };
            let Some(Some(definition)) = self.functions.get(number as usize) else { return Ok(stop) };
            let Some(mut caller) = self.store.caller() else { return Ok(stop) };
            match (definition.function)(host, &mut caller) {
                Ok(value) => self.store.answer(value)?,
                Err(trap) => match trap.0 {
                    Why::Raised => self.store.refuse()?,
                    Why::Suspended => return Ok(stop),
                    Why::OutOfFuel => {
                        self.store.call_again();
                        return Ok(Stop::OutOfFuel);
                    }
                },
            }
        }
    }
}
