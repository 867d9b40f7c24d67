"""A joint purchase adds up in the database: pledges to its total, changes to pledges, shares to what is ordered.

The sums are looked at when a transaction ends, so that the rows of one change may come in any order; what stands in
between cannot be committed. Prices fall, and neither they nor the terms change once anybody has pledged; changes of
pledges are only ever added, and only while the round takes them.
"""

from typing import Any

from django.db import migrations

SUMS = "the pledges of a joint purchase do not add up"
SHARES = "the shares of a joint purchase do not add up"
FALLING = "the prices of a joint purchase must fall"
FIXED = "prices and terms of a joint purchase do not change once somebody has pledged"
KEPT = "a change of a pledge is never changed"
ENDED = "this joint purchase takes no pledges"
TERMS = ("currency", "unit", "minimum", "maximum", "each_min", "each_max", "multiple", "free_hours", "community_id")
CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in TERMS)
CHANGED_LITE = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in TERMS)
PLEDGED = "EXISTS (SELECT 1 FROM trade_pledge p WHERE p.version > 0 AND p.round_id = {})"
ROW = "NEW.pledge_id IS DISTINCT FROM OLD.pledge_id OR NEW.number <> OLD.number OR NEW.key <> OLD.key"
ROW += " OR NEW.delta <> OLD.delta OR NEW.quantity <> OLD.quantity"
MOVING = "SELECT 1 FROM trade_pledge p JOIN trade_purchaseround r ON r.id = p.round_id"
MOVING += " WHERE p.id = NEW.pledge_id AND r.state IN ('open', 'reached')"


def function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"


def stop(condition: str, words: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF;"


def at_end(name: str, table: str, when: str) -> str:
    return f"""CREATE CONSTRAINT TRIGGER {name} AFTER {when} ON {table} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION {name}()"""


def before(name: str, table: str, when: str, condition: str, words: str) -> list[str]:
    """A trigger that refuses at once; for BEFORE, NULL would skip the row silently, so the row itself is returned."""
    body = f"BEGIN {stop(condition, words)} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


SUM_OF_PLEDGES = "(SELECT coalesce(sum(p.quantity), 0) FROM trade_pledge p WHERE p.round_id = r.id)"
SUM_OF_CHANGES = "(SELECT coalesce(sum(c.delta), 0) FROM trade_pledgechange c WHERE c.pledge_id = p.id)"
ROUND_OFF = f"EXISTS (SELECT 1 FROM trade_purchaseround r WHERE r.id = {{}} AND r.total <> {SUM_OF_PLEDGES})"
PLEDGE_OFF = f"EXISTS (SELECT 1 FROM trade_pledge p WHERE p.id = {{}} AND p.quantity <> {SUM_OF_CHANGES})"
SHARES_OFF = """EXISTS (SELECT 1 FROM trade_purchaseround r, LATERAL (
    SELECT count(*) AS n, sum(s.amount) AS amount, sum(s.quantity) AS quantity
    FROM trade_split s WHERE s.round_id = r.id) s
    WHERE r.id = {} AND s.n > 0 AND (s.amount IS DISTINCT FROM r.order_amount OR s.quantity <> r.total))"""
TIERS_RISE = """EXISTS (SELECT 1 FROM trade_roundtier a JOIN trade_roundtier b ON a.round_id = b.round_id
    WHERE a.round_id = NEW.round_id AND a.quantity < b.quantity AND a.amount <= b.amount)"""

POSTGRESQL = [
    function("trade_round_adds_up", stop(ROUND_OFF.format("NEW.id"), SUMS) + stop(SHARES_OFF.format("NEW.id"), SHARES)),
    at_end("trade_round_adds_up", "trade_purchaseround", "INSERT OR UPDATE OF total, order_amount"),
    function(
        "trade_pledge_adds_up",
        "IF TG_OP <> 'INSERT' THEN "
        + stop(ROUND_OFF.format("OLD.round_id"), SUMS)
        + " END IF; IF TG_OP <> 'DELETE' THEN "
        + stop(ROUND_OFF.format("NEW.round_id"), SUMS)
        + stop(PLEDGE_OFF.format("NEW.id"), SUMS)
        + " END IF;",
    ),
    at_end("trade_pledge_adds_up", "trade_pledge", "INSERT OR DELETE OR UPDATE OF quantity, round_id"),
    function(
        "trade_change_adds_up",
        "IF TG_OP = 'DELETE' THEN "
        + stop(PLEDGE_OFF.format("OLD.pledge_id"), SUMS)
        + " ELSE "
        + stop(PLEDGE_OFF.format("NEW.pledge_id"), SUMS)
        + " END IF;",
    ),
    at_end("trade_change_adds_up", "trade_pledgechange", "INSERT OR DELETE"),
    function(
        "trade_split_adds_up",
        "IF TG_OP = 'DELETE' THEN "
        + stop(SHARES_OFF.format("OLD.round_id"), SHARES)
        + " ELSE "
        + stop(SHARES_OFF.format("NEW.round_id"), SHARES)
        + " END IF;",
    ),
    at_end("trade_split_adds_up", "trade_split", "INSERT OR DELETE OR UPDATE OF amount, quantity, round_id"),
    function("trade_tiers_fall", stop(TIERS_RISE, FALLING)),
    at_end("trade_tiers_fall", "trade_roundtier", "INSERT OR UPDATE"),
    *before("trade_tier_fixed", "trade_roundtier", "INSERT OR UPDATE", PLEDGED.format("NEW.round_id"), FIXED),
    *before("trade_tier_stays", "trade_roundtier", "DELETE", PLEDGED.format("OLD.round_id"), FIXED),
    *before(
        "trade_terms_fixed", "trade_purchaseround", "UPDATE", f"({CHANGED}) AND {PLEDGED.format('NEW.id')}", FIXED
    ),
    *before("trade_change_kept", "trade_pledgechange", "UPDATE", ROW, KEPT),
    *before("trade_change_in_time", "trade_pledgechange", "INSERT", f"NOT EXISTS ({MOVING})", ENDED),
]
NAMES = {
    "trade_round_adds_up": "trade_purchaseround",
    "trade_pledge_adds_up": "trade_pledge",
    "trade_change_adds_up": "trade_pledgechange",
    "trade_split_adds_up": "trade_split",
    "trade_tiers_fall": "trade_roundtier",
    "trade_tier_fixed": "trade_roundtier",
    "trade_tier_stays": "trade_roundtier",
    "trade_terms_fixed": "trade_purchaseround",
    "trade_change_kept": "trade_pledgechange",
    "trade_change_in_time": "trade_pledgechange",
}
POSTGRESQL_BACK = [
    statement
    for name, table in NAMES.items()
    for statement in (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()")
]


def lite(name: str, table: str, verb: str, condition: str, words: str) -> str:
    return f"""CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition}
        BEGIN SELECT RAISE(ABORT, '{words}'); END"""


# SQLite looks at once, and not when a transaction ends: there it holds what needs no sum.
SQLITE = [
    lite("trade_tier_fixed_insert", "trade_roundtier", "INSERT", PLEDGED.format("NEW.round_id"), FIXED),
    lite("trade_tier_fixed_update", "trade_roundtier", "UPDATE", PLEDGED.format("NEW.round_id"), FIXED),
    lite(
        "trade_terms_fixed", "trade_purchaseround", "UPDATE", f"({CHANGED_LITE}) AND {PLEDGED.format('NEW.id')}", FIXED
    ),
    lite("trade_change_kept", "trade_pledgechange", "UPDATE", ROW.replace("IS DISTINCT FROM", "IS NOT"), KEPT),
    lite("trade_change_in_time", "trade_pledgechange", "INSERT", f"NOT EXISTS ({MOVING})", ENDED),
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}"
    for name in (
        *("trade_tier_fixed_insert", "trade_tier_fixed_update", "trade_terms_fixed"),
        *("trade_change_kept", "trade_change_in_time"),
    )
]


def hold(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def let_go(apps: Any, editor: Any) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("trade", "0015_joint_purchase")]

    operations = [migrations.RunPython(hold, let_go)]
