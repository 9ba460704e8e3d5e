/** Who does something, and because of what: written on every event. */
export interface Actor {
  type: 'user' | 'contact' | 'api_key' | 'app' | 'tool' | 'step' | 'import' | 'provider' | 'system';
  /** The user's, contact's, key's, step's or import's id within the account, an app's grant, a tool's name; null for the system. */
  id: string | null;
  requestId?: string;
  /** The event this is a consequence of. */
  causeId?: number;
  /** What the key or app was given that acts, also by a tool; left out where it may all that its user may, and for everybody else. */
  scopes?: readonly string[] | undefined;
}

export const system: Actor = { type: 'system', id: null };
