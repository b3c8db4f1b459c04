//! Generates a module for each service from its WSDL.

fn main() {
    castile_codegen::build("schemas/castile.toml");
}
