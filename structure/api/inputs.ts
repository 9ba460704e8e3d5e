import { ts } from 'ts-morph';

/** What the sources say of one input of a route and its schema does not know at run time. */
export interface InputFacts {
  /** The constant that holds the schema, as a type is named: `CreateGroup`. */
  name?: string;
  /** What stands above the properties, by name. */
  says?: Record<string, string>;
}

/** The name of a schema that a route takes, and the comments on its properties. */
export function inputFactsOf(schema: ts.Expression, checker: ts.TypeChecker): InputFacts {
  const says = Object.fromEntries(
    propertiesOf(checker.getTypeAtLocation(schema), schema, checker).flatMap((property) => {
      const words = wordsOn(property, checker);
      return words === '' ? [] : [[property.name, words]];
    }),
  );
  return {
    ...(ts.isIdentifier(schema) && { name: schema.text.charAt(0).toUpperCase() + schema.text.slice(1) }),
    ...(Object.keys(says).length > 0 && { says }),
  };
}

/** Those of the object a schema of zod checks, also where more is done with it afterwards. */
function propertiesOf(type: ts.Type, at: ts.Node, checker: ts.TypeChecker): ts.Symbol[] {
  const shape = type.getProperty('shape');
  if (shape) return checker.getPropertiesOfType(checker.getTypeOfSymbolAtLocation(shape, at));
  const before = type.getProperty('in');
  return before ? propertiesOf(checker.getTypeOfSymbolAtLocation(before, at), at, checker) : [];
}

export const wordsOn = (symbol: ts.Symbol, checker: ts.TypeChecker): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();
