// The same table in other formats, as SheetJS saves it: node -e … MODULES FOLDER TABLE.csv NAME.FORMAT…
const path = require("node:path");
const [modules, folder, table, ...names] = process.argv.slice(1);
const XLSX = require(path.join(modules, "xlsx"));
const book = XLSX.readFile(path.join(folder, table), { dense: true, raw: true });
for (const name of names) {
  const kind = path.extname(name).slice(1);
  XLSX.writeFile(book, path.join(folder, name), { bookType: kind === "xls" ? "biff8" : kind, compression: true });
}
