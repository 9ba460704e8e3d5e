import type { Criteria } from '../../../criteria/index.ts';
import { ACTIONS } from './actions.ts';
import { CONDITIONS } from './conditions.ts';
import { EVENTS } from './events.ts';
import { keptPhrase, nameOfPart } from './kept-parts.ts';
import { printRows, type Rows } from './phrases.ts';
import type { RuleAction, RuleTerms, RuleTrigger, Spoken, Wording } from './terms.ts';

export interface RuleContent {
  triggers: readonly (RuleTrigger & { id?: number | undefined })[];
  criteria: Record<string, unknown> | null;
  actions: readonly (RuleAction & { id?: number | undefined })[];
}

/** More rows than this are not written out: the criteria stand there as one part that is kept. */
const MOST_ROWS = 40;

/** A rule as the three texts that calls know it by. What they have no words for stands there as a phrase that keeps it. */
export function textsOfRule({ triggers, criteria, actions }: RuleContent, terms: RuleTerms) {
  return {
    events: printRows([triggers.flatMap((trigger) => phrasesOf(EVENTS, withoutId(trigger), terms))]),
    conditions: criteria === null ? '' : printRows(rowsOf(criteria as Criteria, terms)),
    actions: printRows([actions.flatMap((action) => phrasesOf(ACTIONS, withoutId(action), terms))]),
  };
}

export function withoutId<Part extends { id?: number | undefined }>(part: Part): Omit<Part, 'id'> {
  const own = { ...part };
  delete own.id;
  return own;
}

/** The phrases that say one thing: of them only such as are read back as what they say. */
function phrasesOf<What>(wordings: readonly Wording<What>[], what: What, terms: RuleTerms): readonly Spoken[] {
  for (const wording of wordings) {
    const said = wording.say?.(what, terms);
    if (said && said.length > 0 && isUnderstood(wording, said, { what, terms })) {
      return said.map((parameters) => ({ name: wording.name, parameters }));
    }
  }
  return [keptPhrase(what)];
}

/** One phrase means all of it; several, as a trigger of several tags has, are each about one part of it. */
function isUnderstood<What>(
  wording: Wording<What>,
  said: readonly (readonly string[])[],
  { what, terms }: { what: What; terms: RuleTerms },
): boolean {
  try {
    const read = said.map((parameters) => wording.read(parameters, terms));
    return said.length > 1 || nameOfPart(essence(read[0])) === nameOfPart(essence(what));
  } catch {
    return false;
  }
}

/** Without what is left open, or as it is when it is left out. */
function essence(what: unknown): unknown {
  if (Array.isArray(what)) return what.map(essence);
  if (typeof what !== 'object' || what === null) return what;
  const members = Object.entries(what).filter(([, member]) => member !== null && member !== undefined && !isLeftOpen(member));
  return Object.fromEntries(members.map(([key, member]) => [key, essence(member)]));
}

const isLeftOpen = (member: unknown): boolean => member === false || member === '' || (Array.isArray(member) && member.length === 0);

// Conditions. --------------------------------------------------------------------------------------------------------------------------

/** Criteria as rows of phrases, any row being enough: `all` of several `any` is written out. */
function rowsOf(node: Criteria, terms: RuleTerms): Rows<Spoken> {
  return spelledOut(node, terms) ?? [[keptPhrase(node)]];
}

function spelledOut(node: Criteria, terms: RuleTerms): Rows<Spoken> | undefined {
  const whole = phrasesOf(CONDITIONS, node, terms);
  if (whole[0]!.name !== keptPhrase(node).name) return [whole];
  if ('any' in node) return limited((node as { any: readonly Criteria[] }).any.flatMap((part) => rowsOf(part, terms)));
  if ('all' in node) return product((node as { all: readonly Criteria[] }).all.map((part) => rowsOf(part, terms)));
  return severalValues(node, terms) ?? [whole];
}

/** Rows of which all parts have one each. None means that nothing is asked, which no row can say. */
function product(parts: readonly Rows<Spoken>[]): Rows<Spoken> | undefined {
  let rows: Rows<Spoken> = [[]];
  for (const part of parts) {
    rows = rows.flatMap((row) => part.map((more) => [...row, ...more]));
    if (rows.length > MOST_ROWS) return undefined;
  }
  return rows.every((row) => row.length > 0) ? rows : undefined;
}

const limited = (rows: Rows<Spoken>): Rows<Spoken> | undefined => (rows.length > 0 && rows.length <= MOST_ROWS ? rows : undefined);

const ANY_OF = new Set(['is', 'has_any', 'contains', 'starts_with', 'ends_with', 'on']);
const NONE_OF = new Set(['is_not', 'has_none', 'does_not_contain']);

/** A condition with several values, one phrase for each: any of them, or where it excludes them all of them. */
function severalValues(node: Criteria, terms: RuleTerms): Rows<Spoken> | undefined {
  const { operator = '' } = node as { operator?: string };
  const key = (['values', 'tag', 'owner', 'automation'] as const).find((one) => one in node);
  const values = key === undefined ? [] : (node as unknown as Record<string, readonly unknown[]>)[key]!;
  if (values.length < 2) return undefined;
  const rows = values.map((value) => phrasesOf(CONDITIONS, { ...node, [key!]: [value] } as Criteria, terms));
  const isSayable = rows.every(([phrase]) => phrase!.name !== keptPhrase(node).name);
  if (!isSayable) return undefined;
  if (ANY_OF.has(operator) || operator.endsWith('_on')) return limited(rows);
  return NONE_OF.has(operator) || operator === 'has_all' ? [rows.flat()] : undefined;
}
