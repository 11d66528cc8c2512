//! Runs one program on an engine of the table: `run-engine ENGINE FILE ARGS`.

use patchnose_tests::engine::{Setup, run};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, engine, file, rest @ ..] = &args[..] else {
        eprintln!("usage: run-engine interpreter|jit|soon|at-once|forced:SEED|collect|collect-jit FILE ARGS");
        std::process::exit(2);
    };
    let setup = match engine.as_str() {
        "interpreter" => Setup::interpreter(),
        "jit" => Setup::jit(),
        "at-once" => Setup::jit_at_once(),
        "collect" => Setup::interpreter().collecting(),
        "collect-jit" => Setup::jit_at_once().collecting(),
        "soon" => Setup::jit_soon(),
        other => Setup::jit_at_once().forced(other.trim_start_matches("forced:").parse().expect("forced:SEED")),
    };
    let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
    let run = run(std::path::Path::new(file), &rest, &setup);
    print!("{}", run.out);
    eprint!("{}", run.err);
    eprintln!("{:?}, fuel {}, {} allocations, {:?}", run.end, run.fuel, run.allocations, run.jit);
}
