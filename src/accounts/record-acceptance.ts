import type { AccountDb } from '../app/db.ts';
import { recordEvent } from '../ledger/index.ts';
import { termsAccepted } from './events.ts';
import { insertAcceptance } from './queries/identity.ts';

export const TERMS = 'terms-of-service';

export interface Acceptance {
  identityId: string;
  userId: number;
  version: string;
  minimumAge: number;
  how: 'sign-up' | 'invitation' | 'continued-use';
  at: Date;
  ip: string | null;
}

/** Keeps that a person agreed to a version of the terms and confirmed their age, when and how; the ledger keeps the proof. */
export async function recordAcceptance(db: AccountDb, acceptance: Acceptance): Promise<void> {
  const { identityId, version, how, at } = acceptance;
  await insertAcceptance(db, { identityId, document: TERMS, version, how, at });
  await recordEvent(
    db,
    { type: 'user', id: String(acceptance.userId) },
    {
      kind: termsAccepted,
      subject: { type: 'user', id: acceptance.userId },
      data: { document: TERMS, version, how, minimumAge: acceptance.minimumAge, acceptedAt: at.toISOString() },
      personal: { ip: acceptance.ip },
    },
  );
}
