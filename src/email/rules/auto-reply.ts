/** One header of a mail by its name in small letters. */
export type HeaderOf = (name: string) => string;

const SUBJECTS =
  /^(?:re: |aw: )?(?:auto(?:matic|mated)?[ -]?(?:reply|response|antwort)|out of (?:the )?office|ooo\b|abwesen|automatische antwort|réponse automatique|absence|respuesta automática|fuera de (?:la )?oficina|risposta automatica|automatisch antwoord|autosvar|vacation|i am (?:away|on leave|out of))/i;

/** Whether a program wrote a mail, and nobody should take it for an answer or answer it (RFC 3834). */
export function isAutomatic(header: HeaderOf, subject: string): boolean {
  const submitted = header('auto-submitted').toLowerCase();
  if (submitted !== '' && !submitted.startsWith('no')) return true;
  if (/^(?:bulk|junk|list|auto_reply)$/i.test(header('precedence').trim())) return true;
  if (header('x-autoreply') !== '' || header('x-autorespond') !== '' || header('x-autoresponder') !== '') return true;
  if (header('list-id') !== '' || header('list-unsubscribe') !== '' || header('feedback-id') !== '') return true;
  return SUBJECTS.test(subject.trim());
}

/** So many servers have passed a mail on, and it goes round in circles. */
export const MOST_HOPS = 40;
