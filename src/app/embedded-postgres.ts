export { startEphemeralPostgres, type EphemeralPostgres } from './ephemeral-postgres.ts';
