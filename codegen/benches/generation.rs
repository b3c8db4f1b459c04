//! Generating all of Campaign Management: the time, and the memory (`max alloc` is the most that is held at once).
//!
//! `cargo bench -p castile-codegen`.

use castile_codegen::Generator;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const WSDL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../schemas/campaignmanagement_service.xml"
);

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn campaign_management(bencher: Bencher<'_, '_>) {
    let generator = Generator::new().document(WSDL);
    bencher.bench(|| generator.generate().expect("a WSDL that is supported"));
}
