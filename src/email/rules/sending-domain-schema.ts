import { z } from 'zod';

/** What a record in the DNS is there for. */
const DOMAIN_RECORDS = ['dkim', 'spf', 'dmarc', 'return_path', 'return_path_spf', 'tracking'] as const;
export type DomainRecord = (typeof DOMAIN_RECORDS)[number];

/** One record as it should be and as it was found. */
export interface DomainFinding {
  record: DomainRecord;
  /** The name it stands under, in full. */
  name: string;
  type: 'TXT' | 'CNAME' | 'MX';
  /** What to put there; where something of the owner's own stands already, that with ours added. */
  expected: string;
  /** What stands there now. */
  found: string[];
  /** `missing` and `wrong` keep it from being used; `warning` does not. */
  state: 'right' | 'missing' | 'wrong' | 'warning' | 'unchecked';
  /** Whether letters can leave in the domain's name without it. */
  isRequired: boolean;
  /** What it means and what to do, in one sentence or two. */
  sentence: string;
}

/** Names in other scripts stand in the DNS in a spelling of plain letters. */
const inPlainLetters = (name: string): string => (URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : name);

const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .transform((name) => (/^[a-z0-9.-]*$/.test(name) || /[/:?#@\s\\]/.test(name) ? name : inPlainLetters(name)))
  .pipe(
    z
      .string()
      .max(253, 'A domain has at most 253 characters.')
      .regex(
        /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
        'Give a domain such as example.com, without http:// and without a path.',
      ),
  );

export const addDomainBody = z.strictObject({ name: hostName });
export const updateDomainBody = z.strictObject({ returnPathHost: hostName, trackingHost: hostName });
export type UpdateDomain = z.infer<typeof updateDomainBody>;
export const domainParams = z.object({ id: z.coerce.number().int().positive() });

// What the app's API gives. ---------------------------------------------------------------------------------------------------------

export interface SendingDomain {
  id: number;
  name: string;
  state: 'waiting' | 'verified' | 'failing';
  returnPathHost: string;
  trackingHost: string;
  usesReturnPath: boolean;
  usesTracking: boolean;
  /** How letters from it meet DMARC, in a sentence or two. */
  alignment: string;
  selector: string;
  /** The selector that waits to take over. */
  nextSelector: string | null;
  /** Selectors whose record may be taken out of the DNS from the time given on. */
  retired: { selector: string; removableAt: string }[];
  findings: DomainFinding[];
  checkedAt: string | null;
}
