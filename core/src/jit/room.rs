//! The range of a small int, as far as it is known: how far it is from the ends of the small ints, and on which side of 0. What is
//! in the ranges of its operands for certain needs no overflow check, and a divisor that cannot be 0 no look at that.
//!
//! The range is a fact of a value, not of a slot: a value never changes, so the fact holds wherever the value is known, and is gone
//! with the value at joins, unless all ways there know it. It is learned from what control has gone through: comparisons,
//! steps, lengths, masks, and arithmetic on what has a range itself.
//!
//! The invariant: a value with this room, if it is a small int, is neither below `least` nor above `most`. More room (a narrower range) is
//! never wrong to forget.
//!
//! Values are many, and few have a range: a bound is kept in sixteen bits. It is exact near 0 and near the ends of the small
//! ints, where a step more or less decides, and rounded outwards to eight bits behind the first one in between.

use crate::value::{INT_BITS, INT_MAX, INT_MIN};

/// See the module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Room {
    least: Bound,
    most: Bound,
}

impl Default for Room {
    fn default() -> Room {
        Room::NONE
    }
}

impl Room {
    /// Nothing is known.
    pub(crate) const NONE: Room = Room::between(INT_MIN, INT_MAX);

    /// That of a small int, or of a number from 0 to it.
    pub(crate) const fn of(k: i64) -> Room {
        if k < 0 { Room::between(k, 0) } else { Room::between(0, k) }
    }

    /// That of this small int.
    pub(crate) const fn exactly(k: i64) -> Room {
        Room::between(k, k)
    }

    /// That of a number which is neither below `least` nor above `most`.
    pub(crate) const fn between(least: i64, most: i64) -> Room {
        Room { least: Bound::below(least), most: Bound::above(most) }
    }

    /// That of an index of a list that is not huge, below 2^23: products of two such numbers, and of their sums, are small ints.
    pub(crate) const INDEX: Room = Room::of((1 << 23) - 1);

    /// That of a length, below 2^32.
    pub(crate) const LENGTH: Room = Room::of((1 << 32) - 1);

    /// Whether adding `k` cannot overflow.
    pub(crate) const fn has(self, k: i64) -> bool {
        self.plus(Room::exactly(k)).1
    }

    /// Whether the value may be 0.
    pub(crate) const fn has_zero(self) -> bool {
        self.least.get() <= 0 && self.most.get() >= 0
    }

    /// Whether all values of this range are of the other one.
    pub(crate) const fn is_within(self, other: Room) -> bool {
        self.least.get() >= other.least.get() && self.most.get() <= other.most.get()
    }

    /// That of the sum with `k`, if it has not overflowed.
    pub(crate) const fn moved(self, k: i64) -> Room {
        Room::between(self.least.get() + k, self.most.get() + k)
    }

    /// That of the sum, if it has not overflowed, and whether it cannot.
    pub(crate) const fn plus(self, other: Room) -> (Room, bool) {
        Room::result(self.least.get() + other.least.get(), self.most.get() + other.most.get())
    }

    /// The same of the difference.
    pub(crate) const fn minus(self, other: Room) -> (Room, bool) {
        Room::result(self.least.get() - other.most.get(), self.most.get() - other.least.get())
    }

    /// The same of the product.
    pub(crate) fn times(self, other: Room) -> (Room, bool) {
        let corner = |x: Bound, y: Bound| x.get().saturating_mul(y.get());
        let (a, b) = (corner(self.least, other.least), corner(self.least, other.most));
        let (c, d) = (corner(self.most, other.least), corner(self.most, other.most));
        Room::result(a.min(b).min(c).min(d), a.max(b).max(c).max(d))
    }

    /// That of what a shift to the right by so many places leaves, from 0 to 49.
    pub(crate) const fn shifted(self, places: i64) -> Room {
        Room::between(self.least.get() >> (places & 63), self.most.get() >> (places & 63))
    }

    /// That of a quotient, rounded down, by a number above 0.
    pub(crate) const fn divided(self, by: i64) -> Room {
        Room::between(self.least.get().div_euclid(by), self.most.get().div_euclid(by))
    }

    const fn result(least: i64, most: i64) -> (Room, bool) {
        (Room::between(least, most), least >= INT_MIN && most <= INT_MAX)
    }

    /// That of a value of which two things are known.
    pub(crate) const fn and(self, other: Room) -> Room {
        let least = if self.least.0 > other.least.0 { self.least } else { other.least };
        let most = if self.most.0 < other.most.0 { self.most } else { other.most };
        Room { least, most }
    }

    /// That of a value which has the one or the other.
    pub(crate) fn or(self, other: Room) -> Room {
        Room { least: Bound(self.least.0.min(other.least.0)), most: Bound(self.most.0.max(other.most.0)) }
    }

    /// That of a value by so much below one with this room.
    pub(crate) const fn below(self, by: i64) -> Room {
        Room { least: Room::NONE.least, ..self.moved(-by) }
    }

    /// That of a value by so much above one with this room.
    pub(crate) const fn above(self, by: i64) -> Room {
        Room { most: Room::NONE.most, ..self.moved(by) }
    }
}

/// A bound, as a code: in the order of the numbers, that of `!n` being `!code`.
///
/// | codes | numbers |
/// |---|---|
/// | below [`NEAR`] | the same |
/// | [`OCTAVE`] for each power of two from there on | so many between it and the next one |
/// | the last [`FAR`] | the last small ints |
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bound(i16);

/// The first powers of two.
const NEAR_BITS: u32 = 12;
/// Numbers below this are exact.
const NEAR: i64 = 1 << NEAR_BITS;
/// Codes for the numbers between two powers of two.
const OCTAVE_BITS: u32 = 8;
const OCTAVE: i64 = 1 << OCTAVE_BITS;
/// So many numbers before the end are exact.
const FAR: i64 = 1 << 14;
/// The code of the first of them, and of the last.
const FIRST_FAR: i64 = NEAR + OCTAVE * (INT_BITS as i64 - 1 - NEAR_BITS as i64);
const LAST: i64 = FIRST_FAR + FAR - 1;
const _: () = assert!(LAST <= i16::MAX as i64);

impl Bound {
    /// The last bound that is not above the number, or the first small int.
    const fn below(n: i64) -> Bound {
        if n < 0 { Bound(!Bound::natural(!n, true)) } else { Bound(Bound::natural(n, false)) }
    }

    /// The first bound that is not below the number, or the last small int.
    const fn above(n: i64) -> Bound {
        if n < 0 { Bound(!Bound::natural(!n, false)) } else { Bound(Bound::natural(n, true)) }
    }

    /// The code of a number that is not negative: of the next one from there on, or the last one up to there.
    const fn natural(n: i64, up: bool) -> i16 {
        let code = if n < NEAR {
            n
        } else if n >= INT_MAX {
            LAST
        } else if n > INT_MAX - FAR {
            LAST - (INT_MAX - n)
        } else {
            // At least `NEAR`, so that the shift is by at least `NEAR_BITS - OCTAVE_BITS`.
            let (bits, shift) = (63 - n.leading_zeros(), 63 - n.leading_zeros() - OCTAVE_BITS);
            let rounds = up && n & ((1 << shift) - 1) != 0;
            NEAR + OCTAVE * (bits - NEAR_BITS) as i64 + (n >> shift) - OCTAVE + rounds as i64
        };
        code as i16
    }

    /// The number.
    const fn get(self) -> i64 {
        let code = self.0 as i64;
        let (code, is_negative) = if code < 0 { (!code, true) } else { (code, false) };
        let n = if code < NEAR {
            code
        } else if code >= FIRST_FAR {
            INT_MAX - (LAST - code)
        } else {
            let (octave, rest) = ((code - NEAR) >> OCTAVE_BITS, (code - NEAR) & (OCTAVE - 1));
            (OCTAVE + rest) << (octave + (NEAR_BITS - OCTAVE_BITS) as i64)
        };
        if is_negative { !n } else { n }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a value may have the room.
    fn holds(room: Room, v: i64) -> bool {
        (room.least.get()..=room.most.get()).contains(&v)
    }

    fn is_small(v: i64) -> bool {
        (INT_MIN..=INT_MAX).contains(&v)
    }

    /// Numbers at the borders of what is exact, and around powers of two.
    fn numbers() -> Vec<i64> {
        let around = |n: i64| (n - 2..=n + 2).flat_map(|n| [n, !n]);
        let powers = (0..=49).map(|bit| 1i64 << bit);
        let odd = (12..49).map(|bit| (0b1_0110_1101i64 << (bit - 8)) + 1);
        let borders = [INT_MAX, INT_MAX - FAR, NEAR];
        let mut all: Vec<i64> = powers.chain(odd).chain(borders).flat_map(around).filter(|v| is_small(*v)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    #[test]
    fn codes_are_in_the_order_of_the_numbers() {
        let all: Vec<i64> = (!LAST..=LAST).map(|code| Bound(code as i16).get()).collect();
        assert!(all.windows(2).all(|w| w[0] < w[1]));
        assert_eq!([all[0], *all.last().unwrap()], [INT_MIN, INT_MAX]);
        for n in all {
            assert_eq!([Bound::below(n).get(), Bound::above(n).get()], [n, n]);
        }
    }

    #[test]
    fn bounds_are_rounded_outwards() {
        for n in numbers() {
            let [below, above] = [Bound::below(n), Bound::above(n)];
            assert!(below.get() <= n && n <= above.get(), "{n}");
            assert!((below.get() == n && below == above) || below.0 + 1 == above.0, "{n}");
            let is_exact = !(NEAR..=INT_MAX - FAR).contains(&if n < 0 { !n } else { n });
            assert!(!is_exact || below == above, "{n}");
        }
        for n in [INT_MIN - 1, INT_MIN - INT_MAX, INT_MAX + 1, 2 * INT_MAX] {
            let end = if n < 0 { INT_MIN } else { INT_MAX };
            assert_eq!([Bound::below(n).get(), Bound::above(n).get()], [end, end]);
        }
    }

    #[test]
    fn what_is_done_with_values_holds_of_their_rooms() {
        let numbers = numbers();
        for (n, a) in numbers.iter().enumerate() {
            // Pairs are many.
            for b in numbers.iter().skip(n % 7).step_by(7) {
                let (a, b) = (*a, *b);
                for [x, y] in [[Room::of(a), Room::of(b)], [Room::between(a, a), Room::between(b, b)], [Room::NONE; 2]]
                {
                    let sums = [(x.plus(y), a + b), (x.minus(y), a - b), (x.times(y), a.saturating_mul(b))];
                    for ((room, fits), result) in sums {
                        assert!(is_small(result) || !fits, "{a} {b}");
                        assert!(!is_small(result) || holds(room, result), "{a} {b}");
                    }
                    assert!(!is_small(a + b) || holds(x.moved(b), a + b), "{a} {b}");
                    assert!(!x.has(b) || is_small(a + b), "{a} {b}");
                    assert!(holds(x.or(y), a) && holds(x.or(y), b), "{a} {b}");
                    if a < b {
                        assert!(holds(y.below(1), a) && holds(y.below(0), a), "{a} {b}");
                        assert!(holds(x.above(1), b) && holds(x.above(0), b), "{a} {b}");
                        assert!(holds(y.below(1).and(x), a));
                    }
                    if b > 0 {
                        assert!(holds(x.divided(b), a.div_euclid(b)), "{a} {b}");
                    }
                }
            }
            let (a, room) = (*a, Room::between(*a, *a));
            assert!((0..50).all(|places| holds(room.shifted(places), a >> places)), "{a}");
            assert!(holds(Room::of(a), 0) && (a != 0 || room.has_zero()));
        }
    }

    #[test]
    fn a_step_at_the_ends() {
        assert!(Room::of(INT_MAX - 1).has(1) && !Room::of(INT_MAX).has(1));
        assert!(Room::of(INT_MIN + 1).has(-1) && !Room::of(INT_MIN).has(-1));
        assert!(Room::NONE.moved(1).has(-1) && !Room::NONE.moved(1).has(1));
        assert!(Room::NONE.below(1).has(1) && !Room::NONE.below(1).has(2) && !Room::NONE.below(1).has(-1));
        assert!(Room::NONE.above(1).has(-1) && !Room::NONE.above(1).has(1));
        assert!(!Room::of(9).moved(1).has_zero() && Room::of(9).has_zero() && Room::NONE.has_zero());
        assert_eq!(Room::LENGTH.times(Room::LENGTH), (Room::of(INT_MAX), false));
        assert_eq!(Room::of(1 << 24).times(Room::of(1 << 24)), (Room::of(1 << 48), true));
    }

    #[test]
    fn lengths_and_halves() {
        let sum = Room::INDEX.plus(Room::INDEX).0.moved(1);
        assert!(sum.times(sum).1 && Room::INDEX.is_within(Room::LENGTH));
        assert!(holds(Room::LENGTH, 0) && holds(Room::LENGTH, u32::MAX.into()));
        assert!(Room::of(9).is_within(Room::LENGTH) && !Room::of(-1).is_within(Room::LENGTH));
        assert!(!Room::NONE.is_within(Room::LENGTH) && Room::LENGTH.is_within(Room::NONE));
        assert!(holds(Room::NONE.shifted(1), INT_MIN >> 1) && holds(Room::NONE.shifted(1), INT_MAX >> 1));
    }
}
