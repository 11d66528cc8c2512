//! Prints the bytecode of a Python file: `cargo run -p patchnose-python --example dump FILE`.

fn main() {
    let file = std::env::args().nth(1).unwrap_or_default();
    let source = match std::fs::read(&file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{file}: {error}");
            std::process::exit(2);
        }
    };
    match patchnose_python::compile(&source, &file, "__main__", &Default::default()) {
        Ok(module) => {
            print!("{}", patchnose_python::dump(&module));
            if let Err(what) = patchnose_python::check::check(&module) {
                eprintln!("{file}: {what}");
                std::process::exit(1);
            }
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
