/** What a report of a mail server (RFC 3464) says of one receiver. */
export interface ReportedReceiver {
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** `5.1.1`; empty where it is not given. */
  status: string;
  /** What the server that refused it said. */
  diagnostic: string;
  address: string;
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const MOST_RECEIVERS = 50;

/** The receivers of a `message/delivery-status` part, in its order; whatever is not told of a receiver is left out. */
export function readDeliveryStatus(text: string): ReportedReceiver[] {
  return blocksOf(text)
    .map(receiverOf)
    .filter((receiver) => receiver !== undefined)
    .slice(0, MOST_RECEIVERS);
}

/** Blocks of header fields between empty lines; a field may go on over several lines. */
export function blocksOf(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value!.trim());
  }
  return fields;
}

function receiverOf(fields: Map<string, string>): ReportedReceiver | undefined {
  const action = ACTIONS.find((each) => fields.get('action')?.toLowerCase().startsWith(each));
  if (!action) return undefined;
  const untyped = (name: string): string =>
    (fields.get(name) ?? '')
      .replace(/^[\w-]+\s*;\s*/, '')
      .replaceAll(/[<>]/g, '')
      .trim();
  return {
    action,
    status: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get('status') ?? '')?.[1] ?? '',
    diagnostic: (fields.get('diagnostic-code') ?? '').replace(/^(?:smtp|x-[\w-]+)\s*;\s*/i, '').trim(),
    address: (untyped('final-recipient') || untyped('original-recipient')).toLowerCase(),
  };
}
