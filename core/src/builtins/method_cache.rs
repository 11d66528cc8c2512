//! Which methods were found lately, by the receiver's type and the method's name: tables of natives are searched by their text.

use super::{NativeId, method};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{STR_INTERNED, Str, TypeId};

/// Number of entries, a power of two.
const ENTRIES: usize = 32;

/// A find. An interned str lives as long as the store, so that its place names it.
#[derive(Clone, Copy)]
struct Entry {
    /// The name's units; 0 in an entry that is not used.
    name: u32,
    /// The type's number.
    ty: u16,
    /// What was found.
    id: NativeId,
}

/// The finds, each in the one place where it is looked for.
pub(crate) struct MethodCache {
    entries: [Entry; ENTRIES],
}

impl MethodCache {
    /// An empty cache.
    pub(crate) const fn new() -> MethodCache {
        MethodCache { entries: [Entry { name: 0, ty: 0, id: NativeId(0) }; ENTRIES] }
    }

    #[inline]
    fn entry(&mut self, t: TypeId, name: Gc<Str>) -> &mut Entry {
        // Objects are aligned to two units.
        let at = (name.units() / 2) as usize ^ (t as usize) << 2;
        // The remainder is below the number of entries.
        &mut self.entries[at % ENTRIES]
    }
}

impl Context {
    /// The method of this name of a type's instances.
    #[inline]
    pub(crate) fn find_method(&mut self, t: TypeId, name: Gc<Str>) -> Option<NativeId> {
        let entry = self.methods.entry(t, name);
        if entry.name == name.units() && entry.ty == t as u16 {
            return Some(entry.id);
        }
        self.search_method(t, name)
    }

    #[inline(never)]
    fn search_method(&mut self, t: TypeId, name: Gc<Str>) -> Option<NativeId> {
        let id = method(t, self.str_bytes(name))?;
        if self.get(name).header.flags & STR_INTERNED != 0 {
            *self.methods.entry(t, name) = Entry { name: name.units(), ty: t as u16, id };
        }
        Some(id)
    }
}
