//! `x ** -0.5` and `x ** -1.5` with fused multiply-add, for machines that have it: the stencils of these powers do the same.

/// `x ** -1.5` if `cubed`, else `x ** -0.5`: the nearest double, or nothing where that is not certain, where `x` is not positive, or where its
/// magnitude is not from 2^-511 to below 2^513.
///
/// With `u` = 2^-53: the root is `root + rest / (2 * root)`, as `rest` is exact, but for a part of `u^2 / 2`. So the power is the inverse of
/// `base + lack`, whose `lack` is at most `2 * u` of `base` and is known to 5 `u^2` of that. The guess `1 / base` is off by `off`, exactly, at most `u`.
/// The power is `guess * (1 + more)`, where `more` is at most `3 * u`, and known to 20 `u^2`: 5 of these are of `lack`, 9 the square of `more`,
/// which is left out, and 6 of roundings. [`ERROR`] is 64. All of these numbers are normal, or zero, and what they lose is, too.
#[inline(always)]
pub fn fused_inverse_root(x: f64, cubed: bool) -> Option<f64> {
    const ERROR: f64 = 64.0 * (f64::EPSILON / 2.0) * (f64::EPSILON / 2.0);
    // The highest bits of the exponent differ. What is negative has no root.
    if (x.to_bits() ^ x.to_bits() << 1) >> 62 & 1 == 0 {
        return None;
    }
    let root = libm::sqrt(x);
    let rest = libm::fma(-root, root, x);
    let (base, guess, lack);
    if cubed {
        base = x * root;
        guess = 1.0 / base;
        lack = libm::fma(0.5 * root, rest, libm::fma(x, root, -base));
    } else {
        base = root;
        guess = 1.0 / base;
        lack = 0.5 * guess * rest;
    }
    let off = libm::fma(-guess, base, 1.0);
    let more = libm::fma(-guess, lack, off);
    let (below, above) = (libm::fma(guess, more - ERROR, guess), libm::fma(guess, more + ERROR, guess));
    (below == above).then_some(below)
}
