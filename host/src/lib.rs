//! The std host: executable memory for Linux and macOS, and the patchnose command.
