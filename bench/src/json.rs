//! A report's data as JSON, every single measurement.

use crate::programs::Kind;
use crate::report::Report;
use crate::results::{Count, Table, Times};

/// The whole report.
pub fn render(report: &Report) -> String {
    let tables = report.counts.iter().map(|t| table(t, |c: &Count| c.0.to_string()));
    let fields = [
        ("date", string(&report.date)),
        ("commit", string(&report.commit)),
        ("command", string(&report.command)),
        ("processor", string(&report.processor)),
        ("load", array(report.load.iter().map(|l| string(l)))),
        ("seconds_and_bytes", report.wall.as_ref().map_or("null".into(), |t| table(t, times))),
        ("instructions", array(tables)),
        ("errors", array(report.errors().iter().map(|e| string(e)))),
    ];
    object(&fields) + "\n"
}

fn times(times: &Times) -> String {
    let list = |values: &[f64]| array(values.iter().map(|v| v.to_string()));
    object(&[
        ("first", list(&times.first)),
        ("calls", list(&times.calls)),
        ("process", list(&times.process)),
        ("memory", list(&times.memory)),
    ])
}

fn table<T>(table: &Table<T>, cell: impl Fn(&T) -> String) -> String {
    let columns = table.columns.iter().map(|c| object(&[("name", string(&c.name)), ("version", string(&c.version))]));
    let rows = table.rows.iter().map(|row| {
        let kind = match row.kind {
            Kind::Ordinary => "ordinary",
            Kind::Adversarial => "adversarial",
            Kind::Foreign => "foreign",
        };
        let cells = row.cells.iter().map(|c| match c {
            None => "null".to_string(),
            Some(Ok(value)) => cell(value),
            Some(Err(error)) => object(&[("error", string(error))]),
        });
        object(&[
            ("program", string(&row.program)),
            ("kind", string(kind)),
            ("call", string(&row.call)),
            ("engines", array(cells)),
        ])
    });
    object(&[
        ("architecture", string(&table.architecture)),
        ("engines", array(columns)),
        ("programs", format!("[\n{}\n]", rows.collect::<Vec<_>>().join(",\n"))),
    ])
}

fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{}: {value}", string(name))).collect();
    format!("{{{}}}", fields.join(", "))
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{Column, Row};

    #[test]
    fn strings_are_escaped() {
        assert_eq!(string("a\"b\\c\n\u{1}é"), "\"a\\\"b\\\\c\\n\\u0001é\"");
    }

    #[test]
    fn a_table_keeps_every_measurement() {
        let measured = Times { first: vec![0.5, 0.25], calls: vec![1e-7], process: vec![], memory: vec![4096.0] };
        let one = Table {
            architecture: "x".into(),
            columns: vec![Column { name: "e".into(), version: "1".into() }],
            rows: vec![Row {
                program: "p".into(),
                kind: Kind::Foreign,
                call: "f()".into(),
                cells: vec![Some(Ok(measured)), None, Some(Err("no".into()))],
            }],
        };
        assert_eq!(
            table(&one, times),
            "{\"architecture\": \"x\", \"engines\": [{\"name\": \"e\", \"version\": \"1\"}], \"programs\": [\n\
             {\"program\": \"p\", \"kind\": \"foreign\", \"call\": \"f()\", \"engines\": [\
             {\"first\": [0.5, 0.25], \"calls\": [0.0000001], \"process\": [], \"memory\": [4096]}, null, \
             {\"error\": \"no\"}]}\n]}"
        );
    }
}
