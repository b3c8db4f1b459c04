// A service of Campaign Management with gSOAP. Usage: server PORT
// It keeps the rules of the README: the header block DeveloperToken chooses the answer.
#include <cstdlib>
#include <functional>
#include <unistd.h>
#include <iostream>
#include <vector>

#include "BasicHttpBinding_USCOREICampaignManagementService.nsmap"
#include "shared.h"
#include "soapBasicHttpBinding_USCOREICampaignManagementServiceService.h"

using Base = BasicHttpBinding_USCOREICampaignManagementServiceService;

// What outlives a request: a goal, as its kind and the members that are looked at.
struct Kept {
  long kind = 0;
  std::string name, text;
  bool has_text = false;
  std::string number;
  bool has_number = false;
  LONG64 tag = 0;
  bool has_tag = false;
  int operation = -1;
  std::string revenue;
  int revenue_type = -1, count_type = -1;
};

class Service : public Base {
 public:
  Service() : Base(SOAP_C_UTFSTRING) {}

  int ApplyOfflineConversions(_ns1__ApplyOfflineConversionsRequest *request,
                              _ns1__ApplyOfflineConversionsResponse &response) override;
  int AddConversionGoals(_ns1__AddConversionGoalsRequest *request, _ns1__AddConversionGoalsResponse &response) override;
  int GetConversionGoalsByIds(_ns1__GetConversionGoalsByIdsRequest *request,
                              _ns1__GetConversionGoalsByIdsResponse &response) override;

 private:
  std::vector<Kept> kept;

  int admit();
  int refuse(const char *reason, const std::function<void(SOAP_ENV__Detail *)> &fill);
  void answer_header();
  ns1__BatchError *told(int index, const std::string &message);
  ns1__BatchError *editorial();
  ns1__BatchError *mapped();
  ns1__ConversionGoal *goal(const Kept &kept);
};

// The header of the request becomes that of the response: without this, gSOAP sends all of it back, tokens included.
void Service::answer_header() {
  soap->header = soap_new_SOAP_ENV__Header(soap);
  soap->header->ns1__TrackingId = keep(soap, TRACKING_ID);
}

ns1__BatchError *Service::told(int index, const std::string &message) {
  ns1__BatchError *error = soap_new_ns1__BatchError(soap);
  error->Code = keep_plain(soap, 0);
  error->ErrorCode = keep(soap, "Echo");
  error->Index = keep_plain(soap, index);
  error->Message = keep(soap, message);
  error->Type = keep(soap, "BatchError");
  return error;
}

ns1__BatchError *Service::editorial() {
  ns1__EditorialError *error = soap_new_ns1__EditorialError(soap);
  error->Code = keep_plain(soap, 1042);
  error->ErrorCode = keep(soap, "EditorialError");
  error->Index = keep_plain(soap, 0);
  error->Message = keep(soap, "editorial <&> \u00e9");
  error->Type = keep(soap, "EditorialError");
  error->Appealable = keep_plain(soap, true);
  error->DisapprovedText = keep(soap, "bad");
  error->ReasonCode = keep_plain(soap, 17);
  return error;
}

ns1__BatchError *Service::mapped() {
  ns1__BatchError *error = soap_new_ns1__BatchError(soap);
  error->Code = keep_plain(soap, 5201);
  error->ErrorCode = keep(soap, "Mapped");
  error->Index = keep_plain(soap, 2);
  error->Type = keep(soap, "BatchError");
  error->ForwardCompatibilityMap = soap_new_ns2__ArrayOfKeyValuePairOfstringstring(soap);
  ns2__KeyValuePairOfstringstring *pair = soap_new_ns2__KeyValuePairOfstringstring(soap);
  pair->key = keep(soap, "k");
  error->ForwardCompatibilityMap->KeyValuePairOfstringstring.push_back(pair);
  return error;
}

int Service::refuse(const char *reason, const std::function<void(SOAP_ENV__Detail *)> &fill) {
  soap->header = nullptr;
  soap_receiverfault(reason, nullptr);
  soap->fault->detail = soap_new_SOAP_ENV__Detail(soap);
  fill(soap->fault->detail);
  return SOAP_FAULT;
}

int Service::admit() {
  const std::string *token = soap->header ? soap->header->ns1__DeveloperToken : nullptr;
  if (token && *token == "sleep") sleep(3);
  if (token && *token == "plain-fault") {
    soap->header = nullptr;
    return soap_receiverfault("plain fault", nullptr);
  }
  if (!token || *token == "access-fault") {
    return refuse("Invalid client data", [this](SOAP_ENV__Detail *detail) {
      ns4__AdApiFaultDetail *fault = soap_new_ns4__AdApiFaultDetail(soap);
      fault->TrackingId = keep(soap, "t-105");
      fault->Errors = soap_new_ns4__ArrayOfAdApiError(soap);
      ns4__AdApiError *error = soap_new_ns4__AdApiError(soap);
      error->Code = keep_plain(soap, 105);
      error->ErrorCode = keep(soap, "InvalidCredentials");
      fault->Errors->AdApiError.push_back(error);
      detail->ns4__AdApiFaultDetail_ = fault;
    });
  }
  if (*token == "fault") {
    return refuse("Invalid client data", [this](SOAP_ENV__Detail *detail) {
      ns1__ApiFaultDetail *fault = soap_new_ns1__ApiFaultDetail(soap);
      fault->TrackingId = keep(soap, "t-1001");
      fault->BatchErrors = soap_new_ns1__ArrayOfBatchError(soap);
      fault->BatchErrors->BatchError.push_back(editorial());
      fault->OperationErrors = soap_new_ns1__ArrayOfOperationError(soap);
      ns1__OperationError *error = soap_new_ns1__OperationError(soap);
      error->Code = keep_plain(soap, 1001);
      error->Message = keep(soap, "no");
      fault->OperationErrors->OperationError.push_back(error);
      detail->ns1__ApiFaultDetail_ = fault;
    });
  }
  return SOAP_OK;
}

int Service::ApplyOfflineConversions(_ns1__ApplyOfflineConversionsRequest *request,
                                     _ns1__ApplyOfflineConversionsResponse &response) {
  if (int refused = admit()) return refused;
  const std::string token = *soap->header->ns1__DeveloperToken;
  const std::string blocks = show(soap->header);
  answer_header();
  if (token == "nil-errors") return SOAP_OK;
  response.PartialErrors = soap_new_ns1__ArrayOfBatchError(soap);
  std::vector<ns1__BatchError *> &errors = response.PartialErrors->BatchError;
  if (token == "no-errors") return SOAP_OK;
  if (token == "headers") {
    errors.push_back(told(0, blocks));
  } else if (token == "errors") {
    errors = {editorial(), nullptr, mapped()};
  } else if (request->OfflineConversions) {
    for (ns1__OfflineConversion *conversion : request->OfflineConversions->OfflineConversion)
      errors.push_back(told(static_cast<int>(errors.size()), show(conversion)));
  }
  return SOAP_OK;
}

int Service::AddConversionGoals(_ns1__AddConversionGoalsRequest *request, _ns1__AddConversionGoalsResponse &response) {
  if (int refused = admit()) return refused;
  answer_header();
  kept.clear();
  response.ConversionGoalIds = soap_new_ns3__ArrayOfNullableOflong(soap);
  response.PartialErrors = soap_new_ns1__ArrayOfBatchError(soap);
  // gSOAP has no nil in a list of numbers: 0 stands for it.
  std::vector<LONG64> &ids = response.ConversionGoalIds->long_;
  for (ns1__ConversionGoal *goal : request->ConversionGoals->ConversionGoal) {
    if (!goal || (goal->Name && *goal->Name == "refused")) {
      response.PartialErrors->BatchError.push_back(told(static_cast<int>(ids.size()), "refused"));
      ids.push_back(0);
      continue;
    }
    Kept found;
    found.kind = goal->soap_type();
    if (goal->Name) found.name = *goal->Name;
    if ((found.has_tag = goal->TagId)) found.tag = *goal->TagId;
    if (goal->CountType) found.count_type = *goal->CountType;
    if (goal->Revenue && goal->Revenue->Value) found.revenue = *goal->Revenue->Value;
    if (auto url = dynamic_cast<ns1__UrlGoal *>(goal)) {
      if ((found.has_text = url->UrlExpression)) found.text = *url->UrlExpression;
      if (url->UrlOperator) found.operation = *url->UrlOperator;
    }
    if (auto event = dynamic_cast<ns1__EventGoal *>(goal)) {
      if ((found.has_text = event->ActionExpression)) found.text = *event->ActionExpression;
      if ((found.has_number = event->Value)) found.number = *event->Value;
    }
    kept.push_back(found);
    ids.push_back(static_cast<LONG64>(kept.size()));
  }
  return SOAP_OK;
}

ns1__ConversionGoal *Service::goal(const Kept &kept) {
  ns1__ConversionGoal *goal = nullptr;
  if (kept.kind == SOAP_TYPE_ns1__UrlGoal) {
    ns1__UrlGoal *url = soap_new_ns1__UrlGoal(soap);
    if (kept.has_text) url->UrlExpression = keep(soap, kept.text);
    if (kept.operation >= 0) url->UrlOperator = keep_plain(soap, static_cast<ns1__ExpressionOperator>(kept.operation));
    goal = url;
  } else {
    ns1__EventGoal *event = soap_new_ns1__EventGoal(soap);
    if (kept.has_text) event->ActionExpression = keep(soap, kept.text);
    if (kept.has_number) event->Value = keep(soap, kept.number);
    goal = event;
  }
  goal->Name = keep(soap, kept.name);
  if (kept.has_tag) goal->TagId = keep_plain(soap, kept.tag);
  if (kept.count_type >= 0) goal->CountType = keep_plain(soap, static_cast<ns1__ConversionGoalCountType>(kept.count_type));
  if (!kept.revenue.empty()) {
    goal->Revenue = soap_new_ns1__ConversionGoalRevenue(soap);
    goal->Revenue->Value = keep(soap, kept.revenue);
  }
  return goal;
}

int Service::GetConversionGoalsByIds(_ns1__GetConversionGoalsByIdsRequest *request,
                                     _ns1__GetConversionGoalsByIdsResponse &response) {
  if (int refused = admit()) return refused;
  answer_header();
  const int wanted = request->ConversionGoalTypes ? *request->ConversionGoalTypes : 0;
  response.ConversionGoals = soap_new_ns1__ArrayOfConversionGoal(soap);
  for (LONG64 id : request->ConversionGoalIds->long_) {
    const Kept *found = id >= 1 && id <= static_cast<LONG64>(kept.size()) ? &kept[id - 1] : nullptr;
    const bool url = found && found->kind == SOAP_TYPE_ns1__UrlGoal && (wanted & ns1__ConversionGoalType__Url);
    const bool event = found && found->kind == SOAP_TYPE_ns1__EventGoal && (wanted & ns1__ConversionGoalType__Event);
    response.ConversionGoals->ConversionGoal.push_back(url || event ? goal(*found) : nullptr);
  }
  return SOAP_OK;
}

int main(int, char **arguments) {
  Service service;
  service.soap->bind_flags = SO_REUSEADDR;
  if (!soap_valid_socket(service.bind("127.0.0.1", atoi(arguments[1]), 100))) {
    service.soap_stream_fault(std::cerr);
    return 1;
  }
  std::cout << "listening" << std::endl;
  while (soap_valid_socket(service.accept())) {
    if (service.serve() != SOAP_OK && service.soap->error != SOAP_FAULT) service.soap_stream_fault(std::cerr);
    service.destroy();
  }
  return 1;
}
