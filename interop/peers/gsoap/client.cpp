// A client of our services with gSOAP. Usage: client MIRROR LOCAL
#include <cstring>
#include <functional>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "BasicHttpBinding_USCOREICampaignManagementService.nsmap"
#include "shared.h"
#include "soapBasicHttpBinding_USCOREICampaignManagementServiceProxy.h"

using Proxy = BasicHttpBinding_USCOREICampaignManagementServiceProxy;

struct Cannot : std::runtime_error {
  using std::runtime_error::runtime_error;
};

static const char *const SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
static const char *const SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

// The context of all calls to one service. The version of SOAP goes by the first row of its table of namespaces.
struct Caller {
  struct soap *soap;
  std::vector<Namespace> table;
  Proxy proxy;
  std::string token = "echo", authentication = "tok";

  explicit Caller(const char *url, const char *version = SOAP_11) : soap(soap_new1(SOAP_C_UTFSTRING)), proxy(soap, url) {
    for (const Namespace *row = namespaces; row->id; ++row) table.push_back(*row);
    table.push_back(Namespace());
    table[0].ns = version;
    table[0].in = version == SOAP_11 ? SOAP_12 : SOAP_11;
    soap_set_namespaces(soap, table.data());
  }

  void headers() {
    soap->header = soap_new_SOAP_ENV__Header(soap);
    soap->header->ns1__AuthenticationToken = keep(soap, authentication);
    soap->header->ns1__CustomerAccountId = keep(soap, "111");
    soap->header->ns1__CustomerId = keep(soap, "222");
    soap->header->ns1__DeveloperToken = keep(soap, token);
    soap->header->ns1__UserName = keep(soap, "\u00fc <user>");
  }

  void check(int status) {
    if (status == SOAP_OK) return;
    std::ostringstream text;
    proxy.soap_stream_fault(text);
    throw std::runtime_error(text.str());
  }
};

static Caller *mirror, *local;

template <typename T>
static void expect(const char *what, const T &found, const T &expected) {
  if (found == expected) return;
  std::ostringstream text;
  text << what << ": [" << found << "] instead of [" << expected << "]";
  throw std::runtime_error(text.str());
}

static void expect(const char *what, const std::string *found, const char *expected) {
  expect<std::string>(what, found ? *found : "(none)", expected);
}

static const std::vector<std::string> MEMBERS = {"Currency", "Name", "Time", "Value", "Credit", "Model", "Email", "Phone", "Click"};

// What the service tells of a conversion: null is absent.
static std::string told(const ns1__OfflineConversion *sent) {
  std::string text = show(sent);
  for (size_t at; (at = text.find("=none")) != std::string::npos;) text.replace(at, 5, "=absent");
  return text;
}

static ns1__OfflineConversion *named(const std::string &name) {
  ns1__OfflineConversion *made = soap_new_ns1__OfflineConversion(mirror->soap);
  made->ConversionName = keep(mirror->soap, name);
  return made;
}

static _ns1__ApplyOfflineConversionsResponse apply(const char *token, const std::vector<ns1__OfflineConversion *> &conversions,
                                                   Caller *caller = nullptr) {
  if (!caller) caller = mirror;
  _ns1__ApplyOfflineConversionsRequest request;
  request.OfflineConversions = soap_new_ns1__ArrayOfOfflineConversion(caller->soap);
  request.OfflineConversions->OfflineConversion = conversions;
  _ns1__ApplyOfflineConversionsResponse response;
  const std::string before = caller->token;
  if (*token) caller->token = token;
  caller->headers();
  const int status = caller->proxy.ApplyOfflineConversions(&request, response);
  caller->token = before;
  caller->check(status);
  return response;
}

static void arrive(const std::vector<ns1__OfflineConversion *> &conversions) {
  const std::vector<ns1__BatchError *> errors = apply("echo", conversions).PartialErrors->BatchError;
  expect("count", errors.size(), conversions.size());
  for (size_t index = 0; index < errors.size(); ++index)
    expect<std::string>("read", *errors[index]->Message, told(conversions[index]));
}

static void texts(const std::vector<std::string> &names) {
  std::vector<ns1__OfflineConversion *> conversions;
  for (const std::string &name : names) conversions.push_back(named(name));
  arrive(conversions);
}

static void values() {
  struct soap *soap = mirror->soap;
  ns1__OfflineConversion *full = named("Lead");
  full->ConversionCurrencyCode = keep(soap, "USD");
  full->ConversionTime = keep_plain<time_t>(soap, 1714979289);
  full->ConversionValue = keep_plain(soap, 19.99);
  full->ExternalAttributionCredit = keep_plain(soap, 0.5);
  full->ExternalAttributionModel = keep(soap, "Linear");
  full->HashedEmailAddress = keep(soap, "e");
  full->HashedPhoneNumber = keep(soap, "p");
  full->MicrosoftClickId = keep(soap, "abc");
  expect<std::string>("instant", show(full->ConversionTime), "2024-05-06T07:08:09Z");
  arrive({full});
}

static void batch() {
  std::vector<std::string> names;
  for (int number = 0; number < 1000; ++number) names.push_back("number " + std::to_string(number));
  texts(names);
}

static void empty() {
  struct soap *soap = mirror->soap;
  ns1__OfflineConversion *made = named("");
  made->ConversionCurrencyCode = keep(soap, "");
  made->ExternalAttributionModel = keep(soap, "");
  made->HashedEmailAddress = keep(soap, "");
  made->HashedPhoneNumber = keep(soap, "");
  made->MicrosoftClickId = keep(soap, "here");
  arrive({made});
}

static void header_blocks() {
  const _ns1__ApplyOfflineConversionsResponse response = apply("headers", {});
  expect("TrackingId", mirror->soap->header->ns1__TrackingId, TRACKING_ID);
  expect("read", response.PartialErrors->BatchError.at(0)->Message,
         "Application=absent Authentication=\"tok\" Account=\"111\" Customer=\"222\" Developer=\"headers\" Password=absent "
         "User=\"\u00fc <user>\"");
}

static void lists() {
  expect("nil", apply("nil-errors", {}).PartialErrors == nullptr, true);
  expect<size_t>("empty", apply("no-errors", {}).PartialErrors->BatchError.size(), 0);
}

static void check_editorial(const ns1__BatchError *error) {
  const ns1__EditorialError *editorial = dynamic_cast<const ns1__EditorialError *>(error);
  if (!editorial) throw std::runtime_error("no EditorialError");
  expect("Code", *editorial->Code, 1042);
  expect("Message", editorial->Message, "editorial <&> \u00e9");
  expect("Appealable", *editorial->Appealable, true);
  expect("DisapprovedText", editorial->DisapprovedText, "bad");
  expect("ReasonCode", *editorial->ReasonCode, 17);
}

static void errors() {
  const std::vector<ns1__BatchError *> errors = apply("errors", {}).PartialErrors->BatchError;
  expect<size_t>("count", errors.size(), 3);
  check_editorial(errors[0]);
  expect("nil", errors[1] == nullptr, true);
  const auto &pair = errors[2]->ForwardCompatibilityMap->KeyValuePairOfstringstring.at(0);
  expect("key", pair->key, "k");
  expect("value", pair->value == nullptr, true);
}

static SOAP_ENV__Fault *refused(const char *token, Caller *caller) {
  try {
    apply(token, {}, caller);
  } catch (const std::runtime_error &wrong) {
    if (caller->soap->fault && caller->soap->error == SOAP_FAULT) return caller->soap->fault;
    throw;
  }
  throw std::runtime_error("no fault");
}

static void access_fault(Caller *caller) {
  SOAP_ENV__Fault *fault = refused("access-fault", caller);
  SOAP_ENV__Detail *detail = fault->detail ? fault->detail : fault->SOAP_ENV__Detail;
  if (!detail || !detail->ns4__AdApiFaultDetail_) throw std::runtime_error("no AdApiFaultDetail");
  expect("TrackingId", detail->ns4__AdApiFaultDetail_->TrackingId, "t-105");
  expect("Code", *detail->ns4__AdApiFaultDetail_->Errors->AdApiError.at(0)->Code, 105);
}

static void api_fault() {
  SOAP_ENV__Fault *fault = refused("fault", mirror);
  const ns1__ApiFaultDetail *detail = fault->detail->ns1__ApiFaultDetail_;
  expect("TrackingId", detail->TrackingId, "t-1001");
  check_editorial(detail->BatchErrors->BatchError.at(0));
  expect("Code", *detail->OperationErrors->OperationError.at(0)->Code, 1001);
}

static void plain_fault() {
  SOAP_ENV__Fault *fault = refused("plain-fault", mirror);
  expect<std::string>("reason", fault->faultstring, "plain fault");
  expect<std::string>("code", strrchr(fault->faultcode, ':') + 1, "Server");
}

static std::vector<LONG64> add(Caller *caller, const std::vector<ns1__ConversionGoal *> &goals) {
  _ns1__AddConversionGoalsRequest request;
  request.ConversionGoals = soap_new_ns1__ArrayOfConversionGoal(caller->soap);
  request.ConversionGoals->ConversionGoal = goals;
  _ns1__AddConversionGoalsResponse response;
  caller->headers();
  caller->check(caller->proxy.AddConversionGoals(&request, response));
  return response.ConversionGoalIds->long_;
}

static std::vector<ns1__ConversionGoal *> get(Caller *caller, const std::vector<LONG64> &ids, int types) {
  _ns1__GetConversionGoalsByIdsRequest request;
  request.ConversionGoalIds = soap_new_arr__ArrayOflong(caller->soap);
  request.ConversionGoalIds->long_ = ids;
  request.ConversionGoalTypes = keep_plain(caller->soap, static_cast<ns1__ConversionGoalType>(types));
  request.ReturnAdditionalFields =
      keep_plain(caller->soap, static_cast<ns1__ConversionGoalAdditionalField>(
                                   ns1__ConversionGoalAdditionalField__GoalCategory | ns1__ConversionGoalAdditionalField__IsAutoGoal));
  _ns1__GetConversionGoalsByIdsResponse response;
  caller->headers();
  caller->check(caller->proxy.GetConversionGoalsByIds(&request, response));
  return response.ConversionGoals->ConversionGoal;
}

template <typename T>
static T *goal(Caller *caller, T *made, const char *name) {
  made->Name = keep(caller->soap, name);
  return made;
}

static void goals() {
  struct soap *soap = mirror->soap;
  ns1__UrlGoal *url = goal(mirror, soap_new_ns1__UrlGoal(soap), "url");
  url->UrlExpression = keep(soap, "https://x/?a=1&b=<2>");
  url->UrlOperator = keep_plain(soap, ns1__ExpressionOperator__BeginsWith);
  url->Revenue = soap_new_ns1__ConversionGoalRevenue(soap);
  url->Revenue->Value = keep(soap, "12.50");
  ns1__EventGoal *event = goal(mirror, soap_new_ns1__EventGoal(soap), "event");
  event->ActionExpression = keep(soap, "");
  event->Value = keep(soap, "0.5");
  const std::vector<LONG64> ids = add(mirror, {url, event, goal(mirror, soap_new_ns1__OfflineConversionGoal(soap), "offline")});
  expect("ids", ids == std::vector<LONG64>{1, 2, 3}, true);
  const std::vector<ns1__ConversionGoal *> found =
      get(mirror, {2, 3, 1}, ns1__ConversionGoalType__Event | ns1__ConversionGoalType__Url | ns1__ConversionGoalType__Duration);
  event = dynamic_cast<ns1__EventGoal *>(found.at(0));
  url = dynamic_cast<ns1__UrlGoal *>(found.at(2));
  if (!event || !url || found[1]) throw std::runtime_error("other goals");
  expect("value", event->Value, "0.5");
  expect("text", event->ActionExpression, "");
  expect("expression", url->UrlExpression, "https://x/?a=1&b=<2>");
  expect("operator", *url->UrlOperator == ns1__ExpressionOperator__BeginsWith, true);
  expect("revenue", url->Revenue->Value, "12.50");
}

static void nil_numbers() {
  struct soap *soap = mirror->soap;
  try {
    add(mirror, {goal(mirror, soap_new_ns1__UrlGoal(soap), "url"), goal(mirror, soap_new_ns1__DurationGoal(soap), "refused")});
  } catch (const std::runtime_error &wrong) {
    if (strstr(wrong.what(), "empty value provided where a value is required in element 'a:long'"))
      throw Cannot("a nil in a list of numbers is an error where it is read");
    throw;
  }
  throw std::runtime_error("no error");
}

static void longs() {
  const LONG64 number = 9007199254740993LL;
  ns1__UrlGoal *url = goal(mirror, soap_new_ns1__UrlGoal(mirror->soap), "long");
  url->TagId = keep_plain(mirror->soap, number);
  add(mirror, {url});
  expect("TagId", *get(mirror, {1}, ns1__ConversionGoalType__Url).at(0)->TagId, number);
}

static void rules() {
  struct soap *soap = local->soap;
  const std::vector<LONG64> ids = add(local, {goal(local, soap_new_ns1__OfflineConversionGoal(soap), "gsoap")});
  const LONG64 id = ids.at(0);
  _ns1__UpdateConversionGoalsRequest update;
  update.ConversionGoals = soap_new_ns1__ArrayOfConversionGoal(soap);
  ns1__ConversionGoal *changed = goal(local, soap_new_ns1__OfflineConversionGoal(soap), "gsoap 2");
  changed->Id = keep_plain(soap, id);
  update.ConversionGoals->ConversionGoal.push_back(changed);
  _ns1__UpdateConversionGoalsResponse updated;
  local->headers();
  local->check(local->proxy.UpdateConversionGoals(&update, updated));
  expect("Name", get(local, {id}, ns1__ConversionGoalType__OfflineConversion).at(0)->Name, "gsoap 2");
  _ns1__GetConversionGoalsByTagIdsRequest by_tags;
  by_tags.TagIds = soap_new_arr__ArrayOflong(soap);
  by_tags.TagIds->long_.push_back(1);
  by_tags.ConversionGoalTypes = keep_plain(soap, ns1__ConversionGoalType__Url);
  _ns1__GetConversionGoalsByTagIdsResponse tagged;
  local->headers();
  local->check(local->proxy.GetConversionGoalsByTagIds(&by_tags, tagged));
  std::vector<ns1__OfflineConversion *> rows = {named("Lead"), named("Nobody")};
  for (ns1__OfflineConversion *row : rows) {
    row->ConversionTime = keep_plain(mirror->soap, time(nullptr));
    row->MicrosoftClickId = keep(mirror->soap, "gsoap");
  }
  const std::vector<ns1__BatchError *> errors = apply("", rows, local).PartialErrors->BatchError;
  expect<size_t>("rejected", errors.size(), 1);
  expect("index", *errors[0]->Index, 1);
}

static void soap12(const char *url) {
  Caller twelve(url, SOAP_12);
  const _ns1__ApplyOfflineConversionsResponse response = apply("echo", {named("twelve")}, &twelve);
  expect("read", response.PartialErrors->BatchError.at(0)->Message, told(named("twelve")).c_str());
  expect("version", int(twelve.soap->version), 2);
  access_fault(&twelve);
}

static void run(const char *name, const std::function<void()> &check) {
  try {
    check();
    std::cout << "pass " << name << std::endl;
  } catch (const Cannot &reason) {
    std::cout << "cannot " << name << ' ' << reason.what() << std::endl;
  } catch (const std::exception &wrong) {
    std::string text = wrong.what();
    for (char &character : text)
      if (character == '\n') character = ' ';
    std::cout << "fail " << name << ' ' << text << std::endl;
  }
}

int main(int, char **arguments) {
  mirror = new Caller(arguments[1]);
  local = new Caller(arguments[2]);
  local->token = "local-developer-token";
  local->authentication = "local-access-token";
  // The stubs are made from our WSDL; that this program runs is the proof.
  run("wsdl", [] { expect("members", MEMBERS.size(), size_t(9)); });
  run("values", values);
  run("dates", [] { throw Cannot("a dateTime is a time_t: whole seconds"); });
  run("absent", [] {
    ns1__OfflineConversion *made = soap_new_ns1__OfflineConversion(mirror->soap);
    made->MicrosoftClickId = keep(mirror->soap, "here");
    arrive({made});
  });
  run("nil", [] { throw Cannot("a null pointer is absent, and nil cannot be sent"); });
  run("empty", empty);
  run("items", [] {
    const size_t count = apply("echo", {named("a"), nullptr, named("c")}).PartialErrors->BatchError.size();
    expect<size_t>("count", count, 2);
    throw Cannot("a null item of a list is left out");
  });
  run("unicode", [] {
    texts({"\u00e9\u00df \u6f22\u5b57 \u05d0 \U0001f600", "<a b=\"c\">&amp;</a> ]]> ' --", "(\u00a0\u0085\u2028\ufffd)"});
  });
  run("space", [] { texts({"  both ends  ", "tab\tand\nlines\n", "\r\ncarriage\rreturns", " "}); });
  run("batch", batch);
  run("headers", header_blocks);
  run("lists", lists);
  run("errors", errors);
  run("access-fault", [] { access_fault(mirror); });
  run("fault", api_fault);
  run("plain-fault", plain_fault);
  run("goals", goals);
  run("nil-numbers", nil_numbers);
  run("longs", longs);
  run("rules", rules);
  run("soap12", [&] { soap12(arguments[1]); });
  return 0;
}
