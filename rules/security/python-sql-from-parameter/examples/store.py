from sqlalchemy import text


def find(db, name, table, placeholders, row):
    # ruleid: python-sql-from-parameter
    first = db.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python-sql-from-parameter
    second = db.execute("SELECT * FROM users WHERE name = '%s'" % name)
    # ruleid: python-sql-from-parameter
    third = db.execute("DELETE FROM users WHERE name = '" + name + "'")
    # ruleid: python-sql-from-parameter
    fourth = db.execute("UPDATE users SET x = '{}' WHERE id = 1".format(name))
    # ruleid: python-sql-from-parameter
    fifth = text(f"SELECT * FROM users WHERE id = {row.id}")
    # ok: python-sql-from-parameter
    sixth = db.execute(f"SELECT * FROM {table} WHERE name = ?", (name,))
    # ok: python-sql-from-parameter
    seventh = db.execute(f"SELECT * FROM users WHERE id IN ({placeholders})", row.ids)
    # ok: python-sql-from-parameter
    eighth = db.execute("SELECT * FROM users WHERE name = ?", (name,))
    # ok: python-sql-from-parameter
    ninth = db.execute("SELECT * FROM users WHERE name = %s", (name,))
    # ok: python-sql-from-parameter
    tenth = subprocess.execute(f"run --x={name}")
    sql = f"SELECT * FROM users WHERE name = '{name}'"
    # ruleid: python-sql-from-parameter
    db.execute(sql)
    query = f"SELECT * FROM {table} WHERE name = ?"
    # ok: python-sql-from-parameter
    db.execute(query, (name,))
    return first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth
