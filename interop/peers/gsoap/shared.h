// What the service and the client of gSOAP share: the contract, and what was read as text (see the README).
#ifndef INTEROP_SHARED_H
#define INTEROP_SHARED_H

#include <cstdio>
#include <ctime>
#include <string>

#include "soapH.h"

static const char *const TRACKING_ID = "mirror \u00e9 <7>";

// gSOAP has a null pointer for nil and for absent.
static std::string show(const std::string *text) { return text ? "\"" + *text + "\"" : "none"; }

static std::string show(const double *number) {
  if (!number) return "none";
  char text[40];
  // The shortest text that reads back the same.
  for (int digits = 1; digits <= 17; ++digits) {
    snprintf(text, sizeof text, "%.*g", digits, *number);
    if (strtod(text, nullptr) == *number) break;
  }
  return text;
}

static std::string show(const time_t *time) {
  if (!time) return "none";
  char text[40];
  struct tm parts;
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(time, &parts));
  return text;
}

static inline std::string show(const ns1__OfflineConversion *read) {
  if (!read) return "nil";
  return "Currency=" + show(read->ConversionCurrencyCode) + " Name=" + show(read->ConversionName) +
         " Time=" + show(read->ConversionTime) + " Value=" + show(read->ConversionValue) +
         " Credit=" + show(read->ExternalAttributionCredit) + " Model=" + show(read->ExternalAttributionModel) +
         " Email=" + show(read->HashedEmailAddress) + " Phone=" + show(read->HashedPhoneNumber) +
         " Click=" + show(read->MicrosoftClickId);
}

static inline std::string show(const SOAP_ENV__Header *read) {
  return "Application=" + show(read->ns1__ApplicationToken) + " Authentication=" + show(read->ns1__AuthenticationToken) +
         " Account=" + show(read->ns1__CustomerAccountId) + " Customer=" + show(read->ns1__CustomerId) +
         " Developer=" + show(read->ns1__DeveloperToken) + " Password=" + show(read->ns1__Password) +
         " User=" + show(read->ns1__UserName);
}

// A value in the memory of a context, which frees it.
static inline std::string *keep(struct soap *soap, const std::string &text) {
  std::string *kept = soap_new_std__string(soap);
  *kept = text;
  return kept;
}

template <typename T>
static T *keep_plain(struct soap *soap, T value) {
  T *kept = static_cast<T *>(soap_malloc(soap, sizeof(T)));
  *kept = value;
  return kept;
}

#endif
