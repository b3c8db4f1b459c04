//! A WSDL of one's own: the service that it describes is served on a port of this machine, and called.
//!
//! With an address as its argument, such as `127.0.0.1:8080`, it goes on serving there, for callers of any kind: the WSDL is
//! at `http://127.0.0.1:8080/?wsdl`.

/// What `castile-codegen` made of `quotes.wsdl`; a program seldom uses all of it.
#[allow(dead_code)]
mod quotes {
    include!(concat!(env!("OUT_DIR"), "/quotes.rs"));
}

use castile::DateTime;
use castile::operation::Response;
use castile::soap::{self, Endpoint, Incoming, Outcome, ServeOptions, ServiceFault, Wsdl};
use quotes::{Client, Fault, GetQuote, GetQuoteOperation, GetQuoteResponse, NoSuchShare, Server};
use tokio::net::TcpListener;

/// A service that knows the price of one share.
struct OneShare;

impl quotes::Service for OneShare {
    async fn get_quote(&self, request: Incoming<GetQuoteOperation>) -> Outcome<GetQuoteOperation> {
        let symbol = request.body.symbol;
        if symbol != "CSTL" {
            let detail = Fault::NoSuchShare(NoSuchShare { symbol }.into());
            return Err(ServiceFault::from(detail));
        }
        let quote = GetQuoteResponse {
            price: castile::Decimal::new(1990, 2),
            at: DateTime::now_utc().into(),
        };
        Ok(Response::new(quote, Default::default()))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("127.0.0.1:0")).await?;
    let wsdl = Wsdl::new(include_str!("../quotes.wsdl"))?;
    let endpoint = Endpoint::new(Server(OneShare)).with_wsdl(wsdl);
    let serving = soap::serve_on(listener, endpoint, ServeOptions::default())?;
    let client = Client::new(soap::Client::new(serving.url()));
    for symbol in ["CSTL", "NONE"] {
        let request = GetQuote {
            symbol: symbol.to_owned(),
        };
        match client.get_quote(&request).await {
            Ok(response) => println!("{symbol}: {}", response.body.price),
            Err(error) => println!("{symbol}: {error}"),
        }
    }
    if address.is_some() {
        println!("serving at {}", serving.url());
        serving.wait().await;
    } else {
        serving.shutdown().await;
    }
    Ok(())
}
