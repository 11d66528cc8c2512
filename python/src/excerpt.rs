//! What a traceback shows of the source: the lines of the failing expression, and marks under them.
//!
//! The rules are CPython 3.13's: lines lose their common indentation; of an expression over many lines those in the middle
//! are left out; an operator, a subscript and the parentheses of a call are marked with `^`, the rest of the expression
//! with `~`; there are no marks if the expression is the whole line, or all that it returns or assigns is a call.

use crate::source::Source;
use patchnose_core::bytecode::image::Position;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The longest expression that is looked into, in bytes.
const LONGEST: usize = 1 << 16;

/// The excerpt, each line indented by four spaces and ended; empty if the source does not have the place.
pub fn excerpt(source: &[u8], place: Position) -> String {
    let Ok(source) = Source::decode(source, "", usize::MAX) else { return String::new() };
    // The parser may need as much native stack as it did when the program was compiled.
    std::thread::scope(|scope| {
        let work = || Excerpt::new(&source, place).map(|e| e.render()).unwrap_or_default();
        let thread = std::thread::Builder::new().stack_size(crate::STACK).spawn_scoped(scope, work);
        thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_default()
    })
}

/// A place in the excerpt: line and character, from 0.
type Spot = (usize, usize);

struct Excerpt {
    /// The lines without their common indentation.
    lines: Vec<Vec<char>>,
    /// Character of the first line at which the expression begins.
    start: usize,
    /// Character of the last line behind its end.
    end: usize,
}

impl Excerpt {
    fn new(source: &Source, place: Position) -> Option<Excerpt> {
        let (first, last) = (place.line.checked_sub(1)?, place.end_line.checked_sub(1)?);
        if last < first || last >= source.line_count() {
            return None;
        }
        let original: Vec<&str> = (first..=last).map(|n| source.line(n).trim_end()).collect();
        let margin = common_indent(&original);
        let lines: Vec<Vec<char>> = original.iter().map(|line| line.chars().skip(margin).collect()).collect();
        if lines.first()?.is_empty() && lines.len() == 1 {
            return None;
        }
        let character = |line: &str, byte: u32| line.char_indices().take_while(|(at, _)| *at < byte as usize).count();
        let start = character(original.first()?, place.col).saturating_sub(margin);
        let end = character(original.last()?, place.end_col).saturating_sub(margin);
        Some(Excerpt { lines, start, end })
    }

    fn render(&self) -> String {
        let anchors = self.anchors();
        let marked = self.is_marked(anchors.is_some());
        let last = self.lines.len() - 1;
        let mut shown = vec![0, last];
        if let Some(((left, _), (right, _))) = anchors {
            shown.extend(left.saturating_sub(1)..=(left + 1).min(last));
            shown.extend(right.saturating_sub(1)..=(right + 1).min(last));
        }
        shown.sort_unstable();
        shown.dedup();
        let mut out = String::new();
        for (i, n) in shown.iter().enumerate() {
            match i.checked_sub(1).map(|before| n - shown[before]) {
                Some(2) => self.write_line(&mut out, n - 1, anchors, marked),
                Some(skipped) if skipped > 2 => out.push_str(&format!("    ...<{} lines>...\n", skipped - 1)),
                _ => {}
            }
            self.write_line(&mut out, *n, anchors, marked);
        }
        out
    }

    fn write_line(&self, out: &mut String, n: usize, anchors: Option<(Spot, Spot)>, marked: bool) {
        let line = &self.lines[n];
        out.push_str("    ");
        out.extend(line);
        out.push('\n');
        if !marked {
            return;
        }
        let indent = line.iter().take_while(|c| c.is_whitespace()).count();
        let end = if n + 1 == self.lines.len() { self.end.min(line.len()) } else { line.len() };
        out.push_str("    ");
        for (column, c) in line.iter().enumerate().take(end) {
            let mark = if column < indent || (n == 0 && column < self.start) {
                ' '
            } else {
                match anchors {
                    Some((left, right)) if (n, column) >= left && (n, column) < right => '^',
                    Some(_) => '~',
                    None => '^',
                }
            };
            out.extend(std::iter::repeat_n(mark, if is_wide(*c) { 2 } else { 1 }));
        }
        out.push('\n');
    }

    /// The expression's lines.
    fn segment(&self) -> Vec<&[char]> {
        let last = self.lines.len() - 1;
        let cut = |(n, line): (usize, &'_ Vec<char>)| {
            let from = if n == 0 { self.start } else { 0 };
            let to = if n == last { self.end } else { line.len() };
            (from.min(line.len()), to.min(line.len()))
        };
        let ranges = self.lines.iter().enumerate().map(|l| (l.1, cut(l)));
        ranges.map(|(line, (from, to))| line.get(from..to).unwrap_or(&[])).collect()
    }

    /// From where to where the expression is marked with `^`.
    fn anchors(&self) -> Option<(Spot, Spot)> {
        let segment = self.segment();
        let text: Vec<String> = segment.iter().map(|line| line.iter().collect()).collect();
        let text = format!("(\n{}\n)", text.join("\n"));
        if text.len() > LONGEST {
            return None;
        }
        let parsed = ruff_python_parser::parse_module(&text).ok()?;
        let [Stmt::Expr(statement)] = parsed.syntax().body.as_slice() else { return None };
        let walk = Walk { segment: &segment, text: &text };
        let (left, right) = match &*statement.value {
            Expr::BinOp(e) => {
                let at = walk.until(walk.end_of(e.left.range()), |c| !c.is_whitespace() && c != ')')?;
                let second = (at.0, at.1 + 1);
                let is_operator = |c: &char| !c.is_whitespace() && !matches!(c, '\\' | '#');
                let two = second < walk.spot(e.right.range().start())
                    && segment.get(second.0)?.get(second.1).is_some_and(is_operator);
                (at, (at.0, at.1 + 1 + usize::from(two)))
            }
            Expr::Subscript(e) => {
                let left = walk.until(walk.end_of(e.value.range()), |c| c == '[')?;
                let right = walk.until(walk.end_of(e.slice.range()), |c| c == ']')?;
                (left, (right.0, right.1 + 1))
            }
            Expr::Call(e) => (walk.until(walk.end_of(e.func.range()), |c| c == '(')?, walk.end_of(e.range())),
            _ => return None,
        };
        // In the first line the segment begins at `start`.
        let shift = |(line, column): Spot| (line, if line == 0 { column + self.start } else { column });
        Some((shift(left), shift(right)))
    }

    /// Whether there are marks at all.
    fn is_marked(&self, anchors: bool) -> bool {
        let text: Vec<String> = self.lines.iter().map(|line| line.iter().collect()).collect();
        let text = text.join("\n");
        if text.len() <= LONGEST
            && let Ok(parsed) = ruff_python_parser::parse_module(&text)
        {
            let call = match parsed.syntax().body.first() {
                None => return false,
                Some(Stmt::Return(s)) => {
                    s.value.as_deref().filter(|e| matches!(e, Expr::Call(c) if c.func.is_name_expr()))
                }
                Some(Stmt::Assign(s)) => Some(&*s.value).filter(|e| e.is_call_expr()),
                _ => None,
            };
            let spot = |at: TextSize| {
                let before = &text[..usize::from(at)];
                let line = before.matches('\n').count();
                (line, before.rsplit('\n').next().unwrap_or("").chars().count())
            };
            if let Some(call) = call
                && spot(call.range().start()) == (0, self.start)
                && spot(call.range().end()) == (self.lines.len() - 1, self.end)
            {
                return false;
            }
        }
        let blank = |line: Option<&[char]>| line.is_none_or(|l| l.iter().all(|c| c.is_whitespace()));
        anchors
            || !blank(self.lines.first().and_then(|l| l.get(..self.start)))
            || !blank(self.lines.last().and_then(|l| l.get(self.end..)))
    }
}

/// Goes through the characters of an expression that was parsed with a line before it.
struct Walk<'a> {
    segment: &'a [&'a [char]],
    text: &'a str,
}

impl Walk<'_> {
    fn spot(&self, at: TextSize) -> Spot {
        let before = &self.text[..usize::from(at)];
        let line = before.matches('\n').count();
        (line.saturating_sub(1), before.rsplit('\n').next().unwrap_or("").chars().count())
    }

    fn end_of(&self, range: TextRange) -> Spot {
        self.spot(range.end())
    }

    /// The first character from `at` on, outside of comments, for which this holds.
    fn until(&self, (mut line, mut column): Spot, holds: impl Fn(char) -> bool) -> Option<Spot> {
        loop {
            match self.segment.get(line)?.get(column) {
                None | Some('\\' | '#') => (line, column) = (line + 1, 0),
                Some(c) if holds(*c) => return Some((line, column)),
                Some(_) => column += 1,
            }
        }
    }
}

/// Characters of white space that all lines begin with that are not blank.
fn common_indent(lines: &[&str]) -> usize {
    let mut filled = lines.iter().filter(|line| !line.is_empty());
    let indent = |line: &&&str| line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect::<String>();
    let Some(mut margin) = filled.next().as_ref().map(indent) else { return 0 };
    for line in filled {
        let same = margin.chars().zip(line.chars()).take_while(|(a, b)| a == b).count();
        margin = margin.chars().take(same).collect();
    }
    margin.chars().count()
}

/// Whether a terminal shows the character in two columns.
fn is_wide(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F | 0x1F900..=0x1F9FF | 0x20000..=0x3FFFD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str, line: u32, col: u32, end_line: u32, end_col: u32) -> String {
        excerpt(source.as_bytes(), Position { line, end_line, col, end_col })
    }

    #[test]
    fn operators_subscripts_and_calls_are_marked() {
        assert_eq!(of("x = a + b * c\n", 1, 4, 1, 13), "    x = a + b * c\n        ~~^~~~~~~\n");
        assert_eq!(of("  a ** (b)\n", 1, 2, 1, 10), "    a ** (b)\n    ~~^^~~~~\n");
        assert_eq!(of("d['é'][1] + 2\n", 1, 0, 1, 10), "    d['é'][1] + 2\n    ~~~~~~^^^\n");
        assert_eq!(of("f(1)(2)\n", 1, 0, 1, 7), "    f(1)(2)\n    ~~~~^^^\n");
    }

    #[test]
    fn whole_lines_are_not_marked() {
        assert_eq!(of("    raise x\n", 1, 4, 1, 11), "    raise x\n");
        assert_eq!(of("  return f(1)\n", 1, 9, 1, 13), "    return f(1)\n");
        assert_eq!(of("return a.f(1)\n", 1, 7, 1, 13), "    return a.f(1)\n           ~~~^^^\n");
        assert_eq!(of("x = f(1)\n", 1, 4, 1, 8), "    x = f(1)\n");
    }

    #[test]
    fn lines_in_the_middle_are_left_out() {
        let source = "  f(1,\n    2,\n    3,\n    4,\n    5,\n    6)\n";
        let begin = "    f(1,\n    ~^^^\n      2,\n      ^^\n";
        assert_eq!(
            of(source, 1, 2, 6, 6),
            format!("{begin}    ...<2 lines>...\n      5,\n      ^^\n      6)\n      ^^\n")
        );
        let shorter = "  f(1,\n    2,\n    3,\n    6)\n";
        assert_eq!(of(shorter, 1, 2, 4, 6), format!("{begin}      3,\n      ^^\n      6)\n      ^^\n"));
    }

    #[test]
    fn a_place_that_is_not_there_gives_nothing() {
        assert_eq!(of("x\n", 7, 0, 7, 1), "");
        assert_eq!(of("", 0, 0, 0, 0), "");
        assert!(of("x\n", 1, 50, 1, 90).starts_with("    x\n"));
    }
}
