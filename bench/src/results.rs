//! What was measured: tables of programs and engines, made by `wall` and `count`, shown by `markdown`, `svg` and `json`.

use crate::programs::Kind;

/// A program of a table.
#[derive(Clone, Debug)]
pub struct Row<T> {
    /// The program's name and size.
    pub program: String,
    /// Which figures it counts for.
    pub kind: Kind,
    /// The call that was measured.
    pub call: String,
    /// A cell for each engine: nothing if the engine has no version of the program, or what went wrong.
    pub cells: Vec<Option<Result<T, String>>>,
}

/// An engine of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The engine's name.
    pub name: String,
    /// The engine's version.
    pub version: String,
}

/// Programs and engines.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// The processor's architecture.
    pub architecture: String,
    /// The engines.
    pub columns: Vec<Column>,
    /// The programs.
    pub rows: Vec<Row<T>>,
}

/// Times of one program on one engine, in seconds, and memory in bytes.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// The first call of each process.
    pub first: Vec<f64>,
    /// Every call of the processes that call more than once.
    pub calls: Vec<f64>,
    /// Whole processes that call once.
    pub process: Vec<f64>,
    /// The peak memory of those.
    pub memory: Vec<f64>,
}

/// Instructions of one process that calls a program once.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub u64);

impl<T> Table<T> {
    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Everything that went wrong, a line each.
    pub fn errors(&self) -> Vec<String> {
        let mut errors = Vec::new();
        for row in &self.rows {
            for (column, cell) in self.columns.iter().zip(&row.cells) {
                if let Some(Err(error)) = cell {
                    errors.push(format!("{}: {} on {}: {error}", self.architecture, row.program, column.name));
                }
            }
        }
        errors
    }

    /// A figure of two engines on the programs of some kinds that both can run, the second's divided by the first's.
    pub fn ratios(&self, from: usize, to: usize, kinds: &[Kind], figure: impl Fn(&T) -> Option<f64>) -> Vec<f64> {
        let value = |row: &Row<T>, column: usize| match row.cells.get(column) {
            Some(Some(Ok(cell))) => figure(cell),
            _ => None,
        };
        let wanted = self.rows.iter().filter(|row| kinds.contains(&row.kind));
        wanted.filter_map(|row| Some(value(row, to)? / value(row, from)?)).collect()
    }
}

/// Whether all engines print the same for a program.
#[derive(Debug, Default)]
pub struct Agreement {
    expected: Vec<String>,
}

impl Agreement {
    /// Compares the results of a process's calls with those seen before. A process may have made fewer calls or more.
    pub fn check(&mut self, results: &[String]) -> Result<(), String> {
        for (i, result) in results.iter().enumerate() {
            match self.expected.get(i) {
                Some(expected) if expected == result => {}
                Some(expected) => return Err(format!("result {i} is `{result}`, expected is `{expected}`")),
                None => self.expected.push(result.clone()),
            }
        }
        Ok(())
    }
}

/// The seconds and the result of each call, from the output of `main.py` and its like.
pub fn calls_of(output: &str) -> Result<(Vec<f64>, Vec<String>), String> {
    let mut seconds = Vec::new();
    let mut results = Vec::new();
    for line in output.lines() {
        let parsed = line.split_once(' ').and_then(|(time, result)| Some((time.parse().ok()?, result.to_string())));
        let (time, result): (f64, String) = parsed.ok_or_else(|| format!("`{line}` is not seconds and a result"))?;
        seconds.push(time);
        results.push(result);
    }
    if seconds.is_empty() { Err("printed nothing".into()) } else { Ok((seconds, results)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_must_agree_call_by_call() {
        let results = |words: &[&str]| words.iter().map(|w| w.to_string()).collect::<Vec<_>>();
        let mut agreement = Agreement::default();
        agreement.check(&results(&["a"])).unwrap();
        agreement.check(&results(&["a", "b"])).unwrap();
        agreement.check(&results(&["a"])).unwrap();
        assert_eq!(agreement.check(&results(&["a", "c"])).unwrap_err(), "result 1 is `c`, expected is `b`");
    }

    #[test]
    fn output_is_seconds_and_results() {
        let (seconds, results) = calls_of("0.25 (1, 'x y')\n1e-05 7\n").unwrap();
        assert_eq!((seconds, results), (vec![0.25, 1e-5], vec!["(1, 'x y')".to_string(), "7".to_string()]));
        assert!(calls_of("").is_err());
        assert!(calls_of("Traceback\n").is_err());
    }

    #[test]
    fn ratios_are_of_programs_that_both_can_run() {
        let row = |kind, cells: [Option<Result<f64, String>>; 2]| Row {
            program: "p".into(),
            kind,
            call: String::new(),
            cells: cells.to_vec(),
        };
        let column = |name: &str| Column { name: name.into(), version: String::new() };
        let table = Table {
            architecture: "x".into(),
            columns: vec![column("a"), column("b")],
            rows: vec![
                row(Kind::Ordinary, [Some(Ok(2.0)), Some(Ok(6.0))]),
                row(Kind::Adversarial, [Some(Ok(1.0)), Some(Ok(5.0))]),
                row(Kind::Ordinary, [Some(Ok(1.0)), None]),
                row(Kind::Ordinary, [Some(Ok(1.0)), Some(Err("no".into()))]),
            ],
        };
        assert_eq!(table.ratios(0, 1, &[Kind::Ordinary], |x| Some(*x)), [3.0]);
        assert_eq!(table.ratios(0, 1, &[Kind::Ordinary, Kind::Adversarial], |x| Some(*x)), [3.0, 5.0]);
        assert_eq!(table.errors(), ["x: p on b: no"]);
    }
}
