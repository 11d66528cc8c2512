//! Characters' cases and classes.

/// What a character is mapped to: up to three code points.
#[derive(Clone, Copy)]
pub(super) struct Mapped {
    codes: [u32; 3],
    len: usize,
}

impl Mapped {
    /// One code point.
    pub(super) fn one(code: u32) -> Mapped {
        Mapped { codes: [code, 0, 0], len: 1 }
    }

    fn of(chars: impl Iterator<Item = char>) -> Mapped {
        let mut mapped = Mapped { codes: [0; 3], len: 0 };
        for (to, c) in mapped.codes.iter_mut().zip(chars) {
            *to = u32::from(c);
            mapped.len += 1;
        }
        mapped
    }

    /// The code points.
    pub(super) fn codes(&self) -> &[u32] {
        self.codes.get(..self.len).unwrap_or(&[])
    }
}

fn is(code: u32, test: impl Fn(char) -> bool) -> bool {
    char::from_u32(code).is_some_and(test)
}

pub(super) fn lower(code: u32) -> Mapped {
    char::from_u32(code).map_or(Mapped::one(code), |c| Mapped::of(c.to_lowercase()))
}

pub(super) fn upper(code: u32) -> Mapped {
    char::from_u32(code).map_or(Mapped::one(code), |c| Mapped::of(c.to_uppercase()))
}

pub(super) fn title(code: u32) -> Mapped {
    upper(code)
}

pub(super) fn fold(code: u32) -> Mapped {
    lower(code)
}

pub(super) fn is_upper(code: u32) -> bool {
    is(code, char::is_uppercase)
}

pub(super) fn is_lower(code: u32) -> bool {
    is(code, char::is_lowercase)
}

pub(super) fn is_title(_code: u32) -> bool {
    false
}

pub(super) fn is_cased(code: u32) -> bool {
    is_upper(code) || is_lower(code) || is_title(code)
}

pub(super) fn is_case_ignorable(_code: u32) -> bool {
    false
}

pub(super) fn is_alpha(code: u32) -> bool {
    is(code, char::is_alphabetic)
}

pub(super) fn is_decimal(code: u32) -> bool {
    is(code, |c| crate::num::uni::decimal(c).is_some())
}

pub(super) fn is_digit(code: u32) -> bool {
    is_decimal(code)
}

pub(super) fn is_numeric(code: u32) -> bool {
    is(code, char::is_numeric)
}

pub(super) fn is_identifier_start(code: u32) -> bool {
    code == 0x5F || is_alpha(code)
}

pub(super) fn is_identifier_part(code: u32) -> bool {
    is_identifier_start(code) || is_decimal(code)
}

pub(crate) fn is_printable(code: u32) -> bool {
    is(code, |c| c == '\'' || c == '"' || c == '\\' || c.escape_debug().count() == 1)
}
