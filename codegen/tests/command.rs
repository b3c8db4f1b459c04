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

/// Row 39: nothing is fetched, read from the standard input or written to the standard output, and that is said.
#[test]
fn what_is_no_file_is_an_error_that_says_what_to_do() {
    let folder = folder("command_no_file", ITEM);
    let said = |arguments: &[&str]| {
        let failed = castile(&folder, arguments);
        assert!(!failed.status.success(), "{arguments:?}");
        String::from_utf8_lossy(&failed.stderr).into_owned()
    };
    let input = said(&["check", "-"]);
    assert!(
        input.contains("help: a schema is read from a file"),
        "{input}"
    );
    let network = said(&["check", "http://localhost/a.wsdl"]);
    assert!(
        network.starts_with("http://localhost/a.wsdl:1:1:"),
        "{network}"
    );
    assert!(network.contains("the network is never used"), "{network}");
    let output = said(&["generate", "shop.xsd", "--out", "-"]);
    assert!(output.contains("not to the standard output"), "{output}");
    assert!(!folder.join("-").exists());
}

/// Row 19: an entry may be an address of the network whose file the catalog names.
#[test]
fn an_entry_of_the_network_is_read_from_the_catalog() {
    let folder = folder("command_catalog", ITEM);
    std::fs::write(
        folder.join("catalog.tsv"),
        "http://localhost/a.xsd\tshop.xsd\n",
    )
    .expect("the folder for tests is writable");
    let arguments = [
        "check",
        "http://localhost/a.xsd",
        "--catalog",
        "catalog.tsv",
    ];
    assert!(castile(&folder, &arguments).status.success());
}
