import type { Host } from './host';
import { insideTauri, tauriHost } from './tauri';

/** The desktop program in its window; in a plain browser, and only in development and `--mode fake`, the pretended one. */
export async function chooseHost(): Promise<Host> {
  if (import.meta.env.MODE === 'production' || insideTauri()) return tauriHost;
  const { fakeHostForBrowser } = await import('./fake/browser');
  return fakeHostForBrowser();
}
