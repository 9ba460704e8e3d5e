const PREFIX = /^(?:(?:re|r|aw|antw|sv|vs|ref|fw|fwd|wg|tr|rv|enc|res|odp)(?:\[\d+\])?\s*[:：]\s*|\[[^\]]{1,40}\]\s*)+/i;
const LONGEST = 200;

/** A subject without what mail programs and lists put before it, in one form: by it, answers without headers find their conversation. */
export const subjectKey = (subject: string): string =>
  subject.trim().replace(PREFIX, '').replaceAll(/\s+/g, ' ').trim().toLowerCase().slice(0, LONGEST);

/** Whether a subject says that it answers something. */
export const saysAnswer = (subject: string): boolean => PREFIX.test(subject.trim()) && !/^\s*(?:fw|fwd|wg|tr)\s*[:：]/i.test(subject);

/** The subject of an answer. */
export const answerSubject = (subject: string): string =>
  /^re\s*:/i.test(subject.trim()) ? subject.trim() : `Re: ${subject.trim()}`.trim();
