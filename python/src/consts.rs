//! The tables that all code of a module shares: constants and global names.

use crate::module::Const;
use std::collections::HashMap;

/// A constant as a key: floats by their bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    Big(bool, Vec<u8>),
    Float(u64),
    Str(Vec<u8>),
    Tuple(Vec<u32>),
}

impl From<&Const> for Key {
    fn from(value: &Const) -> Key {
        match value {
            Const::None => Key::None,
            Const::True => Key::True,
            Const::False => Key::False,
            Const::Ellipsis => Key::Ellipsis,
            Const::Int(value) => Key::Int(*value),
            Const::Big { negative, magnitude } => Key::Big(*negative, magnitude.clone()),
            Const::Float(value) => Key::Float(value.to_bits()),
            Const::Str(text) => Key::Str(text.clone()),
            Const::Tuple(items) => Key::Tuple(items.clone()),
        }
    }
}

/// The constants and global names of a module, each once.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub consts: Vec<Const>,
    const_index: HashMap<Key, u32>,
    pub globals: Vec<String>,
    global_index: HashMap<String, u32>,
}

impl Tables {
    /// The index of a constant.
    pub fn constant(&mut self, value: Const) -> u32 {
        let consts = &mut self.consts;
        *self.const_index.entry(Key::from(&value)).or_insert_with(|| {
            consts.push(value);
            consts.len() as u32 - 1
        })
    }

    /// The index of a constant str.
    pub fn string(&mut self, text: &str) -> u32 {
        self.constant(Const::Str(text.as_bytes().to_vec()))
    }

    /// The slot of a global name.
    pub fn global(&mut self, name: &str) -> u32 {
        if let Some(&slot) = self.global_index.get(name) {
            return slot;
        }
        let slot = self.globals.len() as u32;
        self.globals.push(name.to_string());
        self.global_index.insert(name.to_string(), slot);
        slot
    }
}
