//! One process from outside: its output, its duration and its peak memory.

use std::fs::File;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

/// What a process did.
#[derive(Debug)]
pub struct Finished {
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
    /// From its start to its end.
    pub seconds: f64,
    /// Processor time, the user's and the system's.
    pub processor_seconds: f64,
    /// Its largest resident memory in bytes. A process begins as an image of this one, so that it is never
    /// less than the runner's own few megabytes.
    pub peak_memory: u64,
}

/// Runs a command to its end. Standard error goes through a file in `folder`. A status that is not success is an `Err`.
pub fn run(command: &mut Command, folder: &Path) -> Result<Finished, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |e: std::io::Error| format!("{name}: {e}");
    let errors = folder.join("stderr");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(&errors).map_err(failed)?);
    let start = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let mut stdout = Vec::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_end(&mut stdout).map_err(failed)?;
    }
    let (status, usage) = wait(child.id()).map_err(failed)?;
    let seconds = start.elapsed().as_secs_f64();
    let time = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 * 1e-6;
    let processor_seconds = time(usage.ru_utime) + time(usage.ru_stime);
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    let peak_memory = usage.ru_maxrss as u64 * unit;
    let stderr = String::from_utf8_lossy(&std::fs::read(&errors).map_err(failed)?).into_owned();
    if !status.success() {
        let last = stderr.lines().last().unwrap_or("").trim();
        return Err(format!("{status}: {last}"));
    }
    Ok(Finished {
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr,
        seconds,
        processor_seconds,
        peak_memory,
    })
}

/// Waits for a child that nobody else waits for, and asks what it used.
fn wait(id: u32) -> std::io::Result<(ExitStatus, libc::rusage)> {
    let mut status = 0;
    // SAFETY: an rusage is numbers only, for which zeros are valid.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both pointers are to live variables of the right types.
        let done = unsafe { libc::wait4(id as libc::pid_t, &mut status, 0, &mut usage) };
        if done >= 0 {
            break;
        }
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    Ok((ExitStatus::from_raw(status), usage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_errors_time_and_memory_are_seen() {
        let folder = folder_of_the_test();
        let done = run(Command::new("sh").args(["-c", "echo out; echo err >&2; sleep 0.02"]), &folder).unwrap();
        assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("out\n", "err\n"));
        assert!(done.seconds >= 0.02 && done.peak_memory > 100_000, "{done:?}");
    }

    #[test]
    fn a_failure_is_told_with_the_last_line_of_its_errors() {
        let folder = folder_of_the_test();
        let error = run(Command::new("sh").args(["-c", "echo first >&2; echo last >&2; exit 3"]), &folder).unwrap_err();
        assert_eq!(error, "exit status: 3: last");
        assert!(run(&mut Command::new("/nowhere/nothing"), &folder).is_err());
    }

    fn folder_of_the_test() -> std::path::PathBuf {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let folder = std::env::temp_dir().join(format!("patchnose-bench-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }
}
