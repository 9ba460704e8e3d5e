/** Blues of the sea from few to many; dark enough for white figures on each. */
const HEAT = ['#5A676D', '#2F6F8F', '#0B5D66', '#925E10', '#B3372F'] as const;

/**
 * A letter whose links are `#link-0`, `#link-1` and so on, with how many people followed each beside it. Links lead nowhere any more; those that
 * nobody followed are marked too, so that it can be told from a link that was not counted.
 */
export function withHeat(html: string, people: readonly number[], clickers: number): string {
  const most = Math.max(1, ...people);
  return html.replaceAll(
    /<a\b([^>]*?)\shref="#link-(\d+)"([^>]*)>([\s\S]*?)<\/a>/g,
    (_, before: string, index: string, after: string, inner: string) => {
      const count = people[Number(index)] ?? 0;
      const heat = HEAT[count === 0 ? 0 : 1 + Math.min(3, Math.floor((count / most) * 3.999))]!;
      const share = clickers === 0 ? '' : ` · ${Math.round((count / clickers) * 100)} %`;
      const badge = `<span style="display:inline-block;margin-inline-start:6px;padding:1px 7px;border-radius:9px;background:${heat};color:#FFFFFF;font:600 12px/18px system-ui,sans-serif;text-decoration:none;vertical-align:middle;white-space:nowrap">${count.toLocaleString('en')}${share}</span>`;
      return `<a${before} data-link="${index}"${after} title="${count.toLocaleString('en')}"><span style="outline:2px solid ${heat};outline-offset:3px;border-radius:2px">${inner}</span>${badge}</a>`;
    },
  );
}
