import { z } from 'zod';
import { domainName } from './rules/domains.ts';

export { cameFrom, plainAddress, utmOf, UTM_KEYS, type CameFrom, type Utm } from './rules/came-from.ts';
export { domainName } from './rules/domains.ts';

export const LONGEST_COOKIE_DAYS = 390;
export const MOST_DOMAINS = 50;

/**
 * When visitors are told from each other: at once, once they have agreed on the site, or never (pages are counted, nobody is recognised, no
 * cookie is set).
 */
export const CONSENT_MODES = ['at_once', 'after_consent', 'never'] as const;
export type ConsentMode = (typeof CONSENT_MODES)[number];

/** A domain as it was typed or copied from a browser, as its bare name. */
export const domainSchema = z
  .string()
  .max(300, 'A domain has at most 253 characters.')
  .transform((typed, context) => {
    const name = domainName(typed);
    if (name !== undefined) return name;
    context.addIssue({ code: 'custom', message: `“${typed.slice(0, 60)}” is no domain. Give it like bakery.example.` });
    return z.NEVER;
  });

export const visitSettingsBody = z.strictObject({
  isOn: z.boolean().optional(),
  domains: z
    .array(domainSchema)
    .max(MOST_DOMAINS, `Name at most ${MOST_DOMAINS} domains.`)
    .transform((names) => [...new Set(names)])
    .optional(),
  consent: z.enum(CONSENT_MODES, 'Choose at_once, after_consent or never.').optional(),
  cookieDays: z
    .int('Give a number of days.')
    .min(1, 'A cookie lasts at least one day.')
    .max(LONGEST_COOKIE_DAYS, `A cookie lasts at most ${LONGEST_COOKIE_DAYS} days.`)
    .optional(),
});
export type VisitSettingsChange = z.infer<typeof visitSettingsBody>;

export interface VisitSettings {
  isOn: boolean;
  domains: string[];
  consent: ConsentMode;
  cookieDays: number;
  siteKey: string;
  /** What goes into the head of each page. */
  snippet: string;
  /** When a page last told of a visit, and which one. */
  seen: { at: string; address: string } | null;
  /** The latest page that told of one although its domain is not named. */
  refused: { at: string; host: string } | null;
  /** Of the last thirty days, the latest first. */
  days: { day: string; views: number; visits: number; visitors: number }[];
  /** The pages looked at most in the last thirty days. */
  pages: { address: string; views: number }[];
}

export interface SeenPage {
  at: string;
  address: string;
  referrer: string | null;
  utm: Record<string, string> | null;
}

export const siteKeyParams = z.object({ key: z.string().max(60) });
export const visitorParams = z.object({ object: z.coerce.number().int().min(0), id: z.coerce.number().int().positive() });

/** What the script on a site tells of one page looked at. */
export const hitBody = z.object({
  /** The page. */
  u: z.string().max(8_000),
  /** What led to it. */
  r: z.string().max(8_000).default(''),
  /** The visitor's cookie; blank where nobody is recognised. */
  v: z
    .string()
    .regex(/^[a-z0-9]{20,40}$/)
    .or(z.literal(''))
    .default(''),
  /** The mark that a link of a letter left in the address. */
  l: z.string().max(200).default(''),
});

/** The same, as a page with a publishable token tells it. */
export const pageVisitBody = z.strictObject({
  address: z.string().max(8_000, 'The address is too long.'),
  referrer: hitBody.shape.r,
  visitor: hitBody.shape.v,
  mark: hitBody.shape.l,
});
