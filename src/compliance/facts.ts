import { z } from 'zod';
import type { Fact } from '../app/kernel/domain.ts';
import { consentFact, reachableFact } from './queries/facts.ts';
import { CHANNELS, PURPOSES } from './schema.ts';

const consentNode = z.strictObject({
  consent: z.enum(CHANNELS, 'Choose email or sms.'),
  operator: z.enum(['given', 'withdrawn', 'never_asked'], 'Choose "given", "withdrawn" or "never_asked".'),
});
export type ConsentNode = z.infer<typeof consentNode>;

/** A confirmation is asked of those who wait for one, whom their status tells. */
const ASKED = PURPOSES.filter((purpose) => purpose !== 'confirmation');
const reachableNode = z.strictObject({
  reachable: z.enum(ASKED, `Choose one of ${ASKED.join(', ')}.`),
  topic: z.int('Choose a topic.').positive().optional(),
});
export type ReachableNode = z.infer<typeof reachableNode>;

/** What criteria can ask of permissions: what a person last said, and whether the gate would let a letter through today. */
export const FACTS: readonly Fact[] = [
  { kind: 'consent', schema: consentNode, compile: consentFact as Fact['compile'] },
  { kind: 'reachable', schema: reachableNode, compile: reachableFact as Fact['compile'] },
];
