use proptest::prelude::*;

use super::*;
use crate::object::hashtable::FIRST;
use crate::testing::TestStore;

fn items(cx: &Context, d: Gc<Dict>) -> Vec<(Value, Value)> {
    let (mut at, mut items) = (0, Vec::new());
    while let Some((key, value, next)) = cx.dict_entry_from(d, at) {
        at = next;
        items.push((key, value));
    }
    items
}

#[test]
fn equal_numbers_are_one_key() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let d = cx.dict_new().unwrap();
    for (i, key) in [Value::int32(1), Value::TRUE, Value::float(1.0)].into_iter().enumerate() {
        cx.dict_set(d, key, Value::int32(i as i32)).unwrap();
    }
    assert_eq!(items(cx, d), [(Value::int32(1), Value::int32(2))]);
}

#[test]
fn unhashable_keys_raise_and_change_nothing() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let d = cx.dict_new().unwrap();
    let key = cx.new_list(&[]).unwrap().value();
    assert_eq!(cx.dict_set(d, key, Value::NONE), Err(Trap::Raise));
    assert_eq!(cx.dict_remove(d, key), Err(Trap::Raise));
    assert_eq!(cx.dict_len(d), 0);
}

/// Keys that all have one hash: multiples of the modulus of hashes. Looking one up costs as it takes.
#[test]
fn long_searches_cost_fuel() {
    let mut store = TestStore::new(1 << 22);
    let cx = store.cx();
    let d = cx.dict_new().unwrap();
    let mut costs = Vec::new();
    for i in 0..200u64 {
        let multiple = (i as u128 + 1) * ((1 << 61) - 1);
        let key = cx.new_big(false, &[multiple as u64, (multiple >> 64) as u64]).unwrap();
        let before = cx.fuel;
        cx.dict_set(d, key, Value::uint32(i as u32)).unwrap();
        costs.push(before - cx.fuel);
    }
    assert_eq!(cx.dict_len(d), 200);
    assert_eq!(costs[3], 0);
    assert!(costs[199] >= 20, "{costs:?}");
}

#[test]
fn strs_are_found_by_text_and_by_identity() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let d = cx.dict_new().unwrap();
    let key = cx.new_str("naïve".as_bytes()).unwrap();
    cx.dict_set(d, key.value(), Value::TRUE).unwrap();
    assert_eq!(cx.dict_get_str(d, key), Ok(Some(Value::TRUE)));
    let same = cx.new_str("naïve".as_bytes()).unwrap();
    assert_eq!(cx.dict_get_str(d, same), Ok(Some(Value::TRUE)));
    let other = cx.new_str("naive".as_bytes()).unwrap();
    assert_eq!(cx.dict_get_str(d, other), Ok(None));
}

/// What a str remembers of where it was found saves time, and no fuel.
#[test]
fn fuel_does_not_depend_on_what_was_looked_up_before() {
    let mut store = TestStore::new(1 << 22);
    let cx = store.cx();
    let d = cx.dict_new().unwrap();
    let (mut keys, mut number) = (Vec::new(), 0);
    while keys.len() < 40 {
        number += 1;
        let key = cx.new_str(format!("key {number}").as_bytes()).unwrap();
        let hash = kept_hash(cx.hash(key.value()).unwrap());
        if Table::home(hash, 64) < 2 {
            cx.dict_set(d, key.value(), Value::uint32(number)).unwrap();
            keys.push((key, Value::uint32(number)));
        }
    }
    let cost = |cx: &mut Context, key: Gc<Str>, value| {
        let before = cx.fuel;
        let found = cx.item_at_once(d.value(), key.value(), None);
        let found = found.or_else(|| cx.item_of_any(d.value(), key.value(), None));
        assert_eq!(found.or_else(|| cx.dict_get_str(d, key).unwrap()), Some(value));
        before - cx.fuel
    };
    let mut total = 0;
    for (entry, (key, value)) in keys.into_iter().enumerate() {
        cx.get_mut(key).header.aux = 0;
        let first = cost(cx, key, value);
        cx.get_mut(key).header.aux = entry as u16;
        assert_eq!(cost(cx, key, value), first, "{entry}");
        total += first;
    }
    assert!(total > 20, "{total}");
}

#[test]
fn a_display_is_what_setting_its_items_makes() {
    let mut store = TestStore::new(1 << 22);
    let cx = store.cx();
    let keys: Vec<Value> = ["a", "b", "subtotal", "d", "e", "f", "g"]
        .iter()
        .map(|text| {
            let key = cx.new_str(text.as_bytes()).unwrap().value();
            cx.hash(key).unwrap();
            key
        })
        .collect();
    let again = cx.new_str(b"b").unwrap().value();
    cx.hash(again).unwrap();
    let unhashed = cx.new_str(b"h").unwrap().value();
    let (int, float) = (Value::int32(3), Value::float(3.0));
    for order in
        [vec![], vec![1], vec![0, 1, 2], vec![4, 3, 2, 1, 0], vec![0, 1, 2, 3, 4, 5], vec![6, 5, 4, 3, 2, 1, 0]]
    {
        for more in [None, Some(again), Some(keys[1]), Some(unhashed), Some(int), Some(float)] {
            let keys = order.iter().map(|k| keys[*k]).chain(more).chain(more.map(|_| int));
            let pairs: Vec<Value> = keys.enumerate().flat_map(|(i, key)| [key, Value::int32(i as i32)]).collect();
            let made = cx.new_dict(&pairs).unwrap();
            let set = cx.dict_new().unwrap();
            for pair in pairs.chunks(2) {
                cx.dict_set(set, pair[0], pair[1]).unwrap();
            }
            assert_eq!(items(cx, made), items(cx, set));
            for pair in pairs.chunks(2) {
                let value = cx.dict_get(set, pair[0]).unwrap();
                assert_eq!(cx.dict_get(made, pair[0]), Ok(value));
                assert!(cx.dict_remove(made, pair[0]).unwrap() == value || value.is_none(), "{order:?}");
                cx.dict_remove(set, pair[0]).unwrap();
            }
            assert_eq!(cx.dict_len(made), 0);
        }
    }
}

#[test]
fn pairs_before_a_bad_one_are_kept() {
    let mut store = TestStore::new(1 << 20);
    let cx = store.cx();
    let d = cx.dict_new().unwrap();
    let pair = cx.new_tuple(&[Value::int32(1), Value::int32(2)]).unwrap().value();
    let list = cx.new_list(&[pair, Value::int32(3)]).unwrap().value();
    assert_eq!(cx.dict_update(d, list), Err(Trap::Raise));
    assert_eq!(items(cx, d), [(Value::int32(1), Value::int32(2))]);
}

proptest! {
    /// However keys come and go, the first entries are found by few probes.
    #[test]
    fn searches_for_the_first_entries_are_short(ops in prop::collection::vec((0u8..10, 0u64..40), 0..200)) {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let d = cx.dict_new().unwrap();
        for (op, n) in ops {
            let key = if n < 30 {
                // They all have one hash.
                let multiple = (n as u128 + 1) * ((1 << 61) - 1);
                cx.new_big(false, &[multiple as u64, (multiple >> 64) as u64]).unwrap()
            } else {
                Value::uint32(n as u32)
            };
            match op {
                0..=5 => cx.dict_set(d, key, Value::NONE).unwrap(),
                6..=8 => drop(cx.dict_remove(d, key).unwrap()),
                _ => drop(cx.dict_pop_last(d).unwrap()),
            }
            if let Some(table) = cx.dict_table(d) {
                for entry in 0..FIRST {
                    let probes = table.probes_to(cx, entry);
                    prop_assert!(probes <= entry + 1, "{} probes to entry {}", probes, entry);
                }
            }
        }
    }

    #[test]
    fn dicts_behave_as_a_list_of_pairs(ops in prop::collection::vec((0u8..10, -40i64..40, 0u32..1000), 0..300)) {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        let d = cx.dict_new().unwrap();
        let mut model: Vec<(i64, u32)> = Vec::new();
        for (op, key, n) in ops {
            // Keys far apart in value, so that homes collide.
            let k = Value::int_wrapped(key * 7919);
            let at = model.iter().position(|(k, _)| *k == key);
            match op {
                0..=3 => {
                    cx.dict_set(d, k, Value::uint32(n)).unwrap();
                    match at {
                        Some(i) => model[i].1 = n,
                        None => model.push((key, n)),
                    }
                }
                4..=6 => {
                    let removed = cx.dict_remove(d, k).unwrap();
                    prop_assert_eq!(removed, at.map(|i| Value::uint32(model.remove(i).1)));
                }
                7 => {
                    let last = cx.dict_pop_last(d).unwrap();
                    let want = model.pop().map(|(k, n)| (Value::int_wrapped(k * 7919), Value::uint32(n)));
                    prop_assert_eq!(last, want);
                }
                8 => {
                    let other = cx.dict_new().unwrap();
                    for i in 0..n % 20 {
                        let key = key + i as i64;
                        cx.dict_set(other, Value::int_wrapped(key * 7919), Value::uint32(i)).unwrap();
                        match model.iter().position(|(k, _)| *k == key) {
                            Some(at) => model[at].1 = i,
                            None => model.push((key, i)),
                        }
                    }
                    cx.dict_update(d, other.value()).unwrap();
                }
                _ => prop_assert_eq!(cx.dict_get(d, k).unwrap(), at.map(|i| Value::uint32(model[i].1))),
            }
            let want: Vec<_> =
                model.iter().map(|(k, n)| (Value::int_wrapped(k * 7919), Value::uint32(*n))).collect();
            prop_assert_eq!(items(cx, d), want.clone());
            let mut back = Vec::new();
            let mut end = cx.dict_used(d);
            while let Some((k, v, next)) = cx.dict_entry_before(d, end) {
                back.insert(0, (k, v));
                end = next;
            }
            prop_assert_eq!(back, want);
            prop_assert_eq!(cx.dict_len(d), model.len());
        }
        let copy = cx.dict_copy(d).unwrap();
        prop_assert_eq!(items(cx, copy), items(cx, d));
        prop_assert!(cx.eq(copy.value(), d.value()).unwrap());
    }
}
