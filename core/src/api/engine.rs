//! The engine: what stores of one configuration share.

use super::{Config, Error};
use crate::code::Platform;
use crate::code::arena::Arena;
use crate::jit::stencil::Arch;
use crate::jit::tier::Off;

/// A configuration, and the memory for machine code of all its stores, which may be on different threads.
pub struct Engine<'p> {
    config: Config,
    arena: Option<Arena<'p>>,
    off: Option<Off>,
}

impl<'p> Engine<'p> {
    /// An engine with this configuration. Where there is no platform, or it refuses memory, or there is no stencil table for
    /// this machine, programs are interpreted, and [`Engine::jit_off_reason`] says why.
    ///
    /// # Errors
    /// [`Error::Limit`].
    pub fn new(config: &Config, platform: Option<&'p dyn Platform>) -> Result<Engine<'p>, Error> {
        config.limits.check()?;
        let reserved = match (config.stencils, platform) {
            (_, None) => Err(Off::NoPlatform),
            (None, _) => Err(Off::NoStencils),
            (Some(table), _) if Some(table.arch) != Arch::HERE => Err(Off::NoStencils),
            (_, Some(platform)) => {
                let len = config.code_region.clamp(1, MAX_REGION).max(config.limits.code.min(MAX_REGION));
                Arena::new(platform, len).map_err(Off::Platform)
            }
        };
        let (arena, off) = match reserved {
            Ok(arena) => (Some(arena), if config.jit { None } else { Some(Off::Disabled) }),
            Err(off) => (None, Some(off)),
        };
        Ok(Engine { config: *config, arena, off })
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Why programs are interpreted only; `None` if hot functions are compiled.
    pub fn jit_off_reason(&self) -> Option<Off> {
        self.off
    }

    /// The code region.
    pub(crate) fn arena(&self) -> Option<&Arena<'p>> {
        self.arena.as_ref()
    }
}

/// The largest code region: branches reach from end to end.
const MAX_REGION: usize = 128 << 20;
