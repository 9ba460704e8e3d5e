import type { MailTransport, TransportInput } from '../../../src/email/schema.ts';

export const WARM_UP = { first: 50, growth: 150, days: 21 } as const;

/** A way out as its form holds it: a number that is not given is an empty text. */
export interface TransportValues extends Record<string, unknown> {
  name: string;
  kind: TransportInput['kind'];
  stream: TransportInput['stream'];
  smtpHost: string;
  smtpPort: number | string;
  smtpSecurity: TransportInput['smtpSecurity'];
  smtpUser: string;
  smtpPassword: string;
  connections: number | string;
  perHour: number | string;
  perDay: number | string;
  pace: { domains: { domain: string; perHour: number | string }[] };
  warmsUp: boolean;
  isActive: boolean;
}

export function valuesOf(transport: MailTransport | undefined): TransportValues {
  return {
    name: transport?.name ?? '',
    kind: transport?.kind ?? 'smtp',
    stream: transport?.stream ?? 'bulk',
    smtpHost: transport?.smtpHost ?? '',
    smtpPort: transport?.smtpPort ?? 587,
    smtpSecurity: transport?.smtpSecurity ?? 'starttls',
    smtpUser: transport?.smtpUser ?? '',
    smtpPassword: '',
    connections: transport?.connections ?? 10,
    perHour: transport?.pace?.perHour ?? '',
    perDay: transport?.pace?.perDay ?? '',
    pace: { domains: transport?.pace?.domains ?? [] },
    warmsUp: Boolean(transport?.warmUp),
    isActive: transport?.isActive ?? true,
  };
}

/** A warm-up that has begun stays as it is. */
export function inputOf(values: TransportValues, transport: MailTransport | undefined): TransportInput {
  const { perHour, perDay, pace, warmsUp, smtpPassword, smtpPort, connections, ...rest } = values;
  const limit = (given: number | string): number | null => (given === '' ? null : Number(given));
  const domains = pace.domains.map((each) => ({ domain: each.domain, perHour: Number(each.perHour) }));
  const hasPace = perHour !== '' || perDay !== '' || domains.length > 0;
  const startedOn = new Date().toISOString().slice(0, 10);
  return {
    ...(rest as Omit<TransportInput, 'smtpPort' | 'connections' | 'pace' | 'warmUp'>),
    smtpPort: Number(smtpPort),
    connections: Number(connections),
    pace: hasPace ? { perHour: limit(perHour), perDay: limit(perDay), domains } : null,
    warmUp: warmsUp ? (transport?.warmUp ?? { startedOn, ...WARM_UP }) : null,
    ...(smtpPassword ? { smtpPassword } : {}),
  };
}
