import type { Answers } from './answers.ts';

const ADDRESS = ['street', 'street2', 'city', 'state', 'zip', 'country'];

/** What was answered to one question, as `parseValue` takes it; undefined for nothing. */
export function rawValue({ id, type }: { id: number; type: string }, answers: Answers): unknown {
  const name = `f${id}`;
  switch (type) {
    case 'list': {
      const ids = Object.keys(answers).flatMap((key) => {
        const option = key.startsWith(`${name}_`) && answers[key] !== '' ? Number(key.slice(name.length + 1)) : Number.NaN;
        return Number.isSafeInteger(option) ? [option] : [];
      });
      return ids.length > 0 ? ids : undefined;
    }
    case 'address': {
      const parts = ADDRESS.flatMap((part) => {
        const given = answers[`${name}_${part}`]?.trim();
        return given ? [[part, given] as const] : [];
      });
      return parts.length > 0 ? Object.fromEntries(parts) : undefined;
    }
    case 'dropdown': {
      const given = answers[name]?.trim();
      return given === undefined || given === '' ? undefined : /^\d{1,15}$/.test(given) ? Number(given) : given;
    }
    default:
      return answers[name]?.trim() || undefined;
  }
}
