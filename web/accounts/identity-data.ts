import { queryOptions } from '@tanstack/react-query';
import type { AcceptInvitation, SetUp, SignIn, SignUp } from '../../src/accounts/schema.ts';
import { api } from '../app/api.ts';

/** What anyone may know of the installation before signing in. */
export interface Installation {
  hosting?: 'own' | 'hosts';
  minimumAge: number;
  termsVersion: string;
  /** Whether anybody may sign up, and why not. */
  signUp: { isOpen: boolean; reason: string | null };
}

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => api.get('/api/identity/options', undefined, signal),
});

export const signIn = (values: SignIn) => api.post('/api/identity/sign-in', values);
export const signOut = () => api.post('/api/identity/sign-out');
export const signUp = (values: SignUp) => api.post('/api/identity/sign-up', values);
export const verifyEmail = (token: string) => api.post('/api/identity/verify', { token });
export const sendVerification = (email: string) => api.post('/api/identity/resend', { email });
export const askForReset = (email: string) => api.post('/api/identity/request-reset', { email });
export const resetPassword = (values: { token: string; password: string }) => api.post('/api/identity/reset', values);
export const setUp = (values: SetUp) => api.post('/api/identity/set-up', values);

export interface Invitation {
  accountName: string;
  inviter: string;
  roleName: string;
  email: string;
  name: string;
  /** Whether the address has a login: then its password is asked for, else a new one. */
  hasLogin: boolean;
  /** What must be agreed to; null on a company's own installation. */
  terms: { version: string; minimumAge: number } | null;
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.get(`/api/identity/invitations/${encodeURIComponent(token)}`, undefined, signal),
    retry: false,
  });
export const acceptInvitation = (values: AcceptInvitation) => api.post('/api/identity/invitations/accept', values);

/** What the browser knows of the place it is in: the defaults of a new account. */
export function whereWeAre(): { timeZone: string; currency: string } {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { timeZone: timeZone || 'UTC', currency: currencyOf(navigator.language) };
}

const EURO = new Set('AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));
const CURRENCIES: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  AU: 'AUD',
  CA: 'CAD',
  NZ: 'NZD',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  JP: 'JPY',
  IN: 'INR',
  BR: 'BRL',
  TR: 'TRY',
};

function currencyOf(language: string): string {
  const region = new Intl.Locale(language).maximize().region ?? 'US';
  return EURO.has(region) ? 'EUR' : (CURRENCIES[region] ?? 'USD');
}
