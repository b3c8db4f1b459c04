//! The scanner, held equal to quick-xml and to roxmltree: in what is accepted, and in what comes out.
//!
//! Where they differ, the specification decides; every such document is in [`differences`], with the section.

#[path = "../by_hand/mod.rs"]
mod by_hand;
mod cases;
mod comparison;
mod corpus;
mod differences;
mod mutations;
mod typed;
mod verdict;
