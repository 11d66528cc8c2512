//! Hashes.
//!
//! Contract: values that are equal have equal hashes; numbers, tuples, frozensets, ranges and slices have CPython's. The
//! hash of a str is keyed by the context's `hash_key` and has 32 bits; it is kept in the str.

use crate::Run;
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::num::big;
use crate::object::{BigInt, Method, Range, SET_FROZEN, STR_SHARED, Set, Slice, Str, Tuple, ViewKind};
use crate::value::Value;

/// `hash(None)`
const NONE_HASH: u64 = 0xFCA8_6420;
/// `hash(inf)`
const INF_HASH: i64 = 314_159;
/// Bits of the prime by which numbers are hashed.
const MODULUS_BITS: i64 = 61;

/// Bytes of a str that a unit of fuel hashes.
const BYTES_HASHED_PER_FUEL: u32 = 64;

const XX_PRIME_1: u64 = 11_400_714_785_074_694_791;
const XX_PRIME_2: u64 = 14_029_467_366_897_019_727;
const XX_PRIME_5: u64 = 2_870_177_450_012_600_261;

/// The hash of tuples: a sum of lanes, each stirred in (xxHash).
struct Lanes(u64);

impl Lanes {
    fn add(&mut self, lane: u64) {
        let turned = self.0.wrapping_add(lane.wrapping_mul(XX_PRIME_2)).rotate_left(31);
        self.0 = turned.wrapping_mul(XX_PRIME_1);
    }

    /// The hash; -1 is kept free.
    fn end(self) -> u64 {
        if self.0 == u64::MAX { 1_546_275_796 } else { self.0 }
    }

    fn end_of(self, len: usize) -> u64 {
        Lanes(self.0.wrapping_add(len as u64 ^ (XX_PRIME_5 ^ 3_527_539))).end()
    }
}

/// The hash of a float, equal to that of the int it may be equal to.
pub fn hash_float(x: f64) -> u64 {
    if x.is_nan() {
        return 0;
    }
    if x.is_infinite() {
        return (if x > 0.0 { INF_HASH } else { -INF_HASH }) as u64;
    }
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    // x = mantissa * 2^power
    let (mantissa, power) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    // 2^61 is 1 by the modulus 2^61 - 1, so that multiplying by a power of two turns the 61 bits.
    let turn = power.rem_euclid(MODULUS_BITS) as u32;
    let modulus = (1u64 << MODULUS_BITS) - 1;
    let turned = (mantissa << turn & modulus) | mantissa >> (MODULUS_BITS as u32 - turn);
    let rest = (turned % modulus) as i64;
    let signed = if x < 0.0 { -rest } else { rest };
    (if signed == -1 { -2 } else { signed }) as u64
}

/// SipHash-1-3 of bytes, folded to 32 bits, never 0.
pub fn hash_bytes(key: u64, bytes: &[u8]) -> u32 {
    hash_words(key, bytes.len(), |k| {
        let rest = bytes.get(8 * k..).unwrap_or(&[]);
        match rest.first_chunk() {
            Some(word) => u64::from_le_bytes(*word),
            None => rest.iter().rev().fold(0, |m, b| m << 8 | *b as u64),
        }
    })
}

/// The same of bytes that are read by words of eight, the first one lowest; what lies behind the end does not count.
#[inline(always)]
fn hash_words(key: u64, len: usize, word: impl Fn(usize) -> u64) -> u32 {
    let k = [key, key.rotate_left(32) ^ 0x9E37_79B9_7F4A_7C15];
    let mut v = [
        k[0] ^ 0x736f_6d65_7073_6575,
        k[1] ^ 0x646f_7261_6e64_6f6d,
        k[0] ^ 0x6c79_6765_6e65_7261,
        k[1] ^ 0x7465_6462_7974_6573,
    ];
    let whole = len / 8;
    for k in 0..whole {
        let m = word(k);
        v[3] ^= m;
        sip_round(&mut v);
        v[0] ^= m;
    }
    let tail = match len % 8 {
        0 => 0,
        left => word(whole) & ((1 << (8 * left)) - 1),
    };
    let last = tail | (len as u64) << 56;
    v[3] ^= last;
    sip_round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xFF;
    for _ in 0..3 {
        sip_round(&mut v);
    }
    let h = v[0] ^ v[1] ^ v[2] ^ v[3];
    ((h ^ h >> 32) as u32).max(1)
}

#[inline(always)]
fn sip_round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[2] = v[2].rotate_left(32);
}

/// Spreads a number over 61 bits, for what is hashed by its identity.
fn spread(n: u64) -> u64 {
    let h = (n ^ n >> 32).wrapping_mul(XX_PRIME_1);
    (h ^ h >> 29) >> 3
}

impl Context {
    /// `hash(v)`; as a signed number it is what Python sees.
    ///
    /// # Errors
    /// TypeError for what cannot be hashed, RecursionError; [`Trap::Fuel`](crate::Trap::Fuel).
    #[inline]
    pub fn hash(&mut self, v: Value) -> Run<u64> {
        if v.is_int() {
            return Ok(big::hash_i64(v.int_payload()) as u64);
        }
        if let Some(s) = self.cast::<Str>(v) {
            return self.hash_str(s);
        }
        self.hash_at(v, 0)
    }

    /// The hash of a str.
    ///
    /// # Errors
    /// [`Trap::Fuel`](crate::Trap::Fuel).
    #[inline]
    pub fn hash_str(&mut self, s: Gc<Str>) -> Run<u64> {
        if let Some(hash) = self.hash_at_once(s) {
            return Ok(hash as u64);
        }
        let cost = self.get(s).header.len / BYTES_HASHED_PER_FUEL;
        if cost != 0 {
            self.charge(cost as u64)?;
        }
        let hash = hash_bytes(self.hash_key, self.str_bytes(s));
        self.get_mut(s).hash = hash;
        Ok(hash as u64)
    }

    /// The hash of a str that has been asked for before, or is found for nothing: of a short one.
    #[inline(always)]
    pub(crate) fn hash_at_once(&mut self, s: Gc<Str>) -> Option<u32> {
        let kept = self.get(s).hash;
        if kept != 0 {
            return Some(kept);
        }
        self.hash_short(s)
    }

    /// The hash of a short str, which does not lie in an array.
    #[inline(never)]
    fn hash_short(&mut self, s: Gc<Str>) -> Option<u32> {
        let header = &self.get(s).header;
        if header.len >= BYTES_HASHED_PER_FUEL || header.flags & STR_SHARED != 0 {
            return None;
        }
        // SAFETY: the str does not lie in an array, and words are asked for that begin before its end.
        let hash = hash_words(self.hash_key, header.len as usize, |k| unsafe { self.str_word(s, k) });
        self.get_mut(s).hash = hash;
        Some(hash)
    }

    fn hash_at(&mut self, v: Value, depth: u32) -> Run<u64> {
        if v.is_int() {
            return Ok(big::hash_i64(v.int_payload()) as u64);
        }
        if let Some(x) = v.as_float() {
            return Ok(hash_float(x));
        }
        let Some(header) = self.header(v) else {
            return Ok(match v {
                Value::NONE => NONE_HASH,
                Value::FALSE => 0,
                Value::TRUE => 1,
                _ => spread(v.bits()),
            });
        };
        let (kind, flags, aux) = (header.kind, header.flags, header.aux);
        match kind {
            Kind::Str => self.cast(v).map_or(Ok(0), |s| self.hash_str(s)),
            Kind::BigInt => self.hash_big(v),
            Kind::Tuple => self.hash_tuple(v, depth),
            Kind::Set if flags & SET_FROZEN != 0 => self.hash_frozenset(v),
            Kind::Range => self.hash_range(v, depth),
            Kind::Slice => {
                let inner = self.deeper(depth, "")?;
                let mut lanes = Lanes(XX_PRIME_5);
                if let Some(s) = self.cast::<Slice>(v) {
                    let (start, stop, step) = (self.get(s).start, self.get(s).stop, self.get(s).step);
                    for part in [start, stop, step] {
                        lanes.add(self.hash_at(part, inner)?);
                    }
                }
                Ok(lanes.end())
            }
            Kind::Method => {
                let Some(m) = self.cast::<Method>(v) else { return Ok(0) };
                let (function, receiver) = (self.get(m).function, self.get(m).receiver);
                let inner = self.deeper(depth, "")?;
                Ok(self.hash_at(function, inner)? ^ self.hash_identity(receiver)?.rotate_left(7) & u64::MAX >> 3)
            }
            Kind::List | Kind::Dict | Kind::Set => Err(self.unhashable(v)),
            Kind::DictView if ViewKind::from_number(aux) != ViewKind::Values => Err(self.unhashable(v)),
            _ => self.hash_identity(v),
        }
    }

    fn unhashable(&mut self, v: Value) -> crate::Trap {
        let t = self.type_name(v);
        self.type_error(format_args!("unhashable type: '{t}'"))
    }

    fn hash_big(&mut self, v: Value) -> Run<u64> {
        let Some(g) = self.cast::<BigInt>(v) else { return Ok(0) };
        let cost = big::fuel(self.get(g).header.len as u64);
        if cost != 0 {
            self.charge(cost)?;
        }
        Ok(big::hash(self.bigint(g)) as u64)
    }

    fn hash_tuple(&mut self, v: Value, depth: u32) -> Run<u64> {
        let Some(t) = self.cast::<Tuple>(v) else { return Ok(0) };
        let inner = self.deeper(depth, "")?;
        let len = self.tuple(t).len();
        self.charge_items(len)?;
        // Shared parts can make a deep tuple of few: each level costs something.
        self.charge(depth.min(1) as u64)?;
        let mut lanes = Lanes(XX_PRIME_5);
        for i in 0..len {
            let item = self.tuple(t).get(i).copied().unwrap_or(Value::NONE);
            lanes.add(self.hash_at(item, inner)?);
        }
        Ok(lanes.end_of(len))
    }

    /// The hash that a set has when it is frozen: the same whatever the order of its items.
    pub(crate) fn hash_set_items(&mut self, s: Gc<Set>) -> Run<u64> {
        let len = self.get(s).header.len as u64;
        self.charge_items(len as usize)?;
        let mut hash = 0u64;
        let mut at = 0;
        while let Some((h, _, next)) = self.set_entry_from(s, at) {
            at = next;
            hash ^= ((h ^ 89_869_747) ^ h << 16).wrapping_mul(3_644_798_167);
        }
        hash ^= len.wrapping_add(1).wrapping_mul(1_927_868_237);
        hash ^= hash >> 11 ^ hash >> 25;
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        Ok(if hash == u64::MAX { 590_923_713 } else { hash })
    }

    fn hash_frozenset(&mut self, v: Value) -> Run<u64> {
        let Some(s) = self.cast::<Set>(v) else { return Ok(0) };
        self.hash_set_items(s)
    }

    fn hash_range(&mut self, v: Value, depth: u32) -> Run<u64> {
        let Some(r) = self.cast::<Range>(v) else { return Ok(0) };
        let (start, step) = (self.get(r).start, self.get(r).step);
        let len = self.range_len_value(r)?;
        let parts = match len.as_int() {
            Some(0) => [len, Value::NONE, Value::NONE],
            Some(1) => [len, start, Value::NONE],
            _ => [len, start, step],
        };
        let inner = self.deeper(depth, "")?;
        let mut lanes = Lanes(XX_PRIME_5);
        for part in parts {
            lanes.add(self.hash_at(part, inner)?);
        }
        Ok(lanes.end_of(parts.len()))
    }

    /// The hash of what is equal to itself alone.
    fn hash_identity(&mut self, v: Value) -> Run<u64> {
        if v.is_ref() { Ok(spread(self.serial(v)?)) } else { Ok(spread(v.bits())) }
    }
}
