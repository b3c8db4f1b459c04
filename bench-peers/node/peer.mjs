// `peer.mjs FILE OUT` reads and writes the document by node-soap; prints what `run.py` says.
import { readFileSync, writeFileSync } from 'node:fs';
import soap from 'soap';

const wsdl = new URL('../conversions.wsdl', import.meta.url).pathname;
const body = readFileSync(process.argv[2], 'utf8');
const envelope =
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const records = body.split('<OfflineConversion>').length - 1;
const client = await soap.createClientAsync(wsdl);

function best(work) {
  let best = Infinity;
  const started = performance.now();
  for (let times = 0; times < 3 || performance.now() - started < 2000; times++) {
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    best = Math.min(best, (used.user + used.system) * 1000);
  }
  return Math.round(best / records);
}

const read = () => client.wsdl.xmlToObject(envelope).Body.ApplyOfflineConversionsRequest;
const value = read();
if (value.OfflineConversions.OfflineConversion.length !== records) throw new Error('items are missing');
// A date that it has read is one that it writes as nothing: they are given as text.
for (const record of value.OfflineConversions.OfflineConversion) record.ConversionTime = record.ConversionTime.toISOString();
const ns = 'https://bingads.microsoft.com/CampaignManagement/v13';
const write = () => client.wsdl.objectToDocumentXML('ApplyOfflineConversionsRequest', value, 't', ns);
if (!write().includes('MicrosoftClickId')) throw new Error('members are missing');
writeFileSync(process.argv[3], write());
const { version } = JSON.parse(readFileSync(new URL('node_modules/soap/package.json', import.meta.url)));
console.log(`node-soap\t${version}\t${best(read)}\t${best(write)}\t${process.argv[3]}`);
