//! `%` formatting: a reader of conversions in a format string, and the layout of one converted value.
//!
//! The format string is read as bytes, since guest strings may hold surrogates; all that has a meaning in it is ASCII. The caller
//! fetches the arguments (first those of `*` for width and precision, in that order), converts them and gives digits or a float to
//! the plans here.

use super::float::{Code, Style, Text};
use super::format_spec::{FloatPlan, NumberPlan, StrPlan};
use core::fmt;

/// A piece of a format string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// Text that stands for itself.
    Text(&'a [u8]),
    /// A conversion.
    Conversion(Conversion<'a>),
}

/// A width or a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// None is given.
    Default,
    /// This many.
    Given(usize),
    /// `*`: the next argument tells.
    Argument,
}

/// One conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// The mapping's key, where one stands in parentheses.
    pub key: Option<&'a [u8]>,
    /// `-`: to the left.
    pub left: bool,
    /// `+`: a plus before what is not negative.
    pub plus: bool,
    /// A space there.
    pub space: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`: numbers are filled with zeros.
    pub zero: bool,
    /// The least number of characters.
    pub width: Size,
    /// The precision.
    pub precision: Size,
    /// What to convert to: one of `diouxXeEfFgGcrsa`.
    pub kind: u8,
    /// Set where the kind is none of those: raised once the argument has been fetched.
    pub unsupported: Option<PercentError>,
}

/// What is wrong with a format string; all are ValueErrors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    /// The format ends within a conversion.
    Incomplete,
    /// The format ends within a mapping key.
    IncompleteKey,
    /// A width that no string can have.
    WidthTooBig,
    /// A precision that no text can have.
    PrecisionTooBig,
    /// A letter that is no conversion.
    Unsupported {
        /// The character's code point.
        code: u32,
        /// Where it stands, in characters.
        index: usize,
    },
}

impl fmt::Display for PercentError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            PercentError::Incomplete => out.write_str("incomplete format"),
            PercentError::IncompleteKey => out.write_str("incomplete format key"),
            PercentError::WidthTooBig => out.write_str("width too big"),
            PercentError::PrecisionTooBig => out.write_str("precision too big"),
            PercentError::Unsupported { code, index } => {
                let shown = u8::try_from(code).ok().filter(|code| (31..=126).contains(code)).unwrap_or(b'?');
                write!(out, "unsupported format character '{}' (0x{code:x}) at index {index}", char::from(shown))
            }
        }
    }
}

/// The pieces of a format string, in order; after an error there are no more.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    format: &'a [u8],
    at: usize,
}

impl<'a> Items<'a> {
    /// Begins to read a format string.
    pub fn new(format: &'a [u8]) -> Items<'a> {
        Items { format, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn take(&mut self, expected: u8) -> bool {
        let found = self.peek() == Some(expected);
        self.at += usize::from(found);
        found
    }

    fn text(&mut self) -> &'a [u8] {
        let rest = &self.format[self.at..];
        let text = &rest[..rest.iter().position(|&byte| byte == b'%').unwrap_or(rest.len())];
        self.at += text.len();
        text
    }

    /// What follows a percent sign.
    fn conversion(&mut self) -> Result<Conversion<'a>, PercentError> {
        // The frequent cases: nothing stands before the letter.
        if let Some(kind @ (b'd' | b's')) = self.peek() {
            self.at += 1;
            return Ok(Conversion::plain(kind));
        }
        let mut conversion = Conversion::plain(0);
        if self.take(b'(') {
            conversion.key = Some(self.key()?);
        }
        loop {
            match self.peek() {
                Some(b'-') => conversion.left = true,
                Some(b'+') => conversion.plus = true,
                Some(b' ') => conversion.space = true,
                Some(b'#') => conversion.alternate = true,
                Some(b'0') => conversion.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        conversion.width = self.size(isize::MAX as usize).ok_or(PercentError::WidthTooBig)?;
        if self.take(b'.') {
            conversion.precision = match self.size(i32::MAX as usize).ok_or(PercentError::PrecisionTooBig)? {
                Size::Default => Size::Given(0),
                size => size,
            };
        }
        // A C programmer's length, without meaning here.
        let _ = self.take(b'h') || self.take(b'l') || self.take(b'L');
        conversion.kind = self.peek().ok_or(PercentError::Incomplete)?;
        if !b"diouxXeEfFgGcrsa".contains(&conversion.kind) {
            conversion.unsupported = Some(self.unsupported());
        }
        self.at += 1;
        Ok(conversion)
    }

    /// The key up to the parenthesis that closes it; others in it come in pairs.
    fn key(&mut self) -> Result<&'a [u8], PercentError> {
        let start = self.at;
        let mut open = 1usize;
        for (index, byte) in self.format.iter().enumerate().skip(start) {
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.at = index + 1;
                return Ok(&self.format[start..index]);
            }
        }
        Err(PercentError::IncompleteKey)
    }

    /// A number up to `most`, or `*`; nothing if it is larger.
    fn size(&mut self, most: usize) -> Option<Size> {
        if self.take(b'*') {
            return Some(Size::Argument);
        }
        let mut size = Size::Default;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let before = if let Size::Given(value) = size { value } else { 0 };
            let value = before.checked_mul(10)?.checked_add(usize::from(digit - b'0'))?;
            if value > most {
                return None;
            }
            size = Size::Given(value);
            self.at += 1;
        }
        Some(size)
    }

    /// The error that names the character at hand.
    fn unsupported(&self) -> PercentError {
        let (before, rest) = self.format.split_at(self.at);
        let continues = |byte: &u8| byte & 0xC0 == 0x80;
        let lead = rest.first().copied().unwrap_or(0);
        let first = u32::from(match lead {
            0xC0.. => lead & 0x7F_u8.checked_shr(lead.leading_ones()).unwrap_or(0),
            _ => lead,
        });
        // The format is generalised UTF-8: at most three bytes continue a character.
        let tail = rest.iter().skip(1).take(3).take_while(|byte| continues(byte));
        let code = tail.fold(first, |code, byte| code << 6 | u32::from(byte & 0x3F));
        PercentError::Unsupported { code, index: before.iter().filter(|byte| !continues(byte)).count() }
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Result<Item<'a>, PercentError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.peek()? != b'%' {
            return Some(Ok(Item::Text(self.text())));
        }
        self.at += 1;
        // Only these two next to each other stand for one.
        if self.take(b'%') {
            return Some(Ok(Item::Text(b"%")));
        }
        let conversion = self.conversion();
        if conversion.is_err() {
            self.at = self.format.len();
        }
        Some(conversion.map(Item::Conversion))
    }
}

/// The sizes of a conversion once the arguments of `*` are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The least number of characters, zero for none.
    pub width: usize,
    /// Whether padding goes behind.
    pub left: bool,
    /// The precision.
    pub precision: Option<usize>,
}

impl<'a> Conversion<'a> {
    /// Whether nothing is said but the kind, which is one that there is.
    pub fn is_plain(&self) -> bool {
        let flags = self.left | self.plus | self.space | self.alternate | self.zero;
        let sizes = (self.width, self.precision);
        !flags && self.key.is_none() && sizes == (Size::Default, Size::Default) && self.unsupported.is_none()
    }

    /// A conversion without anything but its letter.
    const fn plain(kind: u8) -> Conversion<'a> {
        Conversion {
            key: None,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: Size::Default,
            precision: Size::Default,
            kind,
            unsupported: None,
        }
    }

    /// Settles the sizes with the arguments that stand for `*`: a negative width turns to the left, a negative precision is zero.
    pub fn sizes(&self, width: i64, precision: i64) -> Sizes {
        let (width, turned) = match self.width {
            Size::Default => (0, false),
            Size::Given(width) => (width, false),
            Size::Argument => (usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX), width < 0),
        };
        let precision = match self.precision {
            Size::Default => None,
            Size::Given(precision) => Some(precision),
            Size::Argument => Some(usize::try_from(precision.max(0)).unwrap_or(usize::MAX)),
        };
        Sizes { width, left: self.left || turned, precision }
    }

    /// How a string of `length` characters is laid out: for `s`, `r` and `a`, and for `c`, which has no precision.
    pub fn str_plan(&self, sizes: Sizes, length: usize) -> StrPlan {
        let shown = match sizes.precision {
            Some(precision) if self.kind != b'c' => precision.min(length),
            _ => length,
        };
        let padding = sizes.width.saturating_sub(shown);
        let (left, right) = if sizes.left { (0, padding) } else { (padding, 0) };
        StrPlan { fill: ' ', left, shown, right }
    }

    /// The base in which an integer is to be written, if the conversion is one for integers.
    pub fn base(&self) -> Option<u32> {
        match self.kind {
            b'd' | b'i' | b'u' => Some(10),
            b'o' => Some(8),
            b'x' | b'X' => Some(16),
            _ => None,
        }
    }

    /// Whether the conversion is one for floats.
    pub fn is_float_kind(&self) -> bool {
        matches!(self.kind, b'e' | b'E' | b'f' | b'F' | b'g' | b'G')
    }

    /// How an integer with so many digits in [`Conversion::base`] is laid out.
    pub fn int_plan(&self, sizes: Sizes, negative: bool, digits: usize) -> NumberPlan {
        let prefix = match (self.alternate, self.kind) {
            (true, b'o') => "0o",
            (true, b'x') => "0x",
            (true, b'X') => "0X",
            _ => "",
        };
        let zeros = sizes.precision.unwrap_or(0).saturating_sub(digits);
        let plan = NumberPlan { zeros, digits, prefix, upper: self.kind == b'X', ..self.bare_plan(negative) };
        self.pad(sizes, plan)
    }

    /// How a float is laid out.
    pub fn float_plan(&self, sizes: Sizes, value: f64) -> FloatPlan {
        let style = Style {
            code: match self.kind {
                b'e' | b'E' => Code::Exponent,
                b'g' | b'G' => Code::General,
                _ => Code::Fixed,
            },
            precision: sizes.precision.unwrap_or(6),
            alternate: self.alternate,
            dot_zero: false,
            upper: self.kind.is_ascii_uppercase(),
        };
        let text = Text::new(value, style);
        let bare = self.bare_plan(text.negative);
        let plan = self.pad(sizes, NumberPlan { digits: text.integral().len(), rest: text.rest_len(), ..bare });
        FloatPlan { text, plan }
    }

    /// A number's plan with nothing but its sign.
    fn bare_plan(&self, negative: bool) -> NumberPlan {
        let sign = match (negative, self.plus, self.space) {
            (true, _, _) => Some('-'),
            (false, true, _) => Some('+'),
            (false, false, true) => Some(' '),
            (false, false, false) => None,
        };
        NumberPlan {
            fill: ' ',
            left: 0,
            sign,
            prefix: "",
            inner: 0,
            zeros: 0,
            digits: 0,
            grouping: None,
            rest: 0,
            right: 0,
            upper: false,
        }
    }

    fn pad(&self, sizes: Sizes, plan: NumberPlan) -> NumberPlan {
        let padding = sizes.width.saturating_sub(plan.length());
        match (sizes.left, self.zero) {
            (true, _) => NumberPlan { right: padding, ..plan },
            (false, true) => NumberPlan { fill: '0', inner: padding, ..plan },
            (false, false) => NumberPlan { left: padding, ..plan },
        }
    }
}
