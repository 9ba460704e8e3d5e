/** Of which other question a question depends. */
export interface ShownWhen {
  fieldId: number;
  is: 'equals' | 'not_equals' | 'answered';
  value: string;
}

/** What came of a form, by the names of its inputs. */
export type Answers = Readonly<Record<string, string>>;

export interface AskedSo {
  fieldId: number;
  shownWhen?: ShownWhen | undefined;
}

/** Whether a question was answered so: a text as it was given, an option of a list by its number, a ticked box by `yes`. */
export function isAnsweredSo(when: ShownWhen, answers: Answers): boolean {
  const name = `f${when.fieldId}`;
  const parts = Object.entries(answers).filter(([key, value]) => key.startsWith(`${name}_`) && value !== '');
  const given = (answers[name] ?? '').trim();
  switch (when.is) {
    case 'answered':
      return given !== '' || parts.length > 0;
    case 'equals':
      return alike(given, when.value) || answers[`${name}_${when.value}`] === 'yes';
    case 'not_equals':
      return !alike(given, when.value) && answers[`${name}_${when.value}`] !== 'yes';
  }
}

const alike = (one: string, other: string): boolean => one.toLowerCase() === other.trim().toLowerCase();

/**
 * The questions that are shown with these answers. One that depends on another which is not shown is not shown either, nor are those that depend on
 * each other in a circle.
 */
export function shownFields<Asked extends AskedSo>(asked: readonly Asked[], answers: Answers): Asked[] {
  const byId = new Map(asked.map((one) => [one.fieldId, one]));
  const isShown = (one: Asked, above: ReadonlySet<number>): boolean => {
    const { shownWhen } = one;
    if (!shownWhen) return true;
    const other = byId.get(shownWhen.fieldId);
    if (!other || above.has(other.fieldId) || !isShown(other, new Set([...above, one.fieldId]))) return false;
    return isAnsweredSo(shownWhen, answers);
  };
  return asked.filter((one) => isShown(one, new Set([one.fieldId])));
}
