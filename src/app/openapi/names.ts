export const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const joined = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map(capitalized)
    .join('');

/** `GET /api/records/:object/:id` is `getRecordsByObjectById`: made of method and path alone, so that it stays as long as they do. */
export const operationIdOf = (method: string, path: string): string =>
  method.toLowerCase() +
  path
    .replace(/^\/api\//, '')
    .split('/')
    .map((part) => (part.startsWith(':') ? `By${joined(part)}` : joined(part)))
    .join('');

/** As OpenAPI writes it: `/api/groups/{id}`. */
export const templateOf = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');
