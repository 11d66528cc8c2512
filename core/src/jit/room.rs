//! How far a small int is from the ends of the small ints, as far as it is known: what a step needs no overflow check by.
//!
//! Room is a fact of a value, not of a slot: a value never changes, so the fact holds wherever the value is known, and is gone
//! with the value at joins, unless all ways there know it. It is learned from what control has gone through: comparisons,
//! steps, lengths, masks.
//!
//! The invariant: a value with room for `up` steps up and `down` steps down is an int from `INT_MIN + down` to
//! `INT_MAX - up`. No room says nothing. More room is never wrong to forget.

use crate::value::{INT_MAX, INT_MIN};

/// See the module.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Room {
    up: u16,
    down: u16,
}

impl Room {
    /// Nothing is known.
    pub(crate) const NONE: Room = Room { up: 0, down: 0 };

    /// That of a small int, or of a number from 0 to it.
    pub(crate) const fn of(k: i64) -> Room {
        Room::between(if k < 0 { k } else { 0 }, k)
    }

    /// That of a number which is neither below `least` nor above `most`, both small ints.
    const fn between(least: i64, most: i64) -> Room {
        Room { up: steps(INT_MAX - most), down: steps(least - INT_MIN) }
    }

    /// That of a length, below 2^32.
    pub(crate) const LENGTH: Room = Room::of(u32::MAX as i64);

    /// That of what is left of a small int by a shift to the right, by one place at least.
    pub(crate) const HALF: Room = Room::between(INT_MIN / 2, INT_MAX / 2);

    /// Whether adding `k` cannot overflow.
    pub(crate) const fn has(self, k: i64) -> bool {
        if k < 0 { k >= -(self.down as i64) } else { k <= self.up as i64 }
    }

    /// That of the sum with `k`, if it has not overflowed.
    pub(crate) const fn moved(self, k: i64) -> Room {
        Room { up: after(self.up, -k), down: after(self.down, k) }
    }

    /// That of a value of which two things are known.
    pub(crate) fn and(self, other: Room) -> Room {
        Room { up: self.up.max(other.up), down: self.down.max(other.down) }
    }

    /// That of a value which has the one or the other.
    pub(crate) fn or(self, other: Room) -> Room {
        Room { up: self.up.min(other.up), down: self.down.min(other.down) }
    }

    /// That of a value by so much below one with this room.
    pub(crate) const fn below(self, by: i64) -> Room {
        Room { down: 0, ..self.moved(-by) }
    }

    /// That of a value by so much above one with this room.
    pub(crate) const fn above(self, by: i64) -> Room {
        Room { up: 0, ..self.moved(by) }
    }
}

/// So many steps, or the most that are told apart.
const fn steps(n: i64) -> u16 {
    if n <= 0 {
        0
    } else if n >= u16::MAX as i64 {
        u16::MAX
    } else {
        n as u16
    }
}

/// What is left of `n` steps after `k` towards the other end. Of the most steps only that is known that there are as many.
const fn after(n: u16, k: i64) -> u16 {
    steps((n as i64).saturating_add(k))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a value may have the room.
    fn holds(room: Room, v: i64) -> bool {
        (INT_MIN + room.down as i64..=INT_MAX - room.up as i64).contains(&v)
    }

    const EDGES: [i64; 13] = [
        INT_MIN,
        INT_MIN + 1,
        INT_MIN + 65534,
        INT_MIN + 65535,
        INT_MIN + 65536,
        -1,
        0,
        1,
        INT_MAX - 65536,
        INT_MAX - 65535,
        INT_MAX - 65534,
        INT_MAX - 1,
        INT_MAX,
    ];
    const STEPS: [i64; 11] = [-70000, -65536, -65535, -2, -1, 0, 1, 2, 65535, 65536, 70000];

    fn is_small(v: i64) -> bool {
        (INT_MIN..=INT_MAX).contains(&v)
    }

    #[test]
    fn constants_have_their_room() {
        for k in EDGES {
            let room = Room::of(k);
            assert!(holds(room, k) && (k < 0 || holds(room, 0)), "{k}");
            for step in STEPS {
                assert!(!room.has(step) || is_small(k + step), "{k} {step}");
            }
        }
        assert!(Room::of(INT_MAX - 1).has(1) && !Room::of(INT_MAX).has(1));
        assert!(Room::of(INT_MIN + 1).has(-1) && !Room::of(INT_MIN).has(-1));
    }

    #[test]
    fn steps_take_room_and_give_it() {
        for k in EDGES {
            for step in STEPS.into_iter().filter(|step| is_small(k + step)) {
                for room in [Room::of(k), Room::NONE] {
                    assert!(holds(room.moved(step), k + step), "{k} {step}");
                }
            }
        }
        assert!(Room::NONE.moved(1).has(-1) && !Room::NONE.moved(1).has(1));
    }

    #[test]
    fn order_gives_room() {
        for (a, b) in EDGES.into_iter().flat_map(|a| EDGES.map(|b| (a, b))).filter(|(a, b)| a < b) {
            assert!(holds(Room::of(b).below(1), a) && holds(Room::of(b).below(0), a), "{a} {b}");
            let room = Room::between(a, a);
            assert!(holds(room.above(1), b) && holds(room.above(0), b), "{a} {b}");
            assert!(holds(Room::of(b).below(1).and(Room::between(a, a)), a));
        }
        assert!(Room::NONE.below(1).has(1) && !Room::NONE.below(1).has(2) && !Room::NONE.below(1).has(-1));
        assert!(Room::NONE.above(1).has(-1) && !Room::NONE.above(1).has(1));
    }

    #[test]
    fn lengths_and_halves() {
        assert!(holds(Room::LENGTH, 0) && holds(Room::LENGTH, u32::MAX.into()));
        assert!(holds(Room::HALF, INT_MIN >> 1) && holds(Room::HALF, INT_MAX >> 1));
    }
}
