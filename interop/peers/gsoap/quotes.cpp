// A client of the service of examples/own-service with gSOAP. Usage: quotes QUOTES
#include <iostream>

#include "Quotes.nsmap"
#include "soapQuotesProxy.h"

int main(int, char **arguments) {
  QuotesProxy proxy(arguments[1]);
  _ns1__GetQuote request;
  _ns1__GetQuoteResponse response;
  request.Symbol = "CSTL";
  if (proxy.GetQuote(&request, response) != SOAP_OK) {
    std::cout << "fail quotes ";
    proxy.soap_stream_fault(std::cout);
    return 0;
  }
  request.Symbol = "NONE";
  _ns1__GetQuoteResponse none;
  const int status = proxy.GetQuote(&request, none);
  const SOAP_ENV__Detail *detail = status == SOAP_FAULT ? proxy.soap_fault()->detail : nullptr;
  const bool typed = detail && detail->ns1__NoSuchShare && detail->ns1__NoSuchShare->Symbol == "NONE";
  if (response.Price == "19.90" && typed)
    std::cout << "pass quotes" << std::endl;
  else
    std::cout << "fail quotes " << response.Price << ' ' << status << std::endl;
  return 0;
}
