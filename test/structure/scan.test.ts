import { describe, expect, it } from 'vitest';
import { refuseUnstatedAccounts } from '../harness.ts';

describe('a statement that reads across the wall', () => {
  it('is let through when every table states its account', () => {
    refuseUnstatedAccounts('select r.id from records r where r.account_id = $1 and r.name_key like $2');
    refuseUnstatedAccounts('select id from records where account_id = $1');
    refuseUnstatedAccounts(
      'select r.id from records r where r.account_id = $1 and exists (select from record_tags t where t.account_id = r.account_id and t.tag_id = $2)',
    );
  });

  it('is refused when one table does not', () => {
    expect(() => refuseUnstatedAccounts('select id from records where name_key = $1')).toThrow(/records across accounts/);
    expect(() =>
      refuseUnstatedAccounts(
        'select r.id from records r where r.account_id = $1 and exists (select from record_tags t where t.record_id = r.id)',
      ),
    ).toThrow(/record_tags across accounts/);
  });
});
