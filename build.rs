//! Generates a module for each service from its WSDL.

fn main() {
    castile_codegen::build_with("schemas/castile.toml", |settings| {
        settings.server = std::env::var_os("CARGO_FEATURE_SERVER").is_some();
    });
}
