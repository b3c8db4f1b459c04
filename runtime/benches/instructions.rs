//! One piece of work, a known number of times, for callgrind to count: `benches/instructions.sh` runs them all.

mod documents;
mod work;

use documents::{DOCUMENTS, RECORDS};
use work::{Subject, WORK, Work};

/// How often the work is done.
const TIMES: usize = 20;

/// The name of doing nothing but making the document, which every count holds once.
const NOTHING: (&str, Work) = ("nothing", |_| Box::new(()));

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [work, document] = arguments.as_slice() else {
        for (work, _) in WORK {
            for document in &DOCUMENTS {
                println!("{work} {}", document.name);
            }
        }
        return;
    };
    let mut known = WORK.iter().chain([&NOTHING]);
    let (_, run) = known.find(|(name, _)| name == work).expect("known work");
    let mut known = DOCUMENTS.iter();
    let document = known.find(|known| known.name == document);
    let subject = Subject::new(document.expect("a known document"));
    for _ in 0..TIMES {
        std::hint::black_box(run(&subject));
    }
    println!("{}", TIMES * RECORDS);
}
