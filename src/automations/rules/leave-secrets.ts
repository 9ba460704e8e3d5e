import { tellsSecret } from '../../webhooks/schema.ts';
import type { AutomationMap } from '../schema.ts';

/** A value that stayed behind: the header or field of a form it stood in, and the address it is for. */
export interface LeftSecret {
  name: string;
  of: string;
}

type Node = Record<string, unknown>;

/** A map without the values of its webhooks that let somebody in elsewhere, and which those are. */
export function mapWithoutSecrets(map: AutomationMap): { map: AutomationMap; left: LeftSecret[] } {
  const left: LeftSecret[] = [];
  return { map: { ...map, steps: map.steps.map((step) => ({ ...step, settings: withoutSecrets(step.settings, left) })) }, left };
}

/** The same settings with such values empty, wherever in them a webhook is described; notes down which. */
export function withoutSecrets<Settings extends object>(settings: Settings, left: LeftSecret[]): Settings {
  const { url } = settings as Node;
  const entries = Object.entries(settings).map(([key, value]) => {
    if (typeof url === 'string' && (key === 'headers' || key === 'fields') && Array.isArray(value))
      return [key, value.map((one) => withoutValue(one as Node, url, left))];
    return [key, walk(value, left)];
  });
  return Object.fromEntries(entries) as Settings;
}

function walk(value: unknown, left: LeftSecret[]): unknown {
  if (Array.isArray(value)) return value.map((one) => walk(one, left));
  return typeof value === 'object' && value !== null ? withoutSecrets(value, left) : value;
}

function withoutValue(one: Node, url: string, left: LeftSecret[]): Node {
  if (!tellsSecret(String(one.name)) || one.value === '') return one;
  left.push({ name: String(one.name), of: /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? '' });
  return { ...one, value: '' };
}
