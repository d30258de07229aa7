import { screen, waitFor, within } from '@testing-library/react';
import { expect } from 'vitest';
import { headers as usual } from '../src/platform/fake/imports/tables';
import { openWindow } from './page';

/** Two rows with the same slip, one without an address, one that is well. */
export const slips = [
  ['ana@example.net', 'Ana', 'Marketting', 'Buyer', '', ''],
  ['jean@example.net', 'Jean', 'Marketting', 'Buyer', '', ''],
  ['', 'Mei', 'Asia', 'Buyer', '', ''],
  ['tom@example.net', 'Tom', 'Sales', 'Buyer', '', ''],
];

/** The plan of a file with these rows beneath the usual headers, or others. */
export async function openPlan(rows = slips, headers = usual) {
  const opened = openWindow('#/imports');
  opened.host.state.files.set(1, {
    name: 'Slips.csv',
    rows: [],
    sheets: [{ name: 'Users', grid: [headers, ...rows] }],
  });
  await opened.user.click(await screen.findByRole('button', { name: 'Import a spreadsheet…' }));
  await opened.user.click(await screen.findByRole('button', { name: 'Choose a file…' }));
  const table = await screen.findByRole('grid', { name: /Rows of the file/ });
  await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(rows.length + 1));
  return { ...opened, table };
}
