package io.tapehouse.emulators.redshift;

/**
 * Functions of Redshift that PostgreSQL lacks, made in each database; those that are used alone.
 */
final class Functions {

  static final String SQL =
      """
      CREATE FUNCTION convert_timezone(source text, target text, moment timestamp) RETURNS timestamp
          LANGUAGE sql STABLE RETURN moment AT TIME ZONE source AT TIME ZONE target;
      CREATE FUNCTION convert_timezone(target text, moment timestamp) RETURNS timestamp
          LANGUAGE sql STABLE RETURN moment AT TIME ZONE 'UTC' AT TIME ZONE target;
      CREATE FUNCTION dateadd(part text, amount bigint, moment timestamp) RETURNS timestamp
          LANGUAGE sql IMMUTABLE RETURN moment + amount * CAST('1 ' || part AS interval);
      CREATE FUNCTION getdate() RETURNS timestamp
          LANGUAGE sql STABLE RETURN date_trunc('second', now() AT TIME ZONE 'UTC');
      CREATE FUNCTION len(value text) RETURNS integer
          LANGUAGE sql IMMUTABLE RETURN length(value);
      CREATE FUNCTION pg_last_copy_count() RETURNS bigint LANGUAGE sql STABLE
          RETURN coalesce(nullif(current_setting('tapehouse.last_copy_count', true), ''), '0')::bigint;
      CREATE FUNCTION strtol(digits text, base integer) RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT AS $$
          DECLARE
              total numeric := 0;
              digit integer;
          BEGIN
              FOR i IN 1 .. length(digits) LOOP
                  digit := position(lower(substr(digits, i, 1)) IN '0123456789abcdefghijklmnopqrstuvwxyz') - 1;
                  IF digit < 0 OR digit >= base THEN
                      RAISE EXCEPTION 'The input % is not valid to be converted to base %', digits, base
                          USING ERRCODE = '22023';
                  END IF;
                  total := total * base + digit;
              END LOOP;
              RETURN total::bigint;
          END $$;
      CREATE AGGREGATE listagg(text, text) (
          SFUNC = string_agg_transfn, STYPE = internal, FINALFUNC = string_agg_finalfn);
      """;

  private Functions() {}
}
