"""Envelopes signed by other stacks: `sign.py FOLDER`, where `rsa.crt`, `rsa.key`, `ecdsa.crt` and `ecdsa.key` are; they are written there."""

import sys
from pathlib import Path

import xmlsec
from lxml import etree
from signxml import CanonicalizationMethod, DigestAlgorithm, SignatureConfiguration, SignatureConstructionMethod, SignatureMethod, XMLSigner
from signxml.signer import SignatureReference
from zeep.wsse.signature import BinarySignature, MemorySignature, Signature

FOLDER = Path(sys.argv[1])
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
DS = "http://www.w3.org/2000/09/xmldsig#"
ENVELOPE = f"""<soap:Envelope xmlns:soap="{SOAP}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Header/>
<soap:Body>
  <!-- the share --><GetQuoteRequest xmlns="urn:example:quotes"><Symbol>MSFT</Symbol><Limit xsi:nil="true"/></GetQuoteRequest>
</soap:Body></soap:Envelope>"""


def by_zeep(name, kind, method, digest):
    envelope = etree.fromstring(ENVELOPE)
    kind(FOLDER / "rsa.key", FOLDER / "rsa.crt", None, method, digest).apply(envelope, {})
    (FOLDER / name).write_bytes(etree.tostring(envelope))


def by_signxml(name, key, method):
    """signxml knows nothing of SOAP: the reference to the body is made for it, and its signature put into the block."""
    envelope = etree.fromstring(ENVELOPE)
    body = envelope.find(f"{{{SOAP}}}Body")
    body.set(f"{{{WSU}}}Id", "the-body")
    canonical = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
    signer = XMLSigner(
        method=SignatureConstructionMethod.detached, signature_algorithm=method, digest_algorithm=DigestAlgorithm.SHA512,
        c14n_algorithm=canonical)
    key_info = etree.Element(f"{{{DS}}}KeyInfo")
    certificate = "".join((FOLDER / f"{key}.crt").read_text().strip().splitlines()[1:-1])
    data = etree.SubElement(key_info, f"{{{DS}}}X509Data")
    etree.SubElement(data, f"{{{DS}}}X509Certificate").text = certificate
    security = etree.SubElement(envelope.find(f"{{{SOAP}}}Header"), f"{{{WSSE}}}Security")
    signature = signer.sign(
        body, key=(FOLDER / f"{key}.key").read_bytes(), key_info=key_info, id_attribute=f"{{{WSU}}}Id",
        reference_uri=[SignatureReference(URI="#the-body", c14n_method=canonical)])
    security.append(signature)
    (FOLDER / name).write_bytes(etree.tostring(envelope))


def by_xmlsec(name):
    """The inclusive form throughout, and the certificate straight in the `KeyInfo`."""
    envelope = etree.fromstring(ENVELOPE)
    security = etree.SubElement(envelope.find(f"{{{SOAP}}}Header"), f"{{{WSSE}}}Security")
    signature = xmlsec.template.create(envelope, xmlsec.Transform.C14N, xmlsec.Transform.RSA_SHA512)
    security.append(signature)
    body = envelope.find(f"{{{SOAP}}}Body")
    body.set("Id", "the-body")
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA384, uri="#the-body")
    xmlsec.template.add_transform(reference, xmlsec.Transform.C14N)
    data = xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(signature))
    xmlsec.template.x509_data_add_certificate(data)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_file(FOLDER / "rsa.key", xmlsec.KeyFormat.PEM)
    context.key.load_cert_from_file(FOLDER / "rsa.crt", xmlsec.KeyFormat.PEM)
    context.register_id(body, "Id")
    context.sign(signature)
    (FOLDER / name).write_bytes(etree.tostring(envelope))


SHA256 = xmlsec.Transform.RSA_SHA256, xmlsec.Transform.SHA256
by_zeep("zeep_sha1.xml", Signature, None, None)
by_zeep("zeep_issuer.xml", Signature, *SHA256)
by_zeep("zeep_binary.xml", BinarySignature, *SHA256)
by_signxml("signxml_ecdsa.xml", "ecdsa", SignatureMethod.ECDSA_SHA256)
by_xmlsec("xmlsec_inclusive.xml")
