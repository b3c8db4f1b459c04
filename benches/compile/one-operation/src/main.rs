//! `one-operation HOST:PORT` sends one conversion in plain HTTP, and prints the partial errors of the reply.

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;

use castile::soap::{Reply, read_reply, write_request};
use castile::xml::{ReadOptions, WriteOptions};
use msads_types::campaign_management::{
    ApplyOfflineConversions, ApplyOfflineConversionsRequest, OfflineConversion,
};

type Operation = ApplyOfflineConversions;

fn main() -> Result<(), Box<dyn Error>> {
    let host = std::env::args().nth(1).ok_or("the host is missing")?;
    let conversion = OfflineConversion {
        conversion_name: "Lead".into(),
        microsoft_click_id: "0123456789abcdef0123456789abcdef".into(),
        ..OfflineConversion::default()
    };
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: vec![Some(conversion)].into(),
    };
    let options = WriteOptions::default();
    let envelope = write_request::<Operation>(&request, &Default::default(), &[], &options)?;
    let mut stream = TcpStream::connect(&host)?;
    write!(
        stream,
        "POST / HTTP/1.0\r\nHost: {host}\r\nSOAPAction: \"ApplyOfflineConversions\"\r\nContent-Type: text/xml; charset=utf-8\r\n\
         Content-Length: {}\r\n\r\n{envelope}",
        envelope.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or("no body")?;
    match read_reply::<Operation>(body, &ReadOptions::default())? {
        Reply::Response(response) => {
            for error in response.body.partial_errors.iter().flatten().flatten() {
                println!("{error:?}");
            }
            Ok(())
        }
        Reply::Fault(fault, _) => Err(fault.to_string().into()),
    }
}
