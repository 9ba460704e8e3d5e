const RELOADED = 'quayside-reloaded';
const ONCE_IN_MS = 30_000;

/**
 * A page that stays open over an upgrade asks for parts that the server no longer has. It is then read anew, once; if the part is
 * still missing, the error is shown.
 */
export function reloadWhenOutdated(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(RELOADED));
    if (Date.now() - last < ONCE_IN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
  });
}
