use std::collections::BTreeSet;

use proptest::prelude::*;

use super::algebra::SetOp;
use super::*;
use crate::testing::TestStore;

fn numbers(cx: &mut Context, text: &str) -> Vec<Value> {
    text.split(',').filter(|t| !t.is_empty()).map(|t| number(cx, t)).collect()
}

fn number(cx: &mut Context, text: &str) -> Value {
    match text.parse::<i64>() {
        Ok(i) => cx.new_int(i).unwrap(),
        Err(_) => Value::float(text.parse().unwrap()),
    }
}

fn keys(cx: &Context, s: Gc<Set>) -> Vec<Value> {
    let (mut at, mut keys) = (0, Vec::new());
    while let Some((_, key, next)) = cx.set_key_from(s, at) {
        at = next;
        keys.push(key);
    }
    keys
}

/// Every operation leaves the keys in the order in which CPython has them (recorded by `tests/record_sets.py`).
#[test]
fn order_is_that_of_cpython() {
    for (i, line) in include_str!("../../../tests/data/set_order.tsv").lines().enumerate() {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let (ops, want) = line.split_once('\t').unwrap();
        let mut s = cx.set_new().unwrap();
        for op in ops.split(';') {
            let (op, operand) = op.split_once(' ').unwrap_or((op, ""));
            let some = numbers(cx, operand);
            let list = cx.new_list(&some).unwrap();
            let other = cx.set_from_iterable(list.value(), false).unwrap().value();
            let mut operate = |op, in_place| {
                let v = cx.set_operator(op, in_place, s.value(), other).unwrap().unwrap();
                cx.cast(v).unwrap()
            };
            match op {
                "a" => {
                    cx.set_add(s, some[0]).unwrap();
                }
                "d" => {
                    cx.set_remove(s, some[0]).unwrap();
                }
                "p" => {
                    cx.set_pop(s).unwrap();
                }
                "c" => s = cx.set_copy(s, false).unwrap(),
                "U" => cx.set_extend(s, other).unwrap(),
                "L" => cx.set_extend(s, list.value()).unwrap(),
                "o" => cx.set_difference_update(s, list.value()).unwrap(),
                "|" => s = operate(SetOp::Or, false),
                "n" => s = operate(SetOp::And, false),
                "x" => s = operate(SetOp::Xor, false),
                "&" => s = operate(SetOp::And, true),
                "-" => s = operate(SetOp::Sub, true),
                "^" => s = operate(SetOp::Xor, true),
                _ => panic!("unknown operation {op}"),
            }
        }
        let want = numbers(cx, want);
        assert_eq!(keys(cx, s), want, "line {}", i + 1);
    }
}

/// Whatever runs out of fuel in the middle ends with the same set and the same price as what does not.
#[test]
fn stopping_changes_nothing() {
    let run = |fuel: u64| {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let s = cx.set_new().unwrap();
        for i in 0..50 {
            cx.set_add(s, Value::int32(i * 64)).unwrap();
        }
        let mut items: Vec<Value> = (0..200).map(|i| Value::int32(i * 64 - 3000)).collect();
        items.push(cx.dict_new().unwrap().value());
        let list = cx.new_list(&items).unwrap().value();
        let more = cx.new_list(&items[..150]).unwrap().value();
        let mut given = fuel;
        let mut fuel_of = |cx: &mut Context, work: &mut dyn FnMut(&mut Context) -> Run<()>| {
            cx.fuel = given;
            cx.fuel_credit = 0;
            let mut total = given;
            loop {
                cx.fuel_paid = 0;
                match work(cx) {
                    Err(Trap::Fuel) => {
                        cx.fuel = 1;
                        total += 1;
                    }
                    other => {
                        given = fuel;
                        return (other, total - cx.fuel);
                    }
                }
            }
        };
        let a = fuel_of(cx, &mut |cx| cx.set_extend(s, list));
        let b = fuel_of(cx, &mut |cx| cx.set_difference_update(s, more));
        (a, b, keys(cx, s))
    };
    let whole = run(1 << 40);
    assert_eq!(whole.0.0, Err(Trap::Raise));
    assert!(whole.0.1 > 20 && whole.1.1 > 10, "{whole:?}");
    for fuel in 0..60 {
        assert_eq!(run(fuel), whole, "with fuel {fuel}");
    }
}

proptest! {
    #[test]
    fn sets_behave_as_a_model(ops in prop::collection::vec((0u8..9, prop::collection::vec(-30i32..30, 0..12)), 0..40)) {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let s = cx.set_new().unwrap();
        let mut model: BTreeSet<i64> = BTreeSet::new();
        for (op, operand) in ops {
            let values: Vec<Value> = operand.iter().map(|i| Value::int32(*i)).collect();
            let other: BTreeSet<i64> = operand.iter().map(|i| *i as i64).collect();
            let list = cx.new_list(&values).unwrap().value();
            let set = cx.set_from_iterable(list, true).unwrap().value();
            let first = operand.first().copied().unwrap_or(0) as i64;
            match op {
                0 | 1 => {
                    let added = cx.set_add(s, Value::int_wrapped(first)).unwrap();
                    prop_assert_eq!(added, model.insert(first));
                }
                2 => {
                    let removed = cx.set_remove(s, Value::int_wrapped(first)).unwrap();
                    prop_assert_eq!(removed, model.remove(&first));
                }
                3 => {
                    cx.set_extend(s, list).unwrap();
                    model.extend(&other);
                }
                4 => {
                    cx.set_operator(SetOp::And, true, s.value(), set).unwrap();
                    model = &model & &other;
                }
                5 => {
                    cx.set_operator(SetOp::Sub, true, s.value(), set).unwrap();
                    model = &model - &other;
                }
                6 => {
                    cx.set_operator(SetOp::Xor, true, s.value(), set).unwrap();
                    model = &model ^ &other;
                }
                7 => {
                    if let Some(v) = cx.set_pop(s).unwrap() {
                        prop_assert!(model.remove(&v.as_int().unwrap()));
                    }
                }
                _ => prop_assert_eq!(cx.set_is_disjoint(s, list).unwrap(), model.is_disjoint(&other)),
            }
            let mut have: Vec<i64> = keys(cx, s).iter().map(|v| v.as_int().unwrap()).collect();
            have.sort();
            prop_assert_eq!(have, model.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(cx.set_len(s), model.len());
        }
    }
}
