//! The best times as a picture: a bar for each engine and program, its length the speed as a multiple of CPython's.

use crate::engines::OURS_OFF;
use crate::results::{Table, Times};
use crate::statistics::best;
use std::fmt::Write;

const LEFT: f64 = 130.0;
const WIDTH: f64 = 640.0;
const RIGHT: f64 = 60.0;
const TOP: f64 = 56.0;
const BAR: f64 = 9.0;
const GAP: f64 = 8.0;
const COLOURS: &[&str] =
    &["#c8442c", "#e8a598", "#3a6ea5", "#86a9cc", "#3f8f5f", "#8f6bb3", "#c79a2b", "#7d7d7d", "#4fb0b5", "#b5527f"];

/// The picture, or nothing if there is no CPython to compare with.
pub fn render(table: &Table<Times>) -> Option<String> {
    let base = table.columns.iter().position(|c| c.name.starts_with("CPython"))?;
    // Bars of the engine that is the measure would all be of length one.
    let shown: Vec<usize> = (0..table.columns.len()).filter(|i| *i != base).collect();
    let speed = |row: usize, column: usize| {
        let value = |column: usize| match table.rows[row].cells.get(column) {
            Some(Some(Ok(times))) => best(&times.calls),
            _ => None,
        };
        Some(value(base)? / value(column)?)
    };
    let all = (0..table.rows.len()).flat_map(|r| shown.iter().filter_map(move |c| speed(r, *c)));
    let (low, high) = all.fold((0.5_f64, 2.0_f64), |(low, high), s| (low.min(s), high.max(s)));
    let scale = Scale { low: low.log10(), high: high.log10() };

    let mut bars = String::new();
    let mut y = TOP;
    for (r, row) in table.rows.iter().enumerate() {
        let begin = y;
        for (i, c) in shown.iter().enumerate() {
            let Some(speed) = speed(r, *c) else { continue };
            let (zero, end) = (scale.x(1.0), scale.x(speed));
            let (x, width) = (zero.min(end), (end - zero).abs().max(0.5));
            let name = escape(&table.columns[*c].name);
            let _ = writeln!(
                bars,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{BAR}\" fill=\"{}\"><title>{}, {name}: \
                 {speed:.2}</title></rect>",
                colour(i),
                escape(&row.program),
            );
            y += BAR;
        }
        let middle = (begin + y) / 2.0 + 4.0;
        let _ = writeln!(
            bars,
            "<text x=\"{}\" y=\"{middle:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 6.0,
            escape(&row.program)
        );
        y += GAP;
    }

    let (width, height) = (LEFT + WIDTH + RIGHT, y + 10.0);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height:.0}\" viewBox=\"0 0 {width} \
         {height:.0}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
    );
    let _ = writeln!(
        out,
        "<text x=\"{LEFT}\" y=\"16\" font-size=\"13\">Best call, times as fast as {} ({})</text>",
        escape(&table.columns[base].name),
        escape(&table.architecture)
    );
    let step = (WIDTH + LEFT) / shown.len().max(1) as f64;
    for (i, c) in shown.iter().enumerate() {
        let x = 10.0 + step * i as f64;
        let name = if table.columns[*c].name == OURS_OFF { "without JIT" } else { &table.columns[*c].name };
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"24\" width=\"10\" height=\"10\" fill=\"{}\"/><text x=\"{:.1}\" y=\"33\">{}</text>",
            colour(i),
            x + 14.0,
            escape(name)
        );
    }
    for mark in scale.marks() {
        let x = scale.x(mark);
        let weight = if mark == 1.0 { 1.5 } else { 0.4 };
        let _ = writeln!(
            out,
            "<line x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{y:.1}\" stroke=\"#555\" stroke-width=\"{weight}\"/>\
             <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{mark}</text>",
            TOP - 5.0
        );
    }
    out.push_str(&bars);
    out.push_str("</svg>\n");
    Some(out)
}

/// From a ratio to a place: logarithmic.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn x(&self, ratio: f64) -> f64 {
        LEFT + (ratio.log10() - self.low) / (self.high - self.low) * WIDTH
    }

    /// Round ratios within the scale.
    fn marks(&self) -> impl Iterator<Item = f64> {
        let all = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0];
        let (low, high) = (self.low, self.high);
        all.into_iter().filter(move |m: &f64| m.log10() >= low && m.log10() <= high)
    }
}

fn colour(i: usize) -> &'static str {
    COLOURS[i % COLOURS.len()]
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programs::Kind;
    use crate::results::{Column, Row};

    fn table(names: &[&str], best: &[f64]) -> Table<Times> {
        let cell = |s: &f64| Some(Ok(Times { calls: vec![*s], ..Times::default() }));
        Table {
            architecture: "x".into(),
            columns: names.iter().map(|n| Column { name: n.to_string(), version: "1".into() }).collect(),
            rows: vec![Row {
                program: "a<b".into(),
                kind: Kind::Ordinary,
                call: String::new(),
                cells: best.iter().map(cell).collect(),
            }],
        }
    }

    #[test]
    fn a_bar_is_as_long_as_the_logarithm_of_the_speed() {
        let picture = render(&table(&["patchnose", "CPython 3.11", "PyPy"], &[0.1, 1.0, 0.01])).unwrap();
        let width_of = |name: &str| -> f64 {
            let line = picture.lines().find(|l| l.contains(&format!("<title>a&lt;b, {name}:"))).unwrap();
            line.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        assert!((width_of("PyPy") - 2.0 * width_of("patchnose")).abs() < 0.2, "{picture}");
        assert!(!picture.contains("<title>a&lt;b, CPython"));
    }

    #[test]
    fn without_cpython_there_is_no_picture() {
        assert!(render(&table(&["patchnose", "PyPy"], &[0.1, 0.01])).is_none());
    }
}
