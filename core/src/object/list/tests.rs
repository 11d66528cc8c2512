use proptest::prelude::*;

use super::*;
use crate::testing::TestStore;

/// Indices that a slice of a sequence of `len` items names, by Python's definition for `range(*slice.indices(len))`.
fn slice_indices(len: i64, lo: Option<i64>, hi: Option<i64>, step: i64) -> (i64, Vec<usize>) {
    let clamp = |i: Option<i64>, default: i64| match i {
        None => default,
        Some(i) => {
            let i = if i < 0 { i + len } else { i };
            if step > 0 { i.clamp(0, len) } else { i.clamp(-1, len - 1) }
        }
    };
    let (start, stop) = if step > 0 { (clamp(lo, 0), clamp(hi, len)) } else { (clamp(lo, len - 1), clamp(hi, -1)) };
    let mut at = start;
    let mut indices = Vec::new();
    while if step > 0 { at < stop } else { at > stop } {
        indices.push(at as usize);
        at += step;
    }
    (start, indices)
}

fn bound(i: Option<i64>) -> Value {
    i.map_or(Value::NONE, Value::int_wrapped)
}

fn ints(values: &[i64]) -> Vec<Value> {
    values.iter().map(|i| Value::int_wrapped(*i)).collect()
}

#[test]
fn a_list_can_be_put_into_itself() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let l = cx.new_list(&ints(&[1, 2, 3])).unwrap();
    let one = Value::int32(1);
    cx.list_set_slice(l, [one, one, Value::NONE], l.value()).unwrap();
    assert_eq!(cx.list(l), ints(&[1, 1, 2, 3, 2, 3]));
    cx.list_set_slice(l, [Value::NONE, Value::NONE, Value::int32(-1)], l.value()).unwrap();
    assert_eq!(cx.list(l), ints(&[3, 2, 3, 2, 1, 1]));
    cx.list_extend_value(l, l.value()).unwrap();
    assert_eq!(cx.list(l).len(), 12);
}

#[test]
fn slots_beyond_the_end_are_unassigned() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let l = cx.new_list(&ints(&[1, 2, 3, 4, 5])).unwrap();
    cx.list_del_slice(l, [Value::NONE, Value::NONE, Value::int32(2)]).unwrap();
    assert_eq!(cx.list(l), ints(&[2, 4]));
    let s = cx.list_storage(l).unwrap();
    assert!(cx.storage(s)[2..].iter().all(|v| *v == Value::UNASSIGNED));
}

#[test]
fn what_is_too_large_for_any_memory_is_a_memory_error() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let l = cx.new_list(&ints(&[1, 2])).unwrap();
    assert_eq!(cx.list_repeat(l, i64::MAX).map(|_| ()), Err(Trap::Memory));
    assert_eq!(cx.list_repeat_in_place(l, 1 << 40), Err(Trap::Memory));
    assert_eq!(cx.list(l), ints(&[1, 2]));
}

proptest! {
    #[test]
    fn lists_behave_as_vectors(
        ops in prop::collection::vec(
            (0u8..9, prop::option::of(-12i64..12), prop::option::of(-12i64..12), -4i64..5, prop::collection::vec(0i64..100, 0..6)),
            0..40,
        )
    ) {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let l = cx.new_list(&[]).unwrap();
        let mut model: Vec<i64> = Vec::new();
        for (op, lo, hi, step, new) in ops {
            let step = if step == 0 { 1 } else { step };
            let bounds = [bound(lo), bound(hi), Value::int_wrapped(step)];
            let (start, indices) = slice_indices(model.len() as i64, lo, hi, step);
            match op {
                0 => {
                    cx.list_extend_slice(l, &ints(&new)).unwrap();
                    model.extend(&new);
                }
                1 => {
                    cx.list_push(l, Value::int_wrapped(step)).unwrap();
                    model.push(step);
                }
                2 => {
                    let v = cx.get_slice(l.value(), bounds[0], bounds[1], bounds[2]).unwrap();
                    let got = cx.cast::<List>(v).unwrap();
                    let want: Vec<i64> = indices.iter().map(|i| model[*i]).collect();
                    prop_assert_eq!(cx.list(got), ints(&want));
                }
                3 => {
                    cx.list_del_slice(l, bounds).unwrap();
                    let mut i = 0;
                    model.retain(|_| {
                        i += 1;
                        !indices.contains(&(i - 1))
                    });
                }
                4 => {
                    let value = cx.new_tuple(&ints(&new)).unwrap().value();
                    let result = cx.list_set_slice(l, bounds, value);
                    if step == 1 {
                        result.unwrap();
                        let start = start as usize;
                        model.splice(start..start + indices.len(), new.iter().copied());
                    } else if new.len() == indices.len() {
                        result.unwrap();
                        for (i, v) in indices.iter().zip(&new) {
                            model[*i] = *v;
                        }
                    } else {
                        prop_assert_eq!(result, Err(Trap::Raise));
                    }
                }
                5 => {
                    cx.list_repeat_in_place(l, step.min(2)).unwrap();
                    model = model.repeat(step.clamp(0, 2) as usize);
                }
                6 => {
                    let at = lo.unwrap_or(0);
                    let result = cx.get_item(l.value(), Value::int_wrapped(at));
                    let i = if at < 0 { at + model.len() as i64 } else { at };
                    match model.get(i as usize) {
                        Some(v) if i >= 0 => prop_assert_eq!(result, Ok(Value::int_wrapped(*v))),
                        _ => prop_assert_eq!(result, Err(Trap::Raise)),
                    }
                }
                7 => {
                    let sorted = cx.sorted_items(cx.list_items(l), None, step < 0).unwrap();
                    let n = model.len();
                    cx.list_take(l, sorted, n);
                    model.sort();
                    if step < 0 {
                        model.reverse();
                    }
                }
                _ => {
                    let other = cx.new_list(&ints(&new)).unwrap();
                    let both = cx.list_concat(l, other).unwrap();
                    let want = [&model[..], &new[..]].concat();
                    prop_assert_eq!(cx.list(both), ints(&want));
                }
            }
            prop_assert_eq!(cx.list(l), ints(&model));
        }
    }

    #[test]
    fn sorting_is_stable_in_both_directions(keys in prop::collection::vec(0i64..20, 0..200), kind in 0u8..4, reverse: bool) {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let values: Vec<Value> = (0..keys.len() as i64).map(Value::int_wrapped).collect();
        let as_key: Vec<Value> = keys
            .iter()
            .map(|k| match kind {
                0 => Value::int_wrapped(*k),
                1 => Value::float(*k as f64),
                2 => cx.new_str(format!("{k:02}").as_bytes()).unwrap().value(),
                _ if k % 2 == 0 => Value::float(*k as f64),
                _ => Value::int_wrapped(*k),
            })
            .collect();
        let (values, as_key) = (cx.new_list(&values).unwrap(), cx.new_list(&as_key).unwrap());
        let sorted = cx.sorted_items(cx.list_items(values), Some(cx.list_items(as_key)), reverse).unwrap();
        let mut want: Vec<i64> = (0..keys.len() as i64).collect();
        if reverse {
            want.sort_by_key(|i| std::cmp::Reverse(keys[*i as usize]));
        } else {
            want.sort_by_key(|i| keys[*i as usize]);
        }
        prop_assert_eq!(cx.storage(sorted), ints(&want));
    }
}

#[test]
fn an_error_while_sorting_leaves_the_items() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let l = cx.new_list(&[Value::int32(3), Value::int32(1), Value::NONE, Value::int32(2)]).unwrap();
    let before = cx.list(l).to_vec();
    assert_eq!(cx.sorted_items(cx.list_items(l), None, false).map(|_| ()), Err(Trap::Raise));
    assert_eq!(cx.list(l), before);
}
