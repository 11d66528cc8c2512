//! Characters as the methods of `str` see them: predicates, and the mappings of case.
//!
//! Everything is as in CPython 3.13, which knows Unicode 15.1, whatever the compiler's own tables know: a program's output must
//! not depend on the release that the engine was built with. Characters are code points, surrogates included. What belongs to one
//! character is here; what depends on its neighbours (a sigma at a word's end) takes them as iterators.

mod tables;

use tables::{
    CATEGORIES, DIGITS, FOLD, FOLD_FULL, FOLLOW_TOGGLED, IGNORABLE_TOGGLED, INDEX, LOWER, LOWER_FULL, NUMERIC,
    OTHER_LOWER, OTHER_UPPER, START_TOGGLED, TITLE, TITLE_FULL, UPPER, UPPER_FULL, ZEROS,
};

/// Unicode's general categories, in the order in which the table numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the standard's own names")]
#[repr(u8)]
pub enum Category {
    Lu,
    Ll,
    Lt,
    Lm,
    Lo,
    Mn,
    Mc,
    Me,
    Nd,
    Nl,
    No,
    Pc,
    Pd,
    Ps,
    Pe,
    Pi,
    Pf,
    Po,
    Sm,
    Sc,
    Sk,
    So,
    Zs,
    Zl,
    Zp,
    Cc,
    Cf,
    Cs,
    Co,
    Cn,
}

use Category::*;

/// All categories, by number.
const BY_NUMBER: [Category; 30] = [
    Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Zs, Zl, Zp, Cc, Cf, Cs, Co,
    Cn,
];

/// Capitals and small letters in turn, from a capital on; the next number begins with a small letter.
const IN_TURN: u8 = 30;

/// The general category of a character.
pub fn category(code: u32) -> Category {
    let block = INDEX.partition_point(|&entry| entry >> 5 <= code).saturating_sub(1);
    // The first entry is for the first character, so there is always one before the block's end.
    let entry = INDEX[block];
    let mut first = entry >> 5;
    let mut bytes = CATEGORIES.iter().skip(24 * block + (entry & 31) as usize).copied();
    while let Some(head) = bytes.next() {
        let mut length = u32::from(head & 7);
        if length == 0 {
            let mut shift = 0;
            for byte in bytes.by_ref() {
                // No run is longer than 2^21.
                length |= u32::from(byte & 127) << shift;
                shift += 7;
                if byte < 128 {
                    break;
                }
            }
        }
        if code - first < length {
            let number = head >> 3;
            let turned = ((code - first) & 1) as u8;
            let number = if number >= IN_TURN { (number - IN_TURN) ^ turned } else { number };
            return BY_NUMBER.get(usize::from(number)).copied().unwrap_or(Cn);
        }
        first += length;
    }
    Cn
}

/// Whether sorted ranges hold a character.
fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let after = ranges.partition_point(|&(first, _)| first <= code);
    after.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|&(_, last)| code <= last)
}

/// `str.isalpha()` of a character.
pub fn is_alpha(code: u32) -> bool {
    matches!(category(code), Lu | Ll | Lt | Lm | Lo)
}

/// The value of a decimal digit of any script.
pub fn decimal(character: char) -> Option<u8> {
    decimal_of(u32::from(character))
}

/// The value of a decimal digit of any script.
pub fn decimal_of(code: u32) -> Option<u8> {
    let zero = *ZEROS.get(ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?)?;
    u8::try_from(code - zero).ok().filter(|&digit| digit < 10)
}

/// `str.isdecimal()` of a character.
pub fn is_decimal(code: u32) -> bool {
    decimal_of(code).is_some()
}

/// `str.isdigit()` of a character.
pub fn is_digit(code: u32) -> bool {
    is_decimal(code) || within(DIGITS, code)
}

/// `str.isnumeric()` of a character.
pub fn is_numeric(code: u32) -> bool {
    matches!(category(code), Nd | Nl | No) || within(NUMERIC, code)
}

/// `str.isalnum()` of a character.
pub fn is_alnum(code: u32) -> bool {
    is_alpha(code) || is_numeric(code)
}

/// `str.isspace()` of a character.
pub fn is_space(code: u32) -> bool {
    matches!(code, 0x09..=0x0D | 0x1C..=0x20 | 0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000)
}

/// Whether `str.splitlines()` ends a line at a character.
pub fn is_line_break(code: u32) -> bool {
    matches!(code, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

/// The text without the white space around it, as `int` and `float` see it: in ASCII text, C's white space alone counts.
pub fn trim(text: &str) -> &str {
    if text.is_ascii() {
        return text.trim_matches(['\t', '\n', '\x0B', '\x0C', '\r', ' ']);
    }
    text.trim_matches(|character| is_space(u32::from(character)))
}

/// `str.isupper()` of a character.
pub fn is_upper(code: u32) -> bool {
    category(code) == Lu || within(OTHER_UPPER, code)
}

/// `str.islower()` of a character.
pub fn is_lower(code: u32) -> bool {
    category(code) == Ll || within(OTHER_LOWER, code)
}

/// Whether a character is a titlecase letter, such as one for `Dz`.
pub fn is_title(code: u32) -> bool {
    category(code) == Lt
}

/// Whether a character has case: `str.title()` begins a word after one that has none.
pub fn is_cased(code: u32) -> bool {
    is_upper(code) || is_lower(code) || is_title(code)
}

/// Whether a character between others does not end a word.
fn is_case_ignorable(code: u32) -> bool {
    matches!(category(code), Mn | Me | Cf | Lm | Sk) != within(IGNORABLE_TOGGLED, code)
}

/// `str.isprintable()` of a character: `repr` escapes the others.
pub fn is_printable(code: u32) -> bool {
    code == 0x20 || !matches!(category(code), Cc | Cf | Cs | Co | Cn | Zl | Zp | Zs)
}

/// Whether an identifier may begin with a character.
pub fn is_identifier_start(code: u32) -> bool {
    code == u32::from('_') || matches!(category(code), Lu | Ll | Lt | Lm | Lo | Nl) != within(START_TOGGLED, code)
}

/// Whether an identifier may go on with a character.
pub fn is_identifier_part(code: u32) -> bool {
    let usual = matches!(category(code), Lu | Ll | Lt | Lm | Lo | Nl | Mn | Mc | Nd | Pc);
    usual != within(FOLLOW_TOGGLED, code)
}

/// What a character is mapped to: one to three others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    codes: [u32; 3],
}

impl Mapped {
    fn one(code: u32) -> Mapped {
        Mapped { codes: [code, 0, 0] }
    }

    /// The characters.
    pub fn codes(&self) -> impl Iterator<Item = u32> + use<> {
        let [first, second, third] = self.codes;
        // Nothing is mapped to several characters of which a later one is zero.
        core::iter::once(first).chain([second, third].into_iter().take_while(|&code| code != 0))
    }
}

/// `str.lower()` of a character that is no sigma at a word's end.
pub fn to_lower(code: u32) -> Mapped {
    full(LOWER_FULL, code).unwrap_or_else(|| Mapped::one(simple(LOWER, code).unwrap_or(code)))
}

/// `str.upper()` of a character.
pub fn to_upper(code: u32) -> Mapped {
    full(UPPER_FULL, code).unwrap_or_else(|| Mapped::one(simple(UPPER, code).unwrap_or(code)))
}

/// `str.title()` of a word's first character.
pub fn to_title(code: u32) -> Mapped {
    let own = full(TITLE_FULL, code).or_else(|| simple(TITLE, code).map(Mapped::one));
    own.unwrap_or_else(|| to_upper(code))
}

/// `str.casefold()` of a character.
pub fn fold(code: u32) -> Mapped {
    let own = full(FOLD_FULL, code).or_else(|| simple(FOLD, code).map(Mapped::one));
    own.unwrap_or_else(|| to_lower(code))
}

/// `str.swapcase()` of a character that is no sigma at a word's end.
pub fn swap_case(code: u32) -> Mapped {
    if is_upper(code) {
        to_lower(code)
    } else if is_lower(code) {
        to_upper(code)
    } else {
        Mapped::one(code)
    }
}

/// The capital sigma, whose small letter depends on what is around it.
pub const SIGMA: u32 = 0x3A3;

/// The small letter of a capital sigma between these characters: those before it from the nearest on, and those behind it.
pub fn lower_sigma(mut before: impl Iterator<Item = u32>, mut behind: impl Iterator<Item = u32>) -> u32 {
    let after_letter = before.find(|&code| !is_case_ignorable(code)).is_some_and(is_cased);
    let before_letter = behind.find(|&code| !is_case_ignorable(code)).is_some_and(is_cased);
    if after_letter && !before_letter { 0x3C2 } else { 0x3C3 }
}

/// Characters from `first` to `last`, every one or every other, that are mapped to those at a distance; packed.
#[derive(Clone, Copy)]
struct Run(u64);

impl Run {
    const fn new(first: u32, last: u32, step: u32, distance: i32) -> Run {
        // 21 bits for each character, one for the step, and 18 and a sign for the distance, which is below 2^17.
        Run((first as u64) << 43 | (last as u64) << 22 | ((step - 1) as u64) << 21 | (distance + (1 << 20)) as u64)
    }

    fn first(self) -> u32 {
        (self.0 >> 43) as u32
    }

    fn map(self, code: u32) -> Option<u32> {
        let last = (self.0 >> 22 & 0x1F_FFFF) as u32;
        let every_other = (self.0 >> 21 & 1) as u32;
        let distance = (self.0 & 0x1F_FFFF) as i32 - (1 << 20);
        let found = code <= last && (code - self.first()) & every_other == 0;
        found.then(|| code.wrapping_add_signed(distance))
    }
}

/// The one character that runs map a character to.
fn simple(runs: &[Run], code: u32) -> Option<u32> {
    let after = runs.partition_point(|run| run.first() <= code);
    runs.get(after.checked_sub(1)?)?.map(code)
}

/// The several characters that a character is mapped to.
fn full(table: &[(u16, [u16; 3])], code: u32) -> Option<Mapped> {
    let found = table.binary_search_by_key(&code, |&(from, _)| u32::from(from)).ok()?;
    table.get(found).map(|&(_, codes)| Mapped { codes: codes.map(u32::from) })
}
