// A list of a million rows as a page can show it at best: plain text, no framework, each row that goes out of sight filled anew.
const ROW = 36;
const ROWS = 1_000_000;
const words = ['', 'Given Family', 'given.family@example.com', 'Active', '/Sales/North · Buyer', '3 days ago', 'Yesterday', '', 'Sent', ''];

document.body.style.cssText = 'margin:0;height:100vh;display:flex;flex-direction:column;font:14px system-ui';
const above = document.createElement('div');
above.style.cssText = 'height:200px';
const list = document.createElement('div');
list.role = 'grid';
list.style.cssText = 'flex:1;position:relative;overflow:auto;contain:strict';
const track = document.createElement('div');
track.style.cssText = `position:relative;height:${Math.min(ROWS * ROW, 12_000_000)}px`;
list.append(track);
document.body.append(above, list);

const rows = Array.from({ length: Math.ceil(list.clientHeight / ROW) + 21 }, () => {
  const row = document.createElement('div');
  row.role = 'row';
  row.style.cssText =
    'position:absolute;inset:0 0 auto;display:grid;height:35px;border-bottom:1px solid #ddd;padding-inline:12px;' +
    'grid-template:100% / 28px 1.2fr 1.6fr 104px 1.4fr 112px 112px 96px 100px 36px';
  for (const word of words) {
    const cell = document.createElement('div');
    cell.role = 'gridcell';
    cell.textContent = word;
    cell.style.cssText = 'min-width:0;padding:0 8px;line-height:35px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap';
    row.append(cell);
  }
  track.append(row);
  return row;
});
const fill = () => {
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 10);
  for (let index = first; index < first + rows.length; index++) {
    const row = rows[index % rows.length];
    if (row.dataset.index === String(index)) continue;
    row.dataset.index = String(index);
    row.style.transform = `translateY(${index * ROW}px)`;
    row.children[1].textContent = `Given Family ${index}`;
    row.children[2].textContent = `given.family${index}@example.com`;
  }
};
fill();
list.addEventListener('scroll', fill, { passive: true });
