"""Asks a Tapehouse warehouse: the SQL gateway of this machine, or Amazon Redshift.

TAPEHOUSE_SQL has the address, postgresql://USER:PASSWORD@HOST:5439/DATABASE. Without it the gateway is asked that
`tapehouse server` opens on this machine. Answers are pandas frames: numbers are floats, dates and times are datetime64.
"""

import json
import os
import re
from pathlib import Path

import mplfinance
import pandas
import psycopg2
import psycopg2.extensions
from matplotlib import pyplot

ADDRESS = os.environ.get("TAPEHOUSE_SQL", "postgresql://127.0.0.1:5439/tapehouse")

QUERIES = Path(__file__).resolve().parent.parent / "sql" / "queries"

# In turn: texts, names in quotes, comments, casts, and what is looked for, as the program reads them.
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|::|:(?P<name>[A-Za-z_]\w*)|%", re.DOTALL)

_PARAMETER = re.compile(
    r"(?P<name>\w+) (?P<type>[a-z]+)(?:\((?P<words>[a-z|]+)\))?(?:>=\S+)? "
    r"(?:(?P<required>required)|optional|= (?P<default>[^:]+)): (?P<meaning>.+)"
)

_NUMBER = psycopg2.extensions.new_type(
    psycopg2.extensions.DECIMAL.values, "NUMBER", lambda text, cursor: None if text is None else float(text)
)

_connection = None


def connection():
    """The connection of this process, read-only; opened when it is first needed."""
    global _connection
    if _connection is None or _connection.closed:
        _connection = psycopg2.connect(ADDRESS, connect_timeout=10)
        _connection.set_session(autocommit=True)
        psycopg2.extensions.register_type(_NUMBER, _connection)
    return _connection


def sql(text, **values):
    """The answer to a query. :name in it is a parameter; its value is given here and never becomes SQL."""
    with connection().cursor() as cursor:
        cursor.execute(_TOKEN.sub(_placeholder, text), values)
        frame = pandas.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])
        for column in cursor.description:
            if column.type_code in (1082, 1114):  # date, timestamp
                frame[column.name] = pandas.to_datetime(frame[column.name])
        return frame


def _placeholder(token):
    if token["name"]:
        return f"%({token['name']})s"
    return token[0].replace("%", "%%")


def _head(name):
    """The declarations of a query's file: kind and text, and its SQL."""
    file = QUERIES / f"{name}.sql"
    if not file.exists():
        raise ValueError(f"there is no query {name}; queries() lists them")
    declared, body = [], []
    for line in file.read_text(encoding="utf-8").splitlines():
        begun = re.fullmatch(r"-- (title|about|parameter|column): (.+)", line)
        if begun and not body:
            declared.append([begun[1], begun[2]])
        elif line.startswith("--     ") and not body:
            declared[-1][1] += " " + line[7:].strip()
        elif not line.strip().startswith("--"):
            body.append(line)
    return declared, "\n".join(body)


def queries():
    """All queries of the program by name, with what they answer."""
    rows = [(file.stem, _head(file.stem)[0][0][1]) for file in sorted(QUERIES.glob("*.sql"))]
    return pandas.DataFrame(rows, columns=["query", "title"])


def describe(name):
    """The parameters and columns of a query."""
    rows = [(kind, text) for kind, text in _head(name)[0]]
    return pandas.DataFrame(rows, columns=["what", "text"])


def query(name, **values):
    """The answer to a query of the program, by its name; parameters as describe(name) lists them."""
    declared, body = _head(name)
    bound = {}
    for kind, text in declared:
        if kind == "parameter":
            parameter = _PARAMETER.fullmatch(text)
            bound[parameter["name"]] = _value(name, parameter, values)
    unknown = set(values) - set(bound)
    if unknown:
        raise ValueError(f"{name} has no parameter {', '.join(unknown)}; it has {', '.join(bound)}")
    return sql(body, **bound)


def _value(name, parameter, values):
    value = values.get(parameter["name"], parameter["default"])
    if value is None:
        if parameter["required"]:
            raise ValueError(f"{name} needs {parameter['name']}: {parameter['meaning']}")
        return None
    if parameter["words"] and value not in parameter["words"].split("|"):
        raise ValueError(f"{parameter['name']}: expected one of {parameter['words']}, found {value}")
    return str(value).zfill(5) if parameter["type"] == "stock" else str(value).strip()


def candles(frame, time="local_time", title=""):
    """Draws the candles of an answer, with volume where it has one."""
    drawn = frame.rename(columns={f"price_{side}": side.capitalize() for side in ("open", "high", "low", "close")})
    drawn = drawn.rename(columns={"volume": "Volume"}).set_index(pandas.DatetimeIndex(drawn[time]))
    drawn = drawn.dropna(subset="Close")
    # What mplfinance sets stays with its picture.
    with pyplot.rc_context():
        figure, axes = mplfinance.plot(
            drawn,
            type="candle",
            style="yahoo",
            axtitle=title,
            volume="Volume" in drawn,
            figsize=(11, 6),
            tight_layout=True,
            returnfig=True,
        )
        if "Volume" in drawn:
            axes[2].set_ylim(bottom=0)
        pyplot.show()


def lake(table):
    """The Parquet files of a table of the lake that the warehouse was loaded from, of the home TAPEHOUSE_HOME.

    Attempts that were replaced lie beside them; the ledger knows which counts, and its manifest which files are whole.
    """
    home = Path(os.environ.get("TAPEHOUSE_HOME", QUERIES.parent.parent / "data"))
    attempts = set(sql("SELECT DISTINCT attempt_id FROM load_ledger WHERE status = 'committed'")["attempt_id"])
    files = []
    for file in sorted((home / "lake" / table).glob("*/*/*/_manifest.json")):
        if file.parent.name in attempts:
            files += [str(file.parent / one["name"]) for one in json.loads(file.read_text(encoding="utf-8"))["files"]]
    return files
