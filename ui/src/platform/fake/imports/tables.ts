import { roles } from '../account';

/** A sheet as a program shows it, its headers among the rows. */
export interface FakeSheet {
  name: string;
  grid: string[][];
}

/** A file that can be chosen. */
export interface FakeFile {
  name: string;
  /** Of its first sheet, beneath the usual headers. None: it is no table. */
  rows: string[][];
  /** In place of `rows`, if it is anything but one sheet with the usual headers. */
  sheets?: FakeSheet[];
}

export const headers = ['Email', 'Name', 'Group', 'Role', 'Action', 'Language'];

/** The sheets of a file; none if it is no table. */
export function sheetsOf(file: FakeFile): FakeSheet[] {
  if (file.sheets !== undefined) return file.sheets;
  return file.rows.length === 0 ? [] : [{ name: 'Users', grid: [headers, ...file.rows] }];
}

/** The rows of an invented spreadsheet: forty people, some with faults. */
export function inventRows(count = 44): string[][] {
  const names = 'Lena Marco Ida Samuel Nia Viktor Elif Hugo Aiko Omar'.split(' ');
  const groups = ['Sales', 'Sales/EMEA', 'Sales/Americas', 'Marketing', 'Finance'];
  return Array.from({ length: count }, (_, at) => {
    const name = names[at % names.length] ?? 'Lena';
    const row = [
      `${name.toLowerCase()}.${at + 1}@example.net`,
      `${name} Example`,
      groups[at % groups.length] ?? '',
      roles[1 + (at % 4)]?.name ?? '',
      '',
      '',
    ];
    if (at === 3) row[0] = 'viktor.example.net';
    if (at === 8) row[3] = 'Finanse';
    if (at === 11) row[0] = 'marco.12@gmial.com';
    if (at === 14) [row[2], row[0]] = ['Warehouse/Nord', ''];
    if (at === 17 || at === 21) row[2] = 'Warehouse/North';
    if (at === 25) row[2] = 'Research';
    if (at === 30 || at === 31) row[3] = 'Administrator';
    return row;
  });
}

/** Many rows with the same few slips, as they come from a list that somebody kept by hand. */
export function inventMany(count: number): string[][] {
  return inventRows(count).map((row, at) => {
    if (at % 9 === 4) row[2] = 'Marketting';
    else if (at % 23 === 5) row[2] = 'Asia';
    else if (at % 31 === 6) row[3] = 'Byer';
    else if (at % 47 === 7) row[0] = `omar.${at}@gmial.com`;
    if (at === 12) row[1] = 'Ana \u202Eáznep\u202C';
    return row;
  });
}

/** What people bring besides the template. */
export function inventFiles(account: { users: { address: string; name: string | null }[] }): Record<string, FakeFile> {
  const known = account.users.slice(1, 13);
  return {
    many: { name: 'All of Europe.xlsx', rows: inventMany(2_400) },
    huge: { name: 'Everybody.csv', rows: inventMany(200_000) },
    one: { name: 'One.csv', rows: [['lena@example.net', 'Lena', 'Sales', 'Buyer', '', '']] },
    wrong: {
      name: 'All wrong.csv',
      rows: inventRows(30).map((row) => [row[0] ?? '', '', 'Marketting', 'Byer', '', '']),
    },
    google: {
      name: 'users_1.csv',
      rows: [],
      sheets: [
        {
          name: '',
          grid: [
            [
              'First Name [Required]',
              'Last Name [Required]',
              'Email Address [Required]',
              'Org Unit Path [Required]',
              'Department',
            ],
            ['Ana', 'López', 'ana.lopez@example.net', 'Sales', 'Sales'],
            ['Jean', 'Petit', 'jean.petit@example.net', 'Sales/EMEA', 'Sales'],
            ['Mei', 'Chen', 'mei.chen@example.net', 'Marketting', ''],
          ],
        },
      ],
    },
    staff: {
      name: 'Staff list.xlsx',
      rows: [],
      sheets: [
        {
          name: 'Sheet1',
          grid: [
            ['Staff list, autumn', '', '', ''],
            ['', '', '', ''],
            ['Who', 'Reach', 'Room', 'Since'],
            ['Ana López', 'ana.lopez@example.net', 'B 12', '2019'],
            ['Jean \u200BPetit', 'jean.petit@example.net', 'C 4', '2021'],
            ['Mei Chen', 'mei.chen@example.net', 'A 9', '2024'],
          ],
        },
        { name: 'Users', grid: [headers, ...inventRows(12)] },
        { name: 'Notes', grid: [['Ask Petra about the rest']] },
      ],
    },
    titled: {
      name: 'Titled.xlsx',
      rows: [],
      sheets: [
        {
          name: 'Sheet1',
          grid: [
            ...Array.from({ length: 19 }, (_, at) => [`Line ${at + 1} of what has to be said first`, '', '']),
            ['Who', 'Reach', 'Room'],
            ['Ana López', 'ana.lopez@example.net', 'B 12'],
          ],
        },
      ],
    },
    leavers: {
      name: 'Leavers.xlsx',
      rows: [],
      sheets: [
        {
          name: 'Users',
          grid: [
            headers,
            ...known.map((user, at) => [
              user.address,
              user.name ?? '',
              at % 4 === 3 ? 'Sales' : '',
              at % 4 === 3 ? 'Approver' : '',
              at % 4 === 3 ? 'Change role' : 'Remove from account',
              '',
            ]),
          ],
        },
      ],
    },
  };
}
