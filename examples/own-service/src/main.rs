//! A WSDL of one's own: the service that it describes is served on a port of this machine, and called.

/// What `castile-codegen` made of `quotes.wsdl`; a program seldom uses all of it.
#[allow(dead_code)]
mod quotes {
    include!(concat!(env!("OUT_DIR"), "/quotes.rs"));
}

use castile::DateTime;
use castile::operation::Response;
use castile::soap::{self, Incoming, Outcome, ServiceFault};
use quotes::{Client, Fault, GetQuote, GetQuoteOperation, GetQuoteResponse, NoSuchShare, Server};

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
    let serving = soap::serve("127.0.0.1:0", Server(OneShare)).await?;
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
    serving.shutdown().await;
    Ok(())
}
