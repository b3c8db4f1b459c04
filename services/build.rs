//! Generates a module from each of the WSDLs.

fn main() {
    castile_codegen::build("wsdl/castile.toml");
}
