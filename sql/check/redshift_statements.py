"""Parses every statement that Tapehouse sends to Redshift with sqlglot's Redshift dialect.

    python redshift_statements.py ../redshift-statements.md refused.sql

The first file is the generated list: each block of SQL in it must parse, and hold nothing that Redshift lacks. The second
has statements that Redshift refuses, one a block of lines: each of them must be refused here, or the check proves nothing.
sqlglot is lenient: it takes much that Redshift does not, and what it does not know it keeps as an opaque Command. RULES is
what it misses. Nothing but sqlglot is needed (requirements.txt has the version).
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import Callable, Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

# Statements of Redshift that sqlglot does not know; each is written out, so that no other one passes unread.
OPAQUE = [
    re.compile(r"LOCK [a-z_]+"),
    re.compile(r"BEGIN READ ONLY"),
]

MISSING_FUNCTIONS = {
    "STRING_AGG", "ARRAY_AGG", "EVERY", "GENERATE_SERIES", "GENERATE_SUBSCRIPTS", "CLOCK_TIMESTAMP", "PG_SLEEP",
    "READ_PARQUET", "ARG_MAX", "ARG_MIN", "UNNEST", "OVERLAY", "WIDTH_BUCKET", "JUSTIFY_DAYS", "TRANSACTION_TIMESTAMP",
    "NOW", "AGE", "HAS_TABLE_PRIVILEGE", "CURRENT_SCHEMAS", "JSON_AGG", "JSONB_AGG", "LIST", "HASH", "REGEXP_MATCHES",
}

# AWS, Database Developer Guide, "Reserved words": names only in quotes.
RESERVED = set(
    """
    AES128 AES256 ALL ALLOWOVERWRITE ANALYSE ANALYZE AND ANY ARRAY AS ASC AUTHORIZATION AZ64 BACKUP BETWEEN BINARY
    BLANKSASNULL BOTH BYTEDICT BZIP2 CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE CREDENTIALS CROSS CURRENT_DATE
    CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_USER_ID DEFAULT DEFERRABLE DEFLATE DEFRAG DELTA DELTA32K
    DESC DISABLE DISTINCT DO ELSE EMPTYASNULL ENABLE ENCODE ENCRYPT ENCRYPTION END EXCEPT EXPLICIT FALSE FOR FOREIGN
    FREEZE FROM FULL GLOBALDICT256 GLOBALDICT64K GRANT GROUP GZIP HAVING IDENTITY IGNORE ILIKE IN INITIALLY INNER
    INTERSECT INTERVAL INTO IS ISNULL JOIN LANGUAGE LEADING LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP LUN LUNS LZO
    LZOP MINUS MOSTLY16 MOSTLY32 MOSTLY8 NATURAL NEW NOT NOTNULL NULL NULLS OFF OFFLINE OFFSET OID OLD ON ONLY OPEN
    OR ORDER OUTER OVERLAPS PARALLEL PARTITION PERCENT PERMISSIONS PIVOT PLACING PRIMARY QUALIFY RAW READRATIO
    RECOVER REFERENCES REJECTLOG RESORT RESPECT RESTORE RIGHT SELECT SESSION_USER SIMILAR SNAPSHOT SOME SYSDATE
    SYSTEM TABLE TAG TDES TEXT255 TEXT32K THEN TIMESTAMP TO TOP TRAILING TRUE TRUNCATECOLUMNS UNION UNIQUE UNNEST
    UNPIVOT USER USING VERBOSE WALLET WHEN WHERE WITH WITHOUT
    """.split()
)

COPY = re.compile(
    r"COPY copy_[a-z_]+ FROM 's3://[^']+\.manifest' IAM_ROLE 'arn:aws:iam::\d{12}:role/[^']+' FORMAT AS PARQUET MANIFEST"
)


def functions(tree: exp.Expression) -> Iterator[str]:
    """Names of the functions, as they were written where sqlglot has no class for them."""
    for call in tree.find_all(exp.Func):
        yield (call.name if isinstance(call, exp.Anonymous) else call.sql_name()).upper()


def reserved(tree: exp.Expression) -> bool:
    """A reserved word as a name, without quotes."""
    return any(
        not name.args.get("quoted") and name.name.upper() in RESERVED for name in tree.find_all(exp.Identifier)
    )


def merge_form(tree: exp.Expression) -> bool:
    """MERGE INTO table USING table ON ... WHEN MATCHED THEN ... WHEN NOT MATCHED THEN INSERT, without conditions."""
    merge = tree.find(exp.Merge)
    if merge is None:
        return False
    whens = merge.args["whens"].expressions
    right = (
        isinstance(merge.this, exp.Table)
        and not merge.this.alias
        and isinstance(merge.args["using"], exp.Table)
        and len(whens) == 2
        and [bool(when.args.get("matched")) for when in whens] == [True, False]
        and not any(when.args.get("condition") or when.args.get("source") for when in whens)
        and isinstance(whens[1].args["then"], exp.Insert)
    )
    return not right


def listagg_form(tree: exp.Expression, sql: str) -> bool:
    """LISTAGG orders in WITHIN GROUP; other engines order inside of the brackets."""
    return bool(re.search(r"(?i)\blistagg\s*\([^()]*\border\s+by\b", sql)) or "STRING_AGG" in sql.upper()


def framed(tree: exp.Expression) -> bool:
    """An aggregate over a window with an order needs a frame; LAG and LEAD take none."""
    return any(
        window.args.get("order") and not window.args.get("spec") and isinstance(window.this, exp.AggFunc)
        and not isinstance(window.this, (exp.RowNumber, exp.Rank, exp.DenseRank, exp.Lag, exp.Lead))
        for window in tree.find_all(exp.Window)
    )


def qualify(tree: exp.Expression) -> bool:
    """QUALIFY is for window functions."""
    return any(not found.find(exp.Window) for found in tree.find_all(exp.Qualify))


def correlated(tree: exp.Expression) -> bool:
    """A subquery inside of another EXISTS, or in an ON clause that reaches out."""
    nested = any(found.find_ancestor(exp.Exists) for found in tree.find_all(exp.Exists))
    in_join = any(
        join.args.get("on") is not None and join.args["on"].find(exp.Subquery, exp.Exists)
        for join in tree.find_all(exp.Join)
    )
    return nested or in_join


def bare_varchar(tree: exp.Expression) -> bool:
    """A column of VARCHAR without a length holds 256 bytes."""
    return any(
        column.kind is not None and column.kind.this in (exp.DataType.Type.VARCHAR, exp.DataType.Type.TEXT)
        and not column.kind.expressions
        for column in tree.find_all(exp.ColumnDef)
    )


RULES: list[tuple[str, Callable[[exp.Expression, str], bool]]] = [
    ("a reserved word", lambda tree, sql: reserved(tree)),
    ("FILTER", lambda tree, sql: tree.find(exp.Filter) is not None),
    ("ON CONFLICT", lambda tree, sql: tree.find(exp.OnConflict) is not None),
    ("RETURNING", lambda tree, sql: tree.find(exp.Returning) is not None),
    ("LATERAL", lambda tree, sql: tree.find(exp.Lateral) is not None),
    ("FOR UPDATE", lambda tree, sql: bool(re.search(r"(?i)\bfor\s+(update|share)\b", sql))),
    ("DISTINCT ON", lambda tree, sql: bool(re.search(r"(?i)\bdistinct\s+on\b", sql))),
    ("IS DISTINCT FROM", lambda tree, sql: tree.find(exp.NullSafeEQ, exp.NullSafeNEQ) is not None),
    ("integer division //", lambda tree, sql: "//" in re.sub(r"'[^']*'", "''", sql)),
    ("OR REPLACE of a table", lambda tree, sql: bool(re.match(r"(?i)create\s+or\s+replace\s+(temp\w*\s+)?table", sql))),
    ("GROUP or ORDER BY ALL", lambda tree, sql: bool(re.search(r"(?i)\b(group|order)\s+by\s+all\b", sql))),
    ("a function that Redshift lacks", lambda tree, sql: bool(set(functions(tree)) & MISSING_FUNCTIONS)
        or bool(re.search(r"(?i)\b(" + "|".join(MISSING_FUNCTIONS) + r")\s*\(", sql))),
    ("MERGE", lambda tree, sql: merge_form(tree)),
    ("LISTAGG", listagg_form),
    ("a window without a frame", lambda tree, sql: framed(tree)),
    ("QUALIFY", lambda tree, sql: qualify(tree)),
    ("a correlated subquery", lambda tree, sql: correlated(tree)),
    ("VARCHAR without a length", lambda tree, sql: bare_varchar(tree)),
    ("REFERENCES or UNIQUE", lambda tree, sql: bool(re.search(r"(?i)\b(references|unique\s*\()", sql))),
    ("COPY", lambda tree, sql: sql.upper().startswith("COPY") and not COPY.fullmatch(sql)),
    ("an array", lambda tree, sql: tree.find(exp.Array) is not None or bool(re.search(r"(?i)\barray\s*\[", sql))),
    ("VALUES in FROM", lambda tree, sql: any(found.find_ancestor(exp.From) for found in tree.find_all(exp.Values))),
    ("CREATE INDEX or SEQUENCE", lambda tree, sql: bool(re.match(r"(?i)create\s+(unique\s+)?(index\s+\w+\s+on|sequence)", sql))),
]


def complaint(sql: str) -> str | None:
    """Why Redshift would not take the statement; None where nothing speaks against it."""
    if any(pattern.fullmatch(sql) for pattern in OPAQUE):
        return None
    try:
        trees = sqlglot.parse(sql, read="redshift", error_level=sqlglot.ErrorLevel.RAISE)
    except (ParseError, TokenError) as error:
        return "does not parse: " + str(error).splitlines()[0]
    if len(trees) != 1 or trees[0] is None:
        return "expected one statement"
    tree = trees[0]
    if tree.find(exp.Command) is not None:
        return "sqlglot knows it only as a Command"
    for name, breaks in RULES:
        if breaks(tree, sql):
            return name
    return None


def listed(path: Path) -> list[str]:
    """The statements of the generated list."""
    return re.findall(r"^```sql\n(.*?)\n```$", path.read_text(encoding="utf-8"), re.S | re.M)


def refused(path: Path) -> list[str]:
    """The statements of a file with an empty line after each, without comments."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    bare = ["\n".join(line for line in block.splitlines() if not line.startswith("--")).strip() for block in blocks]
    return [block for block in bare if block]


def main(arguments: list[str]) -> int:
    logging.getLogger("sqlglot").setLevel(logging.ERROR)
    good, bad = listed(Path(arguments[0])), refused(Path(arguments[1]))
    failures = [f"{why}: {sql}" for sql in good if (why := complaint(sql)) is not None]
    failures += [f"was to be refused: {sql}" for sql in bad if complaint(sql) is None]
    for failure in failures:
        print(failure)
    if len(good) < 100 or len(bad) < 20:
        print(f"expected at least 100 statements and 20 bad ones, found {len(good)} and {len(bad)}")
        return 1
    print(f"{len(good)} statements, {len(bad)} refused, {len(failures)} wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
