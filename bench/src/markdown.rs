//! A report as Markdown.

use crate::engines::{OURS, OURS_OFF};
use crate::programs::Kind;
use crate::report::Report;
use crate::results::{Count, Row, Table, Times};
use crate::statistics::{best, geometric_mean, median};
use std::fmt::Write;

/// The whole report.
pub fn render(report: &Report, picture: Option<&str>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# Results\n");
    let _ =
        writeln!(out, "Made by `cargo bench-run{}` on {}, commit {}.\n", report.command, report.date, report.commit);
    let _ = writeln!(out, "Architecture: {}.", std::env::consts::ARCH);
    if let [start, end] = report.load.as_slice() {
        let _ = writeln!(out, "Load averages at the start {start}, at the end {end}.");
    }
    let _ = writeln!(out, "Every run of patchnose has finite fuel, heap and depth.\n");
    if let Some(picture) = picture {
        let _ = writeln!(out, "![Speed of the engines]({picture})\n");
    }
    if let Some(table) = &report.wall {
        times(&mut out, table);
    }
    for table in &report.counts {
        counts(&mut out, table);
    }
    let errors = report.errors();
    if !errors.is_empty() {
        let _ = writeln!(out, "## What went wrong\n");
        for error in errors {
            let _ = writeln!(out, "- {error}");
        }
        out.push('\n');
    }
    out
}

fn times(out: &mut String, table: &Table<Times>) {
    let _ = writeln!(out, "## Times on {}\n", table.architecture);
    versions(out, table);
    summary(out, table);
    let _ = writeln!(out, "In brackets: times as slow as patchnose. Best and first are the best of all processes.\n");
    let milliseconds = |seconds: f64| seconds * 1e3;
    grid(out, table, "Best call, ms", |t| best(&t.calls).map(milliseconds));
    grid(out, table, "First call in a process, ms", |t| best(&t.first).map(milliseconds));
    grid(out, table, "Median call, ms", |t| median(&t.calls).map(milliseconds));
    grid(out, table, "Whole process with one call, ms", |t| best(&t.process).map(milliseconds));
    grid(out, table, "Peak memory of a process with one call, MB", |t| median(&t.memory).map(|bytes| bytes / 1e6));
}

fn counts(out: &mut String, table: &Table<Count>) {
    let _ = writeln!(out, "## Instructions on {}\n", table.architecture);
    versions(out, table);
    let millions = |c: &Count| Some(c.0 as f64 / 1e6);
    grid(out, table, "Whole process with one call, millions of instructions (times patchnose's)", millions);
    let (Some(on), Some(off)) = (table.column(OURS), table.column(OURS_OFF)) else { return };
    let _ = writeln!(out, "### Instructions with the JIT, compiling included, divided by those without\n");
    let _ = writeln!(out, "| program | ratio |\n|---|---|");
    for row in &table.rows {
        if let (Some(Some(Ok(on))), Some(Some(Ok(off)))) = (row.cells.get(on), row.cells.get(off)) {
            let _ = writeln!(out, "| {} | {:.3} |", row.program, on.0 as f64 / off.0 as f64);
        }
    }
    out.push('\n');
}

fn versions<T>(out: &mut String, table: &Table<T>) {
    let list: Vec<String> = table.columns.iter().map(|c| format!("{} ({})", c.name, c.version)).collect();
    let _ = writeln!(out, "Engines: {}.\n", list.join(", "));
}

/// How many times as fast as each peer: the mean, and where it is least.
fn summary(out: &mut String, table: &Table<Times>) {
    let Some(ours) = table.column(OURS) else { return };
    let _ = writeln!(out, "Patchnose's speed, times the peer's; programs that are not adversarial:\n");
    let _ = writeln!(out, "| peer | best, mean | best, least | first, mean | first, least |\n|---|---|---|---|---|");
    for (i, column) in table.columns.iter().enumerate().filter(|(i, _)| *i != ours) {
        let mut cells = vec![column.name.clone()];
        for figure in [|t: &Times| best(&t.calls), |t: &Times| best(&t.first)] {
            let ratios = table.ratios(ours, i, &[Kind::Ordinary], figure);
            cells.push(geometric_mean(&ratios).map_or("-".into(), ratio));
            cells.push(least(table, ours, i, figure).unwrap_or("-".into()));
        }
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

/// The ordinary program where the second engine is slowest to be beaten, with the ratio.
fn least<T>(table: &Table<T>, from: usize, to: usize, figure: impl Fn(&T) -> Option<f64>) -> Option<String> {
    let value = |row: &Row<T>, column: usize| match row.cells.get(column) {
        Some(Some(Ok(cell))) => figure(cell),
        _ => None,
    };
    let ratios = table
        .rows
        .iter()
        .filter(|row| row.kind == Kind::Ordinary)
        .filter_map(|row| Some((value(row, to)? / value(row, from)?, &row.program)));
    let (least, program) = ratios.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(format!("{} ({program})", ratio(least)))
}

/// A table of one figure, each with its ratio to ours, and the means of the ratios below.
fn grid<T>(out: &mut String, table: &Table<T>, title: &str, figure: impl Fn(&T) -> Option<f64>) {
    let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let _ = writeln!(out, "### {title}\n\n| program | {} |", names.join(" | "));
    let _ = writeln!(out, "|---|{}", "---|".repeat(names.len()));
    let ours = table.column(OURS);
    for row in &table.rows {
        let own = ours.and_then(|i| row.cells[i].as_ref()?.as_ref().ok()).and_then(&figure);
        let cells: Vec<String> = row.cells.iter().map(|cell| text(cell, own, &figure)).collect();
        let _ = writeln!(out, "| {} | {} |", row.program, cells.join(" | "));
    }
    let means = [("ordinary", Kind::Ordinary), ("adversarial", Kind::Adversarial)];
    for (name, kind) in means {
        if table.rows.iter().all(|row| row.kind != kind) {
            continue;
        }
        let mean = |i| geometric_mean(&table.ratios(ours?, i, &[kind], &figure));
        let cells: Vec<String> =
            (0..names.len()).map(|i| mean(i).map_or("-".into(), |m| format!("({})", ratio(m)))).collect();
        let _ = writeln!(out, "| *geometric mean, {name}* | {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn text<T>(cell: &Option<Result<T, String>>, own: Option<f64>, figure: impl Fn(&T) -> Option<f64>) -> String {
    match cell {
        None => "-".into(),
        Some(Err(_)) => "error".into(),
        Some(Ok(cell)) => match (figure(cell), own) {
            (Some(value), Some(own)) => format!("{} ({})", number(value), ratio(value / own)),
            (Some(value), None) => number(value),
            (None, _) => "-".into(),
        },
    }
}

/// Three digits where there is something behind the point.
fn number(value: f64) -> String {
    match value {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v if v >= 1.0 => format!("{v:.2}"),
        v => format!("{v:.3}"),
    }
}

/// Two digits behind the point below ten.
fn ratio(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}") } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::Column;

    fn table() -> Table<Count> {
        let column = |name: &str| Column { name: name.into(), version: "1".into() };
        let row = |program: &str, kind, cells: &[Option<Result<u64, &str>>]| Row {
            program: program.into(),
            kind,
            call: "main(1)".into(),
            cells: cells.iter().map(|c| c.map(|r| r.map(Count).map_err(str::to_string))).collect(),
        };
        Table {
            architecture: "aarch64".into(),
            columns: vec![column(OURS), column(OURS_OFF), column("P")],
            rows: vec![
                row("fib", Kind::Ordinary, &[Some(Ok(2_000_000)), Some(Ok(8_000_000)), Some(Ok(150_000_000))]),
                row("lcg", Kind::Ordinary, &[Some(Ok(5_000_000)), Some(Ok(5_000_000)), None]),
                row("nan", Kind::Adversarial, &[Some(Ok(1_000_000)), Some(Ok(990_000)), Some(Err("falls"))]),
            ],
        }
    }

    #[test]
    fn counts_have_ratios_means_and_the_quotient_of_the_tiers() {
        let mut out = String::new();
        counts(&mut out, &table());
        for line in [
            "Engines: patchnose (1), patchnose --jit=off (1), P (1).",
            "| fib | 2.00 (1.00) | 8.00 (4.00) | 150 (75.0) |",
            "| lcg | 5.00 (1.00) | 5.00 (1.00) | - |",
            "| nan | 1.00 (1.00) | 0.990 (0.99) | error |",
            "| *geometric mean, ordinary* | (1.00) | (2.00) | (75.0) |",
            "| *geometric mean, adversarial* | (1.00) | (0.99) | - |",
            "| nan | 1.010 |",
        ] {
            assert!(out.lines().any(|l| l == line), "{line}\nin\n{out}");
        }
    }

    #[test]
    fn errors_are_listed() {
        let report = Report {
            date: "2026-01-02".into(),
            processor: "a processor".into(),
            load: Vec::new(),
            commit: "abc".into(),
            command: " count".into(),
            wall: None,
            counts: vec![table()],
            missing: vec!["no clock".into()],
        };
        let out = render(&report, Some("x.svg"));
        assert!(out.contains("Made by `cargo bench-run count` on 2026-01-02, commit abc."), "{out}");
        assert!(out.contains("![Speed of the engines](x.svg)"), "{out}");
        assert!(out.ends_with("## What went wrong\n\n- no clock\n- aarch64: nan on P: falls\n\n"), "{out}");
    }

    #[test]
    fn the_summary_names_the_program_where_we_are_least_ahead() {
        let times = |best: f64| Some(Ok(Times { first: vec![2.0 * best], calls: vec![best, 9.0], ..Times::default() }));
        let row = |program: &str, ours: f64, peer: f64| Row {
            program: program.into(),
            kind: Kind::Ordinary,
            call: String::new(),
            cells: vec![times(ours), times(peer)],
        };
        let column = |name: &str| Column { name: name.into(), version: "1".into() };
        let table = Table {
            architecture: "x".into(),
            columns: vec![column(OURS), column("P")],
            rows: vec![row("a", 1.0, 8.0), row("b", 1.0, 0.5)],
        };
        let mut out = String::new();
        summary(&mut out, &table);
        assert!(out.contains("| P | 2.00 | 0.50 (b) | 2.00 | 0.50 (b) |"), "{out}");
    }
}
