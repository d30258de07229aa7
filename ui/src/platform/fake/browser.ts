import type { Host } from '../host';

export function fakeHostForBrowser(): Host {
  return { invoke: () => Promise.reject(new Error('not yet')), listen: () => () => undefined };
}
