/** How far a change to many records is that goes on by itself. */
export type ChangeStatus = 'running' | 'done' | 'undoing' | 'undone';

export const isUnderWay = ({ status }: { status: ChangeStatus }): boolean => status === 'running' || status === 'undoing';
