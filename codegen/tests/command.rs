//! The command `castile`, as a build calls it.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for a test, with a schema in it.
fn folder(test: &str, content: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).expect("the folder for tests is writable");
    write(&folder, content);
    folder
}

fn write(folder: &Path, content: &str) {
    let text = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'>{content}</xs:schema>"
    );
    std::fs::write(folder.join("shop.xsd"), text).expect("the folder for tests is writable");
}

fn castile(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_castile"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command can be run")
}

const ITEM: &str = "<xs:complexType name='Item'><xs:sequence><xs:element name='id' type='xs:int'/></xs:sequence></xs:complexType>";

/// Row 39: a build can ask whether what is generated is up to date, and nothing is written then.
#[test]
fn generated_code_is_checked_against_its_schema() {
    let folder = folder("command_check", ITEM);
    for out in ["out", "shop.rs"] {
        let generate = ["generate", "shop.xsd", "--out", out];
        let check = ["generate", "shop.xsd", "--out", out, "--check"];
        assert!(castile(&folder, &generate).status.success());
        assert!(castile(&folder, &check).status.success());
        write(&folder, &ITEM.replace("xs:int", "xs:long"));
        let outdated = castile(&folder, &check);
        assert_eq!(outdated.status.code(), Some(1));
        let said = String::from_utf8_lossy(&outdated.stderr).into_owned();
        assert!(
            said.contains("shop.rs: it is not as it would be written"),
            "{said}"
        );
        assert_eq!(
            castile(&folder, &check).status.code(),
            Some(1),
            "it was written"
        );
        write(&folder, ITEM);
    }
}

/// Row 39: a note is no failure, an error is one; what is said goes to the standard error.
#[test]
fn the_exit_code_says_whether_there_are_errors() {
    let folder = folder("command_exit", "<xs:element name='e' type='xs:nothing'/>");
    let failed = castile(&folder, &["check", "shop.xsd"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.starts_with("shop.xsd:1:"), "{said}");
    write(
        &folder,
        "<xs:import namespace='urn:x' schemaLocation='http://localhost/x.xsd'/>",
    );
    assert!(castile(&folder, &["check", "shop.xsd"]).status.success());
}
