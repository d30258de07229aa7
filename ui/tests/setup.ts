import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeAll } from 'vitest';
import '../src/messages';
import { resetNavigation } from '../src/components/navigation';
import { clearToasts } from '../src/components/toasts';

// The whole page in every message hides the message. A wait ends as soon as what is waited for is there: how long it may take says only what a
// machine may have to do besides.
configure({ getElementError: (message) => new Error(message ?? 'not found'), asyncUtilTimeout: 30_000 });

// What jsdom has not, and the page needs: sizes to be virtual in, and a clipboard comes with user-event.
beforeAll(() => {
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: { configurable: true, get: () => 640 },
    offsetWidth: { configurable: true, get: () => 1000 },
    clientWidth: { configurable: true, get: () => 1000 },
    scrollHeight: { configurable: true, get: () => 10_000_000 },
    clientHeight: { configurable: true, get: () => 640 },
  });
  HTMLElement.prototype.getBoundingClientRect = function box() {
    const height = this.getAttribute('role') === 'row' ? 36 : 640;
    return { x: 0, y: 0, top: 0, left: 0, right: 1000, bottom: height, width: 1000, height, toJSON: () => '' };
  };
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, to?: ScrollToOptions | number) {
    const before = this.scrollTop;
    if (typeof to === 'object') this.scrollTop = to.top ?? 0;
    // As in a browser, which says nothing of a list that stays where it is.
    if (this.scrollTop !== before) this.dispatchEvent(new Event('scroll'));
  } as typeof HTMLElement.prototype.scrollTo;
  // axe asks for a canvas, and takes no for an answer.
  HTMLCanvasElement.prototype.getContext = () => null;
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof ResizeObserver;
});

afterEach(() => {
  cleanup();
  clearToasts();
  resetNavigation();
});
