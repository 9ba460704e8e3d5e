import type { Criteria } from '../../../criteria/index.ts';
import { CONTACT } from '../../../records/index.ts';
import { ACTIONS } from './actions.ts';
import { CONDITIONS } from './conditions.ts';
import { EVENTS } from './events.ts';
import { KEPT, nameOfPart } from './kept-parts.ts';
import { NOT_HERE } from './not-here.ts';
import { readPhrases, type Phrase } from './phrases.ts';
import { Unmeant, type RuleAction, type RuleTerms, type RuleTrigger, type Wording } from './terms.ts';
import { textsOfRule, withoutId, type RuleContent } from './texts-of-rule.ts';
import { unreadable, type Part } from './unreadable-rule.ts';

export interface RuleTexts {
  events: string;
  conditions: string;
  actions: string;
}

/**
 * What three texts say a rule does. `before` is the rule they change: a part whose text is as it was stays as it was, and phrases that keep a part find it
 * there, under the ids it has. Refuses with `UnreadableRule` what cannot be read, what there is not, and what the product does not do, in a sentence that
 * names the place.
 */
export function ruleOfTexts(texts: RuleTexts, terms: RuleTerms, before?: RuleContent): RuleContent {
  const was = before && textsOfRule(before, terms);
  const parts = partsOf(before);
  return {
    triggers:
      was?.events === texts.events
        ? before!.triggers
        : withIds(
            before?.triggers,
            phrasesOf('events', texts).map((phrase) => meant('events', EVENTS, phrase, { terms, parts })),
          ),
    criteria: was?.conditions === texts.conditions ? before!.criteria : criteriaOf(texts.conditions, { terms, parts }),
    actions:
      was?.actions === texts.actions
        ? before!.actions
        : withIds(
            before?.actions,
            phrasesOf('actions', texts).map((phrase) => meant('actions', ACTIONS, phrase, { terms, parts })),
          ),
  };
}

interface Known {
  terms: RuleTerms;
  /** Parts of the rule as it was, by the names that phrases keep them by. */
  parts: ReadonlyMap<string, unknown>;
}

function phrasesOf(part: 'events' | 'actions', texts: RuleTexts): readonly Phrase[] {
  const phrases = readPhrases(part, texts[part]).flat();
  if (phrases.length === 0) throw unreadable(part, 0, part === 'events' ? 'Say when the rule runs.' : 'Say what the rule does.');
  return phrases;
}

function criteriaOf(text: string, known: Known): RuleContent['criteria'] {
  const rows = readPhrases('conditions', text).map((row) => row.map((phrase) => meant('conditions', CONDITIONS, phrase, known)));
  if (rows.length === 0) return null;
  return joined(
    'any',
    rows.map((row) => joined('all', row)),
  ) as RuleContent['criteria'];
}

const joined = (join: 'all' | 'any', parts: readonly Criteria[]): Criteria =>
  parts.length === 1 ? parts[0]! : join === 'all' ? { all: parts } : { any: parts };

/** What a phrase means: by its name, as clients write it or in other capitals. */
function meant<What>(part: Part, wordings: readonly Wording<What>[], phrase: Phrase, { terms, parts }: Known): What {
  const refuse = (sentence: string): never => {
    throw unreadable(part, phrase.at, `${phrase.name}: ${sentence}`);
  };
  if (phrase.name === KEPT) {
    const kept = parts.get(phrase.parameters[0]?.trim() ?? '');
    return (kept ?? refuse('this part is not in the rule as it stands. Read the rule again before you change it.')) as What;
  }
  const name = phrase.name.toLowerCase();
  const wording = wordings.find((one) => one.name.toLowerCase() === name);
  if (!wording) return refuse(absence(part, name));
  if (wording.contactsOnly && terms.shape.id !== CONTACT) refuse('it is for contacts alone.');
  const given = phrase.parameters.length;
  const needed = wording.parameters.findLastIndex((one) => !one.endsWith('?')) + 1;
  if (given < needed || given > wording.parameters.length) refuse(`it takes ${countOf(wording)}, not ${given}.`);
  try {
    return wording.read(phrase.parameters, terms);
  } catch (error) {
    if (error instanceof Unmeant) return refuse(error.message);
    throw error;
  }
}

function absence(part: Part, name: string): string {
  const knows = (one: string): boolean => one.toLowerCase() === name;
  const known = Object.keys(NOT_HERE[part]).find(knows);
  if (known !== undefined) return NOT_HERE[part][known]!;
  const other = PARTS.find((one) => [...WORDINGS[one].map((wording) => wording.name), ...Object.keys(NOT_HERE[one])].some(knows));
  if (other) return `it belongs into ${other}, not into ${part}.`;
  return `nothing is known by this name. docs/api-rules.md lists what ${part} there are.`;
}

const WORDINGS = { events: EVENTS, conditions: CONDITIONS, actions: ACTIONS } as const;
const PARTS = Object.keys(WORDINGS) as Part[];

function countOf({ parameters }: { parameters: readonly string[] }): string {
  const words = parameters.map((one) => one.replace('?', ''));
  if (words.length === 0) return 'no parameters';
  return `${words.length === 1 ? 'one parameter' : `${words.length} parameters`} (${words.join(', ')})`;
}

function partsOf(before: RuleContent | undefined): ReadonlyMap<string, unknown> {
  const parts = [...(before?.triggers ?? []).map(withoutId), ...(before?.actions ?? []).map(withoutId), ...treesIn(before?.criteria)];
  return new Map(parts.map((part) => [nameOfPart(part), part]));
}

function treesIn(tree: unknown): unknown[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const { all = [], any = [] } = tree as { all?: readonly unknown[]; any?: readonly unknown[] };
  return [tree, ...[...all, ...any].flatMap(treesIn)];
}

/** Parts that say what one did before are that one: who stands before a step still does. */
function withIds<Own extends RuleTrigger | RuleAction>(
  before: readonly (Own & { id?: number | undefined })[] = [],
  now: readonly Own[],
): (Own & { id?: number | undefined })[] {
  const left = [...before];
  return now.map((part) => {
    const place = left.findIndex((one) => nameOfPart(withoutId(one)) === nameOfPart(part));
    const [found] = place === -1 ? [] : left.splice(place, 1);
    return found ?? part;
  });
}
