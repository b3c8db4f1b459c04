//! The form in which a bulk file goes to its address.

use crate::client::Signature;
use crate::{Error, ErrorKind, web};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method, Request, Uri};

/// The request that takes a packed file to the address that the service gave for it.
///
/// Source: Microsoft Advertising documentation, "Bulk download and upload": a form with one file.
pub(super) fn request(
    url: &str,
    archive: &[u8],
    signature: &Signature,
) -> Result<Request<Bytes>, Error> {
    let uri: Uri = url.parse().map_err(|_| strange("that is none"))?;
    if !web::is_private(&uri) {
        return Err(strange("that others on the way can read"));
    }
    let boundary = boundary()?;
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"upload.zip\"\r\n\
         Content-Type: application/zip\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(archive);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let mut request = Request::new(Bytes::from(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers(signature)?;
    let form = format!("multipart/form-data; boundary={boundary}");
    request.headers_mut().insert(CONTENT_TYPE, header(&form)?);
    Ok(request)
}

/// The headers of a call, of which the account's is `AccountId` here. The token goes by both of its names: the one is
/// documented for files, the other for all of REST.
fn headers(signature: &Signature) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let token = signature.access_token.expose();
    let bearer = format!("Bearer {token}");
    for (name, text) in [
        (AUTHORIZATION, bearer.as_str()),
        (HeaderName::from_static("authenticationtoken"), token),
        (
            HeaderName::from_static("developertoken"),
            signature.developer_token.expose(),
        ),
    ] {
        let mut value = header(text)?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    for (name, id) in [
        ("customerid", signature.customer_id),
        ("accountid", signature.account_id),
    ] {
        if let Some(id) = id {
            headers.insert(HeaderName::from_static(name), header(&id.to_string())?);
        }
    }
    Ok(headers)
}

fn strange(why: &str) -> Error {
    let what = format!("the service gave an address for the file {why}");
    Error::told(ErrorKind::NotUnderstood, what)
}

/// A text that no file has.
fn boundary() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        let what = format!("the system has no random numbers: {error}");
        Error::new(ErrorKind::Settings, what)
    })?;
    let text = "msads-".to_owned();
    Ok(bytes
        .iter()
        .fold(text, |text, byte| format!("{text}{byte:02x}")))
}

/// The value of a header. It is not shown if it is none: it may be a token.
fn header(text: &str) -> Result<HeaderValue, Error> {
    HeaderValue::try_from(text).map_err(|_| {
        let what = "a token or id cannot stand in a header";
        Error::new(ErrorKind::Settings, what)
    })
}
