//! The commands for production, as the page about it has them: signing in, finding accounts, reports and bulk files.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn msads() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_msads"));
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy().to_ascii_uppercase();
        if shown.starts_with("MSADS_") || shown.ends_with("_PROXY") {
            command.env_remove(name);
        }
    }
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn run(arguments: &[&str]) -> Output {
    msads().args(arguments).output().unwrap()
}

/// Answers one request with this, and gives its text.
fn answer(listener: &TcpListener, status: &str, body: &str) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    let mut request = Vec::new();
    let mut part = [0; 4096];
    loop {
        let count = stream.read(&mut part).unwrap();
        request.extend_from_slice(&part[..count]);
        let seen = String::from_utf8_lossy(&request).to_ascii_lowercase();
        let length = seen.split("content-length: ").nth(1).map_or(0, |rest| {
            rest.lines()
                .next()
                .unwrap()
                .trim()
                .parse::<usize>()
                .unwrap()
        });
        let body = seen
            .split_once("\r\n\r\n")
            .map_or(0, |(_, body)| body.len());
        if count == 0 || (seen.contains("\r\n\r\n") && body >= length) {
            break;
        }
    }
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .unwrap();
    String::from_utf8_lossy(&request).into_owned()
}

fn parameter(address: &str, name: &str) -> String {
    let query = address.split_once('?').unwrap().1;
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
        .unwrap()
}

/// Signs in at a fake authority as a browser would.
fn log_in(authority: &TcpListener, token_file: &Path) {
    let base = format!("http://{}", authority.local_addr().unwrap());
    let mut child = msads()
        .args([
            "auth",
            "login",
            "--client-id",
            "the-client",
            "--authority",
            &base,
        ])
        .arg("--token-file")
        .arg(token_file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let address = lines.find(|line| line.trim().starts_with("http")).unwrap();
    let redirect = parameter(address.trim(), "redirect_uri");
    let state = parameter(address.trim(), "state");
    let host = redirect.trim_start_matches("http://").trim_end_matches('/');
    let port = host.rsplit(':').next().unwrap();
    for (state, status) in [("forged", "400"), (state.as_str(), "200")] {
        let mut browser = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        write!(
            browser,
            "GET /?code=C&state={state} HTTP/1.1\r\nHost: {host}\r\n\r\n"
        )
        .unwrap();
        let mut page = String::new();
        browser.read_to_string(&mut page).unwrap();
        assert!(page.starts_with(&format!("HTTP/1.1 {status}")), "{page}");
    }
    let tokens = r#"{"access_token":"ACCESS","expires_in":3600,"refresh_token":"REFRESH"}"#;
    let asked = answer(authority, "200 OK", tokens);
    assert!(asked.contains("grant_type=authorization_code") && asked.contains("code_verifier="));
    let rest: Vec<String> = lines.collect();
    assert!(child.wait().unwrap().success(), "{rest:?}");
    assert!(!rest.join("\n").contains("REFRESH"));
}

#[test]
fn one_signs_in_and_sees_that_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("login.json");
    let authority = TcpListener::bind("127.0.0.1:0").unwrap();
    log_in(&authority, &path);
    assert!(std::fs::read_to_string(&path).unwrap().contains("REFRESH"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for (status, body, exit, shown) in [
        (
            "200 OK",
            r#"{"access_token":"A","expires_in":3599}"#,
            0,
            "yes: an access token was given for 59 minutes",
        ),
        (
            "400 Bad Request",
            r#"{"error":"invalid_grant"}"#,
            1,
            "no: the user has to consent again: invalid_grant",
        ),
    ] {
        let child = msads()
            .args(["auth", "status", "--token-file"])
            .arg(&path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        answer(&authority, status, body);
        let output = child.wait_with_output().unwrap();
        let out = text(&output.stdout);
        assert_eq!(output.status.code(), Some(exit), "{out}");
        assert!(out.contains(shown), "{out}");
        assert!(!out.contains("REFRESH"));
    }
}

#[test]
fn who_is_not_signed_in_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.json");
    let path = path.to_str().unwrap();
    let output = run(&["auth", "status", "--token-file", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("not signed in to production"));
    let output = run(&[
        "report",
        "run",
        "--env",
        "production",
        "--token-file",
        path,
        "--out",
        path,
    ]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    for missing in [
        "MSADS_DEVELOPER_TOKEN",
        "msads auth login",
        "MSADS_CUSTOMER_ID",
        "MSADS_ACCOUNT_ID",
    ] {
        assert!(error.contains(missing), "{error}");
    }
}

#[test]
fn a_login_nobody_answers_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.json");
    let path = path.to_str().unwrap();
    let output = run(&[
        "auth",
        "login",
        "--client-id",
        "c",
        "--seconds",
        "0",
        "--token-file",
        path,
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("nobody consented within 0 seconds"));
}

#[test]
fn a_newcomer_finds_the_ids() {
    let output = run(&["accounts"]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        out.contains("2001          1001") && out.contains("Contoso Shoes"),
        "{out}"
    );
    assert!(
        out.ends_with("export MSADS_CUSTOMER_ID=1001 MSADS_ACCOUNT_ID=2001\n"),
        "{out}"
    );
}

#[test]
fn reports_and_bulk_files_are_run_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let report = at("report.csv");
    let output = run(&["report", "run", "--out", &report]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        std::fs::read_to_string(&report)
            .unwrap()
            .contains("\"2026-01-31\",\"2001\",\"0\"")
    );

    let output = run(&[
        "report",
        "run",
        "--out",
        &at("none.csv"),
        "--period",
        "Today",
    ]);
    assert!(text(&output.stdout).contains("there is no data"));
    assert!(!Path::new(&at("none.csv")).exists());

    let output = run(&[
        "report",
        "run",
        "--out",
        &report,
        "--columns",
        "Clicks,Clocks",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no column `Clocks`; there are "));

    let output = run(&["bulk", "download", "--out", &at("down.csv")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        std::fs::read_to_string(at("down.csv"))
            .unwrap()
            .contains("Account,,2001")
    );

    std::fs::write(at("up.csv"), "Type,Name\nCampaign,Shoes\n").unwrap();
    let output = run(&[
        "bulk",
        "upload",
        &at("up.csv"),
        "--results",
        &at("results.csv"),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("is Completed"));
    assert!(
        std::fs::read_to_string(at("results.csv"))
            .unwrap()
            .contains("Campaign,Shoes,")
    );
}

#[test]
fn what_the_commands_say_and_write_is_the_same_in_both_protocols() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("up.csv"), "Type,Name\nCampaign,Shoes\n").unwrap();
    let over = |protocol: &str| {
        let commands: [&[&str]; 4] = [
            &["accounts"],
            &["report", "run", "--out", "report.csv"],
            &["bulk", "download", "--out", "down.csv"],
            &["bulk", "upload", "up.csv", "--results", "results.csv"],
        ];
        let said = commands.map(|arguments| {
            let mut command = msads();
            command.args(arguments).args(["--protocol", protocol]);
            let output = command.current_dir(folder.path()).output().unwrap();
            assert!(output.status.success(), "{}", text(&output.stderr));
            text(&output.stdout)
        });
        let files = ["report.csv", "down.csv", "results.csv"];
        let written = files.map(|name| std::fs::read_to_string(folder.path().join(name)).unwrap());
        (said, written)
    };
    assert_eq!(over("rest"), over("soap"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_command_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let service = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", service.local_addr().unwrap());
    for arguments in [
        ["report", "run", "--out", "report.csv"],
        ["bulk", "download", "--out", "down.csv"],
    ] {
        let mut command = msads();
        command.args(arguments).args(["--address", &address]);
        let command = command.current_dir(folder.path()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        // The call is under way, and is never answered.
        let _connection = service.accept().unwrap();
        let id = child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let error = text(&output.stderr);
        assert!(
            error.contains("stopped by hand; no file was written"),
            "{error}"
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn the_proxy_of_the_environment_is_asked_for_a_tunnel() {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut child = msads()
        .args(["accounts", "--env", "sandbox"])
        .env(
            "HTTPS_PROXY",
            format!("http://{}", proxy.local_addr().unwrap()),
        )
        .env("MSADS_DEVELOPER_TOKEN", "BBD37VB98")
        .env("MSADS_ACCESS_TOKEN", "SECRET")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let asked = answer(&proxy, "403 Forbidden", "");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        asked
            .starts_with("CONNECT clientcenter.api.sandbox.bingads.microsoft.com:443 HTTP/1.1\r\n"),
        "{asked}"
    );
    assert!(!asked.contains("SECRET"));
}
