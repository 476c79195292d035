const { Pool } = require('pg');

// ruleid: node-hard-coded-database-password
const a = new Pool({ host: 'db.example.com', user: 'app', password: 'not-a-secret' });
// ok: node-hard-coded-database-password
const b = new Pool({ host: 'db.example.com', user: 'app', password: process.env.PGPASSWORD });
// ruleid: node-hard-coded-database-password
mongoose.connect('mongodb://app:not-a-secret@db.example.com/shop');
// ok: node-hard-coded-database-password
mongoose.connect('mongodb://localhost/shop');
// ok: node-hard-coded-database-password
mongoose.connect('mongodb://app:example@localhost:27017/shop');
// ruleid: node-hard-coded-database-password
const c = new Sequelize('shop', 'app', process.env.DB_PASSWORD || 'not-a-secret', { dialect: 'postgres' });
// ok: node-hard-coded-database-password
const d = new Sequelize(process.env.DATABASE_URL, { dialect: 'postgres' });
// ok: node-hard-coded-database-password
const e = new Pool({ host: 'localhost', user: 'app', password: '' });
