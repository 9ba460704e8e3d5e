import { raw, sql, type Sql } from '../../app/db.ts';
import type { FactContext } from '../../app/kernel/domain.ts';
import type { ConsentNode, ReachableNode } from '../facts.ts';
import { consentStands } from './consents.ts';
import { gateTerms } from './gate-terms.ts';
import { mailVerdict } from './verdict.ts';
import { topicById } from './wishes-verdict.ts';

const STATES = { given: ['given', 'confirmed', 'declared'], withdrawn: ['withdrawn'], never_asked: null } as const;

export const consentFact = (node: ConsentNode, { accountId, objectId, record }: FactContext): Sql =>
  consentStands(accountId, objectId, raw(record), node.consent, STATES[node.operator]);

/** The company's own postal address is no property of a person and is left out of account here. */
export const reachableFact = (node: ReachableNode, { accountId, objectId, record, now }: FactContext): Sql => {
  const topic = node.topic === undefined ? undefined : topicById(accountId, node.topic);
  const question = { purpose: node.reachable, topic, objectId, size: 'many' as const };
  return sql`(${mailVerdict(gateTerms({ accountId, now }, true), raw(record), question)}) is null`;
};
