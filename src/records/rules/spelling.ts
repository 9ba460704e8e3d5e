/** Begins the words that are numbers read from their end. A letter, so that full-text search takes both for one word; in no alphabet people search in. */
export const FROM_ITS_END = 'ǂ';

/** Of words of so many letters one may be wrong, of longer ones two. */
const SHORTEST = 3;
const LONG = 8;

/** How many letters of a word may be wrong, missing, too many or changed for their neighbour. */
export const allowedEdits = (letters: number): number => (letters < SHORTEST ? 0 : letters < LONG ? 1 : 2);

/**
 * How many edits lead from one word to the other: a letter replaced, left out, put in, or changed for its neighbour. Gives `most` + 1 as soon
 * as there are more than `most`.
 */
export function editsBetween(one: string, other: string, most: number): number {
  const [from, to] = [[...one], [...other]];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let before: number[] = [];
  let above = to.map((_, index) => index).concat(to.length);
  for (const [row, letter] of from.entries()) {
    const line = [row + 1];
    for (const [column, wanted] of to.entries()) {
      let edits = Math.min(above[column]! + (letter === wanted ? 0 : 1), above[column + 1]! + 1, line[column]! + 1);
      const isTurned = row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === wanted;
      if (isTurned) edits = Math.min(edits, before[column - 1]! + 1);
      line.push(edits);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return Math.min(above[to.length]!, most + 1);
}
