import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Toasts, toast } from '../src/components/toasts';

const undo = (words: string) => {
  const back = vi.fn();
  act(() => toast({ words, action: { label: 'Undo', undoes: true, act: back } }));
  return back;
};
const press = () => fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });

test('Ctrl+Z undoes what was done last, one after the other', () => {
  render(<Toasts />);
  const [first, last] = [undo('Moved'), undo('Renamed')];
  act(() => toast({ words: 'Saved' }));
  press();
  expect([first, last].map((each) => each.mock.calls.length)).toEqual([0, 1]);
  expect(screen.queryByText(/^Renamed/)).not.toBeInTheDocument();
  press();
  expect([first, last].map((each) => each.mock.calls.length)).toEqual([1, 1]);
});

test('beneath a dialog Ctrl+Z undoes nothing', () => {
  const { rerender } = render(<Toasts />);
  const back = undo('Moved');
  rerender(
    <>
      <Toasts />
      <div role="dialog" />
    </>,
  );
  press();
  expect(back).not.toHaveBeenCalled();
  rerender(<Toasts />);
  press();
  expect(back).toHaveBeenCalledOnce();
});
