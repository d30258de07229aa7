/** The few pictures of the window, drawn on a 16 px grid. They never stand without words beside or behind them. */
const paths = {
  activity: 'M8 2.2a5.8 5.8 0 1 1-5.2 3.2M2.4 2.4v3.2h3.2M8 5v3.2l2.2 1.4',
  add: 'M8 3.5v9M3.5 8h9',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  chevron: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-2h7v7h-2M3.5 5.5h7v7h-7z',
  done: 'm3 8.5 3.2 3L13 4.8',
  download: 'M8 2.5v7.5M5 7.2 8 10.2l3-3M3 13h10',
  down: 'M8 3.5v9M4.5 9 8 12.5 11.5 9',
  drag: 'M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1',
  error: 'M8 4.8v4M8 11.1v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
  filter: 'M2.5 4.5h11M4.8 8h6.4M6.8 11.5h2.4',
  folder: 'M1.8 4h4.4l1.4 1.6h6.6v7H1.8z',
  groups: 'M8 2.2v3M3.6 10.5V8h8.8v2.5M8 5.2V8M2 10.6h3.2v3.2H2zM10.8 10.6H14v3.2h-3.2zM6.4 2h3.2v3.2H6.4z',
  imports: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.4 3v10',
  info: 'M8 7.2v4M8 4.8v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  invitations: 'M2 6.6 8 2.4l6 4.2v6.6H2zM2.3 7 8 10.8 13.7 7',
  mail: 'M2 3.8h12v8.4H2zM2.3 4.2 8 8.8l5.7-4.6',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  open: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M12.8 3.2 7.5 8.5',
  requests:
    'M6 2.8a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM1.6 13c.3-2.3 2-3.6 4.4-3.6s4.1 1.3 4.4 3.6M12.4 4.6v4.8M10 7h4.8',
  roles: 'M6.2 8.6a3.4 3.4 0 1 1 1.2-1.2L13.6 13.6v-2.2M11.4 11.4v2.2M4.6 5.4h.1',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2',
  send: 'M2 8 14 2.5 10.5 13.5 8 9zM8 9l6-6.5',
  settings:
    'M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  sorted: 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
  users:
    'M6 2.8a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM1.6 13c.3-2.3 2-3.6 4.4-3.6s4.1 1.3 4.4 3.6M10.8 3.2a2.2 2.2 0 0 1 0 4.2M12 9.7c1.4.5 2.2 1.6 2.4 3.3',
  warning: 'M8 2 1.6 13.4h12.8zM8 6.4v3.4M8 11.6v.1',
};

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' || name === 'drag' ? 2 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
