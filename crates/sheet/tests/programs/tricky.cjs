// A workbook as SheetJS and ExcelJS save it: tricky.cjs MODULES WORKBOOK FOLDER. WORKBOOK has results of its formulas.
// Prints the names of the files that were made.

const fs = require("node:fs");
const path = require("node:path");
const [modules, from, folder] = process.argv.slice(2);
const XLSX = require(path.join(modules, "xlsx"));
const ExcelJS = require(path.join(modules, "exceljs"));
const made = [];

function bySheetJs() {
  const book = XLSX.readFile(from, { cellDates: false, cellNF: true, cellFormula: true });
  const kinds = {
    "SheetJS.xlsx": { bookType: "xlsx" },
    "SheetJS, shared.xlsx": { bookType: "xlsx", bookSST: true },
    "SheetJS.xlsm": { bookType: "xlsm" },
    "SheetJS.xlsb": { bookType: "xlsb" },
    "SheetJS, shared.xlsb": { bookType: "xlsb", bookSST: true },
    "SheetJS, Excel 97.xls": { bookType: "biff8" },
    "SheetJS, Excel 5.xls": { bookType: "biff5" },
    "SheetJS, Excel 2.xls": { bookType: "biff2" },
    "SheetJS, Excel 2003.xml": { bookType: "xlml" },
    "SheetJS.ods": { bookType: "ods" },
    "SheetJS.fods": { bookType: "fods" },
    "SheetJS.html": { bookType: "html" },
  };
  for (const [name, how] of Object.entries(kinds)) {
    XLSX.writeFile(book, path.join(folder, name), how);
    made.push(name);
  }
}

async function byExcelJs() {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(from);
  const name = "ExcelJS.xlsx";
  await book.xlsx.writeFile(path.join(folder, name));
  made.push(name);
}

bySheetJs();
byExcelJs().then(() => fs.writeSync(1, JSON.stringify(made)));
