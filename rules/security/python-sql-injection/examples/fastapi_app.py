from typing import Optional

from fastapi import APIRouter

router = APIRouter()


@router.get("/items")
async def items(q: Optional[str] = None, limit: int = 10):
    # ruleid: python-sql-injection
    rows = await pool.fetch(f"SELECT * FROM items WHERE name = '{q}'")
    # ok: python-sql-injection
    safe = await pool.fetch("SELECT * FROM items WHERE name = $1", q)
    # ok: python-sql-injection
    few = await pool.fetch(f"SELECT * FROM items LIMIT {limit}")
    return rows, safe, few
