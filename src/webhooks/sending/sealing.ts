import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../../app/sealing.ts';

const PURPOSE = 'quayside webhook secrets';

/** A secret as receivers keep it: what it is can be seen, and it is found when it leaks. */
export const newSecret = (): string => `qs_whsec_${randomBytes(32).toString('base64url')}`;

/** How a subscription's secret begins, as Standard Webhooks asks. */
export const SUBSCRIPTION_SECRET = 'whsec_';

/** A subscription's secret: the bytes behind its beginning are the key. */
export const newSubscriptionSecret = (): string => `${SUBSCRIPTION_SECRET}${randomBytes(32).toString('base64')}`;

export const sealSecret = (secretKey: string, secret: string): string => seal(secretKey, PURPOSE, secret);

/** The secret again; undefined when it was sealed under another key of the installation. */
export const unsealSecret = (secretKey: string, sealed: string): string | undefined => unseal(secretKey, PURPOSE, sealed);
