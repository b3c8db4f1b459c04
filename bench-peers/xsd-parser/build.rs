//! Generates the types of the schema that `SCHEMA` names, with quick-xml for reading and writing.

use std::path::{Path, PathBuf};

use xsd_parser::config::{GeneratorFlags, InterpreterFlags, OptimizerFlags, ParserFlags, Schema};
use xsd_parser::{Config, generate};

fn main() {
    println!("cargo::rerun-if-env-changed=SCHEMA");
    let schema = PathBuf::from(std::env::var("SCHEMA").expect("SCHEMA names a schema"));
    println!("cargo::rerun-if-changed={}", schema.display());
    let out = std::env::var("OUT_DIR").expect("a folder for what is generated");
    let config = Config::default()
        .with_schema(Schema::File(schema))
        .set_parser_flags(ParserFlags::all())
        .set_interpreter_flags(InterpreterFlags::all())
        .set_optimizer_flags(OptimizerFlags::all() - OptimizerFlags::REMOVE_DUPLICATES)
        .set_generator_flags(GeneratorFlags::all())
        .with_nillable_type_support()
        .with_quick_xml();
    let code = generate(config).expect("code for the schema").to_string();
    std::fs::write(Path::new(&out).join("schema.rs"), code).expect("a file for the code");
}
