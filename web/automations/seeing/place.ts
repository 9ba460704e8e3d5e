/** Whose people a drawer lists: `12` those of a step, `12.1` those who left it by its second exit; `12~failed` opens with those set aside. */
export interface PeoplePlace {
  stepId: number;
  exit?: number;
  first?: 'standing' | 'failed' | 'passed';
}

export function placeFrom(text: string): PeoplePlace | undefined {
  const found = /^(\d+)(?:\.(\d+))?(?:~(standing|failed|passed))?$/.exec(text);
  if (!found) return undefined;
  const [, stepId, exit, first] = found;
  return {
    stepId: Number(stepId),
    ...(exit === undefined ? {} : { exit: Number(exit) }),
    ...(first === undefined ? {} : { first: first as 'standing' }),
  };
}

export const placeText = ({ stepId, exit, first }: PeoplePlace): string =>
  `${stepId}${exit === undefined ? '' : `.${exit}`}${first === undefined ? '' : `~${first}`}`;
