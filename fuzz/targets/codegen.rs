//! What the generator does with any bytes: it gives Rust, or an error that says something.

use std::path::{Path, PathBuf};

use castile_codegen::Generator;

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// The targets by name, which is also the extension of what they read.
pub const TARGETS: &[(&str, Target)] = &[("wsdl", wsdl), ("xsd", xsd)];

/// Generates from a WSDL.
pub fn wsdl(bytes: &[u8]) {
    generate("wsdl", bytes);
}

/// Generates from a schema.
pub fn xsd(bytes: &[u8]) {
    generate("xsd", bytes);
}

fn generate(extension: &str, bytes: &[u8]) {
    let path = file(extension);
    std::fs::write(&path, bytes).expect("the folder for temporary files can be written to");
    match Generator::new().document_as(&path, "fuzzed").generate() {
        Ok(output) => assert!(output.files.iter().all(|file| !file.text.is_empty())),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A file of this process and thread, in a folder where nothing lies that a document could include.
fn file(extension: &str) -> PathBuf {
    let thread = format!("{:?}", std::thread::current().id());
    let thread: String = thread.chars().filter(char::is_ascii_digit).collect();
    let name = format!("castile-fuzz-{}-{thread}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written to");
    folder.join(Path::new("document").with_extension(extension))
}
