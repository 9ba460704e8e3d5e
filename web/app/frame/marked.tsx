import { Fragment } from 'react';

export type Mark = readonly [from: number, to: number];

/** A text with some places in it marked. */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return (
    <>
      {marks.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(index === 0 ? 0 : marks[index - 1]![1], from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}

/** Where words of a query begin words of a text. */
export function placesOf(text: string, query: string): Mark[] {
  const words = query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return [];
  const any = words.toSorted((one, other) => other.length - one.length).join('|');
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})`, 'giu'))].map(({ index, 0: found }) => [index, index + found.length]);
}
