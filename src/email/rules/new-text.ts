/** Lines with which mail programs begin what they quote. */
const BEGINS: readonly RegExp[] = [
  /^\s*-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|forwarded message|weitergeleitete nachricht)\s*-{2,}\s*$/i,
  /^\s*_{20,}\s*$/,
  /^\s*On .{4,200}\bwrote:\s*$/i,
  /^\s*Am .{4,200}\bschrieb\b.{0,120}:\s*$/i,
  /^\s*Le .{4,200}\ba écrit\s*:\s*$/i,
  /^\s*El .{4,200}\bescribió:\s*$/i,
  /^\s*Il .{4,200}\bha scritto:\s*$/i,
  /^\s*Op .{4,200}\bschreef\b.{0,120}:\s*$/i,
  /^\s*(?:Den|På) .{4,200}\b(?:skrev|wrote)\b.{0,120}:\s*$/i,
];
const HEADER = /^\s*\*?(?:From|Von|De|Da|Van)\s*:\*?\s.+/i;
const NEXT_HEADER =
  /^\s*\*?(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden|Date|Datum|To|An|À|Para|A|Aan|Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp)\s*:/i;

/** Introductions to quotes are short; patterns are not let loose on more. */
const MOST_OF_A_LINE = 400;

/** What somebody wrote, without the letter that their program quotes below it. All of it where nothing of it would be left. */
export function newTextOf(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = quoteBegins(lines);
  const kept = lines.slice(0, end);
  while (kept.length > 0 && (kept.at(-1)!.trim() === '' || /^\s*>/.test(kept.at(-1)!))) kept.pop();
  const own = kept.join('\n').trim();
  return own === '' ? text.trim() : own;
}

function quoteBegins(whole: readonly string[]): number {
  const lines = whole.map((line) => line.slice(0, MOST_OF_A_LINE));
  const lastOwn = lines.findLastIndex((line) => line.trim() !== '' && !/^\s*>/.test(line));
  for (const [at, line] of lines.entries()) {
    if (BEGINS.some((pattern) => pattern.test(line))) return at;
    // Longer introductions are broken over two lines.
    const two = `${line.trimEnd()} ${lines[at + 1]?.trim() ?? ''}`;
    if (/^\s*(?:On|Am|Le|El|Il|Op)\s/i.test(line) && !/[.!?]\s*$/.test(line) && BEGINS.slice(2).some((pattern) => pattern.test(two)))
      return at;
    if (HEADER.test(line) && lines.slice(at + 1, at + 4).some((next) => NEXT_HEADER.test(next))) return at;
    // A quote that goes on to the end is no answer between the lines.
    if (at > lastOwn && /^\s*>/.test(line)) return at;
  }
  return lines.length;
}
