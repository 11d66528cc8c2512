//! What `*` of a string, a tuple and a list does to memory.

/// Fills `all` by repeating its first `period` elements, which are there.
///
/// What is there is doubled until all is full, so however short the period is, a few long copies do it.
pub(crate) fn repeat_start<T: Copy>(all: &mut [T], period: usize) {
    let mut done = period.min(all.len());
    while let Some((from, to)) = all.split_at_mut_checked(done) {
        let step = from.len().min(to.len());
        let (Some(from), Some(to)) = (from.get(..step), to.get_mut(..step)) else { return };
        if step == 0 {
            return;
        }
        to.copy_from_slice(from);
        done += step;
    }
}

#[cfg(test)]
mod tests {
    use super::repeat_start;

    #[test]
    fn every_period_fills_every_length() {
        for period in 0..9 {
            for len in 0..70 {
                let mut all: Vec<_> = (0..len).map(|i| if i < period { i + 1 } else { 0 }).collect();
                repeat_start(&mut all, period);
                let want = |i: usize| if period == 0 { 0 } else { i % period + 1 };
                assert!((0..len).all(|i| all[i] == want(i)), "{period} in {len}: {all:?}");
            }
        }
    }
}
