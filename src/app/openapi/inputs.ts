import { z } from 'zod';
import type { InputFacts, Schema } from './facts.ts';
import { capitalized } from './names.ts';

const REF = '#/components/schemas/';

/** Turns the schemas that check requests into those of the document; what refers to itself becomes a component. */
export class Inputs {
  readonly components: Record<string, Schema>;
  readonly #names = new Map<z.ZodType, string>();

  /** `taken` are the components there are already. */
  constructor(taken: Record<string, Schema>) {
    this.components = { ...taken };
  }

  /** A body, as a component of its own under the name of its constant; where that is taken, with the area before it. */
  body(schema: z.ZodType, facts: InputFacts | undefined, { area, otherwise }: { area: string; otherwise: string }): Schema {
    const known = this.#names.get(schema);
    if (known) return { $ref: REF + known };
    const own = facts?.name?.replace(/(Schema|Body)?$/, 'Body') ?? otherwise;
    const name = this.#free(own in this.components ? capitalized(area) + own : own);
    this.#names.set(schema, name);
    this.components[name] = {};
    this.components[name] = withWords(this.#whole(schema, name), facts);
    return { $ref: REF + name };
  }

  /** The properties of path or query, each with whether it must be there. */
  properties(schema: z.ZodType, facts: InputFacts | undefined, within: string): { name: string; schema: Schema; required: boolean }[] {
    const { properties = {}, required = [] } = withWords(this.#whole(schema, within), facts) as {
      properties?: Record<string, Schema>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, of]) => ({ name, schema: of, required: required.includes(name) }));
  }

  #whole(schema: z.ZodType, name: string): Schema {
    const { $schema: _, $defs = {}, ...whole } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
    const names = new Map<string, string>([['#', name]]);
    for (const key of Object.keys($defs as object)) names.set(`#/$defs/${key}`, this.#partName(key, name));
    for (const [key, of] of Object.entries($defs as Record<string, Schema>)) {
      const part = names.get(`#/$defs/${key}`)!;
      this.components[part] ??= referring(of, names);
    }
    return referring(whole, names);
  }

  /** One that bears an id is the same wherever it occurs. */
  #partName(key: string, within: string): string {
    return key.startsWith('__') ? this.#free(`${within}${key.replace(/^__schema/, 'Part')}`) : key;
  }

  #free(wanted: string): string {
    let name = wanted;
    for (let n = 2; name in this.components; n++) name = `${wanted}${n}`;
    return name;
  }
}

/** The largest number that zod lets every whole number be: it says nothing. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/** The same with references that hold in the document. */
function referring(value: Schema, names: ReadonlyMap<string, string>): Schema {
  return JSON.parse(JSON.stringify(value), (key, of: unknown) => {
    if (key === '$ref' && names.has(String(of))) return REF + names.get(String(of));
    return (key === 'maximum' || key === 'minimum') && Math.abs(of as number) === LARGEST ? undefined : of;
  }) as Schema;
}

function withWords(schema: Schema, facts: InputFacts | undefined): Schema {
  if (!facts?.says || !schema.properties) return schema;
  const properties = Object.entries(schema.properties as Record<string, Schema>).map(([name, of]) => [
    name,
    facts.says![name] ? { description: facts.says![name], ...of } : of,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}
