// `peer.mjs FILE` reads and writes the document by node-soap; prints `name, read ns, write ns` for each record.
import { readFileSync } from 'node:fs';
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
const ns = 'https://bingads.microsoft.com/CampaignManagement/v13';
const write = () => client.wsdl.objectToDocumentXML('ApplyOfflineConversionsRequest', value, 't', ns);
if (!write().includes('MicrosoftClickId')) throw new Error('members are missing');
console.log(`node-soap\t${best(read)}\t${best(write)}`);
