export type OAuthCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'access_denied'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'temporarily_unavailable';

/** What an app is told when it asks wrongly: a code of RFC 6749 and its relatives, and a sentence. */
export class OAuthRefusal extends Error {
  readonly code: OAuthCode;
  readonly status: number;
  constructor(code: OAuthCode, sentence: string) {
    super(sentence);
    this.name = 'OAuthRefusal';
    this.code = code;
    this.status = code === 'invalid_client' ? 401 : 400;
  }
}
