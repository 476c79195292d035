const express = require('express');
const { Pool } = require('pg');
const app = express();
const pool = new Pool();
const COLUMNS = new Map([['age', 'age']]);

app.get('/a', async (req, res) => {
  // ruleid: node-sql-injection
  const { rows } = await pool.query("SELECT * FROM users WHERE name = '" + req.query.name + "'");
  res.json(rows);
});

app.get('/b/:id', (req, res) => {
  const id = req.params.id;
  const sql = `SELECT * FROM orders WHERE id = ${id}`;
  // ruleid: node-sql-injection
  connection.query(sql, (error, rows) => res.json(rows));
});

app.get('/c/:id', async (req, res) => {
  // ok: node-sql-injection
  const { rows } = await pool.query('SELECT * FROM users WHERE id = $1', [req.params.id]);
  const owner = rows[0].owner;
  // ok: node-sql-injection
  await pool.query(`SELECT * FROM owners_${owner}`);
});

app.get('/d/:id', async (req, res) => {
  // ok: node-sql-injection
  await pool.query(`SELECT * FROM users WHERE id = ${Number(req.params.id)}`);
  // ok: node-sql-injection
  await pool.query({ text: 'SELECT * FROM users WHERE id = $1', values: [req.params.id] });
  // ruleid: node-sql-injection
  await pool.query({ text: 'SELECT * FROM users WHERE id = ' + req.params.id });
});

app.get('/e', async (req, res) => {
  // ok: node-sql-injection
  await pool.query(`SELECT * FROM users ORDER BY ${COLUMNS.has(req.query.sort) ? 'age' : 'name'}`);
  // ok: node-sql-injection
  const found = document.query(req.query.selector);
  res.json(found);
});

app.get('/g', async (req, res) => {
  const conditions = [];
  const values = [];
  if (req.query.name) conditions.push(`name = '${req.query.name}'`);
  values.push(req.query.age);
  // ruleid: node-sql-injection
  res.json(await pool.query('SELECT * FROM users WHERE ' + conditions.join(' AND ')));
  // ok: node-sql-injection
  res.json(await pool.query('SELECT * FROM users WHERE age = $1', values));
});

function byName(name) {
  // ruleid: node-sql-injection
  return pool.query(`SELECT * FROM users WHERE name = '${name}'`);
}

app.get('/f', async (req, res) => {
  res.json(await byName(req.query.name));
});
