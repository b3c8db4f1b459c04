//! Linking messages: the parts of a body, and header blocks.

use super::Linker;
use super::bindings::{Bound, Refusal};
use super::encoding::ENCODINGS;
use super::services::Declarations;
use super::symbols::Scope;
use crate::model::{
    Content, ElementId, Header, Message, Occurs, Part, PartContent, QName, Style, Term, Use,
};
use crate::schema::{self, BindingMessage, MessagePart, MessageRole, Reference, SoapHeader};
use crate::source::Place;

/// References in a WSDL are never those of a chameleon schema.
const WSDL_SCOPE: Scope<'static> = Scope {
    target: None,
    is_chameleon: false,
    schema: None,
};

impl<'a> Linker<'a> {
    /// A message of an operation in one direction; `default_name` is its name where the port type gives none.
    pub(super) fn link_message(
        &mut self,
        bound: Bound<'a>,
        role: &'a MessageRole,
        binding: Option<&'a BindingMessage>,
        default_name: String,
        known: &Declarations<'a>,
    ) -> Result<Message, Refusal> {
        let (message_name, message) =
            self.find_message(role.message.as_ref(), &role.place, known)?;
        let body = binding.and_then(|binding| binding.body.as_ref());
        if let Some(body) = body {
            check_encoding(&body.body_use, bound.style, &body.place)?;
        }
        let headers = self.link_headers(binding, known)?;
        let chosen = body_parts(message, &message_name, binding)?;
        let parts = chosen
            .into_iter()
            .map(|part| self.link_part(part))
            .collect::<Result<Vec<_>, _>>()?;
        let is_output = bound
            .abstraction
            .output
            .as_ref()
            .is_some_and(|output| std::ptr::eq(output, role));
        let wrapper = (bound.style == Style::Rpc).then(|| QName {
            namespace: body.and_then(|body| body.namespace.clone()),
            local: format!(
                "{}{}",
                bound.abstraction.name,
                if is_output { "Response" } else { "" }
            )
            .into(),
        });
        let attachments = binding.map_or(&[][..], |binding| &binding.attachments);
        let attachments = message
            .parts
            .iter()
            .filter(|part| attachments.contains(&part.name));
        let attachments = attachments
            .map(|part| self.link_part(part))
            .collect::<Result<Vec<_>, _>>()?;
        let mut linked = Message {
            name: role.name.clone().unwrap_or(default_name),
            message: message_name,
            action: role.action.clone(),
            body_use: body.map_or(Use::Literal, |body| body.body_use.clone()),
            wrapper,
            parts,
            is_wrapped: false,
            headers,
            attachments,
            place: role.place.clone(),
        };
        linked.is_wrapped = linked
            .element()
            .is_some_and(|element| self.is_wrapper(element));
        Ok(linked)
    }

    pub(super) fn find_message(
        &self,
        reference: Option<&Reference>,
        place: &Place,
        known: &Declarations<'a>,
    ) -> Result<(QName, &'a schema::Message), Refusal> {
        let Some(reference) = reference else {
            return Err(Refusal::new(place, "it names no message"));
        };
        match known.messages.get(&reference.name) {
            Some(message) => Ok((reference.name.clone(), message)),
            None => {
                let reason = format!(
                    "message `{}` is declared by no definition",
                    reference.written
                );
                let help = self.help_for_undefined(&reference.name);
                Err(Refusal {
                    help,
                    ..Refusal::new(&reference.place, reason)
                })
            }
        }
    }

    /// A part of a message; one whose element or type is missing is reported as such, once.
    pub(super) fn link_part(&mut self, part: &'a MessagePart) -> Result<Part, Refusal> {
        let subject = |what: &str| format!("part `{}` has the {what}", part.name);
        let content = match (&part.element, &part.ty) {
            (Some(element), None) => {
                let id = self.resolve_element(element, WSDL_SCOPE, &subject("element"));
                id.map(PartContent::Element).ok_or_else(|| Refusal {
                    is_reported: true,
                    ..Refusal::new(&part.place, "the element of a part is missing")
                })?
            }
            (None, Some(ty)) => {
                PartContent::Type(self.resolve_type(ty, WSDL_SCOPE, &subject("type")))
            }
            (None, None) => {
                let reason = format!("part `{}` has neither an `element` nor a `type`", part.name);
                return Err(Refusal::new(&part.place, reason));
            }
            (Some(_), Some(_)) => {
                let reason = format!("part `{}` has both an `element` and a `type`", part.name);
                return Err(Refusal::new(&part.place, reason));
            }
        };
        Ok(Part {
            name: part.name.clone(),
            content,
            namespace: None,
            annotation: part.annotation.clone(),
            place: part.place.clone(),
        })
    }

    fn link_headers(
        &mut self,
        binding: Option<&'a BindingMessage>,
        known: &Declarations<'a>,
    ) -> Result<Vec<Header>, Refusal> {
        let headers = binding.map_or(&[][..], |binding| &binding.headers);
        headers
            .iter()
            .map(|header| self.link_header(header, known))
            .collect()
    }

    fn link_header(
        &mut self,
        header: &'a SoapHeader,
        known: &Declarations<'a>,
    ) -> Result<Header, Refusal> {
        check_encoding(&header.header_use, Style::Rpc, &header.place)?;
        let (message, part) = self.link_header_part(header, known)?;
        let faults = header
            .faults
            .iter()
            .map(|fault| self.link_header_part(fault, known).map(|(_, part)| part));
        let faults = faults.collect::<Result<Vec<_>, _>>()?;
        Ok(Header {
            message,
            part,
            header_use: header.header_use.clone(),
            faults,
        })
    }

    fn link_header_part(
        &mut self,
        header: &'a SoapHeader,
        known: &Declarations<'a>,
    ) -> Result<(QName, Part), Refusal> {
        if header.message.is_none() || header.part.is_empty() {
            let reason = "a header of it names no message, or no part";
            return Err(Refusal::new(&header.place, reason));
        }
        let (name, message) = self.find_message(header.message.as_ref(), &header.place, known)?;
        let Some(part) = message.parts.iter().find(|part| part.name == header.part) else {
            let reason = format!(
                "message `{}` has no part `{}`, which a header names",
                message.name, header.part
            );
            return Err(Refusal::new(&header.place, reason));
        };
        let mut part = self.link_part(part)?;
        part.namespace.clone_from(&header.namespace);
        Ok((name, part))
    }

    /// Whether the content of an element is a plain sequence of elements, without attributes.
    fn is_wrapper(&self, element: ElementId) -> bool {
        let Some(complex) = self.model.complex(self.model[element].ty) else {
            return false;
        };
        let has_attributes = !complex.attributes.is_empty() || complex.any_attribute.is_some();
        let is_plain = match &complex.content {
            Content::Empty => true,
            Content::Simple(_) => false,
            Content::Elements(particle) => match &particle.term {
                Term::Sequence(parts) => {
                    particle.occurs == Occurs::ONCE
                        && parts
                            .iter()
                            .all(|part| matches!(part.term, Term::Element(_)))
                }
                _ => false,
            },
        };
        is_plain && !has_attributes && !complex.is_mixed
    }
}

/// Refuses encodings other than SOAP's own, and style `document` with any: no rule says what its body is.
pub(super) fn check_encoding(written: &Use, style: Style, place: &Place) -> Result<(), Refusal> {
    let Use::Encoded(encoding) = written else {
        return Ok(());
    };
    let mut styles = encoding.split_ascii_whitespace();
    if !encoding.trim().is_empty() && !styles.any(|style| ENCODINGS.contains(&style)) {
        let reason = format!("its encoding is `{encoding}`");
        let help = format!("supported are {} and {}", ENCODINGS[0], ENCODINGS[1]);
        return Err(Refusal {
            help: Some(help),
            ..Refusal::unsupported(place, reason)
        });
    }
    match style {
        Style::Rpc => Ok(()),
        Style::Document => Err(Refusal::unsupported(
            place,
            "it is encoded (`use=\"encoded\"`) in style `document`",
        )),
    }
}

/// The parts of a message that stand in the body.
///
/// Where the binding does not say which, all but the header blocks and attachments of the same message.
fn body_parts<'a>(
    message: &'a schema::Message,
    name: &QName,
    binding: Option<&'a BindingMessage>,
) -> Result<Vec<&'a MessagePart>, Refusal> {
    let Some(binding) = binding else {
        return Ok(message.parts.iter().collect());
    };
    if let Some((body, wanted)) = binding
        .body
        .as_ref()
        .and_then(|body| Some((body, body.parts.as_ref()?)))
    {
        if let Some(unknown) = wanted
            .iter()
            .find(|wanted| message.parts.iter().all(|part| part.name != **wanted))
        {
            let reason = format!(
                "message `{}` has no part `{unknown}`, which the body names",
                message.name
            );
            return Err(Refusal::new(&body.place, reason));
        }
        return Ok(message
            .parts
            .iter()
            .filter(|part| wanted.contains(&part.name))
            .collect());
    }
    let is_elsewhere = |part: &&MessagePart| {
        let mut headers = binding.headers.iter();
        binding.attachments.contains(&part.name)
            || headers.any(|header| {
                header.part == part.name
                    && header
                        .message
                        .as_ref()
                        .is_some_and(|message| message.name == *name)
            })
    };
    Ok(message
        .parts
        .iter()
        .filter(|part| !is_elsewhere(part))
        .collect())
}
