//! The name nearest to a wrong one, by CPython's measure.

/// Cost of a character more, less or another.
const MOVE: usize = 2;
/// Cost of a letter in the other case.
const CASE: usize = 1;
/// The longest names that are compared.
const LONGEST: usize = 40;

/// The nearest of the names so far.
pub(crate) struct Nearest<'w, 'n> {
    wrong: &'w [u8],
    cost: usize,
    name: Option<&'n [u8]>,
}

impl<'w, 'n> Nearest<'w, 'n> {
    /// Looks for what is nearest to this name.
    pub(crate) fn to(wrong: &'w [u8]) -> Nearest<'w, 'n> {
        Nearest { wrong, cost: usize::MAX, name: None }
    }

    /// The nearest name, if one is near enough.
    pub(crate) fn name(&self) -> Option<&'n [u8]> {
        self.name
    }

    /// Looks at a name.
    pub(crate) fn consider(&mut self, name: &'n [u8]) {
        if name.is_empty() || name == self.wrong || self.wrong.len() > LONGEST {
            return;
        }
        // No more than a third of the characters may change.
        let most = ((name.len() + self.wrong.len() + 3) * MOVE / 6).min(self.cost.saturating_sub(1));
        if let Some(cost) = distance(self.wrong, name, most) {
            (self.cost, self.name) = (cost, Some(name));
        }
    }
}

/// The cost of making one name the other, if it is at most `most`.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(before..)?, b.get(before..)?);
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - behind)?, b.get(..b.len() - behind)?);
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if a.len() > LONGEST || (b.len() - a.len()) * MOVE > most {
        return None;
    }
    if a.is_empty() {
        return Some(b.len() * MOVE);
    }
    let mut row = [0; LONGEST];
    let row = row.get_mut(..a.len())?;
    row.iter_mut().enumerate().for_each(|(i, cost)| *cost = (i + 1) * MOVE);
    let mut result = 0;
    for (i, y) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        // As CPython has it, though a character less is meant.
        result = diagonal;
        for (x, cost) in a.iter().zip(row.iter_mut()) {
            let other = match x {
                x if x == y => 0,
                x if x.eq_ignore_ascii_case(y) => CASE,
                _ => MOVE,
            };
            result = (diagonal + other).min((*cost).min(result) + MOVE);
            diagonal = core::mem::replace(cost, result);
        }
    }
    (result <= most).then_some(result)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        for (a, b, cost) in
            [("abc", "abc", 0), ("abc", "abd", 2), ("abc", "abC", 1), ("pirnt", "print", 4), ("", "ab", 4)]
        {
            assert_eq!(distance(a.as_bytes(), b.as_bytes(), 100), Some(cost), "{a} {b}");
            assert_eq!(distance(b.as_bytes(), a.as_bytes(), 100), Some(cost), "{b} {a}");
        }
        assert_eq!(distance(b"abc", b"xyz", 5), None);
    }
}
