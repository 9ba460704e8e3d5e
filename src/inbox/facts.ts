import type { Fact } from '../app/kernel/domain.ts';
import { conversationFact } from './queries/sets.ts';
import { conversationNode } from './schema.ts';

/** Whether a conversation is under way with a record, waits for an answer of ours, or none is. */
export const facts: readonly Fact[] = [{ kind: 'conversation', schema: conversationNode, compile: conversationFact as Fact['compile'] }];
