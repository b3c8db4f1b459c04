"""Signed messages and user names: zeep, xmlsec and signxml against our services and messages. Usage: xmlsec_client.py SIGNED USERS FOLDER"""

import random
import subprocess
import sys
from pathlib import Path

import signxml
import xmlsec
import zeep
from lxml import etree
from zeep.wsse.signature import BinarySignature, Signature, verify_envelope
from zeep.wsse.username import UsernameToken
from zeep.wsse.utils import WSU

from checking import expect, run, told

SIGNED, USERS, FOLDER = sys.argv[1:]
FOLDER = Path(FOLDER)
RSA = FOLDER / "rsa.key", FOLDER / "rsa.crt"
SHA256 = dict(signature_method=xmlsec.Transform.RSA_SHA256, digest_method=xmlsec.Transform.SHA256)
CM = "{https://bingads.microsoft.com/CampaignManagement/v13}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"
PASSWORD = "pass \u00e9 word"


def call(url, wsse, name="Lead"):
    client = zeep.Client(url + "?wsdl", wsse=wsse)
    conversion = client.get_type(CM + "OfflineConversion")(ConversionName=name)
    headers = {"AuthenticationToken": "tok", "CustomerAccountId": "1", "CustomerId": "2", "DeveloperToken": "echo", "UserName": "u"}
    response = client.service.ApplyOfflineConversions(OfflineConversions={"OfflineConversion": [conversion]}, _soapheaders=headers)
    found = [error.Message for error in response.body.PartialErrors.BatchError]
    expect("read", found, [told("absent", Name=f'"{name}"')])


def refused(url, wsse, code):
    try:
        call(url, wsse)
    except zeep.exceptions.Fault as fault:
        return expect("code", fault.code.rpartition(":")[2], code)
    raise AssertionError("no fault")


def signed_and_answered(kind):
    # zeep verifies the signature of the reply by the same certificate, or raises an exception.
    return lambda: call(SIGNED, kind(*RSA, **SHA256), "\u00e9 <&> \U0001f600")


class Unverified(BinarySignature):
    """zeep verifies a reply before it looks for a fault in it, with the certificate that it signs with."""

    def verify(self, envelope):
        return envelope


def wrong_key():
    refused(SIGNED, Unverified(FOLDER / "ecdsa.key", FOLDER / "ecdsa.crt",
                               signature_method=xmlsec.Transform.ECDSA_SHA256, digest_method=xmlsec.Transform.SHA256), "FailedAuthentication")


def sha1():
    refused(SIGNED, Signature(*RSA), "UnsupportedAlgorithm")


def unsigned():
    refused(SIGNED, None, "InvalidSecurity")


def user(**options):
    def case():
        for _ in range(2):
            call(USERS, UsernameToken("user", PASSWORD, **options))
        refused(USERS, UsernameToken("user", "other", **options), "FailedAuthentication")
    return case


def timed():
    timestamp = WSU.Timestamp()
    timestamp.append(WSU.Created("2020-01-01T00:00:00Z"))
    timestamp.append(WSU.Expires("2020-01-01T00:05:00Z"))
    refused(USERS, UsernameToken("user", PASSWORD, timestamp_token=timestamp), "MessageExpired")


def ours():
    return [(path, etree.fromstring(path.read_bytes())) for path in sorted(FOLDER.glob("ours-*.xml"))]


def by_xmlsec():
    expect("messages", len(ours()), 8)
    for path, envelope in ours():
        verify_envelope(envelope, FOLDER / (path.name.split("-")[1] + ".crt"))
        envelope.find("{*}Body")[0].set("changed", "")
        try:
            verify_envelope(envelope, FOLDER / (path.name.split("-")[1] + ".crt"))
        except zeep.exceptions.SignatureVerificationFailed:
            continue
        raise AssertionError(f"{path} may be changed")


def by_signxml():
    for path, envelope in ours():
        certificate = (FOLDER / (path.name.split("-")[1] + ".crt")).read_text()
        count = len(envelope.findall(f".//{DS}Reference"))
        found = signxml.XMLVerifier().verify(
            envelope, x509_cert=certificate, id_attribute="Id",
            expect_config=signxml.SignatureConfiguration(expect_references=count, location=".//"))
        expect("last", etree.QName(found[-1].signed_xml).localname, "Body")


def documents():
    number = str(random.SystemRandom().randrange(10**6))
    with open(FOLDER / "canonical.jsonl", "wb") as file:
        subprocess.run([sys.executable, "canonical.py", "3000", number], stdout=file, check=True)


run({"signed-token": signed_and_answered(BinarySignature), "signed-issuer": signed_and_answered(Signature), "wrong-key": wrong_key,
     "sha1": sha1, "unsigned": unsigned, "user-text": user(), "user-digest": user(use_digest=True), "timed": timed,
     "by-xmlsec": by_xmlsec, "by-signxml": by_signxml})
documents()
