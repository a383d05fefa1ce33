"""Clients of SQL that nobody here wrote, against a server of Tapehouse: sql_clients.py PORT CLIENT.

Each client signs in as its users do, binds values, reads types in text and in binary, fetches piece by piece, reads the
catalogue, meets an error, cancels, and goes on. It prints what it did; a traceback means that it failed.
"""

import asyncio
import datetime
import decimal
import sys
import threading
import time
import uuid

PORT = int(sys.argv[1])
DAY = datetime.date(2024, 11, 5)
MOMENT = datetime.datetime(2024, 11, 5, 8, 45, 0, 123000)
PRICE = decimal.Decimal("1234.500000")
TOKEN = uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")
VALUES = (
    "SELECT CAST(7 AS SMALLINT) AS small, 42 AS whole, CAST(10000000000 AS BIGINT) AS big,"
    " CAST(1234.5 AS DECIMAL(18,6)) AS price, CAST(0.1 AS DOUBLE) AS real8, true AS flag, '臺積電' AS label,"
    " DATE '2024-11-05' AS day, TIMESTAMP '2024-11-05 08:45:00.123' AS moment, CAST(NULL AS INTEGER) AS absent"
)
EXPECTED = (7, 42, 10000000000, PRICE, 0.1, True, "臺積電", DAY, MOMENT, None)
ENDLESS = "SELECT count(*) FROM range(100000000) AS a(i), range(100000000) AS b(j) WHERE i % 7 = j % 11"


def same(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"


def fails(sqlstate, action):
    """The action fails with that SQLSTATE, however the client names it."""
    try:
        action()
    except Exception as e:  # each client has its own classes
        state = getattr(e, "sqlstate", None) or getattr(e, "pgcode", None)
        if state is None and e.args and isinstance(e.args[0], dict):
            state = e.args[0].get("C")
        if state is None and getattr(e, "orig", None) is not None:
            state = getattr(e.orig, "sqlstate", None) or getattr(e.orig, "pgcode", None)
        assert state == sqlstate, f"expected SQLSTATE {sqlstate}, found {state}: {e}"
        return
    raise AssertionError(f"expected SQLSTATE {sqlstate}, found no error")


def psycopg2():
    import psycopg2
    import psycopg2.extras

    with_user = dict(host="127.0.0.1", port=PORT, user="analyst", dbname="tapehouse")
    connection = psycopg2.connect(**with_user)
    with connection, connection.cursor() as cursor:
        cursor.execute(VALUES)
        same(cursor.fetchone(), EXPECTED)
        cursor.execute("SELECT %s + 1, %s, %s", (41, "it's", DAY))
        same(cursor.fetchone(), (42, "it's", DAY))
        cursor.execute("SELECT ARRAY[1, NULL, 3], ARRAY['a', 'b\"c']")
        same(cursor.fetchone(), ([1, None, 3], ["a", 'b"c']))
    with connection:
        with connection.cursor("named") as cursor:
            cursor.itersize = 700
            cursor.execute("SELECT i FROM range(5000) AS r(i) ORDER BY i")
            same([row[0] for row in cursor], list(range(5000)))
    with connection.cursor() as cursor:
        fails("42P01", lambda: cursor.execute("SELECT * FROM nothing"))
        fails("25P02", lambda: cursor.execute("SELECT 1"))
        connection.rollback()
        fails("25006", lambda: cursor.execute("DELETE FROM stock"))
        connection.rollback()
        fails("42501", lambda: cursor.execute("SELECT * FROM read_csv('/etc/passwd')"))
        connection.rollback()
        import io

        out = io.StringIO()
        cursor.copy_expert("COPY (SELECT 1, 'a,b', NULL) TO STDOUT WITH (FORMAT csv)", out)
        same(out.getvalue(), '1,"a,b",\n')
        cancelled = threading.Timer(0.3, connection.cancel)
        cancelled.start()
        fails("57014", lambda: cursor.execute(ENDLESS))
        cancelled.join()
        connection.rollback()
    connection.set_session(readonly=True, autocommit=True, isolation_level="REPEATABLE READ")
    with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute("SELECT 1 AS one")
        same(dict(cursor.fetchone()), {"one": 1})
    connection.close()


def psycopg3():
    import psycopg

    with psycopg.connect(f"host=127.0.0.1 port={PORT} user=analyst dbname=tapehouse") as connection:
        for binary in (False, True):
            with connection.cursor(binary=binary) as cursor:
                cursor.execute(VALUES)
                same(cursor.fetchone(), EXPECTED)
                cursor.execute("SELECT %b::int + 1, %s::date, %s::numeric(18,6), %s::uuid", (41, DAY, PRICE, TOKEN))
                same(cursor.fetchone(), (42, DAY, PRICE, TOKEN))
                # From the sixth execution on it is a prepared statement of the server.
                for number in range(12):
                    cursor.execute("SELECT %s::int * 2, %s::text", (number, f"t{number}"))
                    same(cursor.fetchone(), (number * 2, f"t{number}"))
                cursor.execute("SELECT [1, NULL, 3], count(*) FROM range(9) AS r(i) WHERE i = ANY(%s)", ([1, 2, 99],))
                same(cursor.fetchone(), ([1, None, 3], 2))
            with connection.cursor("named", binary=binary) as cursor:
                cursor.itersize = 900
                cursor.execute("SELECT i FROM range(5000) AS r(i) ORDER BY i")
                same([row[0] for row in cursor], list(range(5000)))
            connection.commit()
        with connection.transaction():
            try:
                with connection.transaction():
                    connection.execute("SELECT 1 / nothing")
            except psycopg.errors.UndefinedColumn:
                pass
            same(connection.execute("SELECT 5").fetchone(), (5,))
        with connection.cursor() as cursor, cursor.copy("COPY (SELECT i, 'x' FROM range(3) AS r(i)) TO STDOUT") as copy:
            same(list(copy.rows()), [("0", "x"), ("1", "x"), ("2", "x")])
        with connection.pipeline():
            cursors = [connection.execute("SELECT %s::int", (i,)) for i in range(20)]
            same([cursor.fetchone()[0] for cursor in cursors], list(range(20)))
        with connection.cursor() as cursor:
            same([row[0] for row in cursor.stream("SELECT i FROM range(100) AS r(i)")], list(range(100)))
        connection.commit()
        cancelled = threading.Timer(0.3, connection.cancel)
        cancelled.start()
        fails("57014", lambda: connection.execute(ENDLESS))
        cancelled.join()
        connection.rollback()
        same(connection.info.server_version // 10000, 15)


def asyncpg():
    import asyncpg

    async def run():
        connection = await asyncpg.connect(f"postgresql://analyst@127.0.0.1:{PORT}/tapehouse")
        same(tuple(await connection.fetchrow(VALUES)), EXPECTED)
        row = await connection.fetchrow("SELECT $1::int + 1, $2::text, $3::date, $4::numeric(18,6)", 41, "t", DAY, PRICE)
        same(tuple(row), (42, "t", DAY, PRICE))
        row = await connection.fetchrow("SELECT $1::uuid, $2::timestamp, $3::bool, $4::float8", TOKEN, MOMENT, True, 0.5)
        same(tuple(row), (TOKEN, MOMENT, True, 0.5))
        statement = await connection.prepare("SELECT i FROM range(10) AS r(i) WHERE i > $1 AND i = ANY($2::bigint[])")
        same([r["i"] for r in await statement.fetch(3, [3, 4, 77])], [4])
        async with connection.transaction():
            cursor = connection.cursor("SELECT i FROM range(3000) AS r(i) ORDER BY i", prefetch=500)
            same([r["i"] async for r in cursor], list(range(3000)))
            try:
                async with connection.transaction():
                    await connection.fetch("SELECT 1 / nothing")
            except asyncpg.UndefinedColumnError:
                pass
            same(await connection.fetchval("SELECT 5"), 5)
        try:
            await connection.fetch(ENDLESS, timeout=0.3)
        except asyncio.TimeoutError:
            pass
        same(await connection.fetchval("SELECT 6"), 6)
        try:
            await connection.execute("DROP TABLE stock")
            raise AssertionError("DROP TABLE was not refused")
        except asyncpg.ReadOnlySQLTransactionError:
            pass
        await connection.reset()
        await connection.close()
        pool = await asyncpg.create_pool(f"postgresql://analyst@127.0.0.1:{PORT}/tapehouse", min_size=5, max_size=20)
        same(sorted(await asyncio.gather(*(pool.fetchval("SELECT $1::int", i) for i in range(100)))), list(range(100)))
        await pool.close()

    asyncio.run(run())


def sqlalchemy_engine(url, **arguments):
    import sqlalchemy

    engine = sqlalchemy.create_engine(url, **arguments)
    with engine.connect() as connection:
        same(tuple(connection.execute(sqlalchemy.text(VALUES)).one())[:3], EXPECTED[:3])
        same(connection.execute(sqlalchemy.text("SELECT CAST(:n AS INT) + 1"), {"n": 41}).scalar_one(), 42)
        fails("25006", lambda: connection.execute(sqlalchemy.text("DELETE FROM stock")))
        connection.rollback()
    with engine.begin() as connection:
        try:
            with connection.begin_nested():
                connection.execute(sqlalchemy.text("SELECT 1 / nothing"))
        except sqlalchemy.exc.ProgrammingError:
            pass
        same(connection.execute(sqlalchemy.text("SELECT 5")).scalar_one(), 5)
    inspector = sqlalchemy.inspect(engine)
    assert "stock_daily" in inspector.get_table_names(schema="public")
    columns = {column["name"]: str(column["type"]) for column in inspector.get_columns("stock_daily", schema="public")}
    assert columns["trading_date"] == "DATE", columns
    inspector.get_pk_constraint("stock_daily", schema="public")
    inspector.get_foreign_keys("stock_daily", schema="public")
    inspector.get_view_names(schema="public")
    table = sqlalchemy.Table("stock_daily", sqlalchemy.MetaData(), autoload_with=engine, schema="public")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.select(table).limit(3)).all()
    engine.dispose()


def sqlalchemy_psycopg2():
    sqlalchemy_engine(f"postgresql+psycopg2://analyst@127.0.0.1:{PORT}/tapehouse")


def sqlalchemy_psycopg():
    sqlalchemy_engine(f"postgresql+psycopg://analyst@127.0.0.1:{PORT}/tapehouse")


def sqlalchemy_redshift():
    sqlalchemy_engine(
        f"redshift+psycopg2://analyst@127.0.0.1:{PORT}/tapehouse", connect_args={"sslmode": "disable"}
    )


def redshift_connector():
    import redshift_connector

    connection = redshift_connector.connect(
        host="127.0.0.1", port=PORT, user="analyst", password="none", database="tapehouse", ssl=False
    )
    cursor = connection.cursor()
    cursor.execute(VALUES)
    same(tuple(cursor.fetchone()), EXPECTED)
    for number in range(7):
        cursor.execute("SELECT CAST(%s AS INT) * 2, CAST(%s AS VARCHAR)", (number, "t"))
        same(list(cursor.fetchone()), [number * 2, "t"])
    tables = {row[2] for row in cursor.get_tables(catalog="tapehouse", schema_pattern="public")}
    assert "stock_daily" in tables, tables
    columns = [row[3] for row in cursor.get_columns(catalog="tapehouse", schema_pattern="public", tablename_pattern="stock_daily")]
    assert "trading_date" in columns, columns
    fails("42P01", lambda: cursor.execute("SELECT * FROM nothing"))
    connection.rollback()
    cursor.execute("SELECT 5")
    same(tuple(cursor.fetchone()), (5,))
    connection.close()


def pgcli():
    import os
    import subprocess

    # Without a terminal it takes its commands from standard input, after it has read the catalogue for completions.
    environment = dict(os.environ, PGCLIRC="/dev/null", HOME=os.environ.get("TMPDIR", "/tmp"), PAGER="cat")
    done = subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "pgcli"), "-h", "127.0.0.1", "-p", str(PORT), "-U", "analyst",
         "-w", "-d", "tapehouse", "-c", "SELECT 40 + 2 AS answer", "-c", "\\d exchange"],
        capture_output=True, text=True, timeout=60, env=environment,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0 and "42" in said and "exchange_code" in said, said


CLIENTS = [
    psycopg2, psycopg3, asyncpg, sqlalchemy_psycopg2, sqlalchemy_psycopg, sqlalchemy_redshift, redshift_connector, pgcli,
]


def main():
    wanted = sys.argv[2:]
    failed = []
    for client in CLIENTS:
        if wanted and client.__name__ not in wanted:
            continue
        start = time.monotonic()
        try:
            client()
            print(f"ok: {client.__name__}: {time.monotonic() - start:.1f} s", flush=True)
        except Exception:
            import traceback

            traceback.print_exc()
            failed.append(client.__name__)
    if failed:
        sys.exit(f"FAILED: {', '.join(failed)}")


main()
