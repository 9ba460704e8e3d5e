export type { Asking, BodyOf, Method, Operation, QueryOf, Reply } from './addresses.ts';
export type * as Schemas from './document.ts';
export { quayside, type Caller, type Connection, type Quayside } from './quayside.ts';
export { Refusal, type Code } from './refusal.ts';
