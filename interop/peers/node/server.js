// A service of Campaign Management with node-soap, from the WSDL. Usage: node server.js WSDL PORT
// It keeps the rules of the README: the header block DeveloperToken chooses the answer.
'use strict';
const fs = require('fs');
const http = require('http');
const soap = require('soap');

const [file, port] = process.argv.slice(2);
const TRACKING_ID = 'mirror \u00e9 <7>';
const CM = 'https://bingads.microsoft.com/CampaignManagement/v13';
const SYSTEM = 'http://schemas.datacontract.org/2004/07/System';
const GENERIC = 'http://schemas.datacontract.org/2004/07/System.Collections.Generic';
// node-soap writes a null in a list as an empty element; this is how it is made to write nil.
const NIL = { attributes: { 'xsi:nil': 'true' } };
let goals = [];

// What was read of an element. node-soap sees xsi:nil only where the element itself declares the prefix.
function state(value, show) {
  return value === undefined || value === null ? 'none' : show(value);
}
const text = (value) => state(value, (found) => `"${found}"`);
const number = (value) => state(value, (found) => String(Number(found)));
const instant = (value) => state(value, (found) => new Date(found).toISOString().replace(/\.?0*Z$/, 'Z'));

function show(conversion) {
  if (conversion === null) return 'nil';
  return [
    `Currency=${text(conversion.ConversionCurrencyCode)}`,
    `Name=${text(conversion.ConversionName)}`,
    `Time=${instant(conversion.ConversionTime)}`,
    `Value=${number(conversion.ConversionValue)}`,
    `Credit=${number(conversion.ExternalAttributionCredit)}`,
    `Model=${text(conversion.ExternalAttributionModel)}`,
    `Email=${text(conversion.HashedEmailAddress)}`,
    `Phone=${text(conversion.HashedPhoneNumber)}`,
    `Click=${text(conversion.MicrosoftClickId)}`,
  ].join(' ');
}

function showHeaders(headers) {
  return [
    `Application=${text(headers.ApplicationToken)}`,
    `Authentication=${text(headers.AuthenticationToken)}`,
    `Account=${text(headers.CustomerAccountId)}`,
    `Customer=${text(headers.CustomerId)}`,
    `Developer=${text(headers.DeveloperToken)}`,
    `Password=${text(headers.Password)}`,
    `User=${text(headers.UserName)}`,
  ].join(' ');
}

const told = (index, message) => ({ Code: 0, ErrorCode: 'Echo', Index: index, Message: message, Type: 'BatchError' });
const EDITORIAL = {
  attributes: { 'xsi:type': 'tns:EditorialError' },
  Code: 1042,
  ErrorCode: 'EditorialError',
  Index: 0,
  Message: 'editorial <&> \u00e9',
  Type: 'EditorialError',
  Appealable: true,
  DisapprovedText: 'bad',
  ReasonCode: 17,
};
const MAPPED = {
  Code: 5201,
  ErrorCode: 'Mapped',
  // node-soap would write these in the namespace around: the prefix is given by hand.
  ForwardCompatibilityMap: {
    attributes: { 'xmlns:a': GENERIC },
    'a:KeyValuePairOfstringstring': [{ 'a:key': 'k', 'a:value': NIL }],
  },
  Index: 2,
  Type: 'BatchError',
};

function fault(detail) {
  const reason = detail ? 'Invalid client data' : 'plain fault';
  return { Fault: { faultcode: 'soap:Server', faultstring: reason, ...(detail ? { detail } : {}) } };
}

// node-soap knows no schema of a fault's detail: the names are written out, with their namespaces.
function accessFault() {
  return fault({
    AdApiFaultDetail: {
      attributes: { xmlns: 'https://adapi.microsoft.com' },
      TrackingId: 't-105',
      Errors: { AdApiError: [{ Code: 105, ErrorCode: 'InvalidCredentials', Message: 'Authentication failed' }] },
    },
  });
}

function apiFault() {
  const { attributes, ...editorial } = EDITORIAL;
  return fault({
    ApiFaultDetail: {
      attributes: { xmlns: CM },
      TrackingId: { attributes: { xmlns: 'https://adapi.microsoft.com' }, $value: 't-1001' },
      BatchErrors: { BatchError: [{ attributes: { 'xsi:type': 'EditorialError' }, ...editorial }] },
      OperationErrors: { OperationError: [{ Code: 1001, ErrorCode: 'OperationNotSupported', Message: 'no' }] },
    },
  });
}

function admit(headers) {
  switch (headers.DeveloperToken) {
    case 'access-fault': throw accessFault();
    case 'fault': throw apiFault();
    case 'plain-fault': throw fault(null);
    default: return headers.DeveloperToken;
  }
}

// A list with one item comes as an object, one without any as null or nothing.
const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

function partialErrors(args, headers) {
  switch (admit(headers)) {
    case 'nil-errors': return null;
    case 'no-errors': return {};
    case 'errors': return { BatchError: [EDITORIAL, NIL, MAPPED] };
    case 'headers': return { BatchError: [told(0, showHeaders(headers))] };
    default: {
      const conversions = list(args.OfflineConversions && args.OfflineConversions.OfflineConversion);
      return { BatchError: conversions.map((conversion, index) => told(index, show(conversion))) };
    }
  }
}

const kind = (goal) => {
  const type = Object.entries(goal.attributes || {}).find(([name]) => name.endsWith(':type'));
  return type ? type[1].replace(/^.*:/, '') : 'ConversionGoal';
};

function addGoals(args, headers) {
  admit(headers);
  goals = [];
  const ids = [];
  const errors = [];
  list(args.ConversionGoals && args.ConversionGoals.ConversionGoal).forEach((goal, index) => {
    if (goal === null || goal.Name === 'refused') {
      ids.push(NIL);
      errors.push(told(index, 'refused'));
    } else {
      goals.push(goal);
      ids.push(goals.length);
    }
  });
  return { ConversionGoalIds: { attributes: { 'xmlns:a': SYSTEM }, 'a:long': ids }, PartialErrors: { BatchError: errors } };
}

function getGoals(args, headers) {
  admit(headers);
  const types = String(args.ConversionGoalTypes).split(' ').map((type) => `${type}Goal`);
  const found = list(args.ConversionGoalIds && args.ConversionGoalIds.long).map((id) => {
    const goal = goals[Number(id) - 1];
    if (!goal || !types.includes(kind(goal))) return NIL;
    return { ...goal, attributes: { 'xsi:type': `tns:${kind(goal)}` } };
  });
  return { ConversionGoals: { ConversionGoal: found }, PartialErrors: null };
}

const operations = {
  ApplyOfflineConversions: (args, callback, headers) => {
    if (headers.DeveloperToken !== 'sleep') return { PartialErrors: partialErrors(args, headers) };
    setTimeout(() => callback({ PartialErrors: null }), 3000);
    return undefined;
  },
  AddConversionGoals: (args, callback, headers) => addGoals(args, headers),
  GetConversionGoalsByIds: (args, callback, headers) => getGoals(args, headers),
};
const services = { CampaignManagementService: { BasicHttpBinding_ICampaignManagementService: operations } };

const server = http.createServer((request, response) => response.writeHead(404).end());
server.listen(Number(port), '127.0.0.1', () => {
  const service = soap.listen(server, '/', services, fs.readFileSync(file, 'utf8'), () => console.log('listening'));
  service.addSoapHeader(() => ({ TrackingId: TRACKING_ID }), 'TrackingId', 'h', CM);
});
