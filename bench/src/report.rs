//! Everything measured in one run, with where and when.

use crate::results::{Count, Table, Times};
use std::time::{SystemTime, UNIX_EPOCH};

/// One run of the runner.
pub struct Report {
    /// The day, as YYYY-MM-DD, in UTC.
    pub date: String,
    /// The processor.
    pub processor: String,
    /// The machine's load averages at the start and the end, where it tells them.
    pub load: Vec<String>,
    /// The commit that was measured.
    pub commit: String,
    /// Words of the command line.
    pub command: String,
    /// Times.
    pub wall: Option<Table<Times>>,
    /// Instructions, an architecture each.
    pub counts: Vec<Table<Count>>,
    /// What was asked for and could not be measured at all.
    pub missing: Vec<String>,
}

impl Report {
    /// All that went wrong.
    pub fn errors(&self) -> Vec<String> {
        let tables = self.counts.iter().flat_map(Table::errors);
        self.missing.iter().cloned().chain(self.wall.iter().flat_map(Table::errors)).chain(tables).collect()
    }
}

/// Today's date in UTC.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    date_of(seconds / 86_400)
}

/// The date of a day counted from 1970-01-01.
fn date_of(day: u64) -> String {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let (mut year, mut day) = (1970, day);
    while day >= 365 + u64::from(leap(year)) {
        day -= 365 + u64::from(leap(year));
        year += 1;
    }
    let months = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= months[month] {
        day -= months[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, day + 1)
}

/// What the machine calls its processor.
pub fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("model name"));
    let name = line.map_or("unknown processor", |line| line.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    format!("{name}, {cores} cores")
}

/// The load averages of the last 1, 5 and 15 minutes.
pub fn load() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    Some(text.split(' ').take(3).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(date_of(0), "1970-01-01");
        assert_eq!(date_of(59), "1970-03-01");
        assert_eq!(date_of(11_016), "2000-02-29");
        assert_eq!(date_of(20_453), "2025-12-31");
        assert_eq!(date_of(20_454), "2026-01-01");
    }
}
