//! Row 25 of what users of other SOAP tools ask for: a wrapped request is called with its members, and gives the member of its response.
#![allow(clippy::unwrap_used)]

use castile::operation::{NoHeaders, Response};
use castile::soap::{Client, Endpoint, InMemory, Incoming, Outcome};
use services::sums::{
    self, Add, AddOperation, AddResponse, C, COperation, Clear, ClearOperation, ClearResponse,
    Less, LessResponse, S, SplitOperation, SplitResponse,
};

/// Adds, takes away and splits.
struct Sums;

impl sums::Service for Sums {
    async fn add(&self, request: Incoming<AddOperation>) -> Outcome<AddOperation> {
        let Add {
            left,
            r#type,
            request,
        } = request.body;
        let add_result = left + r#type.unwrap_or_default() + request.iter().sum::<i32>();
        Ok(Response::new(AddResponse { add_result }, NoHeaders {}))
    }

    async fn split(&self, request: Incoming<SplitOperation>) -> Outcome<SplitOperation> {
        let left = request.body.sum / 2;
        let right = request.body.sum - left;
        Ok(Response::new(SplitResponse { left, right }, NoHeaders {}))
    }

    async fn clear(&self, _request: Incoming<ClearOperation>) -> Outcome<ClearOperation> {
        Ok(Response::new(ClearResponse {}, NoHeaders {}))
    }

    async fn c(&self, request: Incoming<COperation>) -> Outcome<COperation> {
        Ok(Response::new(request.body.number, NoHeaders {}))
    }

    async fn s(&self, request: Incoming<S>) -> Outcome<S> {
        let number = request.body;
        Ok(Response::new(C { number }, NoHeaders {}))
    }

    async fn less(&self, request: Incoming<Less>) -> Outcome<Less> {
        let r#return = request.body.left - request.body.right;
        Ok(Response::new(LessResponse { r#return }, NoHeaders {}))
    }
}

fn client() -> sums::Client<Client<Endpoint<sums::Server<Sums>>>> {
    let endpoint = Endpoint::new(sums::Server(Sums));
    sums::Client::new(Client::with_transport("http://localhost/", endpoint))
}

/// Row 25: `client.add(a, b)` gives the sum, and nobody unwraps anything.
#[tokio::test]
async fn wrapped_arguments_and_results_are_unwrapped() {
    let client = client();
    assert_eq!(client.add_with(1, Some(2), vec![3, 4]).await.unwrap(), 10);
    let split = client.split_with(7).await.unwrap();
    assert_eq!(split, SplitResponse { left: 3, right: 4 });
    let () = client.clear_with().await.unwrap();
    assert_eq!(client.c_with(5).await.unwrap(), 5);
    assert_eq!(client.less_with(5, 3).await.unwrap(), 2);
}

/// Row 25: whoever needs headers, or what came around the reply, has the request as a value.
#[tokio::test]
async fn the_request_form_stands_beside_the_argument_form() {
    let request = Add {
        left: 1,
        r#type: None,
        request: vec![1],
    };
    let client = client();
    let response = client.add(&request).await.unwrap();
    assert_eq!((response.status, response.body.add_result), (200, 2));
    assert_eq!(
        client.clear(&Clear {}).await.unwrap().body,
        ClearResponse {}
    );
    assert_eq!(client.s(&4).await.unwrap().body.number, 4);
}

#[tokio::test]
async fn both_forms_are_the_same_on_the_wire() {
    let transport = InMemory::envelope("");
    let client = Client::with_transport("http://localhost/", transport.clone());
    let client = sums::Client::new(client);
    let request = Add {
        left: 1,
        r#type: None,
        request: vec![2],
    };
    let _ = client.add(&request).await;
    let _ = client.add_with(1, None, vec![2]).await;
    let sent = transport.requests();
    assert_eq!(sent[0].headers(), sent[1].headers());
    assert_eq!(sent[0].body(), sent[1].body());
    let text = String::from_utf8_lossy(sent[1].body()).into_owned();
    let add = "><left>1</left><request>2</request></Add></s:Body>";
    assert!(text.contains(add), "{text}");
}

#[tokio::test]
async fn a_fault_of_the_argument_form_is_that_of_the_request_form() {
    let error = client().note_with("n".to_owned()).await.unwrap_err();
    let reason = error.fault().unwrap().reason().to_owned();
    assert_eq!(reason, "the operation Note is not implemented");
}

#[tokio::test]
async fn a_call_with_arguments_is_sent_between_threads() {
    fn is_sent<T: Send>(value: T) -> T {
        value
    }
    let client = client();
    assert_eq!(is_sent(client.c_with(1)).await.unwrap(), 1);
}
