/** A subject as people read it: each merge field as what stands for it where it is blank, or as its name. */
export const shownSubject = (subject: string): string =>
  subject.replaceAll(/\{\{\s*([\w.]+)((?:[^}"]|"[^"]*")*)\}\}/g, (_, path: string, filters: string) => {
    const otherwise = /default:\s*"([^"]*)"/.exec(filters)?.[1];
    return otherwise ?? `‹${path.split('.').at(-1)!.replaceAll('_', ' ')}›`;
  });
