import { render } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect } from 'vitest';
import { App } from '../src/app/App';
import { resetNavigation } from '../src/components/navigation';
import { makeFakeHost } from '../src/platform/fake';
import type { FakeOptions } from '../src/platform/fake/state';
import { installHost } from '../src/platform/host';

/** The whole window at an address, over a pretended account. */
export function openWindow(address = '#/users', options: FakeOptions = {}) {
  const host = makeFakeHost({ users: 300, pace: 0, ...options });
  installHost(host);
  resetNavigation(address);
  return {
    host,
    user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.EachTarget }),
    ...render(<App />),
  };
}

/** The arguments of every call of a command so far. */
export function callsOf(host: ReturnType<typeof makeFakeHost>, command: string) {
  return host.calls.filter((call) => call.command === command).map((call) => call.args);
}

/** jsdom computes no colours; contrast is looked at in a real browser. */
export async function expectAccessible(): Promise<void> {
  // What react-aria says of a pressed button is named by that button, which may be gone when it is looked at.
  const { violations } = await axe.run(
    { include: [document.body], exclude: ['[data-live-announcer]'] },
    { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } },
  );
  expect(violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
