/** The block to be chosen when a document is opened next: by somebody who points at it from elsewhere. */
let asked: string | null = null;

export function chooseBlock(id: string): void {
  asked = id;
}

export function askedBlock(): string | null {
  const id = asked;
  asked = null;
  return id;
}
