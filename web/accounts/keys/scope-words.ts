import { t, tFrom } from '../../app/messages/t.ts';

export type Level = 'none' | 'read' | 'write';

/** What people are told together; whatever the server knows beside it comes last. */
const GROUPS: readonly { key: 'people' | 'letters' | 'pages' | 'work' | 'account'; areas: readonly string[]; extras: readonly string[] }[] =
  [
    { key: 'people', areas: ['records', 'criteria', 'transfer', 'leads'], extras: [] },
    { key: 'letters', areas: ['email', 'inbox', 'documents', 'compliance'], extras: ['messages:send'] },
    { key: 'pages', areas: ['forms', 'visits'], extras: [] },
    { key: 'work', areas: ['automations', 'webhooks', 'notifications'], extras: ['mcp:tools'] },
    { key: 'account', areas: ['accounts', 'privacy', 'sample', 'live'], extras: [] },
  ];
const GROUPED = new Set(GROUPS.flatMap(({ areas }) => areas));

export interface ScopeGroup {
  label: string;
  areas: { name: string; canWrite: boolean }[];
  /** Scopes that are given or not, without a half of them. */
  extras: string[];
}

const areaOf = (scope: string): string | undefined => /^(.+):(?:read|write)$/.exec(scope)?.[1];

/** The scopes in the order in which they are offered; groups of which nothing is offered are left out. */
export function groupsOf(scopes: readonly string[]): ScopeGroup[] {
  const offered = new Set(scopes);
  const areas = new Set(scopes.flatMap((scope) => areaOf(scope) ?? []));
  const extras = new Set(scopes.filter((scope) => areaOf(scope) === undefined));
  const rest = [...areas].filter((area) => !GROUPED.has(area));
  const known = new Set(GROUPS.flatMap((group) => group.extras));
  return GROUPS.map((group) => {
    const isLast = group.key === 'account';
    return {
      label: t(`keys.group.${group.key}`),
      areas: [...group.areas, ...(isLast ? rest : [])]
        .filter((area) => areas.has(area))
        .map((name) => ({ name, canWrite: offered.has(`${name}:write`) })),
      extras: [...group.extras.filter((extra) => extras.has(extra)), ...(isLast ? [...extras].filter((extra) => !known.has(extra)) : [])],
    };
  }).filter((group) => group.areas.length > 0 || group.extras.length > 0);
}

export function levelOf(scopes: readonly string[], area: string): Level {
  if (scopes.includes(`${area}:write`)) return 'write';
  return scopes.includes(`${area}:read`) ? 'read' : 'none';
}

export function withLevel(scopes: readonly string[], area: string, level: Level): string[] {
  const others = scopes.filter((scope) => areaOf(scope) !== area);
  return level === 'none' ? others : [...others, `${area}:${level}`];
}

/** An area as it stands in a sentence: "lists, groups and search". */
export const areaWords = (area: string): string => tFrom(`keys.area.${area}`, {}, area);

/** The same at the head of a line. */
export const areaLabel = (area: string): string => capital(areaWords(area));

export const extraLabel = (scope: string): string => capital(tFrom(`keys.extra.${scope}`, {}, scope));

/** What a set of scopes comes to: a sentence for each thing, with the scopes behind it. */
export function partsOf(scopes: readonly string[]): { sentence: string; scopes: string[] }[] {
  return groupsOf(scopes).flatMap(({ areas, extras }) => [
    ...areas.map(({ name }) => ({
      sentence: t(levelOf(scopes, name) === 'write' ? 'keys.scope.write' : 'keys.scope.read', { area: areaWords(name) }),
      scopes: scopes.filter((scope) => areaOf(scope) === name),
    })),
    ...extras.map((scope) => ({ sentence: extraLabel(scope), scopes: [scope] })),
  ]);
}

export const sentencesOf = (scopes: readonly string[]): string[] => partsOf(scopes).map(({ sentence }) => sentence);

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
