//! The baseline: cells read in one thread, rows inserted raw in another.

use calamine::{Data, DataRef, Xlsx, open_workbook};
use rusqlite::{Connection, TransactionBehavior, params};
use std::{io::BufReader, path::Path, sync::mpsc};

type Row = [String; 6];

const BATCH: usize = 5_000;

/// Imports `file` into the workspace, without looking at what it says.
pub(crate) fn import(workspace: &Path, file: &Path) {
    let (rows, batches) = mpsc::sync_channel::<Vec<Row>>(4);
    let file = file.to_owned();
    let reading = std::thread::spawn(move || read(&file, &rows));
    insert(workspace, &batches);
    reading.join().unwrap();
}

fn read(file: &Path, rows: &mpsc::SyncSender<Vec<Row>>) {
    let mut workbook: Xlsx<BufReader<std::fs::File>> = open_workbook(file).unwrap();
    let mut cells = workbook.worksheet_cells_reader("Users").unwrap();
    let mut batch = Vec::with_capacity(BATCH);
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().unwrap() {
        let (number, column) = cell.get_position();
        if number == 0 {
            continue;
        }
        row[column as usize] = match cell.get_value() {
            DataRef::SharedString(text) => (*text).to_owned(),
            other => Data::from(other.clone()).to_string(),
        };
        if column == 5 {
            batch.push(std::mem::take(&mut row));
            if batch.len() == BATCH {
                rows.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).unwrap();
            }
        }
    }
    rows.send(batch).unwrap();
}

fn insert(workspace: &Path, batches: &mpsc::Receiver<Vec<Row>>) {
    let mut connection = Connection::open(workspace).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        .unwrap();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    {
        let prepare = |sql| transaction.prepare(sql).unwrap();
        let mut users = prepare(
            "INSERT INTO users (id, address, address_key, name, language, state, came_by) VALUES (?, ?, ?, ?, ?, 'invited', 'import')",
        );
        let mut assignments = prepare(
            "INSERT INTO assignments (user_id, group_id, role_id)
             VALUES (?, coalesce((SELECT id FROM groups WHERE name = ?), 1), (SELECT id FROM roles WHERE name = ?))",
        );
        let mut invitations = prepare(
            "INSERT INTO invitations (id, user_id, state, created_at, invited_by) VALUES (?, ?, 'pending', 0, 1)",
        );
        let mut outbox = prepare(
            "INSERT INTO outbox (kind, user_id, invitation_id, state, attempts, created_at) VALUES ('invitation', ?, ?, 'queued', 0, 0)",
        );
        let mut activity = prepare("INSERT INTO activity (at, by_user, verb, user_id) VALUES (0, 1, 'invited', ?)");
        let newest = |table: &str| format!("SELECT coalesce(max(id), 0) FROM {table}");
        let [mut id, mut invitation]: [i64; 2] =
            ["users", "invitations"].map(|table| transaction.query_row(&newest(table), [], |row| row.get(0)).unwrap());
        for [email, name, group, role, _, language] in batches.iter().flatten() {
            id += 1;
            invitation += 1;
            users.execute(params![id, email, email, name, language]).unwrap();
            assignments.execute(params![id, group, role]).unwrap();
            invitations.execute(params![invitation, id]).unwrap();
            outbox.execute(params![id, invitation]).unwrap();
            activity.execute(params![id]).unwrap();
        }
    }
    transaction.commit().unwrap();
}
