//! Generates a module from `quotes.wsdl`.

fn main() {
    castile_codegen::build("castile.toml");
}
