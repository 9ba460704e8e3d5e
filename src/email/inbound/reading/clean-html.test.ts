import { expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';

test('pictures from elsewhere keep their address where nothing loads it, all others their description', () => {
  const mail =
    '<p style="background:url(https://spy.example/b)">Hi <img src="https://spy.example/p.gif" srcset="https://spy.example/q.gif 2x" onerror="x()" width="9" alt="Us"> ' +
    '<img src="cid:1" alt="Logo"><img src="javascript:x()" data-src="https://spy.example/r.gif"><img src="//spy.example/s.gif"></p>';
  const clean = cleanHtml(mail);
  expect(clean).toBe(
    '<p>Hi <img data-src="https://spy.example/p.gif" alt="Us" width="9" /> <span>Logo</span><span></span><span></span></p>',
  );
  expect(cleanHtml(clean)).not.toContain(' src=');
});
