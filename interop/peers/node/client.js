// node-soap against our services. Usage: node client.js MIRROR LOCAL QUOTES
'use strict';
const assert = require('assert').strict;
const soap = require('soap');

const [MIRROR, LOCAL, QUOTES] = process.argv.slice(2);
const TRACKING_ID = 'mirror \u00e9 <7>';
const MEMBERS = ['Currency', 'Name', 'Time', 'Value', 'Credit', 'Model', 'Email', 'Phone', 'Click'];
const ABSENT = Object.fromEntries(MEMBERS.map((name) => [name, 'absent']));

class Cannot extends Error {}

const told = (members) => MEMBERS.map((name) => `${name}=${{ ...ABSENT, ...members }[name]}`).join(' ');
// A list of one item comes as the item.
const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

const blocks = (token) => ({
  'tns:AuthenticationToken': 'tok',
  'tns:CustomerAccountId': '111',
  'tns:CustomerId': '222',
  'tns:DeveloperToken': token,
  'tns:UserName': '\u00fc <user>',
});

let client;
async function call(operation, body, token = 'echo') {
  client.clearSoapHeaders();
  client.addSoapHeader(blocks(token));
  const [result, raw, header] = await client[`${operation}Async`](body);
  return { result, raw, header };
}

const apply = (token, conversions) =>
  call('ApplyOfflineConversions', { OfflineConversions: { OfflineConversion: conversions } }, token);

async function arrive(conversions, expected) {
  const { result } = await apply('echo', conversions);
  assert.deepEqual(list(result.PartialErrors.BatchError).map((error) => error.Message), expected);
}

const texts = (names) =>
  arrive(names.map((name) => ({ ConversionName: name })), names.map((name) => told({ Name: `"${name}"` })));

async function refused(token) {
  try {
    await apply(token, []);
  } catch (error) {
    assert.ok(error.root, String(error));
    return error.root.Envelope.Body.Fault;
  }
  throw new Error('no fault');
}

function checkEditorial(error) {
  const { Code, Message, Appealable, DisapprovedText, ReasonCode } = error;
  assert.deepEqual([Code, Message, Appealable, DisapprovedText, ReasonCode].map(String), [
    '1042', 'editorial <&> \u00e9', 'true', 'bad', '17']);
}

const longs = (ids) => ({ long: ids });
const goal = (kind, members) => ({ attributes: { 'xsi:type': `tns:${kind}` }, ...members });
const add = async (goals) =>
  (await call('AddConversionGoals', { ConversionGoals: { ConversionGoal: goals } })).result;
const get = async (ids, types) =>
  list((await call('GetConversionGoalsByIds', {
    ConversionGoalIds: longs(ids), ConversionGoalTypes: types, ReturnAdditionalFields: 'GoalCategory IsAutoGoal',
  })).result.ConversionGoals.ConversionGoal);

async function rules() {
  const local = await soap.createClientAsync(`${LOCAL}?wsdl`);
  local.addSoapHeader({
    'tns:AuthenticationToken': 'local-access-token', 'tns:CustomerAccountId': '3', 'tns:CustomerId': '1',
    'tns:DeveloperToken': 'local-developer-token',
  });
  const ask = async (operation, body) => (await local[`${operation}Async`](body))[0];
  const named = (members) => ({ ConversionGoals: { ConversionGoal: [goal('OfflineConversionGoal', members)] } });
  const added = await ask('AddConversionGoals', named({ Name: 'node', Type: 'OfflineConversion' }));
  const id = list(added.ConversionGoalIds.long)[0];
  await ask('UpdateConversionGoals', named({ Id: id, Name: 'node 2' }));
  const found = await ask('GetConversionGoalsByIds', {
    ConversionGoalIds: longs([id]), ConversionGoalTypes: 'OfflineConversion' });
  assert.equal(list(found.ConversionGoals.ConversionGoal)[0].Name, 'node 2');
  const tagged = await ask('GetConversionGoalsByTagIds', { TagIds: longs([1]), ConversionGoalTypes: 'Url' });
  assert.deepEqual(list(tagged.PartialErrors && tagged.PartialErrors.BatchError), []);
  const now = new Date().toISOString();
  const applied = await ask('ApplyOfflineConversions', { OfflineConversions: { OfflineConversion: [
    { ConversionName: 'Lead', ConversionTime: now, MicrosoftClickId: 'node1' },
    { ConversionName: 'Nobody', ConversionTime: now, MicrosoftClickId: 'node2' }] } });
  assert.deepEqual(list(applied.PartialErrors.BatchError).map((error) => Number(error.Index)), [1]);
}

async function quotes() {
  const quotes = await soap.createClientAsync(`${QUOTES}?wsdl`);
  assert.equal(Number((await quotes.GetQuoteAsync({ Symbol: 'CSTL' }))[0].Price), 19.9);
  await assert.rejects(quotes.GetQuoteAsync({ Symbol: 'NONE' }), (error) => {
    assert.equal(error.root.Envelope.Body.Fault.detail.NoSuchShare.Symbol, 'NONE');
    return true;
  });
}

async function soap12() {
  const twelve = await soap.createClientAsync(`${MIRROR}?wsdl`, { forceSoap12Headers: true });
  twelve.addSoapHeader(blocks('echo'));
  const [result] = await twelve.ApplyOfflineConversionsAsync({
    OfflineConversions: { OfflineConversion: [{ ConversionName: 'twelve' }] } });
  assert.equal(list(result.PartialErrors.BatchError)[0].Message, told({ Name: '"twelve"' }));
}

const cases = {
  wsdl: async () => {
    client = await soap.createClientAsync(`${MIRROR}?wsdl`);
    assert.equal(client.wsdl.definitions.services.CampaignManagementService
      .ports.BasicHttpBinding_ICampaignManagementService.location, MIRROR);
  },
  values: () => arrive([{
    ConversionCurrencyCode: 'USD', ConversionName: 'Lead', ConversionTime: '2024-05-06T07:08:09Z', ConversionValue: 19.99,
    ExternalAttributionCredit: 0.5, ExternalAttributionModel: 'Linear', HashedEmailAddress: 'e', HashedPhoneNumber: 'p',
    MicrosoftClickId: 'abc',
  }], [told({
    Currency: '"USD"', Name: '"Lead"', Time: '2024-05-06T07:08:09Z', Value: '19.99', Credit: '0.5', Model: '"Linear"',
    Email: '"e"', Phone: '"p"', Click: '"abc"',
  })]),
  dates: () => arrive(
    ['2024-05-06T07:08:09.5Z', '2024-05-06T09:08:09+02:00'].map((time) => ({ ConversionTime: time })),
    ['2024-05-06T07:08:09.5Z', '2024-05-06T07:08:09Z'].map((time) => told({ Time: time }))),
  absent: () => arrive([{ MicrosoftClickId: 'here' }], [told({ Click: '"here"' })]),
  nil: () => arrive([{
    ConversionCurrencyCode: null, ConversionName: null, ConversionValue: null, ExternalAttributionCredit: null,
    ExternalAttributionModel: null, MicrosoftClickId: 'here',
  }], [told({ Currency: 'nil', Name: 'nil', Value: 'nil', Credit: 'nil', Model: 'nil', Click: '"here"' })]),
  empty: () => arrive([{
    ConversionCurrencyCode: '', ConversionName: '', ExternalAttributionModel: '', HashedEmailAddress: '',
    HashedPhoneNumber: '', MicrosoftClickId: 'here',
  }], [told({ Currency: '""', Name: '""', Model: '""', Email: '""', Phone: '""', Click: '"here"' })]),
  items: () => arrive([{ ConversionName: 'a' }, { attributes: { 'xsi:nil': 'true' } }, { ConversionName: 'c' }],
    [told({ Name: '"a"' }), 'nil', told({ Name: '"c"' })]),
  unicode: () => texts(['\u00e9\u00df \u6f22\u5b57 \u05d0 \u{1f600}', '<a b="c">&amp;</a> ]]> \' --',
    '(\u00a0\u0085\u2028\ufffd)']),
  space: () => texts(['  both ends  ', 'tab\tand\nlines\n', '\r\ncarriage\rreturns', ' ']),
  batch: () => texts(Array.from({ length: 1000 }, (_, number) => `number ${number}`)),
  headers: async () => {
    const { result, header } = await apply('headers', []);
    assert.equal(header.TrackingId, TRACKING_ID);
    assert.equal(list(result.PartialErrors.BatchError)[0].Message,
      'Application=absent Authentication="tok" Account="111" Customer="222" Developer="headers" Password=absent '
      + 'User="\u00fc <user>"');
  },
  lists: async () => {
    const nil = (await apply('nil-errors', [])).result;
    const none = (await apply('no-errors', [])).result;
    assert.deepEqual([nil, none], [null, { PartialErrors: null }]);
    throw new Cannot('an empty list is read as null, and a nil one makes the whole response null');
  },
  errors: async () => {
    const [editorial, ...rest] = list((await apply('errors', [])).result.PartialErrors.BatchError);
    checkEditorial(editorial);
    const mapped = rest[rest.length - 1];
    const [pair] = list(mapped.ForwardCompatibilityMap.KeyValuePairOfstringstring);
    assert.equal(pair.key, 'k');
    assert.ok(pair.value === null || pair.value === undefined, String(pair.value));
  },
  'access-fault': async () => {
    const detail = (await refused('access-fault')).detail.AdApiFaultDetail;
    assert.deepEqual([detail.TrackingId, Number(list(detail.Errors.AdApiError)[0].Code)], ['t-105', 105]);
  },
  fault: async () => {
    const detail = (await refused('fault')).detail.ApiFaultDetail;
    assert.equal(detail.TrackingId, 't-1001');
    checkEditorial(list(detail.BatchErrors.BatchError)[0]);
    assert.equal(Number(list(detail.OperationErrors.OperationError)[0].Code), 1001);
  },
  'plain-fault': async () => {
    const fault = await refused('plain-fault');
    assert.equal(fault.faultstring, 'plain fault');
    assert.equal(fault.faultcode.replace(/.*:/, ''), 'Server');
  },
  goals: async () => {
    const revenue = { CurrencyCode: 'USD', Type: 'FixedValue', Value: '12.50' };
    const added = await add([
      goal('UrlGoal', { Name: 'url', Revenue: revenue, UrlExpression: 'https://x/?a=1&b=<2>', UrlOperator: 'BeginsWith' }),
      goal('EventGoal', { Name: 'event', ActionExpression: '', Value: '0.5' }),
      goal('OfflineConversionGoal', { Name: 'offline', IsExternallyAttributed: true })]);
    assert.deepEqual(list(added.ConversionGoalIds.long).map(Number), [1, 2, 3]);
    const found = await get([2, 3, 1], 'Event Url Duration');
    const [event, url] = [found[0], found[found.length - 1]];
    assert.deepEqual([event.attributes['xsi:type'] || event.attributes['i:type'], Number(event.Value)].map(String),
      [event.attributes['i:type'] || event.attributes['xsi:type'], '0.5']);
    assert.deepEqual([url.UrlExpression, url.UrlOperator, Number(url.Revenue.Value)],
      ['https://x/?a=1&b=<2>', 'BeginsWith', 12.5]);
  },
  'nil-numbers': async () => {
    const added = await add([goal('UrlGoal', { Name: 'url' }), goal('DurationGoal', { Name: 'refused' }),
      goal('EventGoal', { Name: 'event' })]);
    assert.deepEqual(list(added.PartialErrors.BatchError).map((error) => error.Message), ['refused']);
    const ids = list(added.ConversionGoalIds.long);
    if (ids.length === 2) throw new Cannot('nil items are dropped where it reads a list');
    assert.deepEqual(ids.map((id) => (id === null ? null : Number(id))), [1, null, 2]);
  },
  longs: async () => {
    await add([goal('UrlGoal', { Name: 'long', TagId: '9007199254740993' })]);
    const [url] = await get([1], 'Url');
    if (String(url.TagId) === '9007199254740992') throw new Cannot('numbers are doubles');
    assert.equal(String(url.TagId), '9007199254740993');
  },
  rules,
  quotes,
  soap12,
};

(async () => {
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run();
      console.log(`pass ${name}`);
    } catch (error) {
      const text = (error && error.stack ? error.stack : String(error)).replace(/\s+/g, ' ').slice(0, 600);
      console.log(error instanceof Cannot ? `cannot ${name} ${error.message}` : `fail ${name} ${text}`);
    }
  }
})();
