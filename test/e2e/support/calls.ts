import { expect, type Page } from '@playwright/test';

export type Call = <Reply = any>(method: string, path: string, data?: object) => Promise<Reply>;

/** Calls of the page's own person in one account, as the app makes them: they set a scene, they are not the scene. */
export const callsOf =
  (page: Page, url: string, account: number): Call =>
  async (method, path, data) => {
    const response = await page.request.fetch(url + path, {
      method,
      headers: { 'x-quayside': '1', 'x-account': String(account) },
      ...(data ? { data } : {}),
    });
    const text = await response.text();
    expect(response.ok(), `${method} ${path}: ${text}`).toBe(true);
    return text === '' ? undefined : JSON.parse(text);
  };
