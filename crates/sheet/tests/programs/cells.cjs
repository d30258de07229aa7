// Every cell of a workbook as SheetJS sees it: cells.cjs MODULES WORKBOOK. Prints its sheets with their texts by place, and the places of formulas.

const path = require("node:path");
const [modules, file] = process.argv.slice(2);
const XLSX = require(path.join(modules, "xlsx"));

const book = XLSX.readFile(file, { cellFormula: true });
const sheets = book.SheetNames.map((name) => {
  const cells = Object.entries(book.Sheets[name]).filter(([at, cell]) => !at.startsWith("!") && cell.v !== undefined && cell.v !== "");
  return {
    name,
    cells: Object.fromEntries(cells.map(([at, cell]) => [at, String(cell.v)])),
    formulas: cells.filter(([, cell]) => cell.f !== undefined).map(([at]) => at),
    not_texts: cells.filter(([, cell]) => cell.t !== "s").map(([at]) => at),
  };
});
console.log(JSON.stringify(sheets));
