import { createSocket, type Socket } from 'node:dgram';

/** What stands in the DNS under `TYPE name`; `silent` names get no answer at all. */
export interface DnsServer {
  address: string;
  records: Map<string, string[]>;
  silent: Set<string>;
  /** Sets what stands under a name; nothing takes it away. */
  set(type: 'TXT' | 'MX' | 'CNAME' | 'A', name: string, ...values: string[]): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 5: 'CNAME', 15: 'MX', 16: 'TXT', 28: 'AAAA' };
const NUMBERS: Readonly<Record<string, number>> = { A: 1, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 };
const NO_SUCH_NAME = 3;

/** A real DNS server in this process, over UDP. */
export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const records = new Map<string, string[]>();
  const silent = new Set<string>();
  socket.on('message', (query, from) => {
    const asked = questionOf(query);
    if (silent.has(asked.name)) return;
    const answer = answerTo(query, asked, records);
    socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    silent,
    set(type, name, ...values) {
      if (values.length === 0) records.delete(`${type} ${name}`);
      else records.set(`${type} ${name}`, values);
    },
    close: () => closed(socket),
  };
}

const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.close(() => resolve()));

function questionOf(query: Buffer): { name: string; type: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  while (query[at] !== 0) {
    const length = query[at]!;
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: TYPES[query.readUInt16BE(at + 1)] ?? '', end: at + 5 };
}

function answerTo(
  query: Buffer,
  { name, type, end }: ReturnType<typeof questionOf>,
  records: ReadonlyMap<string, readonly string[]>,
): Buffer {
  const values = records.get(`${type} ${name}`) ?? [];
  const isThere = [...records.keys()].some((key) => key.endsWith(` ${name}`));
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (isThere ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(values.length, 6);
  return Buffer.concat([header, query.subarray(12, end), ...values.map((value) => recordOf(type, value))]);
}

function recordOf(type: string, value: string): Buffer {
  const data = dataOf(type, value);
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(NUMBERS[type]!, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(1, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: string, value: string): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number));
  if (type === 'CNAME') return nameOf(value);
  if (type === 'MX') {
    const [priority, host] = value.split(' ');
    const preference = Buffer.alloc(2);
    preference.writeUInt16BE(Number(priority));
    return Buffer.concat([preference, nameOf(host!)]);
  }
  const parts = value.match(/.{1,255}/gs) ?? [''];
  return Buffer.concat(parts.map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part, 'latin1')])));
}

const nameOf = (name: string): Buffer =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);
