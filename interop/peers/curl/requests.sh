#!/usr/bin/env bash
# Sends requests as other clients were recorded to send them. Usage: requests.sh MIRROR LOCAL QUOTES
set -uo pipefail
mirror=$1 local=$2 quotes=$3
cm=https://bingads.microsoft.com/CampaignManagement/v13
soap=http://schemas.xmlsoap.org/soap/envelope/
here='Email=absent Phone=absent Click="here"'

# An envelope as WCF writes it: TOKEN BODY.
envelope() {
  printf '<s:Envelope xmlns:s="%s"><s:Header>' "$soap"
  printf '<h:AuthenticationToken xmlns:h="%s">tok</h:AuthenticationToken>' "$cm"
  printf '<h:CustomerAccountId xmlns:h="%s">111</h:CustomerAccountId><h:CustomerId xmlns:h="%s">222</h:CustomerId>' "$cm" "$cm"
  printf '<h:DeveloperToken xmlns:h="%s">%s</h:DeveloperToken>' "$cm" "$1"
  printf '<h:Password i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:h="%s"/>' "$cm"
  printf '<h:UserName xmlns:h="%s">ü &lt;user></h:UserName></s:Header><s:Body>%s</s:Body></s:Envelope>' "$cm" "$2"
}

# The body of ApplyOfflineConversions: CONVERSIONS.
apply() {
  printf '<ApplyOfflineConversionsRequest xmlns="%s"><OfflineConversions xmlns:i="%s">%s</OfflineConversions></ApplyOfflineConversionsRequest>' \
    "$cm" http://www.w3.org/2001/XMLSchema-instance "$1"
}

# Posts what is read from the standard input: CURL-ARGUMENTS...
post() {
  curl -sS -m 30 -H 'Content-Type: text/xml; charset=utf-8' --data-binary @- "$@" "$mirror" 2>&1
}

echo_of() {
  envelope echo "$(apply "$1")" | post -H 'SOAPAction: "ApplyOfflineConversions"'
}

# Says whether an answer holds all of some texts: CASE ANSWER TEXT...
check() {
  local name=$1 answer=$2 text
  shift 2
  for text in "$@"; do
    if [[ "$answer" != *"$text"* ]]; then
      echo "fail $name no [$text] in: ${answer:0:600}" | tr '\n' ' '
      echo
      return
    fi
  done
  echo "pass $name"
}

check wsdl "$(curl -sS -m 30 "$mirror?wsdl"; curl -sS -m 30 -I "$mirror?singleWsdl")" \
  "<soap:address location=\"$mirror\"" '</wsdl:definitions>' 'HTTP/1.1 200 OK'

full='<OfflineConversion><ConversionCurrencyCode>USD</ConversionCurrencyCode><ConversionName>Lead</ConversionName>'
full+='<ConversionTime>2024-05-06T07:08:09Z</ConversionTime><ConversionValue> 19.99 </ConversionValue>'
full+='<ExternalAttributionCredit>.5</ExternalAttributionCredit><ExternalAttributionModel>Linear</ExternalAttributionModel>'
full+='<HashedEmailAddress>e</HashedEmailAddress><HashedPhoneNumber>p</HashedPhoneNumber>'
full+='<MicrosoftClickId>a<!-- c -->b<![CDATA[c]]></MicrosoftClickId></OfflineConversion>'
check values "$(echo_of "$full")" \
  '>Currency="USD" Name="Lead" Time=2024-05-06T07:08:09Z Value=19.99 Credit=0.5 Model="Linear" Email="e" Phone="p" Click="abc"<'

at() { printf '<OfflineConversion><ConversionTime>%s</ConversionTime></OfflineConversion>' "$1"; }
check dates "$(echo_of "$(at 2024-05-06T07:08:09.5000Z)$(at 2024-05-06T09:08:09+02:00)$(at 2024-05-06T24:00:00Z)")" \
  'Time=2024-05-06T07:08:09.5' 'Time=2024-05-06T07:08:09Z' 'Time=2024-05-07T00:00:00Z'

check absent "$(echo_of '<OfflineConversion><MicrosoftClickId>here</MicrosoftClickId></OfflineConversion>')" \
  ">Currency=absent Name=absent Time=absent Value=absent Credit=absent Model=absent $here<"
nil='<OfflineConversion><ConversionCurrencyCode i:nil="true"/><ConversionName i:nil="1"></ConversionName>'
nil+='<ConversionValue i:nil="true" /><ExternalAttributionCredit i:nil="true"/><ExternalAttributionModel i:nil=" true "/>'
nil+='<HashedEmailAddress i:nil="true"/><MicrosoftClickId i:nil="false">here</MicrosoftClickId></OfflineConversion>'
check nil "$(echo_of "$nil")" ">Currency=nil Name=nil Time=absent Value=nil Credit=nil Model=nil $here<"
empty='<OfflineConversion><ConversionCurrencyCode/><ConversionName></ConversionName><MicrosoftClickId>here</MicrosoftClickId></OfflineConversion>'
check empty "$(echo_of "$empty")" ">Currency=\"\" Name=\"\" Time=absent Value=absent Credit=absent Model=absent $here<"
check items "$(echo_of "$full<OfflineConversion i:nil='true'/>$full")" '<Index>1</Index><Message>nil</Message>'

named() { printf '<OfflineConversion><ConversionName>%s</ConversionName></OfflineConversion>' "$1"; }
text='éß 漢字 א 😀 &#x1F600; &lt;a&gt; &amp;amp; ]]&gt;'
wanted='Name="éß 漢字 א 😀 😀 &lt;a&gt; &amp;amp; ]]&gt;"'
utf8=$(echo_of "$(named "$text")")
utf16=$( { printf '\xff\xfe'; envelope echo "$(apply "$(named "$text")")" | iconv -f UTF-8 -t UTF-16LE; } \
  | post -H 'Content-Type: text/xml; charset=utf-16')
marked=$( { printf '\xef\xbb\xbf'; envelope echo "$(apply "$(named "$text")")"; } | post -H 'Content-Type: text/xml')
read_alike=
for answer in "$utf8" "$utf16" "$marked"; do
  [[ "$answer" == *"$wanted"* ]] && read_alike+='yes '
done
check unicode "$read_alike: $utf16" 'yes yes yes '

check space "$(echo_of "$(named '  both ends  ')$(named "$(printf 'a\tb\nc&#13;d')")")" \
  'Name="  both ends  "' "$(printf 'Name="a\tb\nc&#xD;d"')"

many=$(for number in $(seq 0 999); do named "number $number"; done)
plain=$(echo_of "$many")
packed=$(envelope echo "$(apply "$many")" | gzip | post -H 'Content-Encoding: gzip' -H 'Transfer-Encoding: chunked')
check batch "$plain" '<Index>0</Index><Message>Currency=absent Name="number 0"' '<Index>999</Index><Message>Currency=absent Name="number 999"'
[[ "$packed" == "$plain" ]] || check batch "$packed" 'the same as without gzip'

check headers "$(envelope headers "$(apply '')" | post)" \
  'Application=absent Authentication="tok" Account="111" Customer="222" Developer="headers" Password=nil User="ü &lt;user' \
  '>mirror é &lt;7&gt;</h:TrackingId>'
check lists "$(envelope nil-errors "$(apply '')" | post)$(envelope no-errors "$(apply '')" | post)" \
  '<PartialErrors i:nil="true"' '<PartialErrors/>'
check errors "$(envelope errors "$(apply '')" | post)" '<BatchError i:type="EditorialError">' '<BatchError i:nil="true"/>'

status='\n%{http_code} %{content_type}'
check access-fault "$(envelope access-fault "$(apply '')" | post -w "$status")" \
  '<faultcode>s:Server</faultcode>' '<AdApiFaultDetail xmlns="https://adapi.microsoft.com"' '500 text/xml; charset=utf-8'
check fault "$(envelope fault "$(apply '')" | post -w "$status")" \
  '<a:TrackingId xmlns:a="https://adapi.microsoft.com">t-1001</a:TrackingId>' 'i:type="EditorialError"' '500 text/xml'
check plain-fault "$(envelope plain-fault "$(apply '')" | post -w "$status")" '<faultstring>plain fault</faultstring>' '500 text/xml'

goal='<ConversionGoal i:type="UrlGoal"><Name>url</Name><TagId>%s</TagId><UrlExpression>x</UrlExpression></ConversionGoal>'
add() {
  printf '<AddConversionGoalsRequest xmlns="%s"><ConversionGoals xmlns:i="http://www.w3.org/2001/XMLSchema-instance">%s</ConversionGoals></AddConversionGoalsRequest>' "$cm" "$1"
}
get="<GetConversionGoalsByIdsRequest xmlns=\"$cm\"><ConversionGoalIds xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">"
get+='<a:long>1</a:long></ConversionGoalIds><ConversionGoalTypes>Event Url</ConversionGoalTypes>'
get+="<ReturnAdditionalFields>GoalCategory IsAutoGoal</ReturnAdditionalFields></GetConversionGoalsByIdsRequest>"
# shellcheck disable=SC2059
added=$(envelope echo "$(add "$(printf "$goal" 9007199254740993)")" | post)
found=$(envelope echo "$get" | post)
check goals "$added$found" '<a:long>1</a:long>' '<ConversionGoal i:type="UrlGoal">' '<UrlExpression>x</UrlExpression>'
refused='<ConversionGoal i:type="DurationGoal"><Name>refused</Name></ConversionGoal>'
check nil-numbers "$(envelope echo "$(add "$refused")" | post)" '<a:long i:nil="true"/>' '<Message>refused</Message>'
check longs "$found" '<TagId>9007199254740993</TagId>'

now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
row() { printf '<OfflineConversion><ConversionName>%s</ConversionName><ConversionTime>%s</ConversionTime><MicrosoftClickId>curl</MicrosoftClickId></OfflineConversion>' "$1" "$now"; }
ask_local() {
  envelope local-developer-token "$1" | sed 's|>tok<|>local-access-token<|' \
    | curl -sS -m 30 -H 'Content-Type: text/xml' --data-binary @- "$local"
}
applied=$(ask_local "$(apply "$(row Lead)$(row Nobody)")")
# shellcheck disable=SC2059
goals=$(ask_local "$(add '<ConversionGoal i:type="OfflineConversionGoal"><Name>curl</Name></ConversionGoal>')")
id=$(sed -n 's|.*<a:long>\([0-9]*\)</a:long>.*|\1|p' <<<"$goals")
update=$(add "<ConversionGoal i:type=\"OfflineConversionGoal\"><Id>$id</Id><Name>curl 2</Name></ConversionGoal>")
updated=$(ask_local "${update//AddConversionGoalsRequest/UpdateConversionGoalsRequest}")
mine=${get/<a:long>1</<a:long>$id<}
mine=$(ask_local "${mine/Event Url/OfflineConversion}")
tags="<GetConversionGoalsByTagIdsRequest xmlns=\"$cm\"><TagIds xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\">"
tags+="<a:long>1</a:long></TagIds><ConversionGoalTypes>Url</ConversionGoalTypes></GetConversionGoalsByTagIdsRequest>"
check rules "$applied$updated$mine$(ask_local "$tags")" \
  '<Index>1</Index>' '</UpdateConversionGoalsResponse>' '<Name>curl 2</Name>' '</GetConversionGoalsByTagIdsResponse>'

quote() {
  printf '<e:Envelope xmlns:e="%s"><e:Body><GetQuote xmlns="urn:example:quotes"><Symbol>%s</Symbol></GetQuote></e:Body></e:Envelope>' "$soap" "$1" \
    | curl -sS -m 30 -H 'Content-Type: text/xml' --data-binary @- "$quotes"
}
check quotes "$(quote CSTL)$(quote NONE)" '<Price>19.90</Price>' '<NoSuchShare xmlns="urn:example:quotes"' '<Symbol>NONE</Symbol>'

twelve=$(envelope echo "$(apply "$(named twelve)")" | sed "s|$soap|http://www.w3.org/2003/05/soap-envelope|")
check soap12 "$(post -w "$status" -H 'Content-Type: application/soap+xml; charset=utf-8; action="ApplyOfflineConversions"' <<<"$twelve")
$(post -w "$status" -H 'Content-Type: application/soap+xml' <<<"${twelve/>echo</>plain-fault<}")" \
  'Name="twelve"' '200 application/soap+xml' ':Receiver</' '500 application/soap+xml' 'xml:lang="en">plain fault<'
